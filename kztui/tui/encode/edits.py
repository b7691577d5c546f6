"""Edits of the article made, taken back and made again; what follows from each is shown, or why it is refused."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kztui.files.edit.article_files import EditRefusedError
from kztui.files.edit.operation import Operation
from kztui.files.edit.plan import EditPlan

if TYPE_CHECKING:
    from kztui.tui.encode.encode_screen import EncodeScreen


class EditsController:
    """Makes every edit of the encode mode."""

    def __init__(self, screen: "EncodeScreen") -> None:
        self._screen = screen

    def make(self, operation: Operation, *, keep: bool = False) -> bool:
        """Do an operation and show what follows from it; say why where it is refused. Whether it was done."""
        problem = self.problem_of(operation, keep=keep)
        if problem:
            self._screen.say(problem, warn=True)
        return not problem

    def problem_of(self, operation: Operation, *, keep: bool = False) -> str:
        """Do an operation and show what follows from it; why it is refused, in one line, or nothing.

        With `keep` what is in hand stays so, whatever is new or left to do.
        """
        try:
            self._show(self._screen.editor.edit(operation), keep=keep)
        except EditRefusedError as error:
            return error.in_one_line
        return ""

    def undo(self) -> None:
        """Take back the last edit."""
        self._retrace(self._screen.editor.undo, "took back: ")

    def redo(self) -> None:
        """Make the edit again that was taken back last."""
        self._retrace(self._screen.editor.redo, "made again: ")

    def _retrace(self, make: Callable[[], EditPlan], prefix: str) -> None:
        try:
            self._show(make(), prefix)
        except EditRefusedError as error:
            self._screen.say(error.in_one_line, warn=True)

    def _show(self, plan: EditPlan, prefix: str = "", *, keep: bool = False) -> None:
        screen = self._screen
        screen.status.done = " · ".join((prefix + plan.summary, *plan.notes, "saved"))
        screen.set_files(plan.after, plan.renamed, back=bool(prefix), target=plan.target, keep=keep)
