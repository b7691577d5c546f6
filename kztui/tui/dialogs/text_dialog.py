"""Shows a text that could not be copied, without borders, to be selected with the mouse or saved to a file."""

from pathlib import Path

from textual.strip import Strip

from kztui.clipboard.save import save
from kztui.tui.commands import bindings
from kztui.tui.dialogs.dialog import Dialog
from kztui.tui.dialogs.scrolling_pane import ScrollingPane
from kztui.tui.render.cells import wrap
from kztui.tui.render.styled_text import Parts, fit, strip
from kztui.tui.theme import Palette

FILE = "kztui-copied.txt"


class TextPane(ScrollingPane):
    """Draws the text from the left edge of the screen, so that selecting it selects nothing else."""

    ALLOW_SELECT = True

    def __init__(self, text: str, why: str) -> None:
        super().__init__("dialog")
        self.text = text
        self.why = why

    def text_lines(self, cells: int) -> list[Parts]:
        """The reason, the text, and the keys that save it and close the dialog."""
        theme = self.palette
        lines: list[Parts] = [[(self.why, theme.warn)], []]
        for paragraph in self.text.split("\n"):
            lines += [[(paragraph[start:end], theme.text)] for start, end in wrap(paragraph, cells)]
        return [*lines, [], [(f"s saves it as ~/{FILE} · Esc closes", theme.dim)]]

    def _draw(self) -> list[Strip]:
        width, height = self.size
        lines = self.body(width, height)
        blank: list[Parts] = [[]] * (height - len(lines))
        return [strip(fit(line, width, self.palette.text), width) for line in lines + blank]


class TextDialog(Dialog[str]):
    """Shows the text and the reason; dismissed with a message about saving, if it was saved."""

    BINDINGS = bindings("failed copy dialog")
    WIDTH = HEIGHT = 10_000

    def __init__(self, theme: Palette, text: str, why: str) -> None:
        super().__init__(theme, TextPane(text, why))
        self._text = text

    def action_save_text(self) -> None:
        """Save the text to a file in the home directory and close the dialog with a message about it."""
        self.dismiss(save(self._text, Path("~") / FILE).message)
