"""The reader's own note on one item in an area to write in; closing it keeps what is written."""

from collections.abc import Callable, Mapping

from textual import on
from textual.geometry import Region
from textual.timer import Timer
from textual.widgets import TextArea

from kztui.files.sanitize import sanitize_text
from kztui.tui.commands import bindings
from kztui.tui.dialogs.dialog import Dialog
from kztui.tui.render.cells import cell_width, wrap
from kztui.tui.render.styled_text import Parts
from kztui.tui.textual_compat.region_layout import rearrange
from kztui.tui.theme import Palette
from kztui.tui.widgets.pane import Pane
from kztui.tui.widgets.text_editor import TextEditor

PAUSE = 2.0
"""Seconds without a key after which what is written so far is kept (debounced)."""
ABOVE = 2
"""Lines above the area: what the note is on, and a blank one."""

Keep = Callable[[str, str], str]
"""Keeps the first text, which was made from the second; says why that failed, or nothing."""


class NotePane(Pane, can_focus=False):
    """Draws the frame around the area: what the note is on, and below why it could not be kept, if it could not."""

    title = "My note"

    def __init__(self, about: str) -> None:
        super().__init__("dialog")
        self.about = about
        self.problem = ""
        self.keys: tuple[str, ...] = ()

    @property
    def problem_lines(self) -> list[str]:
        """The problem in lines as wide as the pane."""
        return [self.problem[start:end] for start, end in wrap(self.problem, max(8, self.inner.width - 2))][:3]

    def footer(self) -> str:
        """The keys, in the longest form that fits."""
        return next((keys for keys in self.keys if cell_width(keys) <= self.size.width - 6), "")

    def body(self, cells: int, lines: int) -> list[Parts]:
        """What the note is on, room for the area, and the problem."""
        theme, problem = self.palette, self.problem_lines if self.problem else []
        first: list[Parts] = [[(f" {self.about}", theme.dim)]]
        room: list[Parts] = [[]] * max(0, lines - 1 - len(problem))
        return [*first, *room, *([(f" {line}", theme.warn)] for line in problem)]


class NoteDialog(Dialog[str]):
    """Writes a note, and keeps it after each pause and at the end; dismissed with its text.

    Nothing that was written is lost by closing it: where it could not be kept, the dialog stays, and says why. Closed
    then all the same, the text is still in memory.
    """

    BINDINGS = bindings("note dialog")
    WIDTH = 76
    HEIGHT = 16

    def __init__(self, theme: Palette, about: str, text: str, keep: Keep) -> None:
        self.pane = NotePane(about)
        self.area = TextEditor(text, "note")
        super().__init__(theme, self.pane, self.area)
        self._keep = keep
        self._kept = text
        self._pause: Timer | None = None

    def regions(self, width: int, height: int) -> Mapping[str, Region]:
        """The pane in the middle of the screen, the area within it."""
        pane = self.middle(width, height)
        below = len(self.pane.problem_lines) if self.pane.problem else 0
        lines = max(1, pane.height - ABOVE - 2 - below)
        return {"dialog": pane, "note": Region(pane.x + 2, pane.y + 1 + ABOVE, max(1, pane.width - 4), lines)}

    def on_mount(self) -> None:
        """Draw the pane, and wait for the text, at the end of what is there."""
        keep, close = self.key_of("keep_note"), self.key_of("close")
        self.pane.keys = (
            f"{close} or {keep} keeps it and closes · an empty note is removed",
            f"{close} or {keep} keeps it and closes",
            f"{close} keeps and closes",
        )
        self.publish()
        self.area.focus()
        self.area.move_cursor(self.area.document.end)

    @property
    def text(self) -> str:
        """What is written, safe to show."""
        return sanitize_text(self.area.text).strip()

    @on(TextArea.Changed)
    def _changed(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self.keep)

    def keep(self) -> str:
        """Keep what is written so far; why that failed, or nothing."""
        text = self.text
        problem = self._keep(text, self._kept)
        self._kept = text
        self._show_problem(problem)
        return problem

    @on(TextEditor.PasteRefused)
    def _refused(self, message: TextEditor.PasteRefused) -> None:
        self._show_problem(message.reason)

    def _show_problem(self, problem: str) -> None:
        if problem != self.pane.problem:
            self.pane.problem = problem
            rearrange(self)
            self.pane.redraw()

    def action_keep_note(self) -> None:
        """Keep the note and close; stay where it cannot be kept."""
        if not self.keep():
            self.dismiss(self.text)

    def action_close(self) -> None:
        """Keep the note and close; where it cannot be kept, only at the second press."""
        had_problem = bool(self.pane.problem)
        if not self.keep() or had_problem:
            self.dismiss(self.text)

    async def action_quit_from_dialog(self) -> None:
        """Keep the note, then quit."""
        self.keep()
        await super().action_quit_from_dialog()
