"""Asks for the path of a file or folder, and says what is wrong with one that will not do."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from textual import on
from textual.geometry import Region
from textual.widgets import Input

from kztui.tui.commands import bindings
from kztui.tui.dialogs.dialog import Dialog
from kztui.tui.dialogs.finder import QueryInput
from kztui.tui.render.cells import wrap
from kztui.tui.render.styled_text import Parts
from kztui.tui.theme import Palette
from kztui.tui.widgets.pane import Pane


class PromptPane(Pane, can_focus=False):
    """Draws the question above the line for the answer, and beneath it what is wrong, or the keys."""

    def __init__(self, title: str, prompt: str, keys: str) -> None:
        super().__init__("dialog")
        self.title = title
        self.prompt = prompt
        self.keys = keys
        self.problem = ""

    def body(self, cells: int, lines: int) -> list[Parts]:
        """The question, the line for the answer, a problem or the keys."""
        theme = self.palette
        text, style = (self.problem, theme.warn) if self.problem else (self.keys, theme.dim)
        below: list[Parts] = [[(f" {text[start:end]}", style)] for start, end in wrap(text, max(8, cells - 2))]
        return [[(f" {self.prompt}", theme.text)], [(" › ", theme.accent)], [], *below][:lines]


class PathDialog(Dialog[str]):
    """Asks for a path until `accept` says nothing against it; dismissed with the path."""

    BINDINGS = bindings("path dialog")
    WIDTH = 76
    HEIGHT = 7

    def __init__(self, theme: Palette, title: str, prompt: str, value: str, accept: Callable[[str], str]) -> None:
        self.pane = PromptPane(title, prompt, "Enter confirms · Tab completes · Esc cancels")
        self.line = QueryInput(value, ())
        super().__init__(theme, self.pane, self.line)
        self._accept = accept

    def regions(self, width: int, height: int) -> Mapping[str, Region]:
        """The pane in the middle of the screen, the line for the answer in its second row."""
        pane = self.middle(width, height)
        return {"dialog": pane, "query": Region(pane.x + 4, pane.y + 2, max(1, pane.width - 6), 1)}

    def on_mount(self) -> None:
        """Draw the pane, and wait for the answer."""
        self.publish()
        self.line.focus()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        path = self.line.value.strip()
        problem = self._accept(path) if path else "Type a path"
        if problem:
            self.pane.problem = problem
            self.pane.redraw()
        else:
            self.dismiss(path)

    @on(Input.Changed)
    def _changed(self) -> None:
        if self.pane.problem:
            self.pane.problem = ""
            self.pane.redraw()

    def action_complete_path(self) -> None:
        """Complete the path as far as all that begins so agrees."""
        typed = Path(self.line.value).expanduser()
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
