"""Grapheme clusters of text: base characters with their combining marks, and the columns that they take."""

import re
from collections.abc import Iterable, Iterator

from rich.segment import Segment
from rich.style import Style

from kztui.tui.render.cells import cell_width
from kztui.tui.render.styled_text import Parts

SINGLE = re.compile("[ -~\u00a0-\u02ff\u0400-\u0482\u2010-\u2027\u2500-\u257f]*").fullmatch
"""Matches text of one-cell characters only: a fast path for the characters that most texts are made of."""

_JOINER = "\u200d"


def graphemes(text: str) -> Iterator[tuple[str, int]]:
    """Each grapheme with its width in cells: a character with its combining marks and what a joiner adds to it."""
    sign = ""
    for letter in text:
        if sign and not sign.endswith(_JOINER) and cell_width(letter):
            yield sign, cell_width(sign)
            sign = ""
        sign += letter
    if sign:
        yield sign, cell_width(sign)


def join_marks(segments: Iterable[Segment]) -> Parts:
    """The segments as parts, each combining mark in the part of its base character even where the style changes."""
    parts: Parts = []
    for text, style, _ in segments:
        marks = 0 if not parts or SINGLE(text) else _marks(text)
        if marks:
            parts[-1] = (parts[-1][0] + text[:marks], parts[-1][1])
        if len(text) > marks:
            parts.append((text[marks:], style or Style.null()))
    return parts


def _marks(text: str) -> int:
    """How many zero-width characters a text begins with."""
    return next((number for number, sign in enumerate(text) if cell_width(sign)), len(text))


def cut_columns(parts: Parts, start: int, stop: int) -> Parts:
    """The parts between columns `start` and `stop` (exclusive); a wide grapheme cut in half becomes a blank."""
    found: Parts = []
    at = 0
    for text, style in parts:
        end = at + cell_width(text)
        if start <= at and end <= stop:
            found.append((text, style))
        elif start < end and at < stop:
            found.append((_columns(text, start - at, stop - at), style))
        at = end
    return found


def _columns(text: str, start: int, stop: int) -> str:
    if SINGLE(text):
        return text[max(0, start) : stop]
    kept: list[str] = []
    at = 0
    for sign, size in graphemes(text):
        shared = min(stop, at + size) - max(start, at)
        if shared == size:
            kept.append(sign)
        elif shared > 0:
            kept.append(" " * shared)
        at += size
    return "".join(kept)
