"""The column of a table that shows its rows in time: an axis above, and the dates of each row below it."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from kztui.timeline.axis import LINE, axis
from kztui.timeline.events import without_strays
from kztui.timeline.extent import EARLIER, LATER, draw, extent_of
from kztui.timeline.scale import Window, fit
from kztui.tui.render.styled_text import Parts
from kztui.tui.theme import Palette
from kztui.tui.timeline.style import Canvas

NARROWEST, WIDEST = 12, 40
"""The fewest and the most cells of the column."""
_SHARE = 4
"""It takes one of so many cells of the table."""
STRAYS = 20
"""One of so many rows may lie outside of the axis, where it would make it much longer."""

Dates = Sequence[tuple[str, bool]]
"""The EDTF dates of a row, and whether each is foreseen."""


def width_in(cells: int) -> int:
    """How wide the column is in a table of so many cells, with a blank at its left."""
    return max(NARROWEST, min(WIDEST, cells // _SHARE))


class TimeColumn:
    """The axis over the dates of all rows."""

    def __init__(self, rows: Iterable[Dates]) -> None:
        extents = [extent for dates in rows for date, _ in dates if (extent := extent_of(date))]
        known = sorted((extent.known_start, extent.known_end) for extent in extents)
        self._span = without_strays(known, len(known) // STRAYS) if known else None
        self.window = lru_cache(maxsize=2)(self._window)

    @property
    def is_empty(self) -> bool:
        """Whether no row has a date."""
        return self._span is None

    def _window(self, cells: int) -> Window:
        first, last = self._span or (0, 1)
        return fit(first, last, cells - 1)

    def head(self, cells: int, theme: Palette) -> Parts:
        """The axis, the column being so many cells wide."""
        return [(f" {axis(self.window(cells)).above}", theme.dim)]

    def row(self, dates: Dates, cells: int, theme: Palette) -> Parts:
        """The dates of a row, the first one over the others; an arrow where it lies outside of the axis."""
        window = self.window(cells)
        canvas = Canvas(window.cells, theme.text)
        for cell in axis(window).lines:
            canvas.put(cell, LINE, theme.frame)
        for at, (date, is_foreseen) in reversed(list(enumerate(dates))):
            extent = extent_of(date)
            if extent is None:
                continue
            drawn = draw(extent, window, is_foreseen)
            style = theme.dim if at else theme.kind("event")
            if drawn is not None:
                canvas.put(drawn.first, drawn.signs, style)
            elif extent.end <= window.start:
                canvas.put(0, EARLIER, style)
            else:
                canvas.put(window.cells - 1, LATER, style)
        return [(" ", theme.text), *canvas.parts()]
