"""The labels of the time axis: years in the upper row, quarters, months or days in the lower one."""

from collections.abc import Iterator
from typing import NamedTuple

from kztui.article.edtf import MONTHS
from kztui.timeline.scale import MONTH, QUARTER, YEAR, Window, time_of

LINE = "│"
TICK = "╵"
_DAYS = {MONTH // 30: (5, 10, 15, 20, 25), MONTH // 15: (10, 20)}
_SIZES = tuple(factor * size * YEAR for size in (1, 10, 100, 1_000, 10_000, 100_000) for factor in (1, 2, 5))


class Axis(NamedTuple):
    """The rows of the axis as text, each as wide as the window."""

    above: str
    below: str
    """Empty where the scale has no finer ticks."""
    lines: tuple[int, ...]
    """The cells at which the periods of the upper row begin."""


def year_name(year: int) -> str:
    """A year as text: astronomical year 0 is 1 BC."""
    shown = year if year > 0 else 1 - year
    name = f"{shown:,}" if shown > 9999 else str(shown)
    return name if year > 0 else f"{name} BC"


def axis(window: Window) -> Axis:
    """The axis of a window, in two rows."""
    size = _major_size(window)
    starts = list(_ticks(window, size))
    lines = tuple(window.cell(time) for time in starts)
    above = _Row(window.cells)
    for time in starts:
        above.put(window.cell(time), LINE + _name(time, window))
    if not starts or starts[0] > window.start:
        above.put(0, _name(window.start, window), before=lines[0] if lines else window.cells)
    if size > YEAR and window.step <= YEAR // 2:
        for time in _ticks(window, YEAR):
            above.put(window.cell(time), TICK)
    below = _Row(window.cells)
    for time, name in _minor(window):
        below.put(window.cell(time), name)
    return Axis(above.text, below.text if below.text.strip() else "", lines)


def ticks(window: Window) -> list[tuple[int, str]]:
    """The cells at which the periods of the upper row begin, each with its name, which fits before the next."""
    return [(window.cell(time), _name(time, window)) for time in _ticks(window, _major_size(window))]


def single_row(window: Window) -> str:
    """The axis in one row: finer ticks are labelled where the years leave space."""
    above, below, lines = axis(window)
    row = _Row(window.cells, above)
    if below:
        for time, name in _minor(window):
            if window.cell(time) not in lines:
                row.put(window.cell(time), name)
    return row.text


def range_name(window: Window) -> str:
    """The first and the last year in view, as in "2011 – 2014"."""
    first, last = (year_name(time // YEAR) for time in (window.start, window.end - 1))
    return first if first == last else f"{first} – {last}"


class _Row:
    """A row of labels; one that would touch another is left out."""

    def __init__(self, cells: int, text: str = "") -> None:
        self._signs = list(text or " " * cells)

    def put(self, cell: int, word: str, before: int = 0) -> None:
        """Put a label at a cell if there is a blank on either side of it and it ends before the cell `before`."""
        end = cell + len(word)
        fits = end < before if before else end <= len(self._signs)
        if fits and all(sign == " " for sign in self._signs[max(0, cell - 1) : end + 1]):
            self._signs[cell:end] = word

    @property
    def text(self) -> str:
        """The labels as text, blanks between them."""
        return "".join(self._signs)


def _ticks(window: Window, size: int) -> Iterator[int]:
    """The times in view at which periods of `size` begin. Those of many years begin at round years: 200, 100, 1 BC."""
    for number in range(window.start // size, window.end // size + 1):
        time = number * size
        if size > YEAR and number <= 0:
            time += YEAR
        if window.start <= time < window.end:
            yield time


def _major_size(window: Window) -> int:
    """The period of the upper row: a month, or the least of 1, 2, 5, 10 … years whose labels fit."""
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
    """The times of the finer ticks in view, with their labels."""
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
