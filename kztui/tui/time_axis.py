"""What stands on the time axis: years above, quarters, months or days below, each tick at the cell where it begins."""

from collections.abc import Iterator
from typing import NamedTuple

from kztui.article.edtf import MONTHS
from kztui.tui.time_scale import MONTH, QUARTER, YEAR, Window

LINE = "│"
TICK = "╵"
_DAYS = {MONTH // 30: (5, 10, 15, 20, 25), MONTH // 15: (10, 20)}


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
        above.put(window.cell(time), LINE + _name(time, size))
    if not ticks or ticks[0] > window.start:
        above.put(0, _name(window.start - window.start % size, size), before=lines[0] if lines else window.cells)
    if size > YEAR and window.step <= YEAR // 2:
        for time in _ticks(window, YEAR):
            above.put(window.cell(time), TICK, room=0)
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

    def put(self, cell: int, word: str, before: int = 0, room: int = 1) -> None:
        """Put a word at a cell, if it ends before the cell `before` with `room` blanks to spare."""
        end = cell + len(word)
        limit = before or len(self._signs)
        taken = self._signs[max(0, cell - room) : end + room]
        if end + (room if before else 0) <= limit and all(sign == " " for sign in taken):
            self._signs[cell:end] = word

    @property
    def text(self) -> str:
        return "".join(self._signs)


def _ticks(window: Window, size: int) -> Iterator[int]:
    """The multiples of `size` in view."""
    return iter(range(window.start + -window.start % size, window.end, size))


def _major_size(window: Window) -> int:
    """How much time the labels above are apart."""
    if window.unit.name == "day":
        return MONTH
    size = YEAR
    widest = max(len(year_name(time // YEAR)) for time in (window.start, window.end))
    factors = (2, 5, 10)
    scale = YEAR
    while size < (widest + 3) * window.step:
        size = next(scale * factor for factor in factors if scale * factor > size)
        scale = scale * 10 if size == scale * 10 else scale
    return size


def _name(time: int, size: int) -> str:
    year, month = divmod(time // MONTH, 12)
    return f"{MONTHS[month]} {year_name(year)}" if size == MONTH else year_name(year)


def _minor(window: Window) -> Iterator[tuple[int, str]]:
    """The finer ticks in view, with their names."""
    unit = window.unit.name
    if unit == "day":
        for month in _ticks(window._replace(start=window.start - window.start % MONTH), MONTH):
            for day in _DAYS[window.step]:
                time = month + (day - 1) * MONTH // 30
                yield time, str(day)
    elif unit == "month":
        long = window.step <= MONTH // 10
        for time in _ticks(window, MONTH):
            name = MONTHS[time // MONTH % 12]
            yield time, name if long else name[:3]
    elif unit == "quarter":
        for time in _ticks(window, QUARTER):
            yield time, f"Q{time % YEAR // QUARTER + 1}"
