"""The dialog that shows what several articles say: one thing compared, or the events of all articles in time."""

from collections.abc import Callable

from textual import on

from kztui.tui.commands import bindings
from kztui.tui.dialogs.fitted_dialog import FittedDialog
from kztui.tui.dialogs.library_table_pane import LibraryTablePane
from kztui.tui.theme import Palette

FIND = "/"
"""The result where a row is to be found by its words."""


class LibraryTableDialog(FittedDialog[str]):
    """Dismissed with the address to go to, or with `FIND`. `cite` copies the citation of one, and reports by `say`."""

    BINDINGS = bindings("library table")

    def __init__(self, theme: Palette, pane: LibraryTablePane, cite: Callable[[str], None], *, can_find: bool) -> None:
        self._pane = pane
        super().__init__(theme, pane)
        self._cite = cite
        self._can_find = can_find

    def on_mount(self) -> None:
        """Name the keys."""
        keys = (
            f"{self.key_of('open')} open",
            f"{self.key_of('previous_article')} {self.key_of('next_article')} article",
        )
        found = (f"{self.key_of('find_row')} find",) if self._can_find else ()
        ends = (f"{self.key_of('cite_statement')} cite", f"{self.key_of('close')} close")
        self._pane.keys = (*keys, *found, *ends)

    def action_change_article(self, step: int) -> None:
        """Move to what the next or the previous article says."""
        self._pane.change_article(step)

    def action_find_row(self) -> None:
        """Find a row by its words."""
        if self._can_find:
            self.dismiss(FIND)

    def action_cite_statement(self) -> None:
        """Copy the citation of what the cursor is on."""
        if mark := self._pane.current:
            self._cite(mark.address)

    @on(LibraryTablePane.Opened)
    def _open(self) -> None:
        mark = self._pane.current
        self.dismiss(mark.address if mark else "")
