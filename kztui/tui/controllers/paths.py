"""How two items are connected: asks for the other one, shows the paths, and goes where the reader chooses."""

from typing import TYPE_CHECKING

from kztui.tui.dialogs.finder import FinderDialog
from kztui.tui.dialogs.item_paths_dialog import ItemPathsDialog
from kztui.tui.finder_sources import other_ends

if TYPE_CHECKING:
    from kztui.tui.dialogs.finder import FinderChoice
    from kztui.tui.finder_sources import FinderSource
    from kztui.tui.main_screen import MainScreen


class PathsController:
    """Asks and shows once, from the item that the reader is on."""

    def __init__(self, screen: "MainScreen", source: "FinderSource") -> None:
        self._screen = screen
        self._source = source
        link = screen.reader.current_link if screen.pane is screen.reader else None
        self._start = link.target if link and link.target in screen.article.items else screen.current

    def choose(self) -> None:
        """Ask in the finder for the other end."""
        screen = self._screen
        if self._start not in screen.article.items:
            screen.status.say("Nothing is selected: a path begins at an item")
            return
        source = other_ends(screen.article, self._source, self._start)
        cite = screen.citations.copy_citation
        dialog = FinderDialog(screen.theme, screen.article, source, (), lambda target: cite((target,)))
        screen.app.push_screen(dialog, self._show)

    def _show(self, chosen: "FinderChoice | None") -> None:
        """Show the paths to the item that was chosen."""
        screen = self._screen
        if chosen is None or chosen.target not in screen.article.items:
            return
        ends = (self._start, chosen.target)
        dialog = ItemPathsDialog(screen.theme, screen.article, ends, screen.citations.copy_path)
        screen.app.push_screen(dialog, self._go)

    def _go(self, place: tuple[str, int] | None) -> None:
        if place is not None:
            self._screen.navigation.jump(*place)
