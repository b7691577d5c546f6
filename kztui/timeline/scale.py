"""Time as a whole number, and the scales at which the timeline draws it: every month of the calendar is equally wide.

Whole numbers keep every year exact, from before the common era to the far future. Within a month time runs day by day.
"""

from typing import NamedTuple

from kztui.article.edtf import Day, length_of_month

# Divisible by the length of every month in days and by the number of cells of a month, so that nothing is rounded.
MONTH = 16 * 3 * 5 * 7 * 29 * 31
QUARTER = 3 * MONTH
YEAR = 12 * MONTH
FOREVER = 1 << 128
"""Later than any date; negated, earlier than any."""


def time_of(day: Day, days_after: int = 0) -> int:
    """The time at which a day begins, or the day that is `days_after` days later in its month or right after it."""
    year, month, number = day
    return (year * 12 + month - 1) * MONTH + (number - 1 + days_after) * (MONTH // length_of_month(year, month))


class Unit(NamedTuple):
    """A zoom level. `steps` are the possible durations of a cell, the finest first."""

    name: str
    align: int
    """Windows begin at a multiple of this where possible."""
    steps: tuple[int, ...]
    ample: int
    """The duration that a window shows after zooming to this unit, if it is wide enough."""


DECADE, CENTURY, MILLENNIUM = 10 * YEAR, 100 * YEAR, 1000 * YEAR
UNITS = (
    Unit("day", MONTH, (MONTH // 30, MONTH // 15), 2 * MONTH),
    Unit("month", MONTH, (MONTH // 10, MONTH // 8, MONTH // 6, MONTH // 5, MONTH // 4), 18 * MONTH),
    Unit("quarter", QUARTER, (MONTH // 3, MONTH // 2, MONTH), 3 * YEAR),
    Unit("year", YEAR, (YEAR // 6, YEAR // 4, YEAR // 3, YEAR // 2), 15 * YEAR),
    Unit("decade", DECADE, (DECADE // 10, DECADE // 5, DECADE // 2), 6 * DECADE),
    Unit("century", CENTURY, (CENTURY // 10, CENTURY // 5, CENTURY // 2), 6 * CENTURY),
    Unit("millennium", MILLENNIUM, tuple(MILLENNIUM // share for share in (10, 5, 2, 1)), 6 * MILLENNIUM),
)
_UNIT_OF = {step: number for number, unit in enumerate(UNITS) for step in unit.steps}


class Window(NamedTuple):
    """The period in view, divided into cells. `start` is a multiple of `step`."""

    start: int
    step: int
    """The duration of a cell."""
    cells: int

    @property
    def end(self) -> int:
        """The time at which the window ends, itself out of view."""
        return self.start + self.step * self.cells

    @property
    def unit(self) -> Unit:
        """The zoom level, which follows from the duration of a cell."""
        return UNITS[_UNIT_OF[self.step]]

    def cell(self, time: int) -> int:
        """The cell of a time, counted from the left edge; negative, or at least `cells`, where out of view."""
        return (time - self.start) // self.step

    @property
    def grain(self) -> int:
        """The step of panning: whole months, quarters and so on, where several are in view."""
        align = self.unit.align
        return align if align * 3 <= self.cells * self.step else self.step

    def at(self, start: int) -> "Window":
        """The window moved to the last multiple of its grain that is not after `start`."""
        return self._replace(start=start - start % self.grain)


def fit(first: int, last: int, cells: int) -> Window:
    """The finest window of `cells` cells that shows all from `first` to `last`, else the coarsest from `first` on."""
    for unit in UNITS:
        for step in unit.steps:
            start = first - first % unit.align
            if start + cells * step >= last:
                return Window(start, step, cells)
    return Window(first - first % UNITS[-1].align, UNITS[-1].steps[-1], cells)


def zoom(window: Window, finer: bool, around: int) -> Window:
    """The window of the next finer or coarser unit; the time `around` stays in its cell, or the one beside it."""
    number = _UNIT_OF[window.step] + (-1 if finer else 1)
    if not 0 <= number < len(UNITS):
        return window
    unit = UNITS[number]
    step = next((step for step in unit.steps if step * window.cells >= unit.ample), unit.steps[-1])
    start = around - window.cell(around) * step
    return Window(start - start % step, step, window.cells)


def pan(window: Window, share: float) -> Window:
    """The window moved by a share of its width, later for a positive `share`, and by one grain at least."""
    grains = round(share * window.cells * window.step / window.grain) or (1 if share > 0 else -1)
    return window._replace(start=window.at(window.start).start + grains * window.grain)


def reveal(window: Window, first: int, last: int) -> Window:
    """The window, moved if the period from `first` to `last` is out of view, so that it is well inside."""
    width = window.cells * window.step
    if window.start <= first and last <= window.end:
        return window
    if last - first >= width:
        return window if first < window.end and window.start < last else window.at(first)
    margin = (width - (last - first)) // 3
    moved = window.at(first - margin if first < window.start else last + margin - width + window.grain - 1)
    if moved.start <= first and last <= moved.end:
        return moved
    return window._replace(start=first - first % window.step)
