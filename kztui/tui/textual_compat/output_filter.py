"""Filters what Textual draws: no unsafe character reaches the terminal, and no hyperlink but to a web address.

Textual and Rich strip five control characters only (`textual.content._strip_control_codes`): from any widget an escape
sequence would reach the terminal as it is, and links (OSC 8) are not looked at.
"""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from kztui.files.sanitize import UNSAFE_IN_CELL

WEB = ("https://", "http://")


class OutputFilter(LineFilter):
    """Replaces each unsafe character by U+FFFD and removes links whose address is not http or https."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments of a line, made safe; the same list where nothing is unsafe."""
        for index, (text, style, control) in enumerate(segments):
            link = style.link if style is not None else None
            unsafe = link is not None and (not link.startswith(WEB) or UNSAFE_IN_CELL.search(link) is not None)
            # Printable text holds none of them: the regular expression is tried on few lines.
            if unsafe or (not text.isprintable() and UNSAFE_IN_CELL.search(text)):
                segments = segments.copy()
                kept = style.update_link(None) if style is not None and unsafe else style
                segments[index] = Segment(UNSAFE_IN_CELL.sub("\ufffd", text), kept, control)
        return segments


OUTPUT_FILTER = OutputFilter()
