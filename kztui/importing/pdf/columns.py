"""The reading order of a PDF page: its columns, between the lines that span them, and the rows of its tables."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from kztui.importing.pdf.lines import TextPiece
from kztui.importing.pdf.tables import Row, table_regions, table_rows

MIN_ROWS = 3
"""A column has at least so many lines beside those of its neighbour."""
MIN_CHARS = 15
"""The lines of a column have on average so many characters; those of a table's column are shorter."""
MIN_FILL = 0.4
"""The lines of a column are on average so much of its width long."""
MAX_DEPTH = 6
"""How often a page may be divided; more columns than that have no room for words."""
APART = 1.6
"""A line is apart from the next one when its baseline is so many heights away."""
STRETCHED = 1.25
"""Up to so many line heights a gap may be a blank of justified text."""
SAME_GAP = 0.15
"""The blanks of one line differ by at most so many line heights, the gaps between cells by more."""
WIDEST = 6.0
"""A blank of justified text is at most so many line heights wide."""
JUSTIFIED_SHARE = 0.6
"""A column is justified when a larger share of its lines ends at one edge."""


class Gutter(NamedTuple):
    """The blank strip between two columns."""

    left: float
    right: float

    def is_near(self, other: "Gutter") -> bool:
        """Whether both are the same gutter, on two pages."""
        return self.left < other.right and other.left < self.right


class Column(NamedTuple):
    """A column, or what stands above, below or between columns: its rows from top to bottom, and its edges."""

    rows: list[Row]
    left: float
    right: float


def find_gutters(pieces: Sequence[TextPiece], depth: int = 0) -> list[Gutter]:
    """The gutters of a page."""
    gutter = _best_gutter(pieces, ())
    if gutter is None or depth >= MAX_DEPTH:
        return []
    left, right = _sides(pieces, gutter)
    return [gutter, *find_gutters(left, depth + 1), *find_gutters(right, depth + 1)]


def order_columns(pieces: Sequence[TextPiece], known: Sequence[Gutter], depth: int = 0) -> Iterator[Column]:
    """The columns in reading order. `known` are gutters of other pages: here fewer lines beside them are enough."""
    gutter = _best_gutter(pieces, known) if depth < MAX_DEPTH else None
    if gutter is None:
        if pieces:
            edges = [(piece.left, piece.right) for piece in pieces]
            yield Column(list(_rows(pieces)), min(left for left, _ in edges), max(right for _, right in edges))
        return
    for spanning, band in _bands(pieces, gutter, known=any(map(gutter.is_near, known))):
        if spanning:
            yield from order_columns(band, (), MAX_DEPTH)
        else:
            for side in _sides(band, gutter):
                yield from order_columns(side, known, depth + 1)


def _sides(pieces: Iterable[TextPiece], gutter: Gutter) -> tuple[list[TextPiece], list[TextPiece]]:
    """The pieces on either side of a gutter."""
    left: list[TextPiece] = []
    right: list[TextPiece] = []
    for piece in pieces:
        if piece.right <= gutter.left + 1:
            left.append(piece)
        elif piece.left >= gutter.right - 1:
            right.append(piece)
    return left, right


def _bands(pieces: Sequence[TextPiece], gutter: Gutter, *, known: bool = False) -> list[tuple[bool, list[TextPiece]]]:
    """The page from top to bottom: bands whose lines span the gutter (True), and bands with columns (False).

    A band with few lines on one side counts as spanning; for a `known` gutter that is none, save for headings.
    """
    bands: list[tuple[bool, list[TextPiece]]] = []
    size = median(piece.height for piece in pieces)
    middle = (min(piece.left for piece in pieces) + max(piece.right for piece in pieces)) / 2
    rows = list(baselines(pieces))
    for at, row in enumerate(rows):
        spanning = any(piece.left < gutter.left - 1 and piece.right > gutter.right + 1 for piece in row)
        following = next(iter(rows[at + 1 :]), row)[0]
        if len(row) == 1 and bands and bands[-1][0]:
            spanning |= _is_heading_on(bands[-1][1][-1], row[0], size)
        if len(row) == 1 and all(spans for spans, _ in bands):
            # A centred title above three columns may be no wider than the one in the middle.
            apart = row[0].height > 1.1 * size or row[0].baseline - following.baseline > APART * row[0].height
            spanning |= apart and abs((row[0].left + row[0].right) / 2 - middle) < row[0].height / 2
        if not bands or bands[-1][0] != spanning:
            bands.append((spanning, []))
        bands[-1][1].extend(row)
    merged: list[tuple[bool, list[TextPiece]]] = []
    for given, band in bands:
        least = 1 if known and median(piece.height for piece in band) < 1.1 * size else MIN_ROWS
        spans = given or min(len(list(baselines(side))) for side in _sides(band, gutter)) < least
        if spans and merged and merged[-1][0]:
            merged[-1][1].extend(band)
        else:
            merged.append((spans, band))
    return merged


def _is_heading_on(last: TextPiece, piece: TextPiece, size: float) -> bool:
    """Whether a short line goes on with the heading whose last piece spans the columns."""
    same = abs(piece.height - last.height) < 0.05 * last.height and piece.height > 1.1 * size
    return same and last.baseline - piece.baseline < APART * last.height


def _best_gutter(pieces: Sequence[TextPiece], known: Sequence[Gutter]) -> Gutter | None:
    """The gutter that fewest lines cross, of those between two columns; None when there is none."""
    if len(pieces) < 2:
        return None
    size = median(piece.height for piece in pieces)
    candidates = sorted(_blanks(pieces, size))[:12]
    for _, gutter in candidates:
        if any(map(gutter.is_near, known)):
            left, right = _sides(pieces, gutter)
            if left and right and _are_columns(left) | _are_columns(right):
                return gutter
        banded = [piece for spans, band in _bands(pieces, gutter) if not spans for piece in band]
        sides = _sides(banded, gutter)
        if all(map(_are_columns, sides)):
            return gutter
    return None


def _blanks(pieces: Sequence[TextPiece], size: float) -> Iterator[tuple[float, Gutter]]:
    """The strips that fewer lines cross than what is beside them, with how many do for one on the emptier side."""
    events = sorted([(piece.left, 1) for piece in pieces] + [(piece.right, -1) for piece in pieces])
    begun = ended = 0
    for (x, change), (following, next_change) in pairwise(events):
        begun += change > 0
        ended += change < 0
        # After an end and before a beginning fewer lines are open than on either side.
        if change < 0 < next_change and following - x >= 0.6 * size:
            beside = min(ended, len(pieces) - begun)
            if begun - ended <= 2 * beside:
                yield (begun - ended) / beside, Gutter(x, following)


def _are_columns(side: Sequence[TextPiece]) -> bool:
    """Whether the pieces are lines of running text: enough of them, long, and most of them full."""
    rows = list(baselines(side))
    if len(rows) < MIN_ROWS:
        return False
    widths = sorted(max(piece.right for piece in row) - row[0].left for row in rows)
    filled = widths[len(widths) // 2] >= MIN_FILL * widths[len(widths) * 9 // 10]
    return filled and median(sum(len(piece.text) for piece in row) for row in rows) >= MIN_CHARS


def baselines(pieces: Iterable[TextPiece]) -> Iterator[list[TextPiece]]:
    """The pieces on one baseline together, from left to right; baselines from top to bottom."""
    row: list[TextPiece] = []
    for piece in sorted(pieces, key=lambda one: -one.baseline):
        if row and row[0].baseline - piece.baseline > 0.3 * min(row[0].height, piece.height):
            yield sorted(row, key=lambda one: one.left)
            row = []
        row.append(piece)
    if row:
        yield sorted(row, key=lambda one: one.left)


def _rows(pieces: Sequence[TextPiece]) -> Iterator[Row]:
    """The rows of a column: lines in one piece, and rows of tables in several."""
    rows = [tuple(row) for row in baselines(pieces)]
    edges = _justified_edges(rows)
    cells = [len(row) > 1 and not _is_stretched(row, edges) for row in rows]
    at = 0
    for start, end in table_regions(rows, cells):
        yield from ((join_pieces(row),) for row in rows[at:start])
        yield from table_rows(rows[start:end])
        at = end
    yield from ((join_pieces(row),) for row in rows[at:])


def _justified_edges(rows: Sequence[Row]) -> tuple[float, float] | None:
    """Between which edges most rows stretch, when the column is justified."""
    left, right = (
        sorted(edge)[len(rows) // 2] for edge in zip(*((row[0].left, row[-1].right) for row in rows), strict=True)
    )
    stretched = sum(abs(row[-1].right - right) < 1.5 for row in rows)
    return (left, right) if stretched > JUSTIFIED_SHARE * len(rows) else None


def _is_stretched(row: Row, edges: tuple[float, float] | None) -> bool:
    """Whether the gaps in a row are the blanks of one justified line, which are all the same."""
    height = row[0].height
    gaps = [(after.left - before.right) / height for before, after in pairwise(row)]
    if max(gaps) < STRETCHED:
        return True
    full = edges is not None and abs(row[-1].right - edges[1]) < 1.5 and row[0].left - edges[0] < 3 * height
    return full and max(gaps) - min(gaps) < SAME_GAP and max(gaps) < WIDEST


def join_pieces(row: Row) -> TextPiece:
    """The pieces of one line as one piece."""
    if len(row) == 1:
        return row[0]
    text = " ".join(piece.text for piece in row)
    return row[0]._replace(
        text=text,
        right=max(piece.right for piece in row),
        height=median(piece.height for piece in row),
        bold=all(piece.bold for piece in row),
    )
