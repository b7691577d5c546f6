"""Grapheme clusters of text: base characters with their combining marks, and the columns that they take."""

from collections.abc import Iterable, Iterator

from rich.segment import Segment
from rich.style import Style

from kztui.tui.render.cells import SINGLE, cell_width, extends, width_varies

# The same as `styled_text.Parts`: texts that follow one another, each with its style.
_Parts = list[tuple[str, Style]]


def graphemes(text: str) -> Iterator[tuple[str, int]]:
    """Each grapheme with its width in cells: a character with its combining marks and what a joiner adds to it."""
    sign = ""
    for letter in text:
        if sign and not extends(letter, sign):
            yield sign, cell_width(sign)
            sign = ""
        sign += letter
    if sign:
        yield sign, cell_width(sign)


def join_marks(segments: Iterable[Segment]) -> _Parts:
    """The segments as parts, each combining mark in the part of its base character even where the style changes."""
    parts: _Parts = []
    for text, style, _ in segments:
        marks = 0 if not parts or SINGLE(text) else _marks(text)
        if marks:
            parts[-1] = (parts[-1][0] + text[:marks], parts[-1][1])
        if len(text) > marks:
            parts.append((text[marks:], style or Style.null()))
    return parts


def _marks(text: str) -> int:
    """How many characters a text begins with that belong to the grapheme before it."""
    return next((number for number, sign in enumerate(text) if not extends(sign, " ")), len(text))


def any_width_varies(segments: Iterable[Segment]) -> bool:
    """Whether there is text among the segments on whose width terminals disagree."""
    return any(width_varies(segment.text) for segment in segments)


def cut_columns(parts: _Parts, start: int, stop: int) -> _Parts:
    """The parts between columns `start` and `stop` (exclusive); a wide grapheme cut in half becomes a blank."""
    found: _Parts = []
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
