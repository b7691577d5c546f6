"""The width of text in cells of a terminal, and text cut to a width: for the screen and for lists of the command line.

Widths are Rich's, by which Textual places everything that it draws.
"""

from bisect import bisect_right

from rich.cells import cell_len


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


def fitting_length(text: str, cells: int) -> int:
    """How many characters of `text` fit in `cells` cells. A cluster may be narrower than the sum of its characters."""
    if text.isascii():
        return max(0, min(cells, len(text)))
    count = bisect_right(range(len(text) + 1), cells, key=lambda end: cell_width(text[:end])) - 1
    while count > 0 and cell_width(text[:count]) > cells:
        count -= 1
    return max(0, count)
