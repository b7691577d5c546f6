"""The dialog that shows two items side by side; Enter opens what the cursor is on."""

from textual import on

from kztui.article.article import Article
from kztui.article.comparison import Comparison
from kztui.tui.commands import bindings
from kztui.tui.dialogs.compare_pane import ComparePane
from kztui.tui.dialogs.fitted_dialog import FittedDialog
from kztui.tui.theme import Palette


class CompareDialog(FittedDialog[str]):
    """Dismissed with the target to go to."""

    BINDINGS = bindings("compare dialog")

    def __init__(self, theme: Palette, article: Article, comparison: Comparison) -> None:
        self._pane = ComparePane(article, comparison)
        super().__init__(theme, self._pane)

    def on_mount(self) -> None:
        """Name the keys."""
        before, after = self.key_of("first_column"), self.key_of("second_column")
        self._pane.keys = (
            f"{self.key_of('open')} open",
            f"{self.key_of('close')} close",
            "= in both",
            f"{before} {after} column",
        )

    def action_change_column(self, column: int) -> None:
        """Move to the column of the first or the second item."""
        self._pane.change_column(column)

    @on(ComparePane.Opened)
    def _open(self) -> None:
        self.dismiss(self._pane.current)
