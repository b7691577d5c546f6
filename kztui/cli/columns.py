"""Columns that stay straight: text measured by the cells that it takes up, not by its characters."""

import unicodedata
from collections.abc import Iterator, Sequence

GAP = "  "
LEAST = 12
"""How narrow the flexible column may become, in cells."""


def cells(text: str) -> int:
    """How many cells of a terminal `text` takes up."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.category(sign) in {"Mn", "Me", "Cf"}
        else 2
        if unicodedata.east_asian_width(sign) in "WF"
        else 1
        for sign in text
    )


def cut(text: str, width: int) -> str:
    """`text` in at most `width` cells, with an ellipsis where something is left out."""
    if cells(text) <= width:
        return text
    room = width - 1
    kept = 0
    for sign in text:
        room -= cells(sign)
        if room < 0:
            break
        kept += 1
    return text[:kept].rstrip() + "…"


def aligned(rows: Sequence[Sequence[str]], width: int | None, flexible: int) -> Iterator[list[str]]:
    """Each row's cells with their gaps, all columns straight. With a `width`, the `flexible` column is cut to fit.

    Joined, a row's cells are its line; the last is not padded, and columns empty in all rows take no room.
    """
    if not rows:
        return
    widths = [max(cells(row[column]) for row in rows) for column in range(len(rows[0]))]
    if width is not None:
        others = sum(taken + len(GAP) for column, taken in enumerate(widths) if column != flexible and taken)
        widths[flexible] = min(widths[flexible], max(LEAST, width - others))
    for row in rows:
        line = [cut(cell, taken) for cell, taken in zip(row, widths, strict=True)]
        last = max((column for column, cell in enumerate(line) if cell), default=0)
        yield [
            cell + " " * (widths[column] - cells(cell)) + GAP if column < last and widths[column] else cell
            for column, cell in enumerate(line)
        ]
