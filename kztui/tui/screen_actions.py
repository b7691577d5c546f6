"""What each command of the main screen does: one method of one controller, by the command's id."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from kztui.article.article import WHOLE_ARTICLE
from kztui.tui.pane_layout import INDEX

if TYPE_CHECKING:
    from kztui.tui.main_screen import MainScreen


def _focuses(pane: str) -> "Callable[[MainScreen], None]":
    return lambda screen: screen.focus_pane(pane)


def redraw(screen: Screen[Any]) -> None:
    """Redraw the whole screen, whatever the terminal shows."""
    screen.app.refresh(layout=True)
    screen.refresh(layout=True)


SCREEN_ACTIONS: "Mapping[str, Callable[[MainScreen], None]]" = {
    **{f"{pane}_pane": _focuses(pane) for pane in (*INDEX, "reader", "links")},
    "next_pane": lambda screen: screen.navigation.next_pane(1),
    "previous_pane": lambda screen: screen.navigation.next_pane(-1),
    "back": lambda screen: screen.navigation.back(),
    "forward": lambda screen: screen.navigation.forward(),
    "filter": lambda screen: screen.navigation.filter(),
    "clear_filter": lambda screen: screen.navigation.clear_filter(),
    "cancel": lambda screen: screen.navigation.close_layer(),
    "find": lambda screen: screen.search.find(),
    "path": lambda screen: screen.search.path(),
    "next_result": lambda screen: screen.search.next_result(1),
    "previous_result": lambda screen: screen.search.next_result(-1),
    "bookmark": lambda screen: screen.search.bookmark(),
    "bookmarks": lambda screen: screen.search.bookmarks(),
    "my_note": lambda screen: screen.notes.edit(),
    "article_note": lambda screen: screen.notes.edit(WHOLE_ARTICLE),
    "notes": lambda screen: screen.notes.list(),
    "palette": lambda screen: screen.search.palette(),
    "change_theme": lambda screen: screen.search.themes(),
    "cite": lambda screen: screen.citations.cite(),
    "copy_as": lambda screen: screen.citations.cite_as(),
    "copy_quote": lambda screen: screen.citations.quote(),
    "add_to_selection": lambda screen: screen.citations.mark(),
    "copy_selected": lambda screen: screen.citations.copy_selected_text(),
    "maximize": lambda screen: screen.navigation.toggle_maximized(),
    "narrower": lambda screen: screen.columns.widen(-1),
    "wider": lambda screen: screen.columns.widen(1),
    "compare": lambda screen: screen.views.compare(),
    "peek": lambda screen: screen.views.toggle_peek(),
    "timeline": lambda screen: screen.views.toggle_timeline(),
    "original": lambda screen: screen.original.toggle(),
    "attach_original": lambda screen: screen.original.attach(),
    "open_web_page": lambda screen: screen.views.open_web_page(),
    "help": lambda screen: screen.views.help(),
    "encode": lambda screen: screen.views.encode(),
    "keep": lambda screen: screen.articles.keep(),
    "save_page": lambda screen: screen.articles.save_page(),
    "articles": lambda screen: screen.search.articles(),
    "join": lambda screen: screen.library.join(),
    "library_timeline": lambda screen: screen.library.tables.timeline(),
    "reload": lambda screen: screen.reloading.reload(),
    "redraw": redraw,
}
