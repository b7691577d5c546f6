"""An area for a text of several lines: Textual's, without a frame, and with every edit sanitized."""

from textual import events
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from kztui.files.sanitize import sanitize_text

LONGEST_PASTE = 30_000
"""In characters. Textual's area wraps a line of a paste several times, which takes seconds for a million."""


class TextEditor(TextArea):
    """Holds text that is safe to show, whatever is typed or pasted."""

    # In the themes of the terminal's own colours, cursor and selection are shown in reverse.
    DEFAULT_CSS = """
    TextEditor, TextEditor:focus { background: $background; color: $foreground; padding: 0; border: none; }
    TextEditor:ansi > .text-area--cursor, TextEditor:ansi > .text-area--selection {
        background: ansi_default; color: ansi_default; text-style: reverse;
    }
    """

    class PasteRefused(Message):
        """A paste was too long; nothing of it was inserted."""

        def __init__(self, length: int) -> None:
            super().__init__()
            self.reason = f"Nothing was pasted: {length:,} characters, and at most {LONGEST_PASTE:,} can be at once"

    def __init__(self, text: str, name: str) -> None:
        super().__init__(sanitize_text(text), id=name, compact=True, highlight_cursor_line=False)
        self.cursor_blink = False

    def edit(self, edit: Edit) -> EditResult:
        """Sanitize what is typed or pasted."""
        edit.text = sanitize_text(edit.text)
        return super().edit(edit)

    def on_paste(self, event: events.Paste) -> None:
        """Let Textual paste a text that is not too long; refuse any other whole, and post why."""
        if len(event.text) > LONGEST_PASTE:
            event.prevent_default()
            event.stop()
            self.post_message(self.PasteRefused(len(event.text)))
