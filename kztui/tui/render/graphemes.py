"""Text as the signs that one sees: letters with their marks, and the columns that they take, none cut in halves."""

import re
from collections.abc import Iterable, Iterator

from rich.segment import Segment
from rich.style import Style

from kztui.tui.render.cells import cell_width
from kztui.tui.render.styled_text import Parts

SINGLE = re.compile("[ -~\u00a0-\u02ff\u0400-\u0482\u2010-\u2027\u2500-\u257f]*").fullmatch
"""Matches text of which each letter takes one cell. Not all of it: letters that most texts are made of."""

_JOINER = "\u200d"


def signs(text: str) -> Iterator[tuple[str, int]]:
    """Each sign and its width: a letter with its marks and with what is joined to it. Marks alone have no width."""
    sign = ""
    for letter in text:
        if sign and not sign.endswith(_JOINER) and cell_width(letter):
            yield sign, cell_width(sign)
            sign = ""
        sign += letter
    if sign:
        yield sign, cell_width(sign)


def together(segments: Iterable[Segment]) -> Parts:
    """The segments as parts in which a mark goes with the letter before it, wherever the style changes."""
    parts: Parts = []
    for text, style, _ in segments:
        marks = 0 if not parts or SINGLE(text) else _marks(text)
        if marks:
            parts[-1] = (parts[-1][0] + text[:marks], parts[-1][1])
        if len(text) > marks:
            parts.append((text[marks:], style or Style.null()))
    return parts


def _marks(text: str) -> int:
    """How many letters without a width of their own a text begins with."""
    return next((number for number, sign in enumerate(text) if cell_width(sign)), len(text))


def cut(parts: Parts, start: int, stop: int) -> Parts:
    """What stands in the columns from `start` to before `stop`; half a sign is a blank."""
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
    for sign, size in signs(text):
        shared = min(stop, at + size) - max(start, at)
        if shared == size:
            kept.append(sign)
        elif shared > 0:
            kept.append(" " * shared)
        at += size
    return "".join(kept)
