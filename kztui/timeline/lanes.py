"""The layout of the timeline's lanes: the rows of each lane, and the row and cells of each event's mark."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kztui.timeline.density import bars
from kztui.timeline.events import Timeline, Track
from kztui.timeline.extent import draw
from kztui.timeline.marks import UNDATED, EventMark, Row, joined, merged, titled, undated_rows
from kztui.timeline.scale import Window

# A lane with more marks than this shows their number cell by cell, as bars, instead of each mark.
_CROWD = 200
_NARROWEST = 24
"""The fewest cells in which events without a date have marks of their own."""


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


class LaneNote(NamedTuple):
    """Words on a row of a lane, from a cell on."""

    row: int
    cell: int
    words: str


class Lane(NamedTuple):
    """A laid out track: rows of marks, and a last row for the marks that do not fit, merged."""

    track: Track
    rows: tuple[Row, ...]
    crowd: str = ""
    """The signs of the merged row; empty where every event has its own mark."""
    note: LaneNote | None = None
    """That its last marks are those of events without a date, or how many more of these there are."""

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
    most, dated = len(timeline.events), [track for track in tracks if track.places]
    return tuple(_Draft(timeline, track, window, most, title_width).whole_lane() for track in dated)


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
        self._title_end = window.cells
        """The cell before which titles end: where there is a count of events, its first."""
        self._most = most
        self._title_width = title_width
        self._timeline = timeline
        self._needs: dict[_Comfort, int] = {}
        self.marks: list[EventMark] = []
        self.crowded = track.count(window.start, window.end) > _CROWD
        if not self.crowded:
            for place in track.between(window.start, window.end):
                drawn = draw(timeline.extents[place], window, timeline.events[place].foreseen)
                if drawn:
                    self.marks.append(EventMark(place, drawn.first, drawn.signs))
            self.marks.sort(key=lambda mark: mark.first)
        self._undated = track.undated if len(track.undated) <= _CROWD and window.cells >= _NARROWEST else ()

    def _size(self, place: int) -> int:
        """The width of an event's title."""
        return self._title_width(self._timeline.title(place))

    def needs(self, comfort: _Comfort) -> int:
        """The number of rows in which no marks overlap; one more than available where they do not suffice."""
        if self.crowded:
            return 1
        return max(1, self._dated_needs(comfort) + len(self._undated_rows(comfort)))

    def _dated_needs(self, comfort: _Comfort) -> int:
        if comfort not in self._needs:
            self._needs[comfort] = len(self._rows(comfort, self._most + 1)[0])
        return self._needs[comfort]

    def _undated_rows(self, comfort: _Comfort) -> tuple[Row, ...]:
        """The marks of events without a date, which come below the others."""
        if not self._undated:
            return ()
        return undated_rows(self._undated, self._size, self.window.cells, comfort.title, comfort.gap)

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
        return 0 if size <= mark.space_upon else min(size, width) + 1

    def lane(self) -> Lane:
        """The lane at its current height; marks that do not fit are merged in a row, or counted if undated."""
        if self.crowded:
            return Lane(self.track, (), bars(self.track.coverage(self.window)), self._note((), 0))
        fitting = next((comfort for comfort in _COMFORTS if self.needs(comfort) <= self.height), None)
        undated = self._undated_rows(fitting or _TIGHT)
        if fitting is None and len(undated) >= self.height:
            undated = ()
        height = self.height - len(undated)
        if self.track.undated and not undated:
            self._title_end -= len(self._count)
        dated = next((comfort for comfort in _COMFORTS if self._dated_needs(comfort) <= height), None)
        if dated is None:
            rows, left = self._rows(_TIGHT, height - 1)
            shown = (*undated, *self._titled(rows))
            return Lane(self.track, shown, merged(left, self.window.cells), self._note(undated, 0, len(shown)))
        above = self._titled(self._rows(dated, height)[0])
        return Lane(self.track, (*above, *undated) or ((),), note=self._note(undated, len(above), len(above) - 1))

    def _note(self, undated: Sequence[Row], first: int, last: int = 0) -> LaneNote | None:
        """The word before the undated marks on row `first`, or how many are not shown, at the end of row `last`."""
        count = len(self.track.undated)
        if undated:
            return LaneNote(first, undated[0][0].first - len(UNDATED) - 1, UNDATED)
        return LaneNote(max(0, last), max(0, self.window.cells - len(self._count)), self._count) if count else None

    @property
    def _count(self) -> str:
        """What is said of events without a date that are not shown."""
        return f" +{len(self.track.undated):,} {UNDATED}"

    def whole_lane(self) -> Lane:
        """The lane with its titles whole; of a crowd, the number of its marks in each cell."""
        if self.crowded:
            return self.lane()
        return Lane(self.track, self._titled(self._rows(_WHOLE_TITLES, self._most)[0]))

    def _titled(self, rows: list[list[EventMark]]) -> tuple[Row, ...]:
        made_rows: list[Row] = []
        for row in rows:
            nexts = [mark.first - 1 for mark in row[1:]] + [self._title_end]
            free = 0
            made: list[EventMark] = []
            for mark, end in zip(row, nexts, strict=True):
                placed = titled(mark, self._size(mark.place), free, end)
                if made and made[-1].last == mark.first - 1:
                    placed = placed._replace(signs=joined(made[-1].signs[-1], mark.signs))
                free = max(placed.last, placed.title + placed.title_width - 1) + 2
                made.append(placed)
            made_rows.append(tuple(made))
        return tuple(made_rows)
