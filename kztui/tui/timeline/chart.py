"""The timeline as lines of styled text, and what is at which cell of it (hit testing)."""

from typing import Literal, NamedTuple

from kztui.article.article import Article
from kztui.timeline.axis import Axis, axis, single_row
from kztui.timeline.events import Timeline
from kztui.timeline.extent import draw
from kztui.timeline.lanes import Lane, Lanes, arrange_lanes
from kztui.tui.render.cells import cell_width
from kztui.tui.render.styled_text import Parts, both_ends, parts_width
from kztui.tui.timeline.chart_lines import axis_line, density_line, ends_line, known_cells, lane_lines, legend_line
from kztui.tui.timeline.detail import UndatedList, event_lines, linked_line, undated_count
from kztui.tui.timeline.heights import Heights, heights
from kztui.tui.timeline.style import TimelineStyle
from kztui.tui.timeline.viewport import Viewport

NARROW = 50


class ChartLine(NamedTuple):
    """What a line of the chart shows."""

    part: Literal["axis", "lane", "undated", "detail", "none"] = "none"
    row: int = 0
    """The row within the lane or the list."""
    lane: Lane | None = None


class TimelineChart:
    """Draws a viewport. The layout of the lanes is cached until the window, the events or the size change."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.scrollbar: tuple[int, int] | None = None
        """The lines that the scrollbar covers, as (first, count)."""
        self._list = UndatedList(article)
        self._lines: list[ChartLine] = []
        self._undated_from = 0
        self._label = 0
        self._key: object = None
        self._lanes = Lanes((), 0, 0)
        self._weights: list[float] = []

    @property
    def lanes_in_view(self) -> int:
        """The number of lanes that were drawn last."""
        return len(self._lanes.lanes)

    def draw(self, viewport: Viewport, style: TimelineStyle, cells: int, lines: int) -> list[Parts]:
        """Draw `lines` lines of `cells` cells. The window of the viewport must leave space for the labels."""
        timeline, window = viewport.timeline, viewport.window
        self._lines, self._label, self.scrollbar = [], style.label, None
        opened = not timeline.dated or (viewport.on_undated and style.selected == viewport.cursor)
        ticks = axis(window)
        highlighted = known_cells(timeline, window, style.selected)
        high = heights(lines, cells, bool(ticks.below), len(timeline.events) - timeline.dated if opened else 0)
        body = self._axis(viewport, style, ticks, high, highlighted)
        body += self._rows(viewport, style, ticks, high)
        if high.undated:
            body += self._list.lines(timeline, cells, high.undated, max(viewport.cursor, timeline.dated), style)
            self._note(body, [ChartLine("undated", row - 1) for row in range(high.undated)])
        if high.density:
            body.append(density_line(self._weights, style, highlighted))
            self._note(body, [])
        body += self._detail(timeline, style, cells, high.detail, opened)
        self._note(body, [ChartLine("detail", row) for row in range(high.detail)])
        if high.legend:
            body.append(legend_line(cells, style))
        return body

    def _note(self, body: list[Parts], chart_lines: list[ChartLine]) -> None:
        """Record what the last lines of the body show."""
        self._lines += chart_lines
        self._lines += [ChartLine()] * (len(body) - len(self._lines))

    def _axis(
        self, viewport: Viewport, style: TimelineStyle, ticks: Axis, high: Heights, highlighted: tuple[int, int]
    ) -> list[Parts]:
        window = viewport.window
        texts = [ticks.above, ticks.below] if high.axis > 1 else [single_row(window)] * high.axis
        body = [axis_line(text, ticks, style, highlighted) for text in texts]
        if body:
            body[0] = ends_line(
                body[0], window, style, viewport.timeline.earlier(window), viewport.timeline.later(window)
            )
        self._note(body, [ChartLine("axis")] * len(body))
        return body

    def _rows(self, viewport: Viewport, style: TimelineStyle, ticks: Axis, high: Heights) -> list[Parts]:
        """The lines of the lanes, and of the counts of lanes that are out of view."""
        timeline, theme = viewport.timeline, style.theme
        top = viewport.scroll(high.lanes)
        key = (timeline, viewport.window, viewport.by_actor, high.lanes, top)
        if key != self._key:
            self._key, self._weights = key, timeline.density.cells(viewport.window)
            self._lanes = arrange_lanes(timeline, viewport.tracks, viewport.window, high.lanes, top, cell_width)
        made: list[Parts] = []
        chart_lines: list[ChartLine] = []
        for lane in self._lanes.lanes:
            made += lane_lines(timeline, lane, viewport.window, ticks.lines, style)
            chart_lines += [ChartLine("lane", row, lane) for row in range(lane.height)]
        above, below = self._lanes.above, self._lanes.below
        if above + below and high.lanes:
            count = len(made)
            size = max(1, count * count // (count + above + below))
            self.scrollbar = (high.axis + round(above * (count - size) / (above + below)), size)
            arrows = "  ".join([f"▴ {above:,}"] * bool(above) + [f"▾ {below:,}"] * bool(below))
            # Where there is space for one line only, it shows a lane.
            if count < high.lanes:
                made.append([(f"  {arrows}  more lane{'s' * (above + below > 1)}", theme.dim)])
        made += [[] for _ in range(high.lanes - len(made))]
        self._lines += chart_lines + [ChartLine()] * (len(made) - len(chart_lines))
        return made

    def _detail(self, timeline: Timeline, style: TimelineStyle, cells: int, lines: int, opened: bool) -> list[Parts]:
        if not lines:
            return []
        theme = style.theme
        right = undated_count(timeline, style.linked, opened, theme, short=cells < NARROW)
        self._undated_from = cells - parts_width(right)
        detail: list[Parts] = [[]]
        if style.selected >= 0:
            detail = event_lines(self.article, timeline.events[style.selected], style.marker, theme, lines)
        elif style.target in self.article.items:
            detail = [linked_line(self.article, timeline, style.target, style.linked, theme)]
        detail += [[] for _ in range(lines - len(detail))]
        return [*detail[:-1], both_ends(detail[-1], right, cells, theme.text)]

    # Hit testing.

    def _line(self, y: int) -> ChartLine:
        return self._lines[y] if 0 <= y < len(self._lines) else ChartLine()

    def target_at(self, viewport: Viewport, style: TimelineStyle, x: int, y: int) -> str:
        """The target at a cell, an event or an actor; empty for none."""
        line = self._line(y)
        events = viewport.timeline.events
        if line.part == "undated":
            place = self._list.place_at(viewport.timeline, line.row)
        elif line.part == "detail" and x < self._undated_from:
            place = style.selected
        elif line.part == "lane" and line.lane is not None:
            if x < self._label:
                return line.lane.track.target
            place = _mark_at(viewport, line.lane, line.row, x - self._label, style.selected)
        else:
            return ""
        return events[place].id if place >= 0 else ""

    def command_at(self, viewport: Viewport, x: int, y: int) -> str:
        """The command that a click on a cell runs: `undated`, `earlier` or `later`; empty for none."""
        line = self._line(y)
        if line.part == "detail" and x >= self._undated_from:
            return "undated"
        if line.part == "axis" and y == 0:
            if x < self._label and viewport.timeline.earlier(viewport.window):
                return "earlier"
            if x >= self._label + viewport.window.cells - len(" 9 later ▸") and viewport.timeline.later(
                viewport.window
            ):
                return "later"
        return ""


def _mark_at(viewport: Viewport, lane: Lane, row: int, cell: int, selected: int) -> int:
    """The place of the event drawn at a cell of a lane's row, or right beside it; -1 for none.

    Where many share a row, it is the first, or the one after the selected.
    """
    timeline, window = viewport.timeline, viewport.window
    if row < len(lane.rows):
        near = [(_distance(cell, mark.first, mark.last), mark.place) for mark in lane.rows[row]]
        near += [
            (0, mark.place)
            for mark in lane.rows[row]
            if mark.title_width and mark.title <= cell < mark.title + mark.title_width
        ]
        distance, place = min(near, default=(2, -1))
        return place if distance <= 1 else -1
    own = {mark.place for marks in lane.rows for mark in marks}
    start = window.start + cell * window.step
    here = [place for place in lane.track.between(start, start + window.step) if place not in own]
    here = [place for place in here if _covers(viewport, timeline, place, cell)]
    if not here:
        return -1
    return here[(here.index(selected) + 1) % len(here)] if selected in here else here[0]


def _covers(viewport: Viewport, timeline: Timeline, place: int, cell: int) -> bool:
    drawn = draw(timeline.extents[place], viewport.window)
    return drawn is not None and drawn.first <= cell <= drawn.last


def _distance(cell: int, first: int, last: int) -> int:
    return max(first - cell, cell - last, 0)
