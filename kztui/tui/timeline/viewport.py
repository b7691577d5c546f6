"""Where one stands on the timeline and what is in view of it: steps, zoom and panning, without a screen."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

from kztui.tui.timeline.events import Timeline, Track
from kztui.tui.timeline.scale import fit, pan, reveal, zoom


class Viewport:
    """A cursor on the events in the order of their dates, and the window that follows it."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.cursor = 0
        """The place of an event; meaningless where there are none."""
        self.by_actor = False
        self.top = 0
        """The first lane in view where not all fit."""
        self.window = fit(*timeline.busiest, 1)
        self._fitted: Literal["most", "all", ""] = "most"
        self._dated_before = 0
        self._sought = ""
        """An actor whose lane, or `*` for the cursor's lane, is to be brought into view."""
        self._sized = False
        self._stands = False

    @property
    def tracks(self) -> Sequence[Track]:
        """The lanes."""
        return self.timeline.by_actor if self.by_actor else self.timeline.by_kind

    @property
    def on_undated(self) -> bool:
        """Whether the cursor is on an event without a date."""
        return self.timeline.dated <= self.cursor < len(self.timeline.events)

    def change(self, timeline: Timeline) -> None:
        """Walk on other events, from the same one if it is among them."""
        here = self.timeline.events[self.cursor].id if self.timeline.events else ""
        self.timeline = timeline
        self.cursor = timeline.places.get(here, 0)
        self.top = 0
        self._refit()

    def resize(self, cells: int) -> None:
        """Take `cells` cells for the axis; a window that nobody has moved is fitted anew."""
        if cells == self.window.cells:
            return
        seen = self._in_view() if self._sized else self._stands
        self.window = self.window._replace(cells=max(1, cells))
        self._sized = True
        self._refit()
        if seen:
            self._show()

    def _refit(self) -> None:
        if self._fitted:
            span = self.timeline.busiest if self._fitted == "most" else self.timeline.whole
            self.window = fit(*span, self.window.cells)

    def stand(self, place: int) -> None:
        """Put the cursor on an event and bring it into view."""
        if place != self.cursor:
            self._sought = "*"
        self.cursor = max(0, min(place, len(self.timeline.events) - 1))
        self._stands = True
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

    def entry(self) -> int:
        """Where to begin to walk: at the cursor if it is in view, else at the first event that begins in view."""
        if self._in_view():
            return self.cursor
        first = bisect_left(self.timeline.extents, self.window.start, key=lambda extent: extent.start)
        return first if first < self.timeline.dated else self.cursor

    def step(self, by: int) -> int:
        """The place `by` events further on, or the last one there is."""
        return max(0, min(self.cursor + by, len(self.timeline.events) - 1))

    def next_date(self, later: bool) -> int:
        """The first event of the next date, or of the one before."""
        events = self.timeline.events
        place = self.cursor
        if later:
            while place < len(events) - 1 and events[place].date == events[self.cursor].date:
                place += 1
            return place
        while place and events[place - 1].date == events[self.cursor].date:
            place -= 1
        place = max(0, place - 1)
        while place and events[place - 1].date == events[place].date:
            place -= 1
        return place

    def end(self, last: bool) -> int:
        """The first event; or the last dated one, and from there the last of all."""
        dated = self.timeline.dated
        if not last:
            return 0
        return dated - 1 if self.cursor < dated - 1 else len(self.timeline.events) - 1

    def across(self, linked: Sequence[int]) -> int:
        """From a dated event to the first undated one, a linked one if there is any; and back."""
        dated = self.timeline.dated
        if self.on_undated:
            return min(self._dated_before, max(0, dated - 1))
        self._dated_before = self.cursor
        return next((place for place in linked if place >= dated), dated)

    def nearest_outside(self, later: bool) -> int:
        """The place of the nearest event that lies wholly after the window, or before it; the cursor's if none does."""
        extents, window = self.timeline.extents, self.window
        if later:
            place = bisect_left(extents, window.end, key=lambda extent: extent.start)
            return place if place < len(extents) else self.cursor
        place = bisect_left(extents, window.start, key=lambda extent: extent.start) - 1
        while place >= 0 and extents[place].end > window.start:
            place -= 1
        return place if place >= 0 else self.cursor

    def pan(self, share: float) -> bool:
        """Move the window by a share of its width, never past all events; False where there is nothing further on."""
        first, last = self.timeline.whole
        moved = pan(self.window, share)
        if (share > 0 and moved.start >= last) or (share < 0 and moved.end <= first):
            return False
        self.window, self._fitted = moved, ""
        return True

    def zoom(self, finer: bool, cell: int = -1) -> bool:
        """Zoom to the next unit, around a cell or else the cursor's event or the middle; False where there is none."""
        zoomed = zoom(self.window, finer, self._anchor(cell))
        if zoomed == self.window or (not finer and self._shows_all()):
            return False
        self.window, self._fitted = zoomed, ""
        return True

    def _anchor(self, cell: int) -> int:
        """The time that stays in its place."""
        window = self.window
        if not 0 <= cell < window.cells:
            cell = window.cells // 2
            if self.cursor < self.timeline.dated:
                known = self.timeline.extents[self.cursor].known_start
                if window.start <= known < window.end:
                    return known
        return window.start + cell * window.step

    def _shows_all(self) -> bool:
        """Whether all events would fit upon a tenth of the window."""
        first, last = self.timeline.whole
        window = self.window
        return window.start <= first and last <= window.end and (last - first) * 10 < window.end - window.start

    def fit(self) -> None:
        """Show the time of most events; if it is what is shown, the time of all."""
        self._fitted = "all" if self._fitted == "most" else "most"
        self._refit()

    def toggle_lanes(self, target: str) -> None:
        """Gather by actor instead of by kind or the other way; the lane of the actor `target` comes into view."""
        self.by_actor = not self.by_actor
        self.top = 0
        self.seek(target)

    def seek(self, target: str) -> None:
        """Bring the lane of an actor into view, or that of the cursor's event if it is the target."""
        events = self.timeline.events
        self._sought = "*" if self.cursor < len(events) and events[self.cursor].id == target else target

    def scroll(self, rows: int) -> int:
        """The first lane to show on `rows` rows; what is sought is in view."""
        room = max(1, rows - 1)
        most = len(self.tracks) - room if len(self.tracks) > rows else 0
        if self._sought and most:
            wanted = [
                number
                for number, track in enumerate(self.tracks)
                if track.target == self._sought or (self._sought == "*" and self.cursor in track.members)
            ]
            if wanted and not any(self.top <= number < self.top + room for number in wanted):
                self.top = wanted[0] - room + 1 if wanted[0] >= self.top + room else wanted[0]
        self._sought = ""
        self.top = max(0, min(self.top, most))
        return self.top
