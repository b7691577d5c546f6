"""Which cells of a drawing have changed, so that no more than those are sent to the terminal."""

from collections.abc import Sequence
from itertools import chain, repeat

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

_Cell = tuple[str, Style | None]


def changed(before: Sequence[Strip], after: Sequence[Strip]) -> list[Region]:
    """One region for each line that differs, from its first to its last changed cell; both drawings are equally big."""
    regions: list[Region] = []
    for y, (old, new) in enumerate(zip(before, after, strict=True)):
        if old != new:
            cells, others = _cells(old), _cells(new)
            first = next((x for x, (one, two) in enumerate(zip(cells, others, strict=False)) if one != two), 0)
            pairs = zip(reversed(cells), reversed(others), strict=False)
            same = next((x for x, (one, two) in enumerate(pairs) if one != two), 0)
            if len(cells) != len(others):
                first, same = 0, 0
            regions.append(Region(first, y, len(others) - same - first, 1))
    return regions


def _cells(strip: Strip) -> list[_Cell]:
    """What stands in each cell. A wide sign stands in its first cell; the next one tells which sign it belongs to."""
    return list(chain.from_iterable(_segment_cells(segment) for segment in strip))


def _segment_cells(segment: Segment) -> list[_Cell]:
    text, style, _ = segment
    if text.isascii():
        return list(zip(text, repeat(style)))
    cells: list[_Cell] = []
    for sign in text:
        size = cell_len(sign)
        if size:
            cells += [(sign, style)] * size
        elif cells:
            cells[-1] = (cells[-1][0] + sign, style)
    return cells
