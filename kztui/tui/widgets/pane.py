"""The base of all panes: a framed widget that draws its own lines and repaints only those that changed."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from kztui.tui.commands import bindings
from kztui.tui.render.cells import cell_width, crop
from kztui.tui.render.styled_text import Parts, fit, parts_width, strip
from kztui.tui.theme import Palette
from kztui.tui.view_state import Hover, ViewState
from kztui.tui.widgets.line_widget import LineWidget, dirty_regions


class Border(NamedTuple):
    """Characters of a border: four corners, horizontal and vertical line, and the scrollbar in the right edge."""

    corners: str
    across: str
    down: str
    scrollbar: str


THIN = Border("╭╮╰╯", "─", "│", "┃")
HEAVY = Border("┏┓┗┛", "━", "┃", "█")


class Pane(LineWidget, can_focus=True):
    """Draws a border with a title around the lines of `body`. Subclasses give the lines and move their cursor."""

    class Opened(Message):
        """The row under the cursor was opened in a pane of a dialog."""

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
        self._drawn_for = Size(-1, -1)

    # What a subclass overrides.

    def body(self, cells: int, lines: int) -> list[Parts]:
        """At most `lines` lines, which are cut and padded to `cells` cells. Raises NotImplementedError in the base."""
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

    def can(self, command: str) -> bool:
        """Whether a command of the pane does something as it is now; the footer shows no key that does nothing."""
        return True

    def action_open(self) -> None:
        """Open what the cursor is on (Enter)."""

    def click(self, x: int, y: int) -> None:
        """Handle a click on column `x` and line `y` inside the border."""

    # What all panes share.

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
        """The colours of the theme. Raises RuntimeError as `current_view` does."""
        return self.current_view.palette

    def watch_view(self) -> None:
        """Move the cursor and redraw when the view state changes."""
        self.follow()
        self.redraw()

    def follow(self) -> None:
        """Update the pane's cursor from `view`; called before drawing."""

    def resized(self) -> None:
        """Fit what is shown to a new size of the pane; called once for each, before drawing."""
        self.follow()

    def redraw(self) -> None:
        """Draw all lines and repaint the cells that differ."""
        if self.view is None or not self.size.area:
            return
        before, before_size = self._drawn, self._drawn_for
        if before_size != self.size:
            self.resized()
        self._drawn, self._drawn_for = self._draw(), self.size
        if before_size != self.size:
            self.refresh()
        elif regions := dirty_regions(before, self._drawn):
            self.refresh(*regions)

    def render_line(self, y: int) -> Strip:
        """Line `y` of the pane with its border; drawn anew only where the size has changed."""
        if self.view is None:
            return Strip.blank(self.size.width)
        if self._drawn_for != self.size:
            self.resized()
            self._drawn, self._drawn_for = self._draw(), self.size
        return self._drawn[y] if y < len(self._drawn) else Strip.blank(self.size.width)

    def _draw(self) -> list[Strip]:
        width, height = self.size
        if width < 4:
            return [Strip.blank(width) for _ in range(height)]
        theme, lines = self.palette, max(0, height - 2)
        body = self.body(width - 2, lines)[:lines]
        first, count = self.scrollbar(lines) or (0, 0)
        border = HEAVY if self.has_focus and theme.plain else THIN
        side = (border.down, self._edge)
        if height == 1:
            # Only the title line fits: corners would belong to a box that is never closed.
            border = border._replace(corners=border.across * 4)
        strips = [strip(self._top(border, width), width)]
        for y in range(lines):
            inside = fit(body[y] if y < len(body) else [], width - 2, theme.text)
            right = (border.scrollbar, theme.dim) if first <= y < first + count else side
            strips.append(strip([side, *inside, right], width))
        if height > 1:
            strips.append(strip(self._bottom(border, width), width))
        return strips

    @property
    def _edge(self) -> Style:
        return self.palette.accent if self.has_focus else self.palette.frame

    def _top(self, border: Border, width: int) -> Parts:
        titles = [f"{self.number} {title}".lstrip() for title in (self.title, self.short_title or self.title)]
        title, counts = heading(titles, (self.counts(), self.short_counts()), width - 5)
        style, edge, corner = self.palette.title if self.has_focus else self.palette.dim, self._edge, border.corners[1]
        end: Parts = [(" ", edge), *counts, (f" {corner}", edge)] if counts else [(corner, edge)]
        start: Parts = [(f"{border.corners[0]} ", edge), (title, style), (" ", edge)]
        dashes = max(0, width - parts_width(start) - parts_width(end))
        return fit([*start, (border.across * dashes, edge), *end], width, edge)

    def _bottom(self, border: Border, width: int) -> Parts:
        left, right, dash, edge = border.corners[2], border.corners[3], border.across, self._edge
        text = crop(self.footer(), width - 6)
        if not text:
            return [(left + dash * (width - 2) + right, edge)]
        before = f"{left}{dash * (width - 5 - cell_width(text))} "
        return [(before, edge), (text, self.palette.dim), (f" {dash}{right}", edge)]

    def watch_has_focus(self, has_focus: bool) -> None:
        """Redraw when the focus comes or goes: border and cursor differ."""
        super().watch_has_focus(has_focus)
        self.redraw()

    def on_resize(self) -> None:
        """Redraw for the new size, where that has not been done to paint it."""
        if self._drawn_for != self.size:
            self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Pass a click inside the border to `click`."""
        inner = self.inner
        if inner.contains(event.x, event.y):
            self.click(event.x - inner.x, event.y - inner.y)

    def link_at(self, x: int, y: int) -> str:
        """The target of the link at column `x` and line `y` inside the border; empty for none."""
        return ""

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Report the link under the mouse."""
        inner = self.inner
        self._hover(self.link_at(event.x - inner.x, event.y - inner.y) if inner.contains(event.x, event.y) else "")

    def on_leave(self) -> None:
        """Report that no link is under the mouse when it leaves the pane."""
        self._hover("")

    def _hover(self, target: str) -> None:
        if target != self._hovered:
            self._hovered = target
            self.post_message(Hover(target))

    def wheel(self, event: events.MouseEvent, direction: int) -> None:
        """Handle one notch of the mouse wheel, 1 for down and -1 for up: by default the cursor moves by three rows."""
        self.move(3 * direction)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Pass a notch of the wheel to `wheel`."""
        event.stop()
        self.wheel(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Pass a notch of the wheel to `wheel`."""
        event.stop()
        self.wheel(event, -1)

    def action_move(self, step: int) -> None:
        """Move by so many rows."""
        self.move(step)

    def action_page(self, share: float) -> None:
        """Move by a share of a page."""
        self.page(share)

    def action_move_to_end(self, last: bool) -> None:
        """Move to the first or the last row."""
        self.move_to_end(last)


def heading(titles: Sequence[str], counts: Iterable[Parts], cells: int) -> tuple[str, Parts]:
    """The longest of the titles and counts that fit in `cells` cells; the last title alone, cut, where none fits."""
    for count in counts:
        for title in titles:
            if cell_width(title) + (parts_width(count) + 2 if count else 0) <= cells:
                return title, count
    return crop(titles[-1], cells), []


def scrollbar_span(top: int, total: int, lines: int, last_top: int = 0) -> tuple[int, int] | None:
    """The lines that a scrollbar covers of `lines`, as (first, count), where row `top` of `total` is the first in view.

    It is at the lower end where `top` is `last_top`: by default where the last row is in view. None where all rows are.
    """
    if total <= lines or not lines:
        return None
    count = max(1, lines * lines // total)
    return min(lines - count, round(top * (lines - count) / max(1, last_top or total - lines))), count


def skip_headings(row: int, direction: int, rows: int, is_heading: Callable[[int], bool]) -> int:
    """The row nearest to `row`, of `rows`, that is no heading: in `direction` (1 or -1), else the other way."""
    row = max(0, min(row, rows - 1))
    while row < rows and is_heading(row):
        if not 0 <= row + direction < rows:
            direction = -direction
        row += direction
    return row
