"""What reading left out: an item or paragraph that may exist after all, so that a reference to it is not reported."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from itertools import accumulate
from math import inf

from kztui.article.findings import Finding, Keys
from kztui.article.kinds.section import Section
from kztui.article.model import ArticleTables
from kztui.files.problems import MISSING_ID, SYNTAX, WRONG_TYPE

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
