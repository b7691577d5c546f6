"""The extent of a date on the timeline, with its uncertain and open parts, and the signs that draw it."""

from functools import lru_cache
from typing import Literal, NamedTuple

from kztui.article.dates import parse
from kztui.timeline.scale import FOREVER, Window, time_of

DAY, DAY_UNSURE = "◆", "◇"
SOLID, DOTTED, FORESEEN = "━", "┅", "┄"
FROM, TO = "╺", "╸"
FADE, FADED = "┉", "┈"
EARLIER, LATER, UNKNOWN = "◂", "▸", "?"
FADING = frozenset(FADE + FADED + EARLIER + LATER + UNKNOWN)
"""The signs of what is beyond the known part of an extent."""
_FADE_CELLS = 2
_UNKNOWN_CELLS = 3


class Extent(NamedTuple):
    """The period of a date, in half-open pairs. Outside `known` is only what an open end of an interval allows."""

    start: int
    """-FOREVER where the start is open (EDTF `../2012`)."""
    end: int
    """FOREVER where the end is open (EDTF `2012/..`)."""
    known_start: int
    known_end: int
    sure_start: int
    """Before it and after `sure_end` the date is approximate or uncertain (`~`, `?`); `known_end` if all is."""
    sure_end: int
    shape: Literal["day", "bar", "range"]
    begins: bool
    """False where the start is unknown (EDTF `/2012`)."""
    ends: bool
    """False where the end is unknown (EDTF `2012/`)."""


@lru_cache(maxsize=65536)
def extent_of(date: str) -> Extent | None:
    """The extent of an EDTF date; None where the text is empty or no EDTF."""
    if not date:
        return None
    try:
        read = parse(date)
    except ValueError:
        return None
    start, end = read.start or read.end, read.end or read.start
    if start is None or end is None:
        return None
    known_start, known_end = time_of(start.first), time_of(end.last, 1)
    sure_start, sure_end = known_start, known_end
    if read.interval:
        if read.start and start.mark:
            sure_start = time_of(start.last, 1)
        if read.end and end.mark:
            sure_end = time_of(end.first)
    elif start.mark:
        sure_start, sure_end = known_end, known_start
    return Extent(
        -FOREVER if read.open_start else known_start,
        FOREVER if read.open_end else known_end,
        known_start,
        known_end,
        sure_start,
        sure_end,
        "range" if read.interval else "day" if read.precision == "day" else "bar",
        read.start is not None or read.open_start,
        read.end is not None or read.open_end,
    )


class Drawn(NamedTuple):
    """An extent as signs, one for each cell from `first` on."""

    first: int
    signs: str

    @property
    def last(self) -> int:
        """The cell of the last sign."""
        return self.first + len(self.signs) - 1


def draw(extent: Extent, window: Window, foreseen: bool = False) -> Drawn | None:
    """The signs of an extent within a window; None where it is out of view."""
    if extent.end <= window.start or extent.start >= window.end:
        return None
    if extent.shape == "day":
        cell = window.cell((extent.known_start + extent.known_end) // 2)
        sure = extent.sure_start < extent.sure_end and not foreseen
        return Drawn(max(0, min(cell, window.cells - 1)), DAY if sure else DAY_UNSURE)
    first, last = window.cell(extent.known_start), window.cell(extent.known_end - 1)
    known = _known(extent, window, foreseen)
    before = _before(extent, min(first, window.cells), max(0, first - window.cells))
    after = _after(extent, min(window.cells - 1 - last, window.cells), max(0, -1 - last))
    if foreseen:
        before, after = before.replace(FADE, FADED), after.replace(FADE, FADED)
    return Drawn(max(0, min(first - len(before), window.cells - len(before))), before + known + after)


def _known(extent: Extent, window: Window, foreseen: bool) -> str:
    """The signs of the known part, cut at the edges of the window."""
    first, last = window.cell(extent.known_start), window.cell(extent.known_end - 1)
    from_, to = max(first, 0), min(last, window.cells - 1)
    if from_ > to or foreseen:
        return FORESEEN * (to - from_ + 1)
    signs = [SOLID] * (to - from_ + 1)
    if extent.sure_start > extent.known_start:
        unsure = max(0, min(window.cell(extent.sure_start - 1), to) - from_ + 1)
        signs[:unsure] = DOTTED * unsure
    if extent.sure_end < extent.known_end:
        start = max(window.cell(extent.sure_end), from_)
        signs[start - from_ :] = DOTTED * (to - start + 1)
    if extent.shape == "range" and last > first:
        if first >= 0 and signs[0] == SOLID and extent.start == extent.known_start and extent.begins:
            signs[0] = FROM
        if last < window.cells and signs[-1] == SOLID and extent.end == extent.known_end and extent.ends:
            signs[-1] = TO
    return "".join(signs)


def _before(extent: Extent, space: int, beyond: int) -> str:
    """The signs of an open or unknown start: `space` cells from the left edge, `beyond` cells before the known part."""
    if space <= 0 or (extent.begins and extent.start == extent.known_start):
        return ""
    if not extent.begins:
        return UNKNOWN + FADED * (min(space, _UNKNOWN_CELLS) - 1)
    return EARLIER + _fading(space, beyond)[-2::-1]


def _after(extent: Extent, space: int, beyond: int) -> str:
    """The signs of an open or unknown end: `space` cells to the right edge, `beyond` cells after the known part."""
    if space <= 0 or (extent.ends and extent.end == extent.known_end):
        return ""
    if not extent.ends:
        return FADED * (min(space, _UNKNOWN_CELLS) - 1) + UNKNOWN
    return _fading(space, beyond)[:-1] + LATER


def _fading(cells: int, beyond: int) -> str:
    near = max(0, min(cells, _FADE_CELLS - beyond))
    return FADE * near + FADED * (cells - near)
