"""Asks for one line of text, and says what is wrong with one that will not do."""

from collections.abc import Callable, Mapping

from textual import on
from textual.geometry import Region
from textual.widgets import Input

from kztui.tui.dialogs.dialog import Dialog
from kztui.tui.render.cells import wrap
from kztui.tui.render.styled_text import Parts
from kztui.tui.theme import Palette
from kztui.tui.widgets.pane import Pane
from kztui.tui.widgets.query_input import QueryInput


class PromptPane(Pane, can_focus=False):
    """Draws the question above the line for the answer, and beneath it what is wrong, or the keys."""

    def __init__(self, title: str, prompt: str, keys: str) -> None:
        super().__init__("dialog")
        self.title = title
        self.prompt = prompt
        self.keys = keys
        self.remark = ""
        """What is to be said of the answer as it is by now."""
        self.problem = ""

    def body(self, cells: int, lines: int) -> list[Parts]:
        """The question, the line for the answer, a problem or the keys."""
        theme = self.palette
        said = [(self.problem, theme.warn)] if self.problem else [(self.remark, theme.text), (self.keys, theme.dim)]
        below: list[Parts] = [
            [(f" {text[start:end]}", style)]
            for text, style in said
            if text
            for start, end in wrap(text, max(8, cells - 2))
        ]
        return [[(f" {self.prompt}", theme.text)], [(" › ", theme.accent)], [], *below][:lines]


class LineDialog(Dialog[str]):
    """Asks for a line until `accept` says nothing against it; dismissed with the line.

    `remark` says something of what was typed so far, such as how it is read.
    """

    WIDTH = 76
    HEIGHT = 7
    IS_LOW = False
    """Whether it stands at the lower end of the screen rather than in the middle."""
    KEYS = "Enter confirms · Esc cancels"
    WANTED = "Type something"
    """What is said of an empty line."""

    def __init__(
        self,
        theme: Palette,
        title: str,
        prompt: str,
        value: str,
        accept: Callable[[str], str],
        remark: Callable[[str], str] | None = None,
    ) -> None:
        self.pane = PromptPane(title, prompt, self.KEYS)
        self.line = QueryInput(value, ())
        super().__init__(theme, self.pane, self.line)
        self._accept = accept
        self._remark = remark

    def regions(self, width: int, height: int) -> Mapping[str, Region]:
        """The pane, with the line for the answer in its second row."""
        pane = self.low(width, height) if self.IS_LOW else self.middle(width, height)
        return {"dialog": pane, "query": Region(pane.x + 4, pane.y + 2, max(1, pane.width - 6), 1)}

    def on_mount(self) -> None:
        """Draw the pane, and wait for the answer."""
        self.publish()
        self.line.focus()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        answer = self.line.value.strip()
        problem = self._accept(answer) if answer else self.WANTED
        if problem:
            self.pane.problem = problem
            self.pane.redraw()
        else:
            self.dismiss(answer)

    @on(Input.Changed)
    def _changed(self) -> None:
        self.pane.problem = ""
        self.pane.remark = self._remark(self.line.value.strip()) if self._remark else ""
        self.pane.redraw()

    @on(QueryInput.PasteCut)
    def _paste_cut(self, message: QueryInput.PasteCut) -> None:
        self.pane.problem = message.reason
        self.pane.redraw()
