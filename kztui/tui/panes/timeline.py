"""The timeline pane: every event on a scaled axis of time, one cursor, and a window that zooms and pans."""

from functools import cached_property

from textual import events

from kztui.article.article import Article
from kztui.tui.commands import bindings
from kztui.tui.messages import Jump, Say, Select
from kztui.tui.render.styled_text import Parts, parts_width
from kztui.tui.timeline.axis import range_name
from kztui.tui.timeline.chart import TimelineChart
from kztui.tui.timeline.chart_lines import label_width
from kztui.tui.timeline.events import Timeline
from kztui.tui.timeline.style import TimelineStyle
from kztui.tui.timeline.viewport import Viewport
from kztui.tui.widgets.pane import Pane

PAN = 1 / 6


class TimelinePane(Pane):
    """Follows the selection; its cursor walks the events in the order of their dates."""

    BINDINGS = bindings("timeline")
    number = "7"
    title = "Timeline"

    def __init__(self, name: str, article: Article) -> None:
        super().__init__(name)
        self.article = article
        self._listed: frozenset[str] | None = None
        self._followed = ("", -1)
        self._marked: tuple[object, tuple[int, ...]] = (None, ())
        self.chart = TimelineChart(article)

    @cached_property
    def _all(self) -> Timeline:
        """Made when the timeline is first in view, since most readers come for the text."""
        return Timeline(self.article.events, self.article.caption)

    @cached_property
    def viewport(self) -> Viewport:
        return Viewport(self._all)

    # What follows from the view.

    def follow(self) -> None:
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
        return Timeline([event for event in self.article.events if event.id in listed], self.article.caption)

    def _fit_to(self, cells: int) -> int:
        """Give the axis what the labels leave of `cells` cells; returns how wide the labels are."""
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

    def _look(self) -> TimelineStyle:
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
            title=lambda place: timeline.events[place].caption,
            marker="✓" if view.selected in view.marks else "◂" if view.selected in view.bookmarks else "▸",
        )

    def body(self, cells: int, lines: int) -> list[Parts]:
        if not self.viewport.timeline.events:
            return [[("  none linked" if self._listed is not None else "  none", self.palette.dim)]]
        return self.chart.draw(self.viewport, self._look(), cells, lines)

    def scrollbar(self, lines: int) -> tuple[int, int] | None:
        return self.chart.scrollbar if self.viewport.timeline.events else None

    def counts(self) -> Parts:
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
        """To the next event; from a selection that is none of them, to the next one that is linked to it."""
        if self.current_view.selected in self.viewport.timeline.places:
            self._move_to(self.viewport.step(step))
        elif self._linked:
            ahead = [place for place in self._linked if (place - self.viewport.cursor) * step >= 0]
            self._move_to((ahead or self._linked)[0 if step > 0 else -1])
        else:
            self._move_to(self.viewport.first_step())

    def move_to_end(self, last: bool) -> None:
        self._move_to(self.viewport.end(last))

    def page(self, share: float) -> None:
        """Scroll the lanes where not all are in view, else pan."""
        if self.chart.scrollbar:
            self._scroll(round(self.chart.lanes_in_view * share) or (1 if share > 0 else -1))
        else:
            self._pan(share)

    def open(self) -> None:
        view = self.current_view
        if view.selected in self.viewport.timeline.places:
            self.post_message(Jump(view.selected))
        elif self.viewport.timeline.events:
            self.move(1)

    def action_next_date(self) -> None:
        self._move_to(self.viewport.next_date(later=True))

    def action_previous_date(self) -> None:
        self._move_to(self.viewport.next_date(later=False))

    def action_undated(self) -> None:
        if self.viewport.timeline.dated == len(self.viewport.timeline.events):
            self.post_message(Say("Every event here has a date"))
        else:
            self._move_to(self.viewport.toggle_undated(self._linked))

    # Moving the window.

    def _pan(self, share: float) -> None:
        if not self.viewport.pan(share):
            self.post_message(Say(f"No event is {'later' if share > 0 else 'earlier'}"))
        self.redraw()

    def _scroll(self, lanes: int) -> None:
        self.viewport.top += lanes
        self.redraw()

    def action_later(self) -> None:
        self._pan(PAN)

    def action_earlier(self) -> None:
        self._pan(-PAN)

    def action_zoom_in(self) -> None:
        self._zoom(finer=True)

    def action_zoom_out(self) -> None:
        self._zoom(finer=False)

    def _zoom(self, finer: bool, cell: int = -1) -> None:
        if not self.viewport.zoom(finer, cell):
            self.post_message(Say(f"Already at the {'finest' if finer else 'coarsest'} zoom"))
        self.redraw()

    def action_fit(self) -> None:
        self.viewport.fit()
        self.redraw()

    def action_lanes(self) -> None:
        self.viewport.toggle_lanes(self.current_view.selected)
        self.redraw()

    # The mouse.

    def click(self, x: int, y: int) -> None:
        command = self.chart.command_at(self.viewport, x, y)
        target = self.link_at(x, y)
        if command == "undated":
            self.action_undated()
        elif command:
            self._move_to(self.viewport.nearest_outside(command == "later"))
        elif target:
            self.post_message((Jump if target == self.current_view.selected else Select)(target))

    def link_at(self, x: int, y: int) -> str:
        if self.view is None or not self.viewport.timeline.events:
            return ""
        return self.chart.target_at(self.viewport, self._look(), x, y)

    def _wheel(self, event: events.MouseEvent, step: int) -> None:
        """Scroll lanes that are out of view, else pan; with Ctrl zoom where the mouse is."""
        event.stop()
        event.prevent_default()
        if event.ctrl:
            self._zoom(
                finer=step < 0, cell=event.x - self.inner.x - label_width(self.viewport.tracks, self.inner.width)
            )
        elif self.chart.scrollbar and not event.shift:
            self._scroll(step)
        else:
            self._pan(step * PAN / 2)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(event, -1)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        event.stop()
        self._pan(PAN / 2)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        event.stop()
        self._pan(-PAN / 2)
