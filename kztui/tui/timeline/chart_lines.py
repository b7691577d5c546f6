"""Draws the axis, lanes, density and legend of the timeline as lines of styled text."""

import re
from collections.abc import Sequence

from rich.style import Style

from kztui.timeline.axis import LINE, Axis
from kztui.timeline.density import bars
from kztui.timeline.events import Timeline, Track
from kztui.timeline.extent import FADING, draw
from kztui.timeline.lanes import Lane
from kztui.timeline.marks import MORE, TWO, EventMark
from kztui.timeline.scale import Window
from kztui.tui.render.cells import cell_width, crop
from kztui.tui.render.styled_text import Parts, both_ends, parts_width
from kztui.tui.timeline.style import Canvas, TimelineStyle

# The most linked events to highlight in a lane that is too full to draw each event by itself.
_MOST_HIGHLIGHTED = 500
LEGEND: tuple[tuple[str, str], ...] = (
    ("━", "dated"),
    ("┅", "about"),
    ("╺━╸", "from–to"),
    ("◆", "day"),
    ("┈▸", "open"),
    ("┄", "foreseen"),
    (f"{TWO}{MORE}", "overlapping"),
)
HINTS = (("+ −", "zoom"), ("h l", "pan"), ("{ }", "events"), ("a", "lanes"), ("u", "undated"), ("w", "fit"))
COUNTED = 50
"""From this width on, lanes are labelled with their number of events."""
_WORD = re.compile(rf"[^ {LINE}]+")


def known_cells(timeline: Timeline, window: Window, place: int) -> tuple[int, int]:
    """The first and the last visible cell of the known part of an event's date; (0, -1) for none."""
    if not 0 <= place < timeline.dated:
        return 0, -1
    extent = timeline.extents[place]
    return max(window.cell(extent.known_start), 0), min(window.cell(extent.known_end - 1), window.cells - 1)


def axis_line(text: str, axis: Axis, style: TimelineStyle, highlighted: tuple[int, int]) -> Parts:
    """A row of the axis, with the time of the selected event highlighted."""
    theme = style.theme
    canvas = Canvas(len(text), theme.text)
    canvas.put(0, text, theme.dim)
    for cell in axis.lines:
        if text[cell] == LINE:
            canvas.put(cell, LINE, theme.frame)
    for word in _WORD.finditer(text):
        if word.start() <= highlighted[1] and highlighted[0] < word.end():
            canvas.restyle(word.start(), word.end() - 1, theme.accent)
    return [(" " * style.label, theme.text), *canvas.parts()]


def density_line(weights: Sequence[float], style: TimelineStyle, highlighted: tuple[int, int]) -> Parts:
    """The density of events as a row of bars."""
    theme = style.theme
    canvas = Canvas(len(weights), theme.dim)
    canvas.put(0, bars(weights), theme.dim)
    canvas.restyle(*highlighted, theme.accent)
    return [(f"  {'density':<{style.label - 2}}", theme.dim), *canvas.parts()]


def lane_lines(
    timeline: Timeline, lane: Lane, window: Window, lines: Sequence[int], style: TimelineStyle
) -> list[Parts]:
    """The rows of a lane; `lines` are the cells of the vertical grid lines."""
    theme = style.theme
    linked = frozenset(style.linked)
    made: list[Parts] = []
    for number in range(lane.height):
        canvas = Canvas(window.cells, theme.text)
        for cell in lines:
            canvas.put(cell, LINE, theme.frame)
        if number < len(lane.rows):
            for mark in lane.rows[number]:
                _put_mark(canvas, mark, style, linked)
        else:
            _put_crowd(canvas, timeline, lane, window, style)
        if lane.note and lane.note.row == number:
            canvas.put(lane.note.cell, lane.note.words, theme.dim)
        counted = style.label + window.cells >= COUNTED
        name = [(" " * style.label, theme.text)] if number else _lane_name(lane.track, style, linked, counted)
        made.append([*name, *canvas.parts()])
    return made


def _put_signs(canvas: Canvas, first: int, signs: str, sign_style: Style, style: TimelineStyle) -> None:
    canvas.put(first, signs, sign_style)
    if sign_style is style.chosen:
        for cell, sign in enumerate(signs, first):
            if sign in FADING:
                canvas.restyle(cell, cell, style.fading)


def _put_mark(canvas: Canvas, mark: EventMark, style: TimelineStyle, linked: frozenset[int]) -> None:
    signs = style.sign(mark.place, linked)
    _put_signs(canvas, mark.first, mark.signs, signs, style)
    if not mark.title_width:
        return
    title = crop(style.title(mark.place), mark.title_width)
    words = style.words(mark.place, linked)
    if not mark.first <= mark.title <= mark.last:
        canvas.put(mark.title - 1, f" {title} ", style.theme.strong if mark.place == style.selected else words)
        _put_signs(canvas, mark.first, mark.signs, signs, style)
        return
    last = mark.title + cell_width(title)
    if mark.place == style.selected and mark.signs[last - mark.first] in FADING:
        words = style.fading
    canvas.put(mark.title - 1, f" {title} ", words)


def _put_crowd(canvas: Canvas, timeline: Timeline, lane: Lane, window: Window, style: TimelineStyle) -> None:
    theme = style.theme
    crowd_style = theme.dim if style.faint else theme.kind("event")
    for cell, sign in enumerate(lane.crowd):
        if sign != " ":
            canvas.put(cell, sign, crowd_style)
    inside = lane.track.members
    dated = [place for place in style.linked if place < timeline.dated]
    highlighted = [place for place in dated if place in inside] if len(dated) <= _MOST_HIGHLIGHTED else []
    for place in highlighted:
        drawn = draw(timeline.extents[place], window)
        if drawn:
            canvas.restyle(drawn.first, drawn.last, theme.mark)
    own = {mark.place for row in lane.rows for mark in row}
    if style.selected in inside and style.selected not in own and style.selected < timeline.dated:
        event = timeline.events[style.selected]
        drawn = draw(timeline.extents[style.selected], window, event.foreseen)
        if drawn:
            _put_signs(canvas, drawn.first, drawn.signs, style.chosen, style)


def _lane_name(track: Track, style: TimelineStyle, linked: frozenset[int], counted: bool) -> Parts:
    theme = style.theme
    highlighted = not track.members.isdisjoint(linked)
    mine = bool(track.target) and track.target == style.target
    count = f"{len(track.members)} " if counted else ""
    width = style.label - 3 - len(count)
    name = crop(track.name, width)
    name_style = theme.mark if mine else theme.strong if highlighted or style.selected in track.members else theme.text
    sign = ("● " if highlighted or mine else "  ", theme.mark)
    return [sign, (name + " " * (width - cell_width(name) + 1), name_style), (count, theme.dim)]


def label_width(tracks: Sequence[Track], cells: int) -> int:
    """The width of the lane labels on a line of `cells` cells: a sign, the name and a count."""
    names = max((cell_width(track.name) for track in tracks), default=0)
    counts = max((len(str(len(track.members))) for track in tracks), default=0) + 1 if cells >= COUNTED else 0
    return max(10, min(names, max(8, cells // 6)) + counts + 3)


def ends_line(parts: Parts, window: Window, style: TimelineStyle, earlier: int, later: int) -> Parts:
    """The first row of the axis with the numbers of events before and after the window at its ends."""
    theme = style.theme
    made = list(parts)
    if earlier:
        long = f"◂ {earlier:,} earlier"
        words = long if len(long) < style.label else f"◂ {earlier:,}"
        made[0] = (f"{crop(words, style.label - 1):<{style.label}}", theme.accent)
    if later:
        words = f" {later:,} later ▸"
        width = style.label + window.cells - len(words)
        made = [*_cut(made, width), (words, theme.accent)]
    return made


def _cut(parts: Parts, cells: int) -> Parts:
    """The parts cut to `cells` cells, without an ellipsis; a label that would be cut is left out."""
    kept: Parts = []
    for text, style in parts:
        if cells <= 0:
            break
        whole = text if len(text) <= cells else text[: text.rfind(" ", 0, cells) + 1].ljust(cells)
        kept.append((whole, style))
        cells -= len(whole)
    return kept


def legend_line(cells: int, style: TimelineStyle) -> Parts:
    """The legend of the signs, and the keys of the timeline, as many as fit."""
    theme = style.theme
    left: Parts = [("  ", theme.text)]
    right: Parts = [(" ", theme.text)]
    for sign, word in LEGEND:
        more: Parts = [(sign, theme.kind("event")), (f" {word}  ", theme.dim)]
        if parts_width(left) + parts_width(more) > cells:
            break
        left += more
    for key, word in HINTS:
        more = [("  ", theme.text), (key, theme.accent), (f" {word}", theme.dim)]
        if parts_width(left) + parts_width(right) + parts_width(more) > cells:
            break
        right = [*right[:-1], *more, right[-1]]
    left[-1] = (left[-1][0].rstrip(), left[-1][1])
    return both_ends(left, right, cells, theme.text)
