"""The base of all widgets that draw whole lines, and the cells of these that look different after a change."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import compress, count
from operator import ne

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget

from kztui.tui.render.cells import SINGLE
from kztui.tui.render.graphemes import any_width_varies, graphemes, join_marks
from kztui.tui.render.styled_text import blank_style

GAP = 4
"""How many unchanged cells between two changes are rewritten: no more bytes than to skip them (`ESC [ 4 C`)."""

_Cell = tuple[str, Style]
# Marks the second and later cells of a wide grapheme, so that they differ from its first.
_NEXT = "\0"


class LineWidget(Widget):
    """A widget whose `render_line` gives every cell of a line: no style pads, frames or fades it."""

    ALLOW_SELECT = False
    # The layout gives each widget its size, and asks none for its own: a new one is no reason to lay out and paint the
    # whole screen once more.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)

    @property
    def size(self) -> Size:
        """The size of all of it, which has no padding. `Widget.size` asks the compositor, for every line drawn."""
        return self.outer_size

    def painted_line(self, y: int) -> Strip:
        """Line `y` as it is painted."""
        return self.render_line(y)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The part of the lines that is in `crop`, filtered; `Widget.render_lines` would look for borders on each."""
        width, background = self.size.width, self.background_colors[1]
        strips = [self.painted_line(y).adjust_cell_length(width) for y in crop.line_range]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        return strips if crop.column_span == (0, width) else [strip.crop(*crop.column_span) for strip in strips]


def dirty_regions(before: Sequence[Strip], after: Sequence[Strip]) -> list[Region]:
    """The regions, each on one line, in which two drawings of equal height look different.

    A line with text on whose width terminals disagree is repainted whole: what follows may stand anywhere.
    """
    return [
        Region(start, y, end - start, 1)
        for y, (old, new) in enumerate(zip(before, after, strict=True))
        if old is not new and old != new
        for start, end in _differing_runs(_cells(tuple(old)), _cells(tuple(new)), new.cell_length)
    ]


def _differing_runs(
    before: Sequence[_Cell] | None, after: Sequence[_Cell] | None, width: int
) -> Iterator[tuple[int, int]]:
    """Start and end of each run of cells that differ; runs are joined where that takes no more bytes."""
    if before is None or after is None or len(before) != len(after):
        yield 0, width
        return
    start = end = 0
    for column in compress(count(), map(ne, before, after)):
        if end and column > end and not (column - end <= GAP and _of_one_style(after[end - 1 : column + 1])):
            yield start, end
            start = column
        elif not end:
            start = column
        end = column + 1
    if end:
        yield start, end


def _of_one_style(cells: Sequence[_Cell]) -> bool:
    """Whether all the cells can be written without a change of style."""
    inks = {style for sign, style in cells if sign != " "}
    return len(inks) <= 1 and len({blank_style(style) for _, style in cells}) == 1


@lru_cache(maxsize=256)
def _cells(segments: tuple[Segment, ...]) -> Sequence[_Cell] | None:
    """The content of each cell of a line, which is kept: a line is drawn over before long, and compared again.

    None where terminals disagree on the width of what is there. The cells of a wide grapheme are equal or differ
    together: it is never cut in half.
    """
    if any_width_varies(segments):
        return None
    cells: list[_Cell] = []
    for text, style in join_marks(segments):
        blank = blank_style(style)
        if SINGLE(text):
            cells += [(sign, blank if sign == " " else style) for sign in text]
            continue
        for sign, size in graphemes(text):
            drawn = blank if sign == " " else style
            cells += [(_NEXT * number + sign, drawn) for number in range(size)]
    return cells
