"""Lanes of the timeline: which rows each gets, and on which row and cells each event's mark stands."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from kztui.tui.render.cells import cell_width
from kztui.tui.timeline.density import bars
from kztui.tui.timeline.events import Timeline, Track
from kztui.tui.timeline.extent import DOTTED, FORESEEN, SOLID, draw
from kztui.tui.timeline.scale import Window

MANY = "═"
# More marks than this in one lane are counted, cell by cell, instead of being set each on its own.
_CROWD = 200
_LEAST_TITLE = 8
# Where two marks meet, the second begins with one of these.
_JOINTS = {SOLID: "┣", DOTTED: "┣", FORESEEN: "├"}


class _Comfort(NamedTuple):
    """How generously marks are spread over rows."""

    gap: int
    """Blank cells between one mark and the next."""
    title: int
    """How many cells are kept free for a title beside its mark, at most."""


# The most generous one that the rows allow is taken.
_TIGHT, _APART = _Comfort(0, 0), _Comfort(1, 0)
_COMFORTS = (_Comfort(1, 28), _Comfort(1, 14), _APART, _TIGHT)


class EventMark(NamedTuple):
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
    rows: tuple[tuple[EventMark, ...], ...]
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


def arrange_lanes(timeline: Timeline, tracks: Sequence[Track], window: Window, rows: int, top: int) -> Lanes:
    """Share `rows` rows among the tracks, from number `top` on where there are more tracks than rows."""
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
    drafts = [_Draft(timeline, track, window, rows) for track in tracks]
    _share(drafts, rows)
    return Lanes(tuple(draft.lane() for draft in drafts), above, below)


def _share(drafts: list["_Draft"], rows: int) -> None:
    """Give every lane one row, then by turns what it needs for its marks, then what it can use for ease and titles."""
    spare = rows - len(drafts)
    wanting = True
    while spare > 0 and wanting:
        wanting = False
        for draft in drafts:
            if spare > 0 and draft.height < draft.needs(_TIGHT):
                draft.height += 1
                spare -= 1
                wanting = True
    for comfort in reversed(_COMFORTS):
        for draft in drafts:
            more = max(0, draft.needs(comfort) - draft.height)
            if more <= spare:
                draft.height += more
                spare -= more


class _Draft:
    """A lane that is being laid out."""

    def __init__(self, timeline: Timeline, track: Track, window: Window, most: int) -> None:
        self.track = track
        self.window = window
        self.height = 1
        self._most = most
        self._events = timeline.events
        self._needs: dict[_Comfort, int] = {}
        self.marks: list[EventMark] = []
        self.crowded = track.count(window.start, window.end) > _CROWD
        if not self.crowded:
            for place in track.between(window.start, window.end):
                drawn = draw(timeline.extents[place], window, timeline.events[place].foreseen)
                if drawn:
                    self.marks.append(EventMark(place, drawn.first, drawn.signs))
            self.marks.sort(key=lambda mark: mark.first)

    def _size(self, place: int) -> int:
        """How many cells an event's title takes."""
        return cell_width(self._events[place].caption)

    def needs(self, comfort: _Comfort) -> int:
        """How many rows give every mark a place of its own; one more than there are where they do not suffice."""
        if self.crowded:
            return 1
        if comfort not in self._needs:
            self._needs[comfort] = max(1, len(self._rows(comfort, self._most + 1)[0]))
        return self._needs[comfort]

    def _rows(self, comfort: _Comfort, most: int) -> tuple[list[list[EventMark]], list[EventMark]]:
        """The marks on at most `most` rows, each on the first that is free, and those that find none."""
        rows: list[list[EventMark]] = []
        free: list[int] = []
        left: list[EventMark] = []
        for mark in self.marks:
            row = next((number for number, cell in enumerate(free) if cell <= mark.first), len(rows))
            if row == len(rows):
                if row == most:
                    left.append(mark)
                    continue
                rows.append([])
                free.append(0)
            rows[row].append(mark)
            free[row] = mark.last + 1 + comfort.gap + self._beside(mark, comfort.title)
        return rows, left

    def _beside(self, mark: EventMark, room: int) -> int:
        """How many cells to keep free beside a mark for its title: none where it fits upon the mark."""
        if not room:
            return 0
        size = self._size(mark.place)
        return 0 if size <= _room_upon(mark) else min(size, room) + 1

    def lane(self) -> Lane:
        if self.crowded:
            return Lane(self.track, (), crowd_signs(self.track.coverage(self.window)))
        if self.needs(_TIGHT) > self.height:
            rows, left = self._rows(_TIGHT, self.height - 1)
            return Lane(self.track, self._titled(rows), merged(left, self.window.cells))
        comfort = next(comfort for comfort in _COMFORTS if self.needs(comfort) <= self.height)
        return Lane(self.track, self._titled(self._rows(comfort, self.height)[0]) or ((),))

    def _titled(self, rows: list[list[EventMark]]) -> tuple[tuple[EventMark, ...], ...]:
        titled: list[tuple[EventMark, ...]] = []
        for row in rows:
            nexts = [mark.first - 1 for mark in row[1:]] + [self.window.cells]
            free = 0
            made: list[EventMark] = []
            for mark, end in zip(row, nexts, strict=True):
                placed = _title(mark, self._size(mark.place), free, end)
                if made and made[-1].last == mark.first - 1:
                    placed = placed._replace(signs=_joined(made[-1].signs[-1], mark.signs))
                free = max(placed.last, placed.title + placed.room - 1) + 2
                made.append(placed)
            titled.append(tuple(made))
        return tuple(titled)


def _joined(before: str, signs: str) -> str:
    """The signs of a mark that begins right after the sign `before` of another."""
    return _JOINTS[signs[0]] + signs[1:] if before in _JOINTS and signs[0] in _JOINTS else signs


def _room_upon(mark: EventMark) -> int:
    """How many cells a title upon a mark may take, with two signs before it, one after it, and blanks between."""
    return len(mark.signs) - 5


def _title(mark: EventMark, size: int, free: int, end: int) -> EventMark:
    """The mark with the best place for a title of `size` cells: upon it, after it, before it, from `free` to `end`."""
    inside = _room_upon(mark)
    after = end - (mark.last + 2)
    if size <= inside:
        return mark._replace(title=mark.first + 3, room=size)
    if size <= after:
        return mark._replace(title=mark.last + 2, room=size)
    if size <= mark.first - 1 - free:
        return mark._replace(title=mark.first - 1 - size, room=size)
    if max(inside, after) < min(size, _LEAST_TITLE):
        return mark
    if inside >= after:
        return mark._replace(title=mark.first + 3, room=inside)
    return mark._replace(title=mark.last + 2, room=after)


def merged(marks: Sequence[EventMark], cells: int) -> str:
    """One row for many marks: a sign of its own where one stands alone, else how many there are."""
    counts = [0] * cells
    signs = [" "] * cells
    breaks: set[int] = set()
    for mark in marks:
        breaks |= {mark.first, mark.last + 1}
        for cell, sign in enumerate(mark.signs, mark.first):
            counts[cell] += 1
            signs[cell] = sign
    for mark in marks:
        if mark.first and counts[mark.first] == counts[mark.first - 1] == 1:
            signs[mark.first] = _joined(signs[mark.first - 1], mark.signs)[0]
    drawn = crowd_signs(counts, breaks)
    return "".join(sign if count == 1 else shown for count, sign, shown in zip(counts, signs, drawn, strict=True))


def crowd_signs(counts: Sequence[int], breaks: Collection[int] = ()) -> str:
    """A row that says how many events lie over each cell: the number where it changes; bars where it has no room.

    `breaks` are cells where others begin to count, so that the number is said anew.
    """
    row = ""
    start = 0
    for cell in range(1, len(counts) + 1):
        if cell < len(counts) and counts[cell] == counts[start] and cell not in breaks:
            continue
        count, length = counts[start], cell - start
        number = str(count) if count > 1 else ""
        if len(number) > length:
            return bars(counts)
        row += " " * length if not count else number + (MANY if number else SOLID) * (length - len(number))
        start = cell
    return row
