"""How the timeline looks: its axis, lanes, density and legend as lines of styled parts."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.style import Style

from kztui.tui.lines import Parts, both_ends, crop, parts_width, width
from kztui.tui.palette import Palette
from kztui.tui.time_axis import LINE, Axis
from kztui.tui.time_density import bars
from kztui.tui.time_extent import FADING, draw
from kztui.tui.time_scale import Window
from kztui.tui.timeline import Timeline, Track
from kztui.tui.timeline_lanes import MANY, Lane, Mark

# How many linked events are lit one by one where a lane is too full for a mark each.
_LIT_IN_CROWD = 500
LEGEND: tuple[tuple[str, str], ...] = (
    ("━", "dated"),
    ("┅", "about"),
    ("╺━╸", "from–to"),
    ("◆", "day"),
    ("┈▸", "open"),
    ("┄", "foreseen"),
    (f"2{MANY}", "together"),
)
HINTS: tuple[tuple[str, str], ...] = (
    ("+ −", "zoom"),
    ("h l", "pan"),
    ("{ }", "dates"),
    ("a", "lanes"),
    ("u", "undated"),
    ("0", "fit"),
)
# From this width on, lanes say how many events they have.
COUNTED = 50


class Look(NamedTuple):
    """What the drawing of the timeline depends on besides the events and the window."""

    ink: Palette
    focused: bool
    label: int
    """Cells for the names of the lanes."""
    target: str
    """The selection, whatever it is."""
    selected: int
    """Place of the selected event; -1 where no event is selected."""
    linked: tuple[int, ...]
    """Places of the events that are linked to the selection, in order."""
    faint: bool
    """Whether what is neither selected nor linked stands back."""
    title: Callable[[int], str]
    marker: str = "▸"
    """What stands before the selected event's date."""

    def sign(self, place: int, linked: frozenset[int]) -> Style:
        """The style of the signs of an event."""
        if place == self.selected:
            return self.chosen
        ink = self.ink
        return ink.mark if place in linked else ink.dim if self.faint else ink.kind("event")

    def words(self, place: int, linked: frozenset[int]) -> Style:
        """The style of an event's title."""
        if place == self.selected:
            return self.chosen
        ink = self.ink
        return ink.strong if place in linked else ink.dim if self.faint else ink.text

    @property
    def chosen(self) -> Style:
        """The style of what is known of the selected event's time."""
        ink = self.ink
        return ink.strong + ink.link if self.focused else ink.mark + ink.cursor

    @property
    def fading(self) -> Style:
        """The style of what its open end allows."""
        return self.ink.mark + (self.ink.cursor if self.focused else self.ink.trace)


class Canvas:
    """One line of cells, each with a sign and a style; what is put later lies on top."""

    def __init__(self, cells: int, style: Style) -> None:
        self._signs = [" "] * cells
        self._styles = [style] * cells

    def put(self, cell: int, text: str, style: Style) -> int:
        """Put text from a cell on, as far as the line goes; returns the cell after it."""
        for sign in text:
            size = 1 if sign.isascii() else cell_len(sign)
            if not size and 0 < cell <= len(self._signs):
                self._signs[cell - 1] += sign
            if size and cell >= 0 and cell + size <= len(self._signs):
                self._signs[cell : cell + size] = [sign] + [""] * (size - 1)
                self._styles[cell : cell + size] = [style] * size
            cell += size
        return cell

    def restyle(self, first: int, last: int, style: Style) -> None:
        """Give the cells from `first` to `last` another style, their signs as they are."""
        for cell in range(max(first, 0), min(last + 1, len(self._styles))):
            self._styles[cell] = style

    def parts(self) -> Parts:
        """The line as parts, each as long as its style lasts."""
        parts: Parts = []
        start = 0
        for cell in range(1, len(self._signs) + 1):
            if cell == len(self._signs) or self._styles[cell] is not self._styles[start]:
                parts.append(("".join(self._signs[start:cell]), self._styles[start]))
                start = cell
        return parts


def known_cells(timeline: Timeline, window: Window, place: int) -> tuple[int, int]:
    """The first and the last cell in view of what is known of an event's time; an empty range where none is."""
    if not 0 <= place < timeline.dated:
        return 0, -1
    extent = timeline.extents[place]
    return max(window.cell(extent.known_start), 0), min(window.cell(extent.known_end - 1), window.cells - 1)


def axis_line(text: str, axis: Axis, look: Look, lit: tuple[int, int]) -> Parts:
    """A row of the axis; the time of the selection stands out."""
    ink = look.ink
    canvas = Canvas(len(text), ink.text)
    canvas.put(0, text, ink.dim)
    for cell in axis.lines:
        if text[cell] == LINE:
            canvas.put(cell, LINE, ink.frame)
    for cell in range(lit[0], lit[1] + 1):
        if text[cell] not in {" ", LINE}:
            canvas.restyle(cell, cell, ink.accent)
    return [(" " * look.label, ink.text), *canvas.parts()]


def density_line(weights: Sequence[float], look: Look, lit: tuple[int, int]) -> Parts:
    """The density as bars."""
    ink = look.ink
    canvas = Canvas(len(weights), ink.dim)
    canvas.put(0, bars(weights), ink.dim)
    canvas.restyle(*lit, ink.accent)
    return [(f"  {'density':<{look.label - 2}}", ink.dim), *canvas.parts()]


def lane_lines(timeline: Timeline, lane: Lane, window: Window, lines: Sequence[int], look: Look) -> list[Parts]:
    """All rows of a lane; `lines` are cells in which a year begins."""
    ink = look.ink
    linked = frozenset(look.linked)
    made: list[Parts] = []
    for number in range(lane.height):
        canvas = Canvas(window.cells, ink.text)
        for cell in lines:
            canvas.put(cell, LINE, ink.frame)
        if number < len(lane.rows):
            for mark in lane.rows[number]:
                _put_mark(canvas, mark, look, linked)
        else:
            _put_crowd(canvas, timeline, lane, window, look)
        name = (
            [(" " * look.label, ink.text)]
            if number
            else _lane_name(lane.track, look, linked, window.cells + look.label)
        )
        made.append([*name, *canvas.parts()])
    return made


def _put_signs(canvas: Canvas, first: int, signs: str, style: Style, look: Look) -> None:
    canvas.put(first, signs, style)
    if style is look.chosen:
        for cell, sign in enumerate(signs, first):
            if sign in FADING:
                canvas.restyle(cell, cell, look.fading)


def _put_mark(canvas: Canvas, mark: Mark, look: Look, linked: frozenset[int]) -> None:
    signs = look.sign(mark.place, linked)
    _put_signs(canvas, mark.first, mark.signs, signs, look)
    if not mark.room:
        return
    title = crop(look.title(mark.place), mark.room)
    words = look.words(mark.place, linked)
    if not mark.first <= mark.title <= mark.last:
        canvas.put(mark.title - 1, f" {title} ", look.ink.strong if mark.place == look.selected else words)
        _put_signs(canvas, mark.first, mark.signs, signs, look)
        return
    last = mark.title + width(title)
    if mark.place == look.selected and mark.signs[last - mark.first] in FADING:
        words = look.fading
    canvas.put(mark.title - 1, f" {title} ", words)


def _put_crowd(canvas: Canvas, timeline: Timeline, lane: Lane, window: Window, look: Look) -> None:
    ink = look.ink
    style = ink.dim if look.faint else ink.kind("event")
    for cell, sign in enumerate(lane.crowd):
        if sign != " ":
            canvas.put(cell, sign, style)
    inside = lane.track.members
    lit = [place for place in look.linked if place in inside] if len(look.linked) <= _LIT_IN_CROWD else []
    for place in lit:
        drawn = draw(timeline.extents[place], window)
        if drawn:
            canvas.restyle(drawn.first, drawn.last, ink.mark)
    own = {mark.place for row in lane.rows for mark in row}
    if look.selected in inside and look.selected not in own:
        event = timeline.events[look.selected]
        drawn = draw(timeline.extents[look.selected], window, event.foreseen)
        if drawn:
            _put_signs(canvas, drawn.first, drawn.signs, look.chosen, look)


def _lane_name(track: Track, look: Look, linked: frozenset[int], cells: int) -> Parts:
    ink = look.ink
    lit = not track.members.isdisjoint(linked)
    mine = bool(track.target) and track.target == look.target
    count = f"{len(track.places)} " if cells >= COUNTED else ""
    room = look.label - 3 - len(count)
    name = crop(track.name, room)
    style = ink.mark if mine else ink.strong if lit or look.selected in track.members else ink.text
    sign = ("● " if lit or mine else "  ", ink.mark)
    return [sign, (name + " " * (room - width(name) + 1), style), (count, ink.dim)]


def label_width(tracks: Sequence[Track], cells: int) -> int:
    """How wide the names of the lanes are on a line of `cells` cells, with a sign before and a count after them."""
    names = max((width(track.name) for track in tracks), default=0)
    counts = max((len(str(len(track.places))) for track in tracks), default=0) + 1 if cells >= COUNTED else 0
    return max(10, min(names, max(8, cells // 6)) + counts + 3)


def ends_line(parts: Parts, window: Window, look: Look, earlier: int, later: int) -> Parts:
    """The axis' first row with what lies beyond the window counted at its two ends."""
    ink = look.ink
    made = list(parts)
    if earlier:
        long = f"◂ {earlier:,} earlier"
        words = long if len(long) < look.label else f"◂ {earlier:,}"
        made[0] = (f"{crop(words, look.label - 1):<{look.label}}", ink.accent)
    if later:
        words = f" {later:,} later ▸"
        room = look.label + window.cells - len(words)
        made = [*_cut(made, room), (words, ink.accent)]
    return made


def _cut(parts: Parts, cells: int) -> Parts:
    """The first `cells` cells of parts; the last of them is not marked as cut, and half a label is left out."""
    kept: Parts = []
    for text, style in parts:
        if cells <= 0:
            break
        whole = text if len(text) <= cells else text[: text.rfind(" ", 0, cells) + 1].ljust(cells)
        kept.append((whole, style))
        cells -= len(whole)
    return kept


def legend_line(cells: int, look: Look) -> Parts:
    """What the signs mean, and the keys of the timeline, as many as there is room for."""
    ink = look.ink
    left: Parts = [("  ", ink.text)]
    right: Parts = [(" ", ink.text)]
    for sign, word in LEGEND:
        more: Parts = [(sign, ink.kind("event")), (f" {word}  ", ink.dim)]
        if parts_width(left) + parts_width(more) > cells:
            break
        left += more
    for key, word in HINTS:
        more = [("  ", ink.text), (key, ink.accent), (f" {word}", ink.dim)]
        if parts_width(left) + parts_width(right) + parts_width(more) > cells:
            break
        right = [*right[:-1], *more, right[-1]]
    return both_ends(left, right, cells, ink.text)
