"""Greedy line wrapping in cells, giving positions rather than copies, so that links keep their place in the text."""

import re

from kztui.tui.render.cells import cell_width, fitting_length

# Blanks that do not break keep their neighbours together.
_WORD = re.compile("(?:\\S|[\u00a0\u2007\u202f])+\\s*")


def wrap(text: str, cells: int, taken: int = 0) -> list[tuple[int, int]]:
    """Where each line of `text` begins and ends when wrapped to `cells` cells; a word that is longer is broken.

    Of the first line so many cells are `taken` already; it stays empty where no word goes into the rest.
    """
    cells = max(1, cells)
    if cell_width(text) + taken <= cells:
        return [(0, len(text))]
    lines: list[tuple[int, int]] = []
    start = end = len(text) - len(text.lstrip())
    filled = taken
    for match in _WORD.finditer(text, start):
        word = match[0].rstrip()
        size = cell_width(word)
        if filled and filled + size > cells:
            lines.append((start, end))
            start, filled = match.start(), 0
        end = match.start() + len(word)
        if size > cells:
            start = _break(text, match.start(), end, cells, lines)
            filled = cell_width(text[start:end])
        else:
            filled += size
        filled += cell_width(match[0][len(word) :])
    lines.append((start, end))
    return lines


def _break(text: str, start: int, end: int, cells: int, lines: list[tuple[int, int]]) -> int:
    """Cut one long word into lines; gives where its last piece begins."""
    while (cut := start + max(1, fitting_length(text[start:end], cells))) < end:
        lines.append((start, cut))
        start = cut
    return start
