"""The timeline pane: every event on a scaled axis of time, one cursor, and a window that zooms and pans."""

from functools import cached_property

from textual import events

from kztui.article.article import Article
from kztui.timeline.axis import range_name
from kztui.timeline.events import Timeline
from kztui.timeline.scale import Window
from kztui.tui.commands import bindings
from kztui.tui.render.styled_text import Parts, parts_width
from kztui.tui.timeline.chart import TimelineChart
from kztui.tui.timeline.chart_lines import label_width
from kztui.tui.timeline.style import TimelineStyle
from kztui.tui.timeline.viewport import Viewport
from kztui.tui.view_state import Jump, Say, Select, Unsay
from kztui.tui.widgets.pane import Pane

PAN = 1 / 6


class TimelinePane(Pane):
    """Shows the selected event or actor; its cursor moves through the events in the order of their dates."""

    BINDINGS = bindings("timeline")
    number = "8"
    title = "Timeline"

    def __init__(self, name: str, article: Article) -> None:
        super().__init__(name)
        self.article = article
        self._listed: frozenset[str] | None = None
        self._message_window: tuple[Window, Timeline] | None = None
        self._followed = ("", -1)
        self._marked: tuple[object, tuple[int, ...]] = (None, ())
        self.chart = TimelineChart(article)

    @cached_property
    def _all(self) -> Timeline:
        """All events; prepared when the timeline is first shown, so that opening an article does not wait for it."""
        return Timeline(self.article.events, self.article.caption, self.article.note_signs)

    @cached_property
    def viewport(self) -> Viewport:
        """The window, the cursor and the lanes; made when the timeline is first in view."""
        return Viewport(self._all)

    def set_article(self, article: Article) -> None:
        """Show the same events from now on as `article` has them, with the signs of their notes."""
        self.article, self.chart = article, TimelineChart(article)
        self.__dict__.pop("_all", None)
        if "viewport" in self.__dict__:
            self.viewport.change(self._of(self._listed))
        self.redraw()

    # Following the view state.

    def follow(self) -> None:
        """Apply the view's filter and width, and move to the selected event or to the lane of the selected actor."""
        view = self.view
        if view is None or not self.size.area:
            return
        if view.listed != self._listed:
            self._listed = view.listed
            self.viewport.change(self._of(view.listed))
        self._fit_to(self.inner.width)
        followed = (view.selected, self.viewport.timeline.places.get(view.selected, -1))
        if followed != self._followed:
            self._followed = followed
            if followed[1] >= 0:
                self.viewport.select(followed[1])
            else:
                self.viewport.reveal_lane(view.selected)

    def _of(self, listed: frozenset[str] | None) -> Timeline:
        if listed is None:
            return self._all
        events = [event for event in self.article.events if event.id in listed]
        return Timeline(events, self.article.caption, self.article.note_signs)

    def _fit_to(self, cells: int) -> int:
        """Give the axis the cells, of `cells`, that the labels do not need. Returns the width of the labels."""
        label = label_width(self.viewport.tracks, cells)
        self.viewport.resize(cells - label - 1)
        return label

    @property
    def _linked(self) -> tuple[int, ...]:
        """The places of the events that are linked to the selection."""
        linked, places = self.current_view.linked, self.viewport.timeline.places
        if self._marked[0] != (linked, self.viewport.timeline):
            found = tuple(sorted(places[target] for target in linked if target in places))
            self._marked = ((linked, self.viewport.timeline), found)
        return self._marked[1]

    def _style(self) -> TimelineStyle:
        view, timeline = self.current_view, self.viewport.timeline
        selected = timeline.places.get(view.selected, -1)
        return TimelineStyle(
            theme=self.palette,
            focused=self.has_focus,
            label=self._fit_to(self.inner.width),
            target=view.selected,
            selected=selected,
            linked=self._linked,
            faint=selected < 0 and view.selected in self.article.items,
            title=timeline.title,
            marker="✓" if view.selected in view.marks else "◂" if view.selected in view.bookmarks else "▸",
        )

    def body(self, cells: int, lines: int) -> list[Parts]:
        """The chart, or that there are no events."""
        if not self.viewport.timeline.events:
            return [[("  none linked" if self._listed is not None else "  none", self.palette.dim)]]
        return self.chart.draw(self.viewport, self._style(), cells, lines)

    def can(self, command: str) -> bool:
        """The keys of a timeline are of use where it has events."""
        timeline = self.viewport.timeline
        return bool(timeline.events) and (command != "undated" or any(not event.date for event in timeline.events))

    def scrollbar(self, lines: int) -> tuple[int, int] | None:
        """The scrollbar of the lanes, as the chart has last drawn them."""
        return self.chart.scrollbar if self.viewport.timeline.events else None

    def counts(self) -> Parts:
        """How many events are listed or linked, after the dates and the scale of the window where they fit."""
        theme, shown = self.palette, len(self.viewport.timeline.events)
        linked, total = len(self._linked), f"{len(self.article.events):,}"
        if self._listed is not None:
            count: Parts = [(f"{shown:,} of {total}", theme.dim)]
        elif linked:
            count = [(f"{linked:,} of {total} ", theme.dim), ("●", theme.mark)]
        else:
            count = [(total, theme.dim)]
        scale = f"by {self.viewport.window.unit.name} · "
        for words in (f"{range_name(self.viewport.window)} · {scale}", scale) if shown else ():
            if len(words) + parts_width(count) + 18 <= self.size.width:
                return [(words, theme.dim), *count]
        return count

    # Moving among the events.

    def _move_to(self, place: int) -> None:
        if self.viewport.timeline.events:
            self.viewport.select(place)
            self.post_message(Select(self.viewport.timeline.events[self.viewport.cursor].id))

    def move(self, step: int) -> None:
        """Select the event `step` further on; where no event is selected, the next one linked to the selection."""
        if self.current_view.selected in self.viewport.timeline.places:
            self._move_to(self.viewport.step(step))
        elif self._linked:
            ahead = [place for place in self._linked if (place - self.viewport.cursor) * step >= 0]
            self._move_to((ahead or self._linked)[0 if step > 0 else -1])
        else:
            self._move_to(self.viewport.first_step())

    def move_to_end(self, last: bool) -> None:
        """Select the first or the last event."""
        self._move_to(self.viewport.end(last))

    def page(self, share: float) -> None:
        """Scroll the lanes where not all are in view, else pan."""
        if self.chart.scrollbar:
            self._scroll(round(self.chart.lanes_in_view * share) or (1 if share > 0 else -1))
        else:
            self._pan(share)

    def action_open(self) -> None:
        """Go to the selected event; where none is selected, select one."""
        selected = self.current_view.selected
        if selected in self.viewport.timeline.places:
            self.post_message(Jump(selected))
        elif self.viewport.timeline.events:
            self.move(1)

    def action_step_date(self, by: int) -> None:
        """Select the next or the previous event of all by date; where no event is selected, the first one in view."""
        selected = self.current_view.selected in self.viewport.timeline.places
        self._move_to(self.viewport.step(by) if selected else self.viewport.first_step())

    def action_undated(self) -> None:
        """Go to the events without a date, or back from them."""
        if self.viewport.timeline.dated == len(self.viewport.timeline.events):
            self._say("Every event here has a date")
        else:
            self._move_to(self.viewport.toggle_undated(self._linked))

    # What is said of the window, and is true of that window alone.

    def _say(self, text: str) -> None:
        window = self._message_window = self._in_view
        self.post_message(Say(text, holds=lambda: self._in_view == window))

    @property
    def _in_view(self) -> tuple[Window, Timeline]:
        return self.viewport.window, self.viewport.timeline

    def redraw(self) -> None:
        """Draw what has changed; with it, a message may have ceased to be true."""
        super().redraw()
        if self._message_window and self._message_window != self._in_view:
            self._message_window = None
            self.post_message(Unsay())

    # Moving the window.

    def _pan(self, share: float) -> None:
        if not self.viewport.pan(share):
            self._say(f"No event is {'later' if share > 0 else 'earlier'}")
        self.redraw()

    def _scroll(self, lanes: int) -> None:
        self.viewport.top += lanes
        self.redraw()

    def action_pan(self, direction: int) -> None:
        """Pan the window by a sixth towards later dates, or towards earlier ones."""
        self._pan(direction * PAN)

    def action_zoom(self, finer: bool, cell: int = -1) -> None:
        """Zoom in or out by one step, around a cell of the axis or the cursor."""
        if not self.viewport.zoom(finer, cell):
            self._say("Already at the finest zoom" if finer else "All events are in view already")
        self.redraw()

    def action_fit(self) -> None:
        """Fit all events into the window."""
        self.viewport.fit()
        self.redraw()

    def action_lanes(self) -> None:
        """Switch between one lane and a lane for each actor."""
        self.viewport.toggle_lanes(self.current_view.selected)
        self.redraw()

    # The mouse.

    def click(self, x: int, y: int) -> None:
        """Run the command at the cell, or select what is drawn there; where it is already selected, go to it."""
        command = self.chart.command_at(self.viewport, x, y)
        target = self.link_at(x, y)
        if command == "undated":
            self.action_undated()
        elif command:
            self._move_to(self.viewport.nearest_outside(command == "later"))
        elif target:
            self.post_message((Jump if target == self.current_view.selected else Select)(target))

    def link_at(self, x: int, y: int) -> str:
        """The event or actor drawn at the cell; empty for none."""
        if self.view is None or not self.viewport.timeline.events:
            return ""
        return self.chart.target_at(self.viewport, self._style(), x, y)

    def wheel(self, event: events.MouseEvent, direction: int) -> None:
        """Scroll the lanes where not all are in view, else pan; with Ctrl zoom where the mouse is, with Shift pan."""
        if event.ctrl:
            label = label_width(self.viewport.tracks, self.inner.width)
            self.action_zoom(direction < 0, cell=event.x - self.inner.x - label)
        elif self.chart.scrollbar and not event.shift:
            self._scroll(direction)
        else:
            self._pan(direction * PAN / 2)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """Pan by a twelfth towards later dates."""
        event.stop()
        self._pan(PAN / 2)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """Pan by a twelfth towards earlier dates."""
        event.stop()
        self._pan(-PAN / 2)
