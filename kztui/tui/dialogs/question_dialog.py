"""Asks a question that is answered by yes or no, at the lower end of the screen."""

from collections.abc import Mapping

from textual.geometry import Region

from kztui.tui.commands import bindings
from kztui.tui.dialogs.dialog import Dialog
from kztui.tui.render.cells import wrap
from kztui.tui.render.styled_text import Parts
from kztui.tui.theme import Palette
from kztui.tui.widgets.pane import Pane


class QuestionPane(Pane, can_focus=False):
    """Draws the question, and the keys below it."""

    def __init__(self, title: str, question: str) -> None:
        super().__init__("dialog")
        self.title = title
        self.question = question
        self.keys: Parts = []

    def body(self, cells: int, lines: int) -> list[Parts]:
        """The question in lines, and the keys on the last line."""
        rows = wrap(self.question, max(8, cells - 2))
        shown: list[Parts] = [[(f" {self.question[start:end]}", self.palette.text)] for start, end in rows]
        room: list[Parts] = [[]] * max(0, lines - 1 - len(shown))
        return [*shown[: lines - 1], *room, self.keys]


class QuestionDialog(Dialog[bool]):
    """Dismissed with the answer; Escape is no."""

    BINDINGS = bindings("question dialog")
    WIDTH = 76
    HEIGHT = 6

    def __init__(self, theme: Palette, title: str, question: str, answers: tuple[str, str]) -> None:
        """`answers` say what yes and what no does."""
        self.pane = QuestionPane(title, question)
        super().__init__(theme, self.pane)
        self._answers = answers

    def regions(self, width: int, height: int) -> Mapping[str, Region]:
        """The pane at the lower end of the screen."""
        needed = len(wrap(self.pane.question, max(8, min(width, self.WIDTH) - 4))) + 3
        return {"dialog": self.low(width, height, needed)}

    def on_mount(self) -> None:
        """Draw the pane with its keys."""
        self.publish()
        theme, (yes, no) = self.theme, self._answers
        keys = ((self.key_of("answer_yes"), yes), ("Esc", no))
        self.pane.keys = [part for key, name in keys for part in ((f" {key}", theme.accent), (f" {name}  ", theme.dim))]
        self.pane.redraw()
