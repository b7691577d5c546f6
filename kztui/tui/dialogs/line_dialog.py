"""Asks for one line of text, and says what is wrong with one that will not do; the path of a file is autocompleted."""

import os
from collections.abc import Callable, Mapping

from textual import on
from textual.geometry import Region
from textual.widgets import Input

from kztui.files.folders import expanded
from kztui.tui.commands import bindings
from kztui.tui.dialogs.dialog import Dialog
from kztui.tui.render.cells import wrap
from kztui.tui.render.styled_text import Parts
from kztui.tui.textual_compat.region_layout import rearrange
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

    def above(self, cells: int) -> list[str]:
        """The question in lines."""
        return _lines(self.prompt, cells)

    def below(self, cells: int) -> list[tuple[str, bool]]:
        """What stands below the answer, in lines, each with whether it is one of the keys: a problem is alone there."""
        texts = [(self.problem, False)] if self.problem else [(self.remark, False), (self.keys, True)]
        return [(line, is_keys) for text, is_keys in texts if text for line in _lines(text, cells)]

    def body(self, cells: int, lines: int) -> list[Parts]:
        """The question, the line for the answer, a problem or the keys."""
        theme = self.palette
        plain = theme.warn if self.problem else theme.text
        shown: list[Parts] = [[(f" {line}", theme.text)] for line in self.above(cells)]
        below: list[Parts] = [[(f" {line}", theme.dim if keys else plain)] for line, keys in self.below(cells)]
        return [*shown, [(" › ", theme.accent)], [], *below][:lines]


def _lines(text: str, cells: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, max(8, cells - 2))]


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
        """The pane, as high as what is said takes, with the line for the answer below the question."""
        cells = min(width, self.WIDTH) - 2
        above = len(self.pane.above(cells))
        needed = above + 4 + len(self.pane.below(cells))
        pane = self.low(width, height, needed) if self.IS_LOW else self.middle(width, height, needed)
        return {"dialog": pane, "query": Region(pane.x + 4, pane.y + 1 + above, max(1, pane.width - 6), 1)}

    def on_mount(self) -> None:
        """Draw the pane, and wait for the answer."""
        self.publish()
        self.line.focus()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        answer = self.line.value.strip()
        problem = self._accept(answer) if answer else self.WANTED
        if problem:
            self._say(problem)
        else:
            self.dismiss(answer)

    @on(Input.Changed)
    def _changed(self) -> None:
        self._say("", self._remark(self.line.value.strip()) if self._remark else "")

    @on(QueryInput.PasteCut)
    def _paste_cut(self, message: QueryInput.PasteCut) -> None:
        self._say(message.reason)

    def _say(self, problem: str, remark: str = "") -> None:
        """Show a problem or a remark, in as many lines as it takes."""
        pane, cells = self.pane, self.pane.inner.width
        before = len(pane.below(cells))
        pane.problem, pane.remark = problem, remark
        if len(pane.below(cells)) != before:
            rearrange(self)
        pane.redraw()


class PathDialog(LineDialog):
    """A line for a path, which Tab completes."""

    BINDINGS = bindings("path dialog")
    KEYS = "Enter confirms · Tab completes · Esc cancels"
    WANTED = "Type a path"

    def action_complete_path(self) -> None:
        """Complete the path as far as all that begins so agrees."""
        typed = expanded(self.line.value)
        folder, start = (typed, "") if self.line.value.endswith(os.sep) else (typed.parent, typed.name)
        try:
            found = [entry for entry in folder.iterdir() if entry.name.startswith(start)]
        except OSError:
            return
        if not found:
            return
        # What the first and the last name in order share, all between them share too.
        first, last = min(entry.name for entry in found), max(entry.name for entry in found)
        same = next((at for at, char in enumerate(first) if last[at : at + 1] != char), len(first))
        closing = os.sep if len(found) == 1 and found[0].is_dir() else ""
        self.line.value = f"{folder / first[:same]}{closing}"
        self.line.cursor_position = len(self.line.value)
