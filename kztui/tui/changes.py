"""Which cells of a drawing look different after a change, so that no more than those are sent to the terminal."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rich.cells import cell_len
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

GAP = 9
"""Equal cells between two changes that cost about as many bytes as moving the cursor over them."""

_Cell = tuple[str, Style]


def changed(before: Sequence[Strip], after: Sequence[Strip]) -> list[Region]:
    """The stretches of lines that look different; both drawings are equally big."""
    return [
        Region(start, y, end - start, 1)
        for y, (old, new) in enumerate(zip(before, after, strict=True))
        if old is not new and old != new
        for start, end in _stretches(_cells(old), _cells(new))
    ]


def _stretches(before: Sequence[_Cell], after: Sequence[_Cell]) -> Iterator[tuple[int, int]]:
    """From and to of each stretch that differs; those close together as one."""
    if len(before) != len(after):
        yield 0, len(after)
        return
    start = end = -GAP - 1
    for column, (one, other) in enumerate(zip(before, after, strict=True)):
        if one == other:
            continue
        if column - end > GAP:
            if end >= 0:
                yield start, end
            start = column
        end = column + 1
    if end >= 0:
        yield start, end


def _cells(strip: Strip) -> list[_Cell]:
    """What stands in each cell. A wide sign stands in each of its cells, so that it is never written in halves."""
    cells: list[_Cell] = []
    orphan = ""
    for text, style, _ in strip:
        whole = style or Style.null()
        blank = ground(whole)
        if text.isascii() and not orphan:
            cells += [(sign, blank if sign == " " else whole) for sign in text]
            continue
        for sign in text:
            size = cell_len(sign)
            if size:
                cells += [(orphan + sign, blank if sign == " " else whole)] * size
                orphan = ""
            elif cells:
                cells[-1] = (cells[-1][0] + sign, cells[-1][1])
            else:
                orphan += sign  # a mark with no letter before it falls on the first that comes
    return cells


@lru_cache(maxsize=4096)
def ground(style: Style) -> Style:
    """What of a style shows on a blank: its background, unless a line or a reversal marks blanks too."""
    marked = style.underline or style.underline2 or style.reverse or style.strike
    return style if marked else Style(bgcolor=style.bgcolor)
