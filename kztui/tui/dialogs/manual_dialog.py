"""A dialog that shows one page of the manual and scrolls."""

from io import StringIO

from rich.console import Console
from rich.style import Style

from kztui.manual.pages import ManualPage
from kztui.manual.rendering import THEME, rendered
from kztui.tui.dialogs.dialog import Dialog
from kztui.tui.dialogs.scrolling_pane import ScrollingPane
from kztui.tui.render.styled_text import Parts
from kztui.tui.theme import Palette


class ManualPane(ScrollingPane):
    """The page as rich lays it out, in the colours of the screen's theme."""

    def __init__(self, page: ManualPage) -> None:
        super().__init__("dialog")
        self._text = page.text
        self.title = f"Manual: {page.title}"

    def text_lines(self, cells: int) -> list[Parts]:
        """The lines that rich makes of the page, less one cell wide, without its colours."""
        console = Console(file=StringIO(), width=max(1, cells - 1), theme=THEME, legacy_windows=False)
        lines = console.render_lines(rendered(self._text), pad=False)
        text = self.palette.text
        return [[(part.text, text + (part.style or Style.null()).without_color) for part in line] for line in lines]


class ManualDialog(Dialog[None]):
    """Shows the page until it is closed."""

    HEIGHT = 10_000

    def __init__(self, theme: Palette, page: ManualPage) -> None:
        super().__init__(theme, ManualPane(page))
