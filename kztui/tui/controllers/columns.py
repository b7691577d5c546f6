"""The widths of the columns: keys and the mouse change them, the session keeps them."""

from typing import TYPE_CHECKING

from textual import events

from kztui.tui.pane_layout import INDEX, ColumnWidths, column_widths

if TYPE_CHECKING:
    from kztui.tui.main_screen import MainScreen

STEP = 2
"""Cells by which a key changes a column."""


class ColumnsController:
    """Changes how wide the columns beside the text are."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen
        self._dragged = ""
        """The column whose border the mouse holds, `left` or `right`; empty for none."""

    @property
    def _widths(self) -> ColumnWidths:
        return column_widths(self._screen.size.width, ColumnWidths(*self._screen.session.columns))

    def widen(self, direction: int) -> None:
        """Make the focused pane's column wider (1) or narrower (-1); the text gives or takes what that needs."""
        left, right = self._widths
        pane, step = self._screen.pane.id, direction * STEP
        if pane in INDEX:
            moved = self._set(left + step, right)
        elif pane == "links" and right:
            moved = self._set(left, right + step)
        elif right:
            moved = self._set(left - direction, right - direction)
        else:
            moved = self._set(left - step, right)
        if not moved:
            least = "The column has its least width, or the text has"
            self._screen.status.say(least if left else "There is one column only: a wider screen has more")

    def _set(self, left: int, right: int) -> bool:
        """Whether that changes anything on this screen. A column that it has none of keeps its width for others."""
        screen = self._screen
        widths = column_widths(screen.size.width, ColumnWidths(max(1, left), max(1, right)))
        if widths == self._widths:
            return False
        screen.update(screen.session.with_columns((widths.left, widths.right or screen.session.columns[1])))
        return True

    def grab(self, event: events.MouseDown) -> None:
        """Hold the border at which the mouse button went down, if there is one."""
        left, right = self._widths
        inside = self._screen.reader.region.line_range
        self._dragged = ""
        if not left or self._screen.session.maximized or event.screen_y not in inside:
            return
        if event.screen_x in {left - 1, left}:
            self._dragged = "left"
        elif right and event.screen_x in {(at := self._screen.size.width - right) - 1, at}:
            self._dragged = "right"

    def drag(self, event: events.MouseMove) -> None:
        """Move the border that is held to the mouse."""
        left, right = self._widths
        if self._dragged == "left":
            self._set(event.screen_x, right)
        elif self._dragged == "right":
            self._set(left, self._screen.size.width - event.screen_x)

    def release(self) -> None:
        """Let go of the border."""
        self._dragged = ""
