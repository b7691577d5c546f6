"""The base of all panes: a framed widget that draws its own lines and repaints only those that changed."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from kztui.tui.commands import bindings
from kztui.tui.messages import Hover
from kztui.tui.render.cells import cell_width, crop
from kztui.tui.render.dirty_regions import dirty_regions
from kztui.tui.render.styled_text import Part, Parts, fit, parts_width, strip
from kztui.tui.theme import Palette
from kztui.tui.view_state import ViewState


class Border(NamedTuple):
    """Characters of a border: four corners, horizontal and vertical line, and the scrollbar in the right edge."""

    corners: str
    across: str
    down: str
    scrollbar: str


THIN = Border("╭╮╰╯", "─", "│", "┃")
HEAVY = Border("┏┓┗┛", "━", "┃", "█")


class Pane(Widget, can_focus=True):
    """Draws a border with a title around the lines of `body`. Subclasses give the lines and move their cursor."""

    ALLOW_SELECT = False
    BINDINGS = bindings("pane")
    number: str = ""
    """The key that goes to the pane, shown in its title."""
    title = ""
    short_title: str = ""
    """The title where the full one does not fit; empty for none."""

    view: reactive[ViewState | None] = reactive[ViewState | None](None, init=False, layout=False, repaint=False)

    def __init__(self, name: str) -> None:
        super().__init__(name=name, id=name)
        self._drawn: list[Strip] = []
        self._hovered = ""
        self._drawn_for: tuple[int, int] = (-1, -1)

    # What a subclass gives.

    def body(self, cells: int, lines: int) -> list[Parts]:
        """At most `lines` lines of any width; the pane cuts and pads them to `cells` cells."""
        raise NotImplementedError

    def counts(self) -> Parts:
        """The counts at the right end of the upper border."""
        return []

    def short_counts(self) -> Parts:
        """The counts in fewer cells, for a narrow pane."""
        return self.counts()

    def footer(self) -> str:
        """The text in the lower border: the keys of a pane that has no status bar below it."""
        return ""

    def scrollbar(self, lines: int) -> tuple[int, int] | None:
        """The lines that the scrollbar covers, of `lines`, as (first, count); None where everything is in view."""
        return None

    def move(self, step: int) -> None:
        """Move the cursor by `step` rows."""

    def page(self, share: float) -> None:
        """Scroll by `share` of the pane's height: 1 for a page down, -0.5 for half a page up."""
        self.move(round(max(1, self.inner.height - 1) * share) or (1 if share > 0 else -1))

    def move_to_end(self, last: bool) -> None:
        """Move to the first or the last row."""

    def open(self) -> None:
        """Open what the cursor is on (Enter)."""

    def click(self, x: int, y: int) -> None:
        """Handle a click on column `x` and line `y` inside the border."""

    # What the base does.

    @property
    def size(self) -> Size:
        """The size of the whole pane, without padding. `Widget.size` asks the compositor, for every line drawn."""
        return self.outer_size

    @property
    def inner(self) -> Region:
        """The region inside the border, relative to the pane."""
        return Region(1, 1, max(0, self.size.width - 2), max(0, self.size.height - 2))

    @property
    def current_view(self) -> ViewState:
        """The view state. Raises RuntimeError before there is one: without it nothing is drawn or moved."""
        if self.view is None:
            raise RuntimeError(f"the pane {self.id} has no view yet")
        return self.view

    @property
    def palette(self) -> Palette:
        return self.current_view.palette

    def watch_view(self) -> None:
        self.follow()
        self.redraw()

    def follow(self) -> None:
        """Update the pane's cursor from `view`; called before drawing."""

    def redraw(self) -> None:
        """Draw all lines and repaint the cells that differ."""
        if self.view is None or not self.size.area:
            return
        before, after = self._drawn, self._draw()
        if self._drawn_for != (self.size.width, self.size.height):
            self._drawn, self._drawn_for = after, (self.size.width, self.size.height)
            self.refresh()
            return
        self._drawn = after
        if regions := dirty_regions(before, after):
            self.refresh(*regions)

    def render_line(self, y: int) -> Strip:
        if self.view is None:
            return Strip.blank(self.size.width)
        if self._drawn_for != (self.size.width, self.size.height):
            self.follow()
            self._drawn, self._drawn_for = self._draw(), (self.size.width, self.size.height)
        return self._drawn[y] if y < len(self._drawn) else Strip.blank(self.size.width)

    def _draw(self) -> list[Strip]:
        width, height = self.size
        if width < 4:
            return [Strip.blank(width) for _ in range(height)]
        theme = self.palette
        lines = max(0, height - 2)
        cells = width - 2
        body = self.body(cells, lines)[:lines]
        mark = self.scrollbar(lines)
        border, side = self._border, (self._border.down, self._edge)
        if height == 1:
            # Only the title line fits: corners would belong to a box that is never closed.
            border = border._replace(corners=border.across * 4)
        strips = [strip(self._top(border, width), width)]
        for y in range(lines):
            inside = fit(body[y] if y < len(body) else [], cells, theme.text)
            scrolled = mark is not None and mark[0] <= y < mark[0] + mark[1]
            strips.append(strip([side, *inside, (border.scrollbar, theme.dim) if scrolled else side], width))
        if height > 1:
            strips.append(strip(self._bottom(border, width), width))
        return strips

    @property
    def _edge(self) -> Style:
        return self.palette.accent if self.has_focus else self.palette.frame

    @property
    def _border(self) -> Border:
        return HEAVY if self.has_focus and self.palette.plain else THIN

    def _top(self, border: Border, width: int) -> Parts:
        titles = [f"{self.number} {title}".lstrip() for title in (self.title, self.short_title or self.title)]
        title, counts = heading(titles, (self.counts(), self.short_counts()), width - 5)
        name = self.palette.title if self.has_focus else self.palette.dim
        return upper(border, self._edge, (title, name), counts, width)

    def _bottom(self, border: Border, width: int) -> Parts:
        return lower(border, self._edge, (crop(self.footer(), width - 6), self.palette.dim), width)

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self.redraw()

    def on_resize(self) -> None:
        self.follow()
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        inner = self.inner
        if inner.contains(event.x, event.y):
            self.click(event.x - inner.x, event.y - inner.y)

    def link_at(self, x: int, y: int) -> str:
        """The target of the link at column `x` and line `y` inside the border; empty for none."""
        return ""

    def on_mouse_move(self, event: events.MouseMove) -> None:
        inner = self.inner
        inside = inner.contains(event.x, event.y)
        target = self.link_at(event.x - inner.x, event.y - inner.y) if inside else ""
        if target != self._hovered:
            self._hovered = target
            self.post_message(Hover(target))

    def on_leave(self) -> None:
        if self._hovered:
            self._hovered = ""
            self.post_message(Hover(""))

    def wheel(self, step: int, y: int) -> None:
        """Handle the mouse wheel over line `y` inside the border: by default the cursor moves."""
        self.move(step)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.wheel(3, event.y - self.inner.y)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.wheel(-3, event.y - self.inner.y)

    def action_down(self) -> None:
        self.move(1)

    def action_up(self) -> None:
        self.move(-1)

    def action_half_page_down(self) -> None:
        self.page(0.5)

    def action_half_page_up(self) -> None:
        self.page(-0.5)

    def action_page_down(self) -> None:
        self.page(1)

    def action_page_up(self) -> None:
        self.page(-1)

    def action_first(self) -> None:
        self.move_to_end(False)

    def action_last(self) -> None:
        self.move_to_end(True)

    def action_open(self) -> None:
        self.open()


def heading(titles: Sequence[str], counts: Iterable[Parts], cells: int) -> tuple[str, Parts]:
    """The longest of the titles and counts that fit in `cells` cells; the last title alone, cut, where none fits."""
    for count in counts:
        for title in titles:
            if cell_width(title) + (parts_width(count) + 2 if count else 0) <= cells:
                return title, count
    return crop(titles[-1], cells), []


def upper(border: Border, edge: Style, title: Part, counts: Parts, cells: int) -> Parts:
    """The upper border, `cells` wide, with a title at the left and counts at the right."""
    corner = border.corners[1]
    end: Parts = [(" ", edge), *counts, (f" {corner}", edge)] if counts else [(corner, edge)]
    start: Parts = [(f"{border.corners[0]} ", edge), title, (" ", edge)]
    dashes = max(0, cells - parts_width(start) - parts_width(end))
    return fit([*start, (border.across * dashes, edge), *end], cells, edge)


def lower(border: Border, edge: Style, said: Part, cells: int) -> Parts:
    """The lower border, `cells` wide, with a text at the right if it is not empty."""
    left, right, dash = border.corners[2], border.corners[3], border.across
    if not said[0]:
        return [(left + dash * (cells - 2) + right, edge)]
    return [(f"{left}{dash * (cells - 5 - cell_width(said[0]))} ", edge), said, (f" {dash}{right}", edge)]
