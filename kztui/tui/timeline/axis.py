"""What stands on the time axis: years above, quarters, months or days below, each tick at the cell where it begins."""

from collections.abc import Iterator
from typing import NamedTuple

from kztui.article.edtf import MONTHS
from kztui.tui.timeline.scale import MONTH, QUARTER, YEAR, Window, time_of

LINE = "│"
TICK = "╵"
_DAYS = {MONTH // 30: (5, 10, 15, 20, 25), MONTH // 15: (10, 20)}
_SIZES = tuple(factor * size * YEAR for size in (1, 10, 100, 1_000, 10_000, 100_000) for factor in (1, 2, 5))


class Axis(NamedTuple):
    """The axis as text, each row as wide as the window."""

    above: str
    below: str
    """Empty where the scale has no finer ticks to name."""
    lines: tuple[int, ...]
    """Cells in which a year, or what stands above in its place, begins."""


def year_name(year: int) -> str:
    """A year as it is said: 0 is 1 BC."""
    shown = year if year > 0 else 1 - year
    name = f"{shown:,}" if shown > 9999 else str(shown)
    return name if year > 0 else f"{name} BC"


def axis(window: Window) -> Axis:
    """The axis of a window."""
    size = _major_size(window)
    ticks = list(_ticks(window, size))
    lines = tuple(window.cell(time) for time in ticks)
    above = _Row(window.cells)
    for time in ticks:
        above.put(window.cell(time), LINE + _name(time, window))
    if not ticks or ticks[0] > window.start:
        above.put(0, _name(window.start, window), before=lines[0] if lines else window.cells)
    if size > YEAR and window.step <= YEAR // 2:
        for time in _ticks(window, YEAR):
            above.put(window.cell(time), TICK)
    below = _Row(window.cells)
    for time, name in _minor(window):
        below.put(window.cell(time), name)
    return Axis(above.text, below.text if below.text.strip() else "", lines)


def single_row(window: Window) -> str:
    """The axis on one row: the finer ticks are named where the years leave room."""
    above, below, lines = axis(window)
    row = _Row(window.cells, above)
    if below:
        for time, name in _minor(window):
            if window.cell(time) not in lines:
                row.put(window.cell(time), name)
    return row.text


def range_name(window: Window) -> str:
    """The first and the last year in view: "2011 – 2014"."""
    first, last = (year_name(time // YEAR) for time in (window.start, window.end - 1))
    return first if first == last else f"{first} – {last}"


class _Row:
    """Words on a row; one that would touch another is left out."""

    def __init__(self, cells: int, text: str = "") -> None:
        self._signs = list(text or " " * cells)

    def put(self, cell: int, word: str, before: int = 0) -> None:
        """Put a word at a cell if it has a blank on either side and ends, with a blank, before the cell `before`."""
        end = cell + len(word)
        fits = end < before if before else end <= len(self._signs)
        if fits and all(sign == " " for sign in self._signs[max(0, cell - 1) : end + 1]):
            self._signs[cell:end] = word

    @property
    def text(self) -> str:
        return "".join(self._signs)


def _ticks(window: Window, size: int) -> Iterator[int]:
    """Where, in view, the periods of `size` begin. Those of many years begin with round ones: 200, 100, 1, 100 BC."""
    for number in range(window.start // size, window.end // size + 1):
        time = number * size
        if size > YEAR and number <= 0:
            time += YEAR
        if window.start <= time < window.end:
            yield time


def _major_size(window: Window) -> int:
    """How much time the labels above are apart: a month, or the least round number of years that leaves them room."""
    if window.unit.name == "day":
        return MONTH
    widest = max(len(year_name(time // YEAR)) for time in (window.start, window.end))
    return next(size for size in _SIZES if size >= (widest + 2) * window.step)


def _name(time: int, window: Window) -> str:
    year, month = divmod(time // MONTH, 12)
    if window.unit.name != "day":
        return year_name(year)
    name = MONTHS[month] if window.step < MONTH // 15 else MONTHS[month][:3]
    return f"{name} {year_name(year)}"


def _minor(window: Window) -> Iterator[tuple[int, str]]:
    """The finer ticks in view, with their names."""
    unit = window.unit.name
    if unit == "day":
        for month in range(window.start // MONTH, window.end // MONTH + 1):
            for day in _DAYS[window.step]:
                time = time_of((month // 12, month % 12 + 1, day))
                if window.start <= time < window.end:
                    yield time, str(day)
    elif unit == "month":
        for time in _ticks(window, MONTH):
            name = MONTHS[time // MONTH % 12]
            yield time, name if window.step <= MONTH // 10 else name[:3]
    elif unit == "quarter":
        for time in _ticks(window, QUARTER):
            yield time, f"Q{time % YEAR // QUARTER + 1}"
