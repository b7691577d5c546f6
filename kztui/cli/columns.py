"""Aligned columns for lists: text is measured in cells of a terminal, not in characters."""

from collections.abc import Iterator, Sequence

from kztui.tui.render.cells import cell_width, crop

GAP = "  "
MIN_WIDTH = 12
"""How narrow the flexible column may become, in cells."""


def aligned(rows: Sequence[Sequence[str]], width: int | None, flexible: int) -> Iterator[list[str]]:
    """The texts of each row, padded so that columns align. With a `width`, the `flexible` column is cut to fit.

    Joined, the texts of a row are its line; the last is not padded, and columns empty in all rows take no space.
    """
    if not rows:
        return
    widths = [max(cell_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    if width is not None:
        others = sum(taken + len(GAP) for column, taken in enumerate(widths) if column != flexible and taken)
        widths[flexible] = min(widths[flexible], max(MIN_WIDTH, width - others))
    for row in rows:
        line = [crop(cell, taken) for cell, taken in zip(row, widths, strict=True)]
        last = max((column for column, cell in enumerate(line) if cell), default=0)
        yield [
            cell + " " * (widths[column] - cell_width(cell)) + GAP if column < last and widths[column] else cell
            for column, cell in enumerate(line)
        ]
