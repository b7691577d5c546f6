"""The last gate before the terminal: no control character leaves in a cell, no link that is not a web address."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from kztui.files.sanitize import UNSAFE_IN_CELL

WEB = ("https://", "http://")


class OutputFilter(LineFilter):
    """Replaces each forbidden character by U+FFFD and drops links that lead elsewhere than the web."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        for index, (text, style, control) in enumerate(segments):
            link = style.link if style is not None else None
            unsafe = link is not None and (not link.startswith(WEB) or UNSAFE_IN_CELL.search(link) is not None)
            # What is printable holds none of them; few lines get past this look.
            if unsafe or (not text.isprintable() and UNSAFE_IN_CELL.search(text)):
                segments = segments.copy()
                kept = style.update_link(None) if style is not None and unsafe else style
                segments[index] = Segment(UNSAFE_IN_CELL.sub("\ufffd", text), kept, control)
        return segments


OUTPUT_FILTER = OutputFilter()
