"""What all rules work on: the items with their places, their kinds and names, made once for one run of the rules.

What reading left out may exist after all: a reference to it is not reported.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from functools import cached_property
from itertools import accumulate
from math import inf
from typing import Any

from msgspec import Struct

from kztui.article import dates
from kztui.article.edtf import Date
from kztui.article.findings import MISSING_KEY, Finding, Keys
from kztui.article.item_kinds import ITEM_KINDS
from kztui.article.kinds import KINDS
from kztui.article.kinds.item import Item
from kztui.article.kinds.section import Paragraph, Section
from kztui.article.links import Reference
from kztui.article.model import ArticleTables
from kztui.article.suggestion import Suggester
from kztui.article.table import ItemKind
from kztui.files.problems import MISSING_ID, SYNTAX, UNKNOWN_KEY, WRONG_TYPE

MOST_DIGITS = 18
"""How many digits of a number in an id are read."""
_ANY = (0, inf)
# Where paragraphs stand: the index of a section and, of one paragraph, its own in it; of all sections, nothing.
_Place = tuple[float, ...]


class Skipped:
    """What may be there though it was left out. `read` is what reading found, at places as written.

    All of a file that is no TOML is left out. An item without an id has no name that others could have used, so a
    reference to nothing is reported all the same. A paragraph without a number has one between those of its neighbours.
    """

    def __init__(self, file: ArticleTables, read: Collection[Finding], as_written: Callable[[Keys], Keys]) -> None:
        unread = any(finding.rule is SYNTAX for finding in read)
        dropped = [finding for finding in read if finding.rule is WRONG_TYPE or finding.rule is MISSING_ID]
        self.items = unread or any(map(_is_item, dropped))
        """Whether items that others may name were left out."""
        places = dict(_places(dropped))
        ranges = [_ANY] if unread else sorted(_ranges(places, _kept(file, as_written))) if places else []
        self._lows = [low for low, _ in ranges]
        self._highest = list(accumulate((high for _, high in ranges), max))

    def target(self, name: str) -> bool:
        """Whether what was left out may have this id."""
        return self.items or (name[:1] == "p" and name[1:].isdecimal() and self.paragraph(int(name[1:MOST_DIGITS])))

    def paragraph(self, number: int) -> bool:
        """Whether a paragraph that was left out may have this number."""
        below = bisect_left(self._lows, number)
        return below > 0 and number < self._highest[below - 1]


def _is_item(finding: Finding) -> bool:
    path = finding.where.path
    known = finding.rule is WRONG_TYPE and path and path[0] not in {"article", "format"}
    return bool(known and (len(path) <= 2 or path[2] == "id"))


def _places(dropped: Collection[Finding]) -> Iterator[tuple[_Place, str]]:
    """Where paragraphs are lost, each with the number that was plainly meant, or nothing."""
    for finding in dropped:
        path = finding.where.path
        if path[:1] == ("sections",) and path[2:3] in {(), ("id",), ("paragraphs",)} and path[4:] in {(), ("number",)}:
            yield tuple(part for part in path if isinstance(part, int)), finding.suggestion if path[4:] else ""


def _kept(file: ArticleTables, as_written: Callable[[Keys], Keys]) -> list[tuple[_Place, int]]:
    """Every paragraph's place and number, in order."""
    return [
        (tuple(part for part in path if isinstance(part, int)), paragraph.number)
        for at, section in enumerate(file.of(Section))  # paragraphs stand in them
        for inner, paragraph in enumerate(section.paragraphs)
        for path in (as_written(("sections", at, "paragraphs", inner)),)
    ]


def _ranges(lost: dict[_Place, str], kept: list[tuple[_Place, int]]) -> Iterator[tuple[float, float]]:
    """Between which two numbers those of each lost paragraph lie.

    Single paragraphs at the end go on counting; how many there are in a lost section is unknown.
    """
    places = [place for place, _ in kept]
    before = list(accumulate((number for _, number in kept), max, initial=0))
    after = list(accumulate((number for _, number in reversed(kept)), min))[::-1]
    last = sum(place > places[-1] if places else True for place in lost)
    single = all(len(place) == 2 for place in lost)
    for place, meant in lost.items():
        if meant:
            yield int(meant) - 1, int(meant) + 1
            continue
        low = before[bisect_left(places, place)]
        following = bisect_left(places, (*place, inf))
        yield low, after[following] if following < len(places) else low + last + 1 if single else inf


class ProseText(Struct, frozen=True):
    """A text of an item: what it links to, and the pieces between its links."""

    path: Keys
    item: Item
    text: str
    targets: list[str]
    pieces: list[str]
    regular: bool
    """Whether each bracket belongs to a link that is written as links are; if not, `targets` may be wrong."""


MAX_SUGGESTIONS = 1_000
"""How many wrong targets are compared with all that there are; each takes a thousandth of a second."""
_MOST_SHARED = 300
"""Words of a letter pair that are looked at for a wrong target: of thousands, each must be answered at once."""
# Only the plainest links, which are nearly all. It never steps back, and is several times faster than the full pattern.
_PLAIN_LINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|[^\[\]]*)?\]\]")


def _taken_apart(text: str) -> tuple[list[str], list[str], bool]:
    """The targets, the pieces between the links, and whether these are all that the text has in brackets."""
    parts = _PLAIN_LINK.split(text)
    targets = parts[1::2]
    regular = text.count("[") == 2 * len(targets) == text.count("]") and " " not in "".join(targets)
    return targets, parts[::2], regular


class RuleContext:
    """An article's data as the rules need it. `read` is what reading the files found already, at places as written."""

    def __init__(self, file: ArticleTables, read: Collection[Finding], as_written: Callable[[Keys], Keys]) -> None:
        self.file = file
        self._as_written = as_written
        self.placed: list[tuple[Keys, Item]] = file.placed
        self.by_kind: dict[ItemKind, list[tuple[Keys, Item]]] = {kind: [] for kind in ITEM_KINDS}
        """The same by kind."""
        for place in self.placed:
            self.by_kind[place[1].item_kind].append(place)
        self.kinds: dict[str, ItemKind] = {item.id: item.item_kind for _, item in reversed(self.placed) if item.id}
        # Paragraphs alone have numbers that others refer to, and texts that must link what they name.
        self.paragraphs = {path: item for path, item in self.placed if isinstance(item, Paragraph)}
        self.numbers = {paragraph.number for paragraph in self.paragraphs.values()}
        self.wrong: set[Keys] = {finding.where.path for finding in read if finding.rule is WRONG_TYPE}
        # All that a table without some key is kept for is a relation's kind.
        self.wrong |= {(*finding.where.path, "kind") for finding in read if finding.rule is MISSING_KEY}
        # Nor is a key missing that stands there under another name.
        unknown = [finding for finding in read if finding.rule is UNKNOWN_KEY]
        self.wrong |= {(*finding.where.path[:-1], finding.suggestion) for finding in unknown}
        self._suggesters: dict[tuple[ItemKind, ...], Suggester] = {}
        self._nearest: dict[tuple[str, ...], str] = {}
        self.skipped = Skipped(file, read, as_written)

    def lacks(self, path: Keys, key: str, value: object) -> bool:
        """Whether an item has nothing under `key`, and that is not reported yet."""
        if value or not self.wrong:
            return not value
        written = self._as_written(path)
        return written not in self.wrong and (*written, key) not in self.wrong

    @cached_property
    def references(self) -> list[tuple[Keys, Item, Reference]]:
        """Every field that names another item, with the place of its item; paragraphs within sections are none."""
        kinds = [kind for kind in KINDS if not kind.is_text and kind.references is not Item.references]
        placed = (place for kind in kinds for place in self.by_kind[kind.item_kind])
        return [(path, item, reference) for path, item in placed for reference in item.references()]

    @cached_property
    def quoting(self) -> list[tuple[Keys, Item | Any]]:
        """Every item, and every part of an item, that has quotes, with the place of its table."""
        found = [place for place in self.placed if place[1].quotes]
        for kind in KINDS:
            for name in kind.quoted_parts:
                for path, item in self.by_kind[kind.item_kind]:
                    parts = getattr(item, name)
                    found += [((*path, name, at), part) for at, part in enumerate(parts) if part.quotes]
        return found

    @cached_property
    def issued(self) -> Date | None:
        """When the article was published, where that is a valid date."""
        return dates.parse_or_none(self.file.article.issued)

    @cached_property
    def texts(self) -> list["ProseText"]:
        """Every text that has brackets in it, or is a paragraph's."""
        found = []
        for kind in KINDS:
            for key in kind.prose_keys:
                is_paragraph = kind is Paragraph and key == "text"
                for path, item in self.by_kind[kind.item_kind]:
                    text = getattr(item, key)
                    if text and ("[" in text or "]" in text):
                        found.append(ProseText((*path, key), item, text, *_taken_apart(text)))
                    elif text and is_paragraph:
                        found.append(ProseText((*path, key), item, text, [], [text], True))
        return found

    def nearest(self, target: str, *kinds: ItemKind) -> str:
        """The target that `target` was most likely meant to be, of one of `kinds`; of any where none is given.

        Empty where nothing is similar, and after too many questions.
        """
        if kinds not in self._suggesters:
            items = [item for _, item in self.placed if not kinds or item.item_kind in kinds]
            names = [(item, dict.fromkeys((item.id, item.caption, *item.aliases))) for item in items]
            pairs = ((name, item.id) for item, called in names for name in called)
            self._suggesters[kinds] = Suggester(pairs, _MOST_SHARED)
        asked = (target, *kinds)
        if asked not in self._nearest:
            if len(self._nearest) >= MAX_SUGGESTIONS:
                return ""
            self._nearest[asked] = self._suggesters[kinds].nearest(target)
        return self._nearest[asked]
