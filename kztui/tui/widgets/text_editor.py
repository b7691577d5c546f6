"""An area for a text of several lines: Textual's, without a frame, and with every edit sanitized."""

from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from kztui.files.sanitize import sanitize_text


class TextEditor(TextArea):
    """Holds text that is safe to show, whatever is typed or pasted."""

    # In the themes of the terminal's own colours, cursor and selection are shown in reverse.
    DEFAULT_CSS = """
    TextEditor, TextEditor:focus { background: $background; color: $foreground; padding: 0; border: none; }
    TextEditor:ansi > .text-area--cursor, TextEditor:ansi > .text-area--selection {
        background: ansi_default; color: ansi_default; text-style: reverse;
    }
    """

    def __init__(self, text: str, name: str) -> None:
        super().__init__(sanitize_text(text), id=name, compact=True, highlight_cursor_line=False)
        self.cursor_blink = False

    def edit(self, edit: Edit) -> EditResult:
        """Sanitize what is typed or pasted."""
        edit.text = sanitize_text(edit.text)
        return super().edit(edit)
