"""The layout of the timeline's lanes: the rows of each lane, and the row and cells of each event's mark."""

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from kztui.timeline.density import bars
from kztui.timeline.events import Timeline, Track
from kztui.timeline.extent import DOTTED, FORESEEN, SOLID, draw
from kztui.timeline.scale import Window

MANY = "═"
# A lane with more marks than this shows their number cell by cell instead of each mark.
_CROWD = 200
_LEAST_TITLE = 8
# The first sign of a mark that is adjacent to another.
_JOINTS = {SOLID: "┣", DOTTED: "┣", FORESEEN: "├"}


class _Comfort(NamedTuple):
    """How much free space the layout leaves between marks."""

    gap: int
    """Blank cells between two marks."""
    title: int
    """The most cells that are kept free for a title beside its mark."""


# The first one for which there are enough rows is used.
_TIGHT, _APART = _Comfort(0, 0), _Comfort(1, 0)
_COMFORTS = (_Comfort(1, 28), _Comfort(1, 14), _APART, _TIGHT)
# For a page, which is as high as it needs to be.
_WHOLE_TITLES = _Comfort(1, 1 << 32)

TitleWidth = Callable[[str], int]
"""From a title to its width in cells."""


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


class Lane(NamedTuple):
    """A laid out track: rows of marks, and a last row for the marks that do not fit, merged."""

    track: Track
    rows: tuple[tuple[EventMark, ...], ...]
    crowd: str = ""
    """The signs of the merged row; empty where every event has its own mark."""

    @property
    def height(self) -> int:
        """The number of rows, a merged one included."""
        return len(self.rows) + bool(self.crowd)


class Lanes(NamedTuple):
    """The lanes in view, and how many are above and below them."""

    lanes: tuple[Lane, ...]
    above: int
    below: int


def arrange_lanes(
    timeline: Timeline, tracks: Sequence[Track], window: Window, rows: int, top: int, title_width: TitleWidth
) -> Lanes:
    """Lay out the tracks in `rows` rows, from track `top` on where there are more tracks than rows."""
    if rows <= 0:
        return Lanes((), 0, len(tracks))
    above = 0
    below = 0
    if len(tracks) > rows:
        visible = max(1, rows - 1)
        above = min(top, len(tracks) - visible)
        below = len(tracks) - visible - above
        tracks = tracks[above : above + visible]
        rows = visible
    drafts = [_Draft(timeline, track, window, rows, title_width) for track in tracks]
    _share(drafts, rows)
    return Lanes(tuple(draft.lane() for draft in drafts), above, below)


def whole_lanes(
    timeline: Timeline, tracks: Sequence[Track], window: Window, title_width: TitleWidth
) -> tuple[Lane, ...]:
    """Lay out the tracks in as many rows as they need for every mark and its whole title, if no edge cuts it."""
    return tuple(_Draft(timeline, track, window, len(timeline.events), title_width).whole_lane() for track in tracks)


def _share(drafts: list["_Draft"], rows: int) -> None:
    """Distribute rows: one for every lane, then what each needs for its marks, then for space and titles."""
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
    """A lane during layout."""

    def __init__(self, timeline: Timeline, track: Track, window: Window, most: int, title_width: TitleWidth) -> None:
        self.track = track
        self.window = window
        self.height = 1
        self._most = most
        self._title_width = title_width
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
        """The width of an event's title."""
        return self._title_width(self._events[place].caption)

    def needs(self, comfort: _Comfort) -> int:
        """The number of rows in which no marks overlap; one more than available where they do not suffice."""
        if self.crowded:
            return 1
        if comfort not in self._needs:
            self._needs[comfort] = max(1, len(self._rows(comfort, self._most + 1)[0]))
        return self._needs[comfort]

    def _rows(self, comfort: _Comfort, most: int) -> tuple[list[list[EventMark]], list[EventMark]]:
        """The marks on at most `most` rows, each on the first free one (first fit), and the marks that are left."""
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

    def _beside(self, mark: EventMark, width: int) -> int:
        """How many cells to keep free beside a mark for its title: none where the title fits on the mark."""
        if not width:
            return 0
        size = self._size(mark.place)
        return 0 if size <= _space_upon(mark) else min(size, width) + 1

    def lane(self) -> Lane:
        """The lane at its current height; marks that do not fit are merged in its last row."""
        if self.crowded:
            return Lane(self.track, (), crowd_signs(self.track.coverage(self.window)))
        if self.needs(_TIGHT) > self.height:
            rows, left = self._rows(_TIGHT, self.height - 1)
            return Lane(self.track, self._titled(rows), merged(left, self.window.cells))
        comfort = next(comfort for comfort in _COMFORTS if self.needs(comfort) <= self.height)
        return Lane(self.track, self._titled(self._rows(comfort, self.height)[0]) or ((),))

    def whole_lane(self) -> Lane:
        """The lane with its titles whole; of a crowd, the number of its marks in each cell."""
        if self.crowded:
            return self.lane()
        return Lane(self.track, self._titled(self._rows(_WHOLE_TITLES, self._most)[0]))

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
                free = max(placed.last, placed.title + placed.title_width - 1) + 2
                made.append(placed)
            titled.append(tuple(made))
        return tuple(titled)


def _joined(before: str, signs: str) -> str:
    """The signs of a mark that is adjacent to the last sign `before` of another."""
    return _JOINTS[signs[0]] + signs[1:] if before in _JOINTS and signs[0] in _JOINTS else signs


def _space_upon(mark: EventMark) -> int:
    """The space for a title on a mark: two signs and a blank before it, a blank and a sign after it."""
    return len(mark.signs) - 5


def _title(mark: EventMark, size: int, free: int, end: int) -> EventMark:
    """The mark with its title placed on it, after it or before it, between the cells `free` and `end`."""
    inside = _space_upon(mark)
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
    """One row for many marks: the sign of a single mark, else the number of overlapping ones."""
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
    """A row with the number of events over each cell, written where it changes; bars where numbers do not fit.

    `breaks` are cells at which other events begin, so that the number is written again.
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
