"""Which cells of a drawing look different after a change, so that no more than those are sent to the terminal."""

from collections.abc import Iterator, Sequence

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from kztui.tui.render.graphemes import SINGLE, signs, together
from kztui.tui.render.sgr import ground

GAP = 4
"""Equal cells between two changes that cost no more bytes than moving the cursor over them: `ESC [ 4 C`."""

_Cell = tuple[str, Style]
# Set before a wide sign in its second cell, and so on: a cell tells which part of what it shows.
_NEXT = "\0"


def changed(before: Sequence[Strip], after: Sequence[Strip]) -> list[Region]:
    """The stretches of lines that look different; both drawings are equally big."""
    return [
        Region(start, y, end - start, 1)
        for y, (old, new) in enumerate(zip(before, after, strict=True))
        if old is not new and old != new
        for start, end in _stretches(_cells(old), _cells(new))
    ]


def _stretches(before: Sequence[_Cell], after: Sequence[_Cell]) -> Iterator[tuple[int, int]]:
    """From and to of each stretch that differs; what lies between two is taken along where that is no dearer."""
    if len(before) != len(after):
        yield 0, len(after)
        return
    start = end = 0
    for column, (one, other) in enumerate(zip(before, after, strict=True)):
        if one == other:
            continue
        if end and column > end and not (column - end <= GAP and _of_one_style(after[end - 1 : column + 1])):
            yield start, end
            start = column
        elif not end:
            start = column
        end = column + 1
    if end:
        yield start, end


def _of_one_style(cells: Sequence[_Cell]) -> bool:
    """Whether cells can be written without a change of style."""
    inks = {style for sign, style in cells if sign != " "}
    return len(inks) <= 1 and len({ground(style) for _, style in cells}) == 1


def _cells(strip: Strip) -> list[_Cell]:
    """What stands in each cell. Those of a wide sign differ together or not at all: it is never written in halves."""
    cells: list[_Cell] = []
    for text, style in together(strip):
        blank = ground(style)
        if SINGLE(text):
            cells += [(sign, blank if sign == " " else style) for sign in text]
            continue
        for sign, size in signs(text):
            look = blank if sign == " " else style
            cells += [(_NEXT * number + sign, look) for number in range(size)]
    return cells
