"""The text of the timeline: the selected event, and the list of events without a date."""

from kztui.article import dates
from kztui.article.article import Article
from kztui.article.ids import pilcrows
from kztui.article.kinds.event import Event
from kztui.timeline.events import Timeline
from kztui.tui.render.cells import cell_width, crop
from kztui.tui.render.styled_text import Part, Parts, both_ends, fit, on, parts_width
from kztui.tui.theme import Palette
from kztui.tui.timeline.style import TimelineStyle


def event_lines(article: Article, event: Event, sign: str, theme: Palette, lines: int) -> list[Parts]:
    """The event on one line or two: date, caption, place and paragraphs."""
    when = dates.compact(event.date) if event.date else "undated"
    name = theme.kind("event") + theme.strong.without_color
    first: Parts = [(f" {sign} ", theme.mark), (when, theme.text), ("  ", theme.text), (event.caption, name)]
    if signs := article.note_signs(event.id):
        first.append((f" {signs}", theme.note))
    facts = ["foreseen"] if event.foreseen else []
    facts += [] if event.date else [event.date_text]
    facts += [article.caption(event.place)] if event.place else []
    facts.append(pilcrows(event.paragraphs))
    rest = " · ".join(filter(None, facts))
    if lines > 1:
        return [first, [("   ", theme.text), (rest, theme.dim)]]
    return [[*first, (f" · {rest}" if rest else "", theme.dim)]]


def linked_line(article: Article, timeline: Timeline, target: str, linked: tuple[int, ...], theme: Palette) -> Parts:
    """The number of events that are linked to a selected item that is not an event."""
    undated = sum(1 for place in linked if place >= timeline.dated)
    count = f"{len(linked):,} of {len(timeline.events):,} events" if linked else "No event"
    beside = f" · {undated:,} of them undated" if undated else ""
    name = crop(article.label(target), 40)
    return [(" ● " if linked else "   ", theme.mark), (f"{count} linked to {name}", theme.text), (beside, theme.dim)]


def undated_count(timeline: Timeline, linked: tuple[int, ...], opened: bool, theme: Palette, short: bool) -> Parts:
    """The number of undated events, and of the linked ones among them; can be clicked."""
    count = len(timeline.events) - timeline.dated
    if not count:
        return []
    linked_undated = sum(1 for place in linked if place >= timeline.dated)
    marked: Parts = [(f" ● {linked_undated:,}", theme.mark)] if linked_undated else []
    return [
        (f"  ?{count:,}" if short else f"  undated: {count:,}", theme.dim),
        *marked,
        (" ▴ " if opened else " ▾ ", theme.accent),
    ]


class UndatedList:
    """The list of undated events, scrolled so that the selected one is in view."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.top = 0

    def place_at(self, timeline: Timeline, row: int) -> int:
        """The index of the event on a row below the heading; -1 for none."""
        place = timeline.dated + self.top + row
        return place if row >= 0 and place < len(timeline.events) else -1

    def lines(self, timeline: Timeline, cells: int, rows: int, cursor: int, style: TimelineStyle) -> list[Parts]:
        """The heading and `rows - 1` events, among them the one at `cursor`."""
        theme = style.theme
        count = len(timeline.events) - timeline.dated
        shown = rows - 1
        at = cursor - timeline.dated
        margin = min(1, (shown - 1) // 2)
        self.top = max(0, min(max(self.top, at + margin - shown + 1), at - margin, count - shown))
        above, below = self.top, max(0, count - shown - self.top)
        words = " · ".join([f"▴ {above:,}"] * bool(above) + [f"▾ {below:,}"] * bool(below))
        rule: Parts = [("╶─ ", theme.frame), (f"undated · {count:,}", theme.dim), (" ", theme.frame)]
        end: Parts = [(f" {words} ", theme.dim)] if words else []
        rule.append(("─" * max(0, cells - parts_width(rule) - parts_width(end) - 1) + "╴", theme.frame))
        lines = [fit([*rule, *end], cells, theme.text)]
        for row in range(shown):
            place = self.place_at(timeline, row)
            if place >= 0:
                lines.append(self._row(timeline, place, cells, place == cursor, style))
        return lines

    def _row(self, timeline: Timeline, place: int, cells: int, here: bool, style: TimelineStyle) -> Parts:
        theme = style.theme
        event = timeline.events[place]
        sign: Part = ("● " if place in style.linked else "  ", theme.mark)
        kind = crop("foreseen" if event.foreseen else event.kind, style.label - 4)
        left: Parts = [
            sign,
            (kind + " " * (style.label - 3 - cell_width(kind)), theme.dim),
            (timeline.title(place), theme.kind("event")),
        ]
        where = self.article.caption(event.place) if event.place else ""
        right = " · ".join(part for part in (event.date_text, where) if part)
        line = both_ends(left, [(f"  {right} ", theme.dim)], cells - 1, theme.text)
        if not here:
            return [(" ", theme.text), *line]
        edge: Part = ("▌" if style.focused else "▏", theme.accent)
        return [edge, *on(line, theme.cursor if style.focused else theme.unfocused_cursor)]
