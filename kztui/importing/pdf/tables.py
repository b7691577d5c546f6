"""The rows of a table on a PDF page, put together from lines: a cell may have several, and stand lower than others."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from kztui.importing.pdf.lines import GAP, TextPiece

Row = tuple[TextPiece, ...]
"""The pieces on one baseline from left to right, or the cells of a row of a table."""

Interval = tuple[float, float]
"""From where to where a column goes, in points."""

MAX_CELLS = 40
"""So many cells of a row are compared with those of others."""
CLOSE, APART = 2.2, 6.0
"""The lines of a cell are at most so many times their height apart, and the rows of a table."""
SAME_STEP = 1.12
"""Lines of one cell are at most so many times the smallest distance apart."""


def table_regions(rows: Sequence[Row], cells: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """From which line to which a table goes; `cells` says which lines are in several pieces that are no justified text.

    Two such lines at least have a blank strip in common; lines between them lie in one column of it.
    """
    at = taken = 0
    while at < len(rows):
        if not cells[at]:
            at += 1
            continue
        model, end, count = _intervals(rows[at]), at + 1, 1
        while end < len(rows) and _is_close(rows[end - 1], rows[end], APART if cells[end] else CLOSE):
            if cells[end] and _are_aligned(model, rows[end]):
                model = _widened(model, rows[end])
                count += 1
            elif cells[end] or not _fits(rows[end], model):
                break
            end += 1
        if count > 1:
            start = at
            while start > taken and not cells[start - 1] and _fits(rows[start - 1], model):
                if not _is_close(rows[start - 1], rows[start], CLOSE):
                    break
                start -= 1
            yield start, end
            taken = end
        at = end


def _are_aligned(model: Sequence[Interval], row: Row) -> bool:
    """Whether a row has a blank strip in common with those above it, as those of a table do."""
    wide = GAP * row[0].height
    strips = [(before.right, after.left) for before, after in pairwise(row)][:MAX_CELLS]
    return any(min(b, d) - max(a, c) >= wide for (_, a), (b, _) in pairwise(model) for c, d in strips)


def _intervals(row: Row) -> list[Interval]:
    return [(piece.left, piece.right) for piece in row][:MAX_CELLS]


def _widened(model: Sequence[Interval], row: Row) -> list[Interval]:
    """The columns of a table as wide as its cells so far; a row in which some are blank changes none of the others."""
    cells = _intervals(row)
    if len(cells) > len(model):
        return cells
    merged = list(model)
    for left, right in cells:
        over = [at for at, (a, b) in enumerate(merged) if left < b and a < right]
        if len(over) == 1:
            a, b = merged[over[0]]
            merged[over[0]] = (min(a, left), max(b, right))
    return merged


def table_rows(lines: Sequence[Row]) -> list[Row]:
    """The rows of a table from its lines. Where its lines are all equally far apart, each is a row."""
    columns = _columns([piece for line in lines for piece in line])
    steps = [above.baseline - below.baseline for column in columns for above, below in pairwise(column)]
    if not steps or max(steps) <= SAME_STEP * min(steps):
        return list(lines)
    blocks = [block for column in columns for block in _cells(column, SAME_STEP * min(steps))]
    rows: list[list[TextPiece]] = []
    bottom = 0.0
    for block in sorted(blocks, key=lambda pieces: -pieces[0].baseline):
        if not rows or block[0].baseline < bottom - 0.1 * block[0].height:
            rows.append([])
            bottom = block[-1].baseline
        bottom = min(bottom, block[-1].baseline)
        rows[-1].append(_joined(block))
    return [tuple(sorted(row, key=lambda cell: cell.left)) for row in rows]


def _is_close(above: Row, below: Row, limit: float) -> bool:
    return above[0].baseline - below[0].baseline <= limit * above[0].height


def _fits(row: Row, model: Sequence[Interval]) -> bool:
    """Whether each piece of a line lies in one column of a table, and none in the first."""
    over = [[at for at, (a, b) in enumerate(model) if piece.left < b and a < piece.right] for piece in row]
    return all(len(columns) == 1 and columns[0] > 0 for columns in over)


def _columns(pieces: Sequence[TextPiece]) -> list[list[TextPiece]]:
    """The pieces in columns that no piece crosses, each from top to bottom."""
    columns: list[list[TextPiece]] = []
    right = 0.0
    for piece in sorted(pieces, key=lambda one: one.left):
        if not columns or piece.left > right:
            columns.append([])
        right = max(right, piece.right)
        columns[-1].append(piece)
    return [sorted(column, key=lambda one: -one.baseline) for column in columns]


def _cells(column: Sequence[TextPiece], step: float) -> Iterator[list[TextPiece]]:
    """The cells of a column: lines that are at most `step` apart."""
    cell: list[TextPiece] = []
    for piece in column:
        if cell and cell[-1].baseline - piece.baseline > step:
            yield cell
            cell = []
        cell.append(piece)
    if cell:
        yield cell


def _joined(cell: Sequence[TextPiece]) -> TextPiece:
    """The lines of a cell as one piece, which keeps a hyphen at the end of a line as it is printed."""
    if len(cell) == 1:
        return cell[0]
    return cell[0]._replace(
        text=" ".join(piece.text for piece in cell),
        left=min(piece.left for piece in cell),
        right=max(piece.right for piece in cell),
        baseline=median(piece.baseline for piece in cell),
    )
