"""How many lines each part of the timeline gets at every size; the most important parts are left out last."""

from typing import NamedTuple

TWO_AXIS_ROWS = 8
DENSITY = 6
LEGEND = 14
WIDE = 70
BOTH = 9
"""From this many lines on, lanes are shown above the list of undated events."""


class Heights(NamedTuple):
    """The height of each part in lines, from top to bottom."""

    axis: int
    lanes: int
    undated: int
    """The list of undated events with its heading; 0 while it is closed."""
    density: int
    detail: int
    legend: int


def heights(lines: int, cells: int, finer: bool, undated: int) -> Heights:
    """Distribute `lines` lines of `cells` cells.

    `finer`: the axis has ticks for a second row. `undated`: the number of events in the list of undated ones, 0 where
    it is closed.
    """
    detail = min(1, lines)
    axis = min(lines - detail, 2 if finer and lines >= TWO_AXIS_ROWS else 1)
    density = int(lines >= DENSITY)
    legend = int(lines >= LEGEND)
    if legend and cells < WIDE:
        detail = 2
    lanes = lines - detail - axis - density - legend
    space = lanes // 2 + 1 if lanes >= BOTH else lanes
    listed = min(undated + 1, space) if undated else 0
    return Heights(axis, lanes - listed, listed, density, detail, legend)
