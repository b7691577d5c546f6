"""The width of text in cells of a terminal, and text cut or wrapped to a width, for the screen and for commands.

Widths are Rich's, by which Textual places everything that it draws.
"""

from bisect import bisect_right

from rich.cells import cell_len

from kztui.article.lazy_regex import LazyPattern


def cell_width(text: str) -> int:
    """The width of `text` in cells: East Asian wide characters and emoji take two, combining marks none."""
    return len(text) if text.isascii() else cell_len(text)


def crop(text: str, cells: int, ellipsis: str = "…") -> str:
    """`text` in at most `cells` cells, its end marked where it is cut."""
    if cell_width(text) <= cells:
        return text
    if cells <= 0:
        return ""
    return text[: fitting_length(text, cells - cell_width(ellipsis))].rstrip() + ellipsis


def crop_parts(text: str, cells: int) -> str:
    """Parts that are joined by ` · ` in at most `cells` cells: as many as fit, the first one cut where it does not."""
    while cell_width(text) > cells and " · " in text:
        text = text.rpartition(" · ")[0]
    return crop(text, cells)


def fitting_length(text: str, cells: int) -> int:
    """How many characters of `text` fit in `cells` cells. A cluster may be narrower than the sum of its characters."""
    if text.isascii():
        return max(0, min(cells, len(text)))
    count = bisect_right(range(len(text) + 1), cells, key=lambda end: cell_width(text[:end])) - 1
    while count > 0 and cell_width(text[:count]) > cells:
        count -= 1
    return max(0, count)


# No-break spaces (U+00A0, U+2007, U+202F) belong to the word.
_WORD = LazyPattern("(?:\\S|[\u00a0\u2007\u202f])+\\s*")


def wrap(text: str, cells: int, taken: int = 0) -> list[tuple[int, int]]:
    """Start and end offset of each line of `text` wrapped to `cells` cells; a longer word is broken.

    `taken` cells of the first line are in use; it is empty where no word fits in the rest.
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
    """Break one long word into lines; returns the offset of its last piece."""
    while (cut := start + max(1, fitting_length(text[start:end], cells))) < end:
        lines.append((start, cut))
        start = cut
    return start
