"""Which columns of a line look different after a change: only these are worth writing to the terminal."""

from collections.abc import Iterator
from functools import lru_cache

from rich.style import Style
from textual.strip import Strip

GAP = 9
"""Equal cells between two differences that cost about as many bytes as moving the cursor over them."""

Cell = tuple[str, Style]


def differing(old: Strip, new: Strip) -> Iterator[tuple[int, int]]:
    """The stretches, from and to, in which two strips of one width look different; those close together as one."""
    before, after = _cells(old), _cells(new)
    if before is None or after is None or len(before) != len(after):
        if old != new:
            yield 0, new.cell_length
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


def _cells(strip: Strip) -> list[Cell] | None:
    """One entry a cell, or None where characters and cells are not one to one."""
    cells: list[Cell] = []
    for text, style, _ in strip:
        whole = style or Style.null()
        blank = ground(whole)
        cells += [(char, blank if char == " " else whole) for char in text]
    return cells if len(cells) == strip.cell_length else None


@lru_cache(maxsize=4096)
def ground(style: Style) -> Style:
    """What of a style shows on a blank: its background, unless a line or a reversal marks blanks too."""
    marked = style.underline or style.underline2 or style.reverse or style.strike
    return style if marked else Style(bgcolor=style.bgcolor)
