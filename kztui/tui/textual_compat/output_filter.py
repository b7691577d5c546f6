"""The last gate before the terminal: no control character leaves in a cell, no link that is not a web address."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from kztui.article.lazy_regex import Later

# C0 but for what a cell may hold, DEL, C1, and the invisible signs that reorder or hide text.
FORBIDDEN = Later("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\U000e0000-\U000e007f]")
WEB = ("https://", "http://")


class OutputFilter(LineFilter):
    """Replaces each forbidden character by U+FFFD and drops links that lead elsewhere than the web."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        for index, (text, style, control) in enumerate(segments):
            link = style.link if style is not None else None
            unsafe = link is not None and (not link.startswith(WEB) or FORBIDDEN.search(link) is not None)
            # What is printable holds none of them; few lines get past this look.
            if unsafe or (not text.isprintable() and FORBIDDEN.search(text)):
                segments = segments.copy()
                kept = style.update_link(None) if style is not None and unsafe else style
                segments[index] = Segment(FORBIDDEN.sub("\ufffd", text), kept, control)
        return segments


OUTPUT_FILTER = OutputFilter()
