"""What each command of the main screen does, and what the mouse does on its borders: one method of one controller."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, cast

from textual import events

from kztui.tui.pane_layout import INDEX

if TYPE_CHECKING:
    from kztui.tui.controllers.columns import ColumnsController
    from kztui.tui.main_screen import MainScreen


def _action(method: "Callable[[MainScreen], None]") -> "Callable[[MainScreen], None]":
    """The method of the main screen that Textual calls for a command."""
    return method


def _redraw(screen: "MainScreen") -> None:
    """Redraw the whole screen, whatever the terminal shows."""
    screen.app.refresh(layout=True)
    screen.refresh(layout=True)


class ScreenActions:
    """The part of the main screen that has the actions of its commands, each named after its command's id."""

    action_next_pane = _action(lambda screen: screen.navigation.next_pane(1))
    action_previous_pane = _action(lambda screen: screen.navigation.next_pane(-1))
    action_back = _action(lambda screen: screen.navigation.back())
    action_forward = _action(lambda screen: screen.navigation.forward())
    action_filter = _action(lambda screen: screen.navigation.filter())
    action_clear_filter = _action(lambda screen: screen.navigation.clear_filter())
    action_cancel = _action(lambda screen: screen.navigation.close_layer())
    action_find = _action(lambda screen: screen.search.find())
    action_path = _action(lambda screen: screen.search.path())
    action_next_result = _action(lambda screen: screen.search.next_result(1))
    action_previous_result = _action(lambda screen: screen.search.next_result(-1))
    action_bookmark = _action(lambda screen: screen.search.bookmark())
    action_bookmarks = _action(lambda screen: screen.search.bookmarks())
    action_my_note = _action(lambda screen: screen.notes.edit())
    action_notes = _action(lambda screen: screen.notes.list())
    action_palette = _action(lambda screen: screen.search.palette())
    action_change_theme = _action(lambda screen: screen.search.themes())
    action_cite = _action(lambda screen: screen.citations.cite())
    action_copy_as = _action(lambda screen: screen.citations.cite_as())
    action_copy_quote = _action(lambda screen: screen.citations.quote())
    action_add_to_selection = _action(lambda screen: screen.citations.mark())
    action_copy_selected = _action(lambda screen: screen.citations.copy_selected_text())
    action_narrower = _action(lambda screen: screen.columns.widen(-1))
    action_wider = _action(lambda screen: screen.columns.widen(1))
    action_compare = _action(lambda screen: screen.views.compare())
    action_peek = _action(lambda screen: screen.views.toggle_peek())
    action_timeline = _action(lambda screen: screen.views.toggle_timeline())
    action_original = _action(lambda screen: screen.original.toggle())
    action_attach_original = _action(lambda screen: screen.original.attach())
    action_open_web_page = _action(lambda screen: screen.views.open_web_page())
    action_help = _action(lambda screen: screen.views.help())
    action_encode = _action(lambda screen: screen.views.encode())
    action_keep = _action(lambda screen: screen.articles.keep())
    action_save_page = _action(lambda screen: screen.articles.save_page())
    action_articles = _action(lambda screen: screen.search.articles())
    action_reload = _action(lambda screen: screen.reloading.reload())
    action_redraw = _action(_redraw)

    @cached_property
    def columns(self) -> "ColumnsController":
        """Changes the widths of the columns."""
        from kztui.tui.controllers.columns import ColumnsController  # noqa: PLC0415 - most sessions keep the widths

        return ColumnsController(cast("MainScreen", self))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Hold the border between two columns that the mouse is on."""
        self.columns.grab(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the border that is held."""
        if event.button:
            self.columns.drag(event)

    def on_mouse_up(self) -> None:
        """Let go of the border that is held."""
        self.columns.release()


def _focuses(pane: str) -> "Callable[[MainScreen], None]":
    return _action(lambda screen: screen.focus_pane(pane))


for _pane in (*INDEX, "reader", "links"):
    setattr(ScreenActions, f"action_{_pane}_pane", _focuses(_pane))
