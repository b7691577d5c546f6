"""The line in which a query is typed: Textual's input without a border, for pastes of any length."""

from collections.abc import Sequence

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Input

from kztui.files.sanitize import sanitize_text
from kztui.tui.render.cells import cell_width

LONGEST_PASTE = 4096
"""In characters; no query is as long, nor the path of a file, and a line of a million takes Textual seconds."""


class QueryInput(Input, inherit_bindings=True):
    """Textual's input without a border, which `ResultsPane` draws. `hints` are its placeholders, the longest first."""

    # In the themes of the terminal's own colours, cursor and selection are shown in reverse.
    DEFAULT_CSS = """
    QueryInput { background: $background; color: $foreground; padding: 0; border: none; height: 1; }
    QueryInput:ansi > .input--cursor, QueryInput:ansi > .input--selection {
        background: ansi_default; color: ansi_default; text-style: reverse;
    }
    """

    class PasteCut(Message):
        """Only the beginning of a paste was inserted; `reason` says so."""

        reason = f"Only the first {LONGEST_PASTE:,} characters were pasted"

    def __init__(self, value: str, hints: Sequence[str]) -> None:
        super().__init__(value, compact=True, id="query", select_on_focus=True)
        self.cursor_blink = False
        self.hints = hints

    def on_resize(self) -> None:
        """Choose the longest placeholder that fits, so that none is cut."""
        self.placeholder = next((hint for hint in self.hints if cell_width(hint) < self.size.width), "")

    def on_paste(self, event: events.Paste) -> None:
        """Let Textual paste what can be a query, which is less than a clipboard may hold, and post where it is cut."""
        if len(event.text) > LONGEST_PASTE:
            event.text = event.text[:LONGEST_PASTE]
            # After the message that the value has changed, which takes away what was said before.
            self.call_later(self.post_message, self.PasteCut())

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> "QueryInput":
        """Repaint it. What is typed moves no widget: Textual would place all of them again for each letter."""
        del layout
        super().refresh(*regions, repaint=repaint, recompose=recompose)
        return self

    def validate_value(self, value: str) -> str:
        """Sanitize the query: a paste or a remembered query may hold any character."""
        return sanitize_text(value)
