"""Messages of a dialog that has one pane and no status bar: the pane shows them for a while in place of its keys."""

from typing import Protocol

from textual.widget import Widget

from kztui.tui.widgets.bars import MESSAGE_SECONDS, WARNING_SECONDS


class _SayingPane(Protocol):
    """A pane that shows `message` in place of its keys, where there is one."""

    message: str

    def redraw(self) -> None:
        """Draw the pane anew."""


class PaneMessages:
    """The messages of one pane of a dialog; the newest one stays for its whole time."""

    def __init__(self, dialog: Widget, pane: _SayingPane) -> None:
        self._dialog, self._pane = dialog, pane
        self._count = 0

    def say(self, text: str, warn: bool = False) -> None:
        """Show a message for a while, a warning for longer."""
        self._count += 1
        message = self._count
        self._show(text)
        seconds = WARNING_SECONDS if warn else MESSAGE_SECONDS
        self._dialog.set_timer(seconds, lambda: self._end(message))

    def _end(self, message: int) -> None:
        if message == self._count:
            self._show("")

    def _show(self, text: str) -> None:
        self._pane.message = text
        self._pane.redraw()
