"""The timeline pane: every event on a scaled axis of time, one cursor, and a window that zooms and pans."""

from typing import ClassVar, Literal, NamedTuple

from textual import events
from textual.binding import Binding, BindingType

from kztui.article.article import Article
from kztui.tui.frame.pane import Pane
from kztui.tui.lines import Parts, both_ends, parts_width, width
from kztui.tui.messages import Jump, Say, Select
from kztui.tui.time_axis import axis, range_name, single_row
from kztui.tui.timeline import Timeline
from kztui.tui.timeline_commands import TIMELINE_COMMANDS
from kztui.tui.timeline_detail import UndatedList, event_lines, linked_line, undated_count
from kztui.tui.timeline_drawing import (
    Look,
    axis_line,
    density_line,
    ends_line,
    label_width,
    lane_lines,
    legend_line,
    selected_cells,
)
from kztui.tui.timeline_floor import heights
from kztui.tui.timeline_lanes import Lane, Lanes, arrange
from kztui.tui.timeline_walk import Walk

PAN = 1 / 6


class Spot(NamedTuple):
    """What stands on a line of the pane, for clicks."""

    part: Literal["axis", "lane", "undated", "detail", "none"]
    row: int = 0
    """Row of the lane or of the list."""
    lane: Lane | None = None


class TimelinePane(Pane):
    """Follows the selection; its cursor walks the events in the order of their dates."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(command.keys, command.id, command.name, show=False, id=command.id, tooltip=command.help)
        for command in TIMELINE_COMMANDS
    ]
    number = "7"
    title = "Timeline"

    def __init__(self, name: str, article: Article) -> None:
        super().__init__(name)
        self.article = article
        self._list = UndatedList(article)
        self._narrowed: frozenset[str] | None = None
        self._marked: tuple[object, tuple[int, ...]] = (None, ())
        self._spots: list[Spot] = []
        self._arranged: tuple[object, Lanes, list[float]] = (None, Lanes((), 0, 0), [])
        self._label = 0
        self._thumb: tuple[int, int] | None = None
        self._all = Timeline(article.events, article.caption)
        self.walk = Walk(self._all)

    # What follows the view.

    def follow(self) -> None:
        view = self.view
        if view is None:
            return
        if view.narrowed != self._narrowed:
            self._narrowed = view.narrowed
            self.walk.change(self._timeline(view.narrowed))
        if self.inner.width > 0:
            self._fit_to(self.inner.width)
        place = self.walk.timeline.places.get(view.selected)
        if place is not None:
            self.walk.stand(place)

    def _timeline(self, narrowed: frozenset[str] | None) -> Timeline:
        if narrowed is None:
            return self._all
        return Timeline([event for event in self.article.events if event.id in narrowed], self.article.caption)

    def _fit_to(self, cells: int) -> None:
        self._label = label_width(self.walk.tracks, cells)
        self.walk.resize(cells - self._label - 1)

    @property
    def _linked(self) -> tuple[int, ...]:
        """Places of the events linked to the selection."""
        key = (self.told.linked, self.walk.timeline)
        if self._marked[0] != key:
            places = self.walk.timeline.places
            self._marked = (key, tuple(sorted(places[target] for target in self.told.linked if target in places)))
        return self._marked[1]

    @property
    def _selected(self) -> int:
        return self.walk.timeline.places.get(self.told.selected, -1)

    # What is drawn.

    def body(self, cells: int, lines: int) -> list[Parts]:
        timeline, ink = self.walk.timeline, self.palette
        self._spots = []
        if not timeline.events:
            return [[("  none linked" if self._narrowed is not None else "  none", ink.dim)]]
        self._fit_to(cells)
        look = self._look()
        window = self.walk.window
        lit = selected_cells(timeline, window, look.selected)
        opened = self.walk.on_undated and look.selected >= 0 or not timeline.dated
        ticks = axis(window)
        high = heights(lines, cells, bool(ticks.below), len(timeline.events) - timeline.dated if opened else 0)
        pad = (" " * self._label, ink.text)
        rows = [ticks.above, ticks.below] if high.axis > 1 else [single_row(window)] * high.axis
        body = [axis_line(text, ticks, look, lit, pad) for text in rows]
        if body:
            body[0] = ends_line(body[0], window, look, timeline.earlier(window), timeline.later(window))
        self._spots += [Spot("axis")] * len(body)
        body += self._lanes(high.lanes, look, ticks.lines)
        if high.undated:
            body += self._list.lines(timeline, cells, high.undated, max(self.walk.cursor, timeline.dated), look)
            self._spots += [Spot("undated", row - 1) for row in range(len(body) - len(self._spots))]
        if high.density:
            body.append(density_line(self._arranged[2], look, lit))
            self._spots.append(Spot("none"))
        body += self._detail(cells, high.detail, look)
        self._spots += [Spot("detail", row) for row in range(high.detail)]
        if high.legend:
            body.append(legend_line(cells, look))
        return body

    def _look(self) -> Look:
        view, timeline = self.told, self.walk.timeline
        selected = self._selected
        return Look(
            ink=self.palette,
            focused=self.has_focus,
            label=self._label,
            selected=selected,
            linked=self._linked,
            faint=selected < 0 and bool(view.selected),
            actor=view.selected,
            title=lambda place: timeline.events[place].caption,
        )

    def _lanes(self, rows: int, look: Look, years: tuple[int, ...]) -> list[Parts]:
        walk, timeline, ink = self.walk, self.walk.timeline, self.palette
        top = walk.scroll(rows)
        key = (timeline, walk.window, walk.by_actor, rows, top)
        if self._arranged[0] != key:
            lanes = arrange(
                timeline, walk.tracks, walk.window, rows, top, lambda place: width(timeline.events[place].caption)
            )
            self._arranged = (key, lanes, timeline.density.cells(walk.window))
        lanes = self._arranged[1]
        made: list[Parts] = []
        for lane in lanes.lanes:
            made += lane_lines(timeline, lane, walk.window, years, look)
            self._spots += [Spot("lane", row, lane) for row in range(lane.height)]
        hidden = lanes.above + lanes.below
        if hidden:
            count = len(lanes.lanes)
            size = max(1, count * count // (count + hidden))
            self._thumb = (len(self._spots) - count + round(lanes.above * (count - size) / hidden), size)
            arrows = " ".join([f"▴ {lanes.above}"] * bool(lanes.above) + [f"▾ {lanes.below}"] * bool(lanes.below))
            made.append([(f"  {arrows} more lane{'s' * (hidden > 1)}", ink.dim)])
            self._spots.append(Spot("none"))
        else:
            self._thumb = None
        blank = [(" " * self._label, ink.text), ("", ink.text)]
        while len(made) < rows:
            made.append(list(blank))
            self._spots.append(Spot("none"))
        return made

    def thumb(self, lines: int) -> tuple[int, int] | None:
        return self._thumb

    def _detail(self, cells: int, lines: int, look: Look) -> list[Parts]:
        if not lines:
            return []
        view, timeline, ink = self.told, self.walk.timeline, self.palette
        right = undated_count(timeline, look.linked, self.walk.on_undated and look.selected >= 0, ink)
        self._undated_from = cells - parts_width(right)
        if look.selected >= 0:
            sign = "✓" if view.selected in view.batch else "▸"
            said = event_lines(self.article, timeline.events[look.selected], sign, ink, lines)
        elif view.selected in self.article.items:
            said = [linked_line(self.article, timeline, view.selected, look.linked, ink)]
        else:
            said = [[]]
        said += [[] for _ in range(lines - len(said))]
        return [*said[:-1], both_ends(said[-1], right, cells, ink.text)]

    def counts(self) -> Parts:
        ink, timeline = self.palette, self.walk.timeline
        linked = len(self._linked)
        total = f"{len(self.article.events):,}"
        if self._narrowed is not None:
            count: Parts = [(f"{len(timeline.events):,} of {total}", ink.dim)]
        elif linked:
            count = [(f"{linked:,} of {total} ", ink.dim), ("●", ink.mark)]
        else:
            count = [(total, ink.dim)]
        if not timeline.events:
            return count
        scale = f"by {self.walk.window.unit.name} · "
        for words in (f"{range_name(self.walk.window)} · {scale}", scale):
            if len(words) + parts_width(count) + 18 <= self.size.width:
                return [(words, ink.dim), *count]
        return count
