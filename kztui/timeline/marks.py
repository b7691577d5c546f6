"""The marks of events on a line of the timeline: where each is, where its title is, and many of them on one line."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kztui.timeline.extent import DOTTED, FORESEEN, SOLID, UNKNOWN

TWO, MORE = "═", "≡"
"""The signs of a cell that two events share, and more than two."""
_TWO_BEGUN, _MORE_BEGUN = "╠", "╬"
"""The same where one of them begins, right beside others."""
UNDATED = "undated"
"""The word before the marks of events without a date."""
_UNDATED_SIGNS = FORESEEN + UNKNOWN
_TITLES_APART = 2
_LEAST_TITLE = 8
# The first sign of a mark that is adjacent to another.
_JOINTS = {SOLID: "┣", DOTTED: "┣", FORESEEN: "├"}


class EventMark(NamedTuple):
    """The mark of an event: `signs` from the cell `first` on, and where its title is."""

    place: int
    """The index of the event in the timeline."""
    first: int
    signs: str
    title: int = 0
    """The cell where the title begins."""
    title_width: int = 0
    """The width of the title in cells; 0 where there is no space for it."""

    @property
    def last(self) -> int:
        """The cell of the last sign."""
        return self.first + len(self.signs) - 1

    @property
    def space_upon(self) -> int:
        """The space for a title on it: two signs and a blank before it, a blank and a sign after it."""
        return len(self.signs) - 5


Row = tuple[EventMark, ...]


def joined(before: str, signs: str) -> str:
    """The signs of a mark that is adjacent to the last sign `before` of another."""
    return _JOINTS[signs[0]] + signs[1:] if before in _JOINTS and signs[0] in _JOINTS else signs


def titled(mark: EventMark, size: int, free: int, end: int) -> EventMark:
    """The mark with its title of `size` cells on it, after it or before it, between the cells `free` and `end`."""
    inside = min(mark.space_upon, end - mark.first - 4)
    after = end - (mark.last + 2)
    if size <= inside:
        return mark._replace(title=mark.first + 3, title_width=size)
    if size <= after:
        return mark._replace(title=mark.last + 2, title_width=size)
    if size <= mark.first - 1 - free:
        return mark._replace(title=mark.first - 1 - size, title_width=size)
    if max(inside, after) < min(size, _LEAST_TITLE):
        return mark
    if inside >= after:
        return mark._replace(title=mark.first + 3, title_width=inside)
    return mark._replace(title=mark.last + 2, title_width=after)


def merged(marks: Sequence[EventMark], cells: int) -> str:
    """One row for many marks: the sign of a single mark, else signs for two or for more that share a cell."""
    counts = [0] * cells
    signs = [" "] * cells
    for mark in marks:
        for cell, sign in enumerate(mark.signs, mark.first):
            counts[cell] += 1
            signs[cell] = sign
    for cell, count in enumerate(counts):
        if count > 1:
            signs[cell] = TWO if count == 2 else MORE
    for mark in marks:
        count = counts[mark.first]
        if not mark.first or not counts[mark.first - 1]:
            continue
        if count == 1 and counts[mark.first - 1] == 1:
            signs[mark.first] = joined(signs[mark.first - 1], mark.signs)[0]
        elif count > 1:
            signs[mark.first] = _TWO_BEGUN if count == 2 else _MORE_BEGUN
    return "".join(signs)


def undated_rows(
    places: Sequence[int], title_width: Callable[[int], int], cells: int, title: int, gap: int
) -> tuple[Row, ...]:
    """Marks of events without a date, in as many rows as they need, which end at the right edge of `cells` cells.

    Of each title at most `title` cells are shown; where that is none, `gap` blank cells are between two marks. Before
    the first row there is space for the word that says so.
    """
    apart = _TITLES_APART if title else gap
    rows: list[list[EventMark]] = []
    at = cells
    for place in places:
        shown = min(title_width(place), title, cells - len(UNDATED) - len(_UNDATED_SIGNS) - 2)
        width = len(_UNDATED_SIGNS) + (1 + shown if shown > 0 else 0)
        if at + width > cells:
            at = 0 if rows else len(UNDATED) + 1
            rows.append([])
        title_at = at + len(_UNDATED_SIGNS) + 1 if shown > 0 else 0
        rows[-1].append(EventMark(place, at, _UNDATED_SIGNS, title_at, max(0, shown)))
        at += width + apart
    return tuple(tuple(_moved(row, cells)) for row in rows)


def _moved(row: Sequence[EventMark], cells: int) -> list[EventMark]:
    last = row[-1]
    by = cells - (last.title + last.title_width if last.title_width else last.last + 1)
    return [mark._replace(first=mark.first + by, title=mark.title and mark.title + by) for mark in row]
