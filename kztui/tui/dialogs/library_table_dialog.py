"""The dialog that shows what several articles say: one thing compared, or the events of all articles in time."""

from collections.abc import Callable, Mapping

from textual import on
from textual.geometry import Region

from kztui.tui.commands import bindings
from kztui.tui.dialogs.dialog import Dialog
from kztui.tui.dialogs.library_table_pane import LibraryTablePane
from kztui.tui.dialogs.pane_messages import PaneMessages
from kztui.tui.theme import Palette

FIND = "/"
"""The result where a row is to be found by its words."""


class LibraryTableDialog(Dialog[str]):
    """Dismissed with the address to go to, or with `FIND`. `cite` copies the citation of one, and reports by `say`."""

    BINDINGS = bindings("library table")
    WIDTH = 160

    def __init__(self, theme: Palette, pane: LibraryTablePane, cite: Callable[[str], None], *, can_find: bool) -> None:
        self._pane = pane
        super().__init__(theme, pane)
        self._cite = cite
        self._can_find = can_find
        self._messages = PaneMessages(self, self._pane)

    def on_mount(self) -> None:
        """Name the keys, and draw the pane."""
        keys = (
            f"{self.key_of('open')} open",
            f"{self.key_of('previous_article')} {self.key_of('next_article')} article",
        )
        found = (f"{self.key_of('find_row')} find",) if self._can_find else ()
        ends = (f"{self.key_of('cite_statement')} cite", f"{self.key_of('close')} close")
        self._pane.keys = (*keys, *found, *ends)
        self.publish()
        self._pane.focus()

    def regions(self, width: int, height: int) -> Mapping[str, Region]:
        """The pane in the middle, as high as its rows are, as far as that fits."""
        wide = min(width, self.WIDTH)
        high = min(height, self._pane.height_in(wide - 2) + 2 if self._pane.view else height)
        return {"dialog": Region((width - wide) // 2, (height - high) // 3, wide, high)}

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

    def say(self, text: str, warn: bool = False) -> None:
        """Show a message for a while in place of the keys."""
        self._messages.say(text, warn)

    @on(LibraryTablePane.Opened)
    def _open(self) -> None:
        mark = self._pane.current
        self.dismiss(mark.address if mark else "")
