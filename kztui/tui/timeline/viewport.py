"""The viewport of the timeline: cursor, visible period, scrolling, zooming and panning, independent of the screen."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

from kztui.timeline.events import Timeline, Track
from kztui.timeline.scale import fit, pan, reveal, zoom


class Viewport:
    """A cursor on the events in the order of their dates, and the visible window, which follows it."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.cursor = 0
        """The index of an event; meaningless where there are none."""
        self.by_actor = False
        self.top = 0
        """The first visible lane where not all fit."""
        self.window = fit(*timeline.busiest, 1)
        self._fitted: Literal["most", "all", ""] = "most"
        self._dated_before = 0
        self._lane_to_reveal = ""
        """An actor whose lane is to be scrolled into view; `*` for the lane of the cursor."""
        self._sized = False
        self._selected = False

    @property
    def tracks(self) -> Sequence[Track]:
        """The lanes of the current grouping."""
        return self.timeline.by_actor if self.by_actor else self.timeline.by_kind

    @property
    def on_undated(self) -> bool:
        """Whether the cursor is on an event without a date."""
        return self.timeline.dated <= self.cursor < len(self.timeline.events)

    def change(self, timeline: Timeline) -> None:
        """Change to other events; the cursor stays on its event if it is among them."""
        here = self.timeline.events[self.cursor].id if self.timeline.events else ""
        self.timeline = timeline
        self.cursor = timeline.places.get(here, 0)
        self.top = 0
        self._refit()

    def resize(self, cells: int) -> None:
        """Set the width of the axis in cells; a window that was not zoomed or panned is fitted again."""
        if cells == self.window.cells:
            return
        seen = self._in_view() if self._sized else self._selected
        self.window = self.window._replace(cells=max(1, cells))
        self._sized = True
        self._refit()
        if seen:
            self._show()

    def _refit(self) -> None:
        if self._fitted:
            span = self.timeline.busiest if self._fitted == "most" else self.timeline.whole
            self.window = fit(*span, self.window.cells)

    def select(self, place: int) -> None:
        """Move the cursor to an event and scroll it into view."""
        if place != self.cursor:
            self._lane_to_reveal = "*"
        self.cursor = max(0, min(place, len(self.timeline.events) - 1))
        self._selected = True
        if self._sized:
            self._show()

    def _in_view(self) -> bool:
        if self.cursor >= self.timeline.dated:
            return False
        extent = self.timeline.extents[self.cursor]
        return extent.start < self.window.end and self.window.start < extent.end

    def _show(self) -> None:
        if self.cursor >= self.timeline.dated:
            return
        extent = self.timeline.extents[self.cursor]
        shown = reveal(self.window, extent.known_start, extent.known_end)
        if shown != self.window:
            self.window, self._fitted = shown, ""

    def first_step(self) -> int:
        """The index from which to move: the cursor if it is in view, else the first event that begins in view."""
        if self._in_view():
            return self.cursor
        first = bisect_left(self.timeline.extents, self.window.start, key=lambda extent: extent.start)
        return first if first < self.timeline.dated else self.cursor

    def step(self, by: int) -> int:
        """The index `by` events further on, limited to the first and last event."""
        return max(0, min(self.cursor + by, len(self.timeline.events) - 1))

    def end(self, last: bool) -> int:
        """The index of the first event; or of the last dated one, and from there of the last of all."""
        dated = self.timeline.dated
        if not last:
            return 0
        return dated - 1 if self.cursor < dated - 1 else len(self.timeline.events) - 1

    def toggle_undated(self, linked: Sequence[int]) -> int:
        """The index of the first undated event, a linked one if any; from an undated event, of the last dated one."""
        dated = self.timeline.dated
        if self.on_undated:
            return min(self._dated_before, max(0, dated - 1))
        self._dated_before = self.cursor
        return next((place for place in linked if place >= dated), dated)

    def nearest_outside(self, later: bool) -> int:
        """The index of the nearest event after the window, or before it; the cursor's if there is none."""
        extents, window = self.timeline.extents, self.window
        if later:
            place = bisect_left(extents, window.end, key=lambda extent: extent.start)
            return place if place < len(extents) else self.cursor
        place = bisect_left(extents, window.start, key=lambda extent: extent.start) - 1
        while place >= 0 and extents[place].end > window.start:
            place -= 1
        return place if place >= 0 else self.cursor

    def pan(self, share: float) -> bool:
        """Pan the window by a share of its width; False where there are no events further on."""
        first, last = self.timeline.whole
        moved = pan(self.window, share)
        if (share > 0 and moved.start >= last) or (share < 0 and moved.end <= first):
            return False
        self.window, self._fitted = moved, ""
        return True

    def zoom(self, finer: bool, cell: int = -1) -> bool:
        """Zoom to the next unit around a cell, else the cursor's event or the middle; False where that is no more.

        Days are the finest unit; the coarsest window is the one that all events just fit in.
        """
        zoomed = zoom(self.window, finer, self._anchor(cell))
        if not finer:
            whole = fit(*self.timeline.whole, self.window.cells)
            if self.shows_all():
                return False
            zoomed = whole if zoomed.step >= whole.step else zoomed
        if zoomed == self.window:
            return False
        self.window, self._fitted = zoomed, ""
        return True

    def shows_all(self) -> bool:
        """Whether the known part of every date is in view."""
        first, last = self.timeline.whole
        return self.window.start <= first and last <= self.window.end

    def _anchor(self, cell: int) -> int:
        """The time around which to zoom."""
        window = self.window
        if not 0 <= cell < window.cells:
            cell = window.cells // 2
            if self.cursor < self.timeline.dated:
                known = self.timeline.extents[self.cursor].known_start
                if window.start <= known < window.end:
                    return known
        return window.start + cell * window.step

    def fit(self) -> None:
        """Fit the window to most events, or, if it is fitted to them, to all."""
        self._fitted = "all" if self._fitted == "most" else "most"
        self._refit()

    def toggle_lanes(self, target: str) -> None:
        """Group by actor instead of by kind, or the reverse, and scroll the lane of the actor `target` into view."""
        self.by_actor = not self.by_actor
        self.top = 0
        self.reveal_lane(target)

    def reveal_lane(self, target: str) -> None:
        """Scroll the lane of an actor into view, or that of the cursor's event if it is the target."""
        events = self.timeline.events
        self._lane_to_reveal = "*" if self.cursor < len(events) and events[self.cursor].id == target else target

    def scroll(self, rows: int) -> int:
        """The first visible lane on `rows` rows, scrolled so that the lane that was asked for is visible."""
        visible = max(1, rows - 1)
        most = len(self.tracks) - visible if len(self.tracks) > rows else 0
        if self._lane_to_reveal and most:
            wanted = [
                number
                for number, track in enumerate(self.tracks)
                if track.target == self._lane_to_reveal
                or (self._lane_to_reveal == "*" and self.cursor in track.members)
            ]
            if wanted and not any(self.top <= number < self.top + visible for number in wanted):
                self.top = wanted[0] - visible + 1 if wanted[0] >= self.top + visible else wanted[0]
        self._lane_to_reveal = ""
        self.top = max(0, min(self.top, most))
        return self.top
