"""Parses a query: its terms, what must or must not match, which kinds, and which dates.

Nothing that can be typed is an error. What cannot be understood is left out of the search and named in `problem`.
"""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from kztui.article import dates
from kztui.article.kinds import KINDS
from kztui.article.table import ItemKind
from kztui.search.folding import is_emoji_token, tokenize, tokenize_as_pronounced

# The kinds that a text speaks of come before the parts of the text.
_ORDERED = sorted(KINDS, key=lambda kind: (kind.is_text, KINDS.index(kind)))
_FILTERS = " ".join(f"{kind.item_kind}:" for kind in _ORDERED)
_SHORT_FILTERS = " ".join(f"{kind.letters}:" for kind in _ORDERED)
SYNTAX = f"""\
words           all of them, in any order; a prefix, a typo or another spelling will do
'word           this word as it is written, whole
"some words"    these words as they are written, side by side
^word           a name that begins with it
!word           without it
{_FILTERS}   only these kinds; also {_SHORT_FILTERS}
type:figure     only items of this type, such as a person, a bombing or a statement
by:minister     only claims of this source, by any of its names or its id
in:conclusions  only what stands in this section; in:3 in this paragraph
is:foreseen     also is:undated, is:open (not accepted yet) and is:bookmarked
has:note        an editor's note; also has:mynote, has:quote, has:date and has:place
date:2011       when; also date:2011-06, date:2011-06..2011-12, date:2012.. and date:..2011
!is:undated     each of these can be turned round"""
"""The query language in one table, for help and README."""

MAX_LENGTH = 400
"""Characters of a query that are read; more was pasted by mistake."""
MAX_TERMS = 16

STATES: Mapping[str, Sequence[str]] = {
    "is": ("foreseen", "undated", "open", "bookmarked"),
    "has": ("note", "mynote", "quote", "date", "place"),
}
"""The values of the filters that have fixed ones."""
FILTERS = ("type", "by", "in", *STATES)
"""The filters besides kinds and dates."""

KIND_NAMES: dict[str, ItemKind] = {word: kind.item_kind for kind in KINDS for word in (kind.item_kind, kind.plural)}
_KINDS = KIND_NAMES | {kind.letters: kind.item_kind for kind in KINDS}

DateBound = tuple[float, int, int]
"""Year, month, day; the year may be infinite."""
DateRange = tuple[DateBound, DateBound]
"""The first and the last day, both included."""
_FIRST: DateBound = (float("-inf"), 1, 1)
_LAST: DateBound = (float("inf"), 12, 31)


class QueryTerm(Struct, frozen=True):
    """One word of a query."""

    raw: str
    """As typed."""
    text: str
    """Folded."""
    pronounced: str
    """Folded as it is pronounced."""
    exact: bool = False
    """Only as it is written, whole."""
    at_name_start: bool = False


class Condition(Struct, frozen=True):
    """One of `FILTERS` with its value: what an item must be, or must not be where it is `excluded`."""

    filter: str
    value: str
    excluded: bool = False


class ParsedQuery(Struct, frozen=True):
    """A parsed query: all `terms` must match, in any order; `phrases` are exact words that must stand together."""

    terms: tuple[QueryTerm, ...] = ()
    excluded: tuple[tuple[QueryTerm, ...], ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    kinds: frozenset[ItemKind] = frozenset()
    excluded_kinds: frozenset[ItemKind] = frozenset()
    date_ranges: tuple[DateRange, ...] = ()
    conditions: tuple[Condition, ...] = ()
    problem: str = ""


_PART = re.compile(r'!?(?:\w+:)?"[^"]*"?|\S+')
_RAW_WORD = re.compile(r"[^\s\-–—/_,;:()\[\]]+")


def read_terms(text: str, *, exact: bool = False, at_name_start: bool = False) -> list[QueryTerm]:
    """The terms in one part of a query."""
    found: list[QueryTerm] = []
    for raw in _RAW_WORD.findall(text):
        for folded, pronounced in zip(tokenize(raw), tokenize_as_pronounced(raw), strict=True):
            whole = exact or is_emoji_token(folded)
            found.append(QueryTerm(raw, folded, pronounced, whole, at_name_start and not found))
    return found


def _date_bound(text: str, last: bool) -> DateBound:
    date = dates.parse(text)
    day = date.latest if last else date.earliest
    return day or (_LAST if last else _FIRST)


def _read_date_range(text: str) -> DateRange:
    """What stands after `date:`. Raises ValueError where it is no date."""
    first, dots, last = text.partition("..")
    if not dots:
        return _date_bound(text, last=False), _date_bound(text, last=True)
    if not first and not last:
        raise ValueError
    return (_date_bound(first, last=False) if first else _FIRST), (_date_bound(last, last=True) if last else _LAST)


class _QueryParser:
    """Parses a query part by part."""

    def __init__(self) -> None:
        self.terms: list[QueryTerm] = []
        self.excluded: list[tuple[QueryTerm, ...]] = []
        self.phrases: list[tuple[str, ...]] = []
        self.kinds: set[ItemKind] = set()
        self.excluded_kinds: set[ItemKind] = set()
        self.date_ranges: list[DateRange] = []
        self.conditions: list[Condition] = []
        self.problem = ""

    def read(self, part: str) -> None:
        """Parse one part: a filter, a date, or words."""
        excluded = part.startswith("!")
        part = part.removeprefix("!")
        head, colon, rest = part.partition(":")
        if colon and head.casefold() in _KINDS:
            (self.excluded_kinds if excluded else self.kinds).add(_KINDS[head.casefold()])
            excluded, part = False, rest
        elif colon and head.casefold() == "date":
            self.read_date(rest)
            return
        elif colon and head.casefold() in FILTERS:
            self.read_condition(head.casefold(), rest.strip('"'), excluded)
            return
        self.read_words(part, excluded)

    def read_date(self, text: str) -> None:
        """Parse a range of dates; a wrong one becomes the problem of the query."""
        if not text:
            return
        try:
            self.date_ranges.append(_read_date_range(text))
        except ValueError:
            self.problem = f"date:{text[:40]} is not a date: write date:2011, date:2011-06 or date:2011-06..2011-12"

    def read_condition(self, name: str, value: str, excluded: bool) -> None:
        """Read one of `FILTERS`; a value that it does not have becomes the problem of the query."""
        known = STATES.get(name)
        if known and value:
            begun = [each for each in known if each.startswith(value.casefold())]
            if not begun:
                these = ", ".join(f"{name}:{each}" for each in known[:-1])
                self.problem = f"{name}:{value[:40]} is not known: write {these} or {name}:{known[-1]}"
            value = begun[0] if begun else ""
        if value:
            self.conditions.append(Condition(name, value, excluded))

    def read_words(self, part: str, excluded: bool) -> None:
        """Parse words, which must match or, if `excluded`, must not."""
        quoted = part.startswith('"')
        exact = quoted or part.startswith("'")
        at_name_start = part.startswith("^")
        text = part.strip('"') if quoted else part.lstrip("'^")
        found = read_terms(text, exact=exact, at_name_start=at_name_start)
        if excluded:
            if found:
                self.excluded.append(tuple(found))
            return
        self.terms += found
        if exact and len(found) > 1:
            self.phrases.append(tuple(term.text for term in found))


def parse(text: str) -> ParsedQuery:
    """Parse a query; never raises."""
    parser = _QueryParser()
    for part in _PART.findall(text[:MAX_LENGTH]):
        parser.read(part)
    return ParsedQuery(
        tuple(dict.fromkeys(parser.terms)),
        tuple(parser.excluded),
        tuple(parser.phrases),
        frozenset(parser.kinds),
        frozenset(parser.excluded_kinds),
        tuple(parser.date_ranges),
        tuple(dict.fromkeys(parser.conditions)),
        parser.problem,
    )
