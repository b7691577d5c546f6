"""Dialogs of one pane that are as high as its content: their keys, or for a while a message, stand in its border."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.geometry import Region
from textual.screen import ScreenResultType

from kztui.tui.dialogs.dialog import Dialog
from kztui.tui.render.cells import cell_width
from kztui.tui.theme import Palette
from kztui.tui.widgets.bars import MessageTimer
from kztui.tui.widgets.pane import Pane


class FittedPane(Pane):
    """The pane of such a dialog."""

    GAPS: ClassVar[Sequence[str]] = ("   ",)
    """What stands between two hints, the widest first."""

    def __init__(self) -> None:
        super().__init__("dialog")
        self.keys: tuple[str, ...] = ()
        """Hints for keys in the lower border, as many as fit."""
        self.message = ""
        """What is said in their place for a while."""

    def height_in(self, cells: int) -> int:
        """The lines of all its content in a pane so many cells wide inside. Raises NotImplementedError in the base."""
        raise NotImplementedError

    def hints(self) -> tuple[str, ...]:
        """The hints for the keys that are of use."""
        return self.keys

    def footer(self) -> str:
        """The message, or as many hints for keys as fit."""
        keys = self.hints()
        texts = (gap.join(keys[:count]) for count in range(len(keys), 0, -1) for gap in self.GAPS)
        return self.message or next((text for text in texts if cell_width(text) <= self.inner.width - 4), "")


class FittedDialog(Dialog[ScreenResultType]):
    """Has the pane in the middle of the screen."""

    WIDTH = 160

    def __init__(self, theme: Palette, pane: FittedPane) -> None:
        super().__init__(theme, pane)
        self._fitted = pane
        self._timer = MessageTimer(self, lambda: self._show_message(""))

    def on_mount(self) -> None:
        """Draw the pane; Textual calls it besides the method of a subclass."""
        self.publish()
        self._fitted.focus()

    def regions(self, width: int, height: int) -> Mapping[str, Region]:
        """The pane in the middle, as high as its content is, as far as that fits."""
        wide = min(width, self.WIDTH)
        high = min(height, self._fitted.height_in(wide - 2) + 2 if self._fitted.view else height)
        return {"dialog": Region((width - wide) // 2, (height - high) // 3, wide, high)}

    def say(self, text: str, warn: bool = False) -> None:
        """Show a message for a while in place of the keys."""
        self._timer.start(warn)
        self._show_message(text)

    def _show_message(self, text: str) -> None:
        self._fitted.message = text
        self._fitted.redraw()
