"""Greedy line wrapping in cells, giving positions rather than copies, so that links keep their place in the text."""

import re

from kztui.tui.lines import width

_WORD = re.compile(r"\S+\s*")


def wrap(text: str, cells: int) -> list[tuple[int, int]]:
    """Where each line of `text` begins and ends when wrapped to `cells` cells; a word that is longer is broken."""
    cells = max(1, cells)
    if width(text) <= cells:
        return [(0, len(text))]
    lines: list[tuple[int, int]] = []
    start = end = filled = 0
    for match in _WORD.finditer(text):
        word = match[0].rstrip()
        size = width(word)
        if filled and filled + size > cells:
            lines.append((start, end))
            start, filled = match.start(), 0
        if size > cells:
            start, filled = _break(text, match.start(), match.start() + len(word), cells, lines)
            end = match.start() + len(word)
        else:
            end = match.start() + len(word)
            filled += size
        filled += len(match[0]) - len(word)
    lines.append((start, end))
    return lines


def _break(text: str, start: int, end: int, cells: int, lines: list[tuple[int, int]]) -> tuple[int, int]:
    """Cut one long word into lines; gives where its last piece begins and how many cells that fills."""
    filled = 0
    for at in range(start, end):
        size = width(text[at])
        if filled + size > cells and filled:
            lines.append((start, at))
            start, filled = at, 0
        filled += size
    return start, filled
