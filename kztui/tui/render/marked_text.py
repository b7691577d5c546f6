"""A text wrapped to lines, with stretches of it in styles of their own."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.style import Style

from kztui.tui.render.styled_text import Parts


class MarkedSpan(NamedTuple):
    """The characters from `start` to `end` of a text, and the style laid upon them."""

    start: int
    end: int
    style: Style


def marked_line(text: str, line: tuple[int, int], marks: Sequence[MarkedSpan], base: Style) -> Parts:
    """The characters `line` of a text, in the style `base`; of several marks on one character the last one counts."""
    start, end = line
    within = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = {start, end, *(min(max(at, start), end) for mark in within for at in (mark.start, mark.end))}
    ordered = sorted(edges)
    parts: Parts = []
    for first, last in pairwise(ordered):
        styles = [mark.style for mark in within if mark.start <= first and mark.end >= last]
        parts.append((text[first:last], base + styles[-1] if styles else base))
    return parts
