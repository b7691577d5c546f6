"""Lanes of the timeline: which rows each gets, and on which row and cells each event's mark stands."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kztui.tui.time_density import bars
from kztui.tui.time_extent import SOLID, draw
from kztui.tui.time_scale import Window
from kztui.tui.timeline import Timeline, Track

MANY = "═"
# More marks than this in one lane are counted, cell by cell, instead of being set each on its own.
_CROWD = 300
# How many cells are kept free for a title beside its mark, the first that the rows allow.
_TITLE_ROOMS = (28, 14, 0)
_LEAST_TITLE = 8


class Mark(NamedTuple):
    """An event where it is drawn: `signs` from the cell `first` on, and where its title has room."""

    place: int
    """The event's place in the timeline."""
    first: int
    signs: str
    title: int = 0
    """The cell where the title begins."""
    room: int = 0
    """How many cells it may take; 0 where there is no room for it."""

    @property
    def last(self) -> int:
        return self.first + len(self.signs) - 1


class Lane(NamedTuple):
    """A track as it is drawn: rows of marks, and below them one row for all that found no place on its own."""

    track: Track
    rows: tuple[tuple[Mark, ...], ...]
    crowd: str = ""
    """Signs for each cell of the last row; empty where every event has a mark of its own."""

    @property
    def height(self) -> int:
        return len(self.rows) + bool(self.crowd)


class Lanes(NamedTuple):
    """The lanes that are in view, and how many are not."""

    lanes: tuple[Lane, ...]
    above: int
    below: int


def arrange(
    timeline: Timeline, tracks: Sequence[Track], window: Window, rows: int, top: int, size: Callable[[int], int]
) -> Lanes:
    """Share `rows` rows among the tracks, from number `top` on where there are more tracks than rows.

    `size` gives how many cells the title of the event at a place would take.
    """
    if rows <= 0:
        return Lanes((), 0, len(tracks))
    above = 0
    below = 0
    if len(tracks) > rows:
        room = max(1, rows - 1)
        above = min(top, len(tracks) - room)
        below = len(tracks) - room - above
        tracks = tracks[above : above + room]
        rows = room
    drafts = [_Draft(timeline, track, window, size) for track in tracks]
    _share(drafts, rows)
    return Lanes(tuple(draft.lane() for draft in drafts), above, below)


def _share(drafts: list["_Draft"], rows: int) -> None:
    """Give every lane one row, then by turns what it needs for its marks, then what it can use for titles."""
    spare = rows - len(drafts)
    wanting = True
    while spare > 0 and wanting:
        wanting = False
        for draft in drafts:
            if spare > 0 and draft.height < draft.needs(0):
                draft.height += 1
                spare -= 1
                wanting = True
    for room in reversed(_TITLE_ROOMS):
        for draft in drafts:
            more = draft.needs(room) - draft.height
            if more <= spare:
                draft.height += max(0, more)
                spare -= max(0, more)


class _Draft:
    """A lane that is being laid out."""

    def __init__(self, timeline: Timeline, track: Track, window: Window, size: Callable[[int], int]) -> None:
        self.track = track
        self.window = window
        self.height = 1
        self._size = size
        self._needs: dict[int, int] = {}
        self.marks: list[Mark] = []
        self.crowded = track.count(window.start, window.end) > _CROWD
        if not self.crowded:
            for place in track.between(window.start, window.end):
                drawn = draw(timeline.extents[place], window, timeline.events[place].foreseen)
                if drawn:
                    self.marks.append(Mark(place, drawn.first, drawn.signs))
            self.marks.sort(key=lambda mark: mark.first)

    def needs(self, room: int) -> int:
        """How many rows give every mark its own place, with up to `room` cells for its title beside it."""
        if self.crowded:
            return 1
        if room not in self._needs:
            self._needs[room] = max(1, len(self._rows(room, len(self.marks))[0]))
        return self._needs[room]

    def _rows(self, room: int, most: int) -> tuple[list[list[Mark]], list[Mark]]:
        """The marks on at most `most` rows, each on the first that is free, and those that find none."""
        rows: list[list[Mark]] = []
        free: list[int] = []
        left: list[Mark] = []
        for mark in self.marks:
            row = next((number for number, cell in enumerate(free) if cell <= mark.first), len(rows))
            if row == len(rows):
                if row == most:
                    left.append(mark)
                    continue
                rows.append([])
                free.append(0)
            rows[row].append(mark)
            free[row] = mark.last + 2 + self._beside(mark, room)
        return rows, left

    def _beside(self, mark: Mark, room: int) -> int:
        """How many cells to keep free beside a mark for its title: none where it fits upon the mark."""
        if not room:
            return 0
        size = self._size(mark.place)
        return 0 if size <= len(mark.signs) - 4 else min(size, room) + 1

    def lane(self) -> Lane:
        if self.crowded:
            return Lane(self.track, (), crowd_signs(self.track.coverage(self.window)))
        if self.needs(0) > self.height:
            rows, left = self._rows(0, self.height - 1)
            return Lane(self.track, self._titled(rows), self._merged(left))
        room = next(room for room in _TITLE_ROOMS if self.needs(room) <= self.height)
        return Lane(self.track, self._titled(self._rows(room, self.height)[0]))

    def _titled(self, rows: list[list[Mark]]) -> tuple[tuple[Mark, ...], ...]:
        cells = self.window.cells
        titled: list[tuple[Mark, ...]] = []
        for row in rows:
            nexts = [mark.first - 1 for mark in row[1:]] + [cells]
            free = 0
            made: list[Mark] = []
            for mark, end in zip(row, nexts, strict=True):
                placed = _title(mark, self._size(mark.place), free, end)
                free = max(placed.last, placed.title + placed.room - 1) + 2
                made.append(placed)
            titled.append(tuple(made))
        return tuple(titled)

    def _merged(self, marks: list[Mark]) -> str:
        """One row for many marks: the sign itself where one stands alone, else how many there are."""
        counts = [0] * self.window.cells
        signs = [" "] * self.window.cells
        for mark in marks:
            for cell, sign in enumerate(mark.signs, mark.first):
                counts[cell] += 1
                signs[cell] = sign
        drawn = crowd_signs(counts)
        return "".join(sign if count == 1 else shown for count, sign, shown in zip(counts, signs, drawn, strict=True))


def _title(mark: Mark, size: int, free: int, end: int) -> Mark:
    """The mark with the best place for a title of `size` cells: upon it, after it, before it, from `free` to `end`."""
    inside = len(mark.signs) - 4
    after = end - (mark.last + 2)
    if size <= inside:
        return mark._replace(title=mark.first + 2, room=size)
    if size <= after:
        return mark._replace(title=mark.last + 2, room=size)
    if size <= mark.first - 1 - free:
        return mark._replace(title=mark.first - 1 - size, room=size)
    if max(inside, after) < min(size, _LEAST_TITLE):
        return mark
    if inside >= after:
        return mark._replace(title=mark.first + 2, room=inside)
    return mark._replace(title=mark.last + 2, room=after)


def crowd_signs(counts: Sequence[int]) -> str:
    """A row that says how many events lie over each cell: the number where it changes; bars where it has no room."""
    row = ""
    start = 0
    for cell in range(1, len(counts) + 1):
        if cell < len(counts) and counts[cell] == counts[start]:
            continue
        count, length = counts[start], cell - start
        number = str(count) if count > 1 else ""
        if len(number) > length:
            return bars(counts)
        row += " " * length if not count else number + (MANY if number else SOLID) * (length - len(number))
        start = cell
    return row
