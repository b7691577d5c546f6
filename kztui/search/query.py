"""What is typed, taken apart: words, what must or must not be, of which kinds, and when.

Nothing that can be typed is an error. What cannot be understood is left out of the search and said in `problem`.
"""

import re

from msgspec import Struct

from kztui.article import dates
from kztui.article.model import ITEM_KINDS, ItemKind
from kztui.search.folding import sounded
from kztui.search.folding import words as folded_words

SYNTAX = """\
words           all of them, in any order; a beginning, a slip or another spelling will do
'word           this word as it is written, whole
"some words"    these words as they are written, side by side
^word           a name that begins with it
!word           without it
actor: event: place: term: claim: section: paragraph:   only these kinds; also a: e: p: t: c: s: para:
date:2011       when; also date:2011-06, date:2011-06..2011-12, date:2012.. and date:..2011"""
"""The query language in one table, for help and README."""

LONGEST = 400
"""Letters of a query that are read; more is a slip of the clipboard."""
MOST_WORDS = 16

_SHORT: dict[str, ItemKind] = {
    "a": "actor", "e": "event", "p": "place", "t": "term", "c": "claim", "s": "section", "para": "paragraph",
}  # fmt: skip
KIND_WORDS: dict[str, ItemKind] = {word: kind for kind in ITEM_KINDS for word in (kind, f"{kind}s")}
_KINDS = KIND_WORDS | _SHORT

Day = tuple[float, int, int]
"""Year, month, day."""
Span = tuple[Day, Day]
_FIRST: Day = (float("-inf"), 1, 1)
_LAST: Day = (float("inf"), 12, 31)


class Word(Struct, frozen=True):
    """One word of a query: as typed, folded, and as it sounds."""

    raw: str
    text: str
    sounded: str
    exact: bool = False
    start: bool = False


class Query(Struct, frozen=True):
    """A query taken apart. Words are AND, in any order; `phrases` are runs of exact words that must stand together."""

    words: tuple[Word, ...] = ()
    without: tuple[tuple[Word, ...], ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    kinds: frozenset[ItemKind] = frozenset()
    not_kinds: frozenset[ItemKind] = frozenset()
    spans: tuple[Span, ...] = ()
    problem: str = ""


_PART = re.compile(r'!?(?:\w+:)?"[^"]*"?|\S+')
_RAW_WORD = re.compile(r"[^\s\-–—/_,;:()\[\]]+")


def _read_words(text: str, *, exact: bool = False, start: bool = False) -> list[Word]:
    """The words in one part of a query, each beside what was typed for it."""
    found: list[Word] = []
    for raw in _RAW_WORD.findall(text):
        for folded, said in zip(folded_words(raw), sounded(raw), strict=True):
            found.append(Word(raw, folded, said, exact, start and not found))
    return found


def _day(text: str, last: bool) -> Day:
    date = dates.parse(text)
    moment = date.latest if last else date.earliest
    return moment or (_LAST if last else _FIRST)


def _read_span(text: str) -> Span:
    """A `date:` filter as its first and last day; raises ValueError where it is none."""
    first, dots, last = text.partition("..")
    if not dots:
        return _day(text, last=False), _day(text, last=True)
    if not first and not last:
        raise ValueError
    return (_day(first, last=False) if first else _FIRST), (_day(last, last=True) if last else _LAST)


class _Reader:
    """Reads a query part by part."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self.without: list[tuple[Word, ...]] = []
        self.phrases: list[tuple[str, ...]] = []
        self.kinds: set[ItemKind] = set()
        self.not_kinds: set[ItemKind] = set()
        self.spans: list[Span] = []
        self.problem = ""

    def read(self, part: str) -> None:
        unwanted = part.startswith("!")
        part = part.removeprefix("!")
        head, colon, rest = part.partition(":")
        if colon and head.casefold() in _KINDS:
            (self.not_kinds if unwanted else self.kinds).add(_KINDS[head.casefold()])
            unwanted, part = False, rest
        elif colon and head.casefold() == "date":
            self.when(rest)
            return
        self.word(part, unwanted)

    def when(self, text: str) -> None:
        if not text:
            return
        try:
            self.spans.append(_read_span(text))
        except ValueError:
            self.problem = f"date:{text[:40]} is no date: write date:2011, date:2011-06 or date:2011-06..2011-12"

    def word(self, part: str, unwanted: bool) -> None:
        quoted = part.startswith('"')
        exact = quoted or part.startswith("'")
        start = part.startswith("^")
        found = _read_words(part.strip('"') if quoted else part.lstrip("'^"), exact=exact, start=start)
        if unwanted:
            if found:
                self.without.append(tuple(found))
            return
        self.words += found
        if exact and len(found) > 1:
            self.phrases.append(tuple(word.text for word in found))


def parse(text: str) -> Query:
    """Take a query apart; never raises."""
    reader = _Reader()
    for part in _PART.findall(text[:LONGEST]):
        reader.read(part)
    return Query(
        tuple(dict.fromkeys(reader.words)),
        tuple(reader.without),
        tuple(reader.phrases),
        frozenset(reader.kinds),
        frozenset(reader.not_kinds),
        tuple(reader.spans),
        reader.problem,
    )
