"""Where one stands on the timeline and what is in view of it: steps, zoom and panning, without a screen."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

from kztui.tui.time_scale import Window, fit, pan, reveal, zoom
from kztui.tui.timeline import Timeline, Track


class Walk:
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
        self._seeks_lane = False

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
        whole = self.window.cells <= 1
        self.window = self.window._replace(cells=max(1, cells))
        self._refit()
        if not whole or not self._fitted:
            self._show()

    def _refit(self) -> None:
        if self._fitted:
            span = self.timeline.busiest if self._fitted == "most" else self.timeline.whole
            self.window = fit(*span, self.window.cells)

    def stand(self, place: int) -> None:
        """Put the cursor on an event and bring it into view."""
        if place != self.cursor:
            self._seeks_lane = True
        self.cursor = max(0, min(place, len(self.timeline.events) - 1))
        self._show()

    def _show(self) -> None:
        if self.cursor >= self.timeline.dated:
            return
        extent = self.timeline.extents[self.cursor]
        shown = reveal(self.window, extent.known_start, extent.known_end)
        if shown != self.window:
            self.window, self._fitted = shown, ""

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

    def toggle_lanes(self) -> None:
        self.by_actor = not self.by_actor
        self.top = 0
        self._seeks_lane = True

    def scroll(self, rows: int) -> int:
        """The first lane to show on `rows` rows; after a step, such that a lane of the cursor's event is in view."""
        room = max(1, rows - 1)
        most = len(self.tracks) - room if len(self.tracks) > rows else 0
        if self._seeks_lane:
            self._seeks_lane = False
            mine = [number for number, track in enumerate(self.tracks) if self.cursor in track.members]
            if mine and not any(self.top <= number < self.top + room for number in mine):
                self.top = mine[0] - room + 1 if mine[0] >= self.top + room else mine[0]
        self.top = max(0, min(self.top, most))
        return self.top
