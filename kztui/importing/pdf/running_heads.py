"""Running heads: page headers, footers and page numbers of a PDF: found as they return at the edges of its pages."""

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from kztui.importing.pdf.columns import baselines
from kztui.importing.pdf.lines import PagePieces, TextPiece

EDGE_ROWS = 4
"""How many lines at the top and at the bottom of a page may be a header or footer."""
SHARE = 0.3
"""A header returns on so many of the pages: left and right pages may have different ones."""
PLACED_SHARE = 0.5
"""Where so many of the pages have a line apart at the same height, it may change with the section."""
GAP = 1.5
"""A line is apart from the text when it is so many times its own height away."""
NUMBERED_WORDS, FEW_WORDS = 9, 3
"""A header with a page number, at the height of others, has at most so many words; elsewhere few."""
COUNTED_WORDS = 6
"""One that stands on one page only has at most so many."""

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\d{1,4}")
_NUMBER_ALONE = re.compile(
    r"\W*(?:page|p\.|seite|с\.|стр\.)?\s*\d{1,4}(?:\s*(?:/|of|von|de|из)\s*\d{1,4})?\W*|(?-i:[ivxl]{1,7})",
    re.IGNORECASE,
)
# What browsers print at the edges: the time, and the address with the page number.
_BROWSER = re.compile(r"(?:https?|file)://\S+(?:\s+\d+/\d+)?|\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d{2}\b.*")


class PageText(NamedTuple):
    """A page without its header and footer: its pieces, the lines that were left out, and its number as printed."""

    pieces: list[TextPiece]
    left_out: list[str]
    number: str
    numbered: bool
    """Whether numbers are printed on the pages of its document; one without stands before page 1."""


class _EdgeRow(NamedTuple):
    """A line at the edge of a page; `apart` when there is more room than usual between it and the text."""

    text: str
    masked: str
    top: bool
    baseline: float
    apart: bool
    pieces: tuple[TextPiece, ...]


def drop_running_heads(pages: Sequence[PagePieces]) -> list[PageText]:
    """The pages without what returns at their edges. Page numbers are found where they count with the pages."""
    edges = [_edge_rows(page.pieces) for page in pages]
    offset = _numbering(edges)
    texts = Counter(key for rows in edges for key in {(row.top, row.masked) for row in rows})
    places = Counter(key for rows in edges for key in {(row.top, round(row.baseline / 3)) for row in rows if row.apart})
    found: list[PageText] = []
    for index, (page, rows) in enumerate(zip(pages, edges, strict=True)):
        number = None if offset is None or index + offset < 1 else str(index + offset)
        dropped: list[_EdgeRow] = []
        for side in (True, False):
            for row in (row for row in rows if row.top is side):
                count = texts[side, row.masked]
                placed = row.apart and places[side, round(row.baseline / 3)] >= max(2, PLACED_SHARE * len(pages))
                if not (
                    (count >= 2 and (placed or count >= SHARE * len(pages)))
                    or _is_numbered(row, number, placed=placed)
                    or _is_counted(row, index, page.pieces)
                    or (_BROWSER.fullmatch(row.text) and row.apart)
                    or (row.apart and _NUMBER_ALONE.fullmatch(row.text))
                ):
                    break
                dropped.append(row)
            while dropped and dropped[-1].top is side and not dropped[-1].apart and len(page.pieces) > len(rows):
                dropped.pop()
        gone = {id(piece) for row in dropped for piece in row.pieces}
        kept = [piece for piece in page.pieces if id(piece) not in gone]
        printed = number if any(number and number in _NUMBER.findall(row.text) for row in dropped) else ""
        found.append(PageText(kept, [row.text for row in dropped], printed or number or "", offset is not None))
    return found


def _is_numbered(row: _EdgeRow, number: str | None, *, placed: bool) -> bool:
    """Whether a line holds the number of its page and little else."""
    count = len(row.text.split())
    short = count == 1 or (row.apart and count <= (NUMBERED_WORDS if placed else FEW_WORDS))
    return number is not None and short and number in _ends(row.text)


def _is_counted(row: _EdgeRow, index: int, pieces: Sequence[TextPiece]) -> bool:
    """Whether a line of the usual size, alone of its kind, ends in the number of its page as one counts it."""
    usual = row.pieces[0].height <= 1.05 * median(piece.height for piece in pieces) and not row.pieces[0].bold
    return (
        index > 0
        and usual
        and row.apart
        and str(index + 1) in _ends(row.text)
        and len(row.text.split()) <= COUNTED_WORDS
    )


def _edge_rows(pieces: Sequence[TextPiece]) -> list[_EdgeRow]:
    """The first lines of a page from the top down, then the last from the bottom up."""
    rows = list(baselines(pieces))
    found: list[_EdgeRow] = []
    for top, ordered in ((True, rows), (False, rows[::-1])):
        first_note = next((at for at, row in enumerate(ordered) if row[0].mark), EDGE_ROWS)
        for row, following in zip(
            ordered[: min(first_note, EDGE_ROWS)], [*ordered[1 : EDGE_ROWS + 1], None], strict=False
        ):
            text = " ".join(piece.text for piece in row)
            room = abs(row[0].baseline - following[0].baseline) if following else 0.0
            apart = room > GAP * max(row[0].height, following[0].height if following else 0)
            found.append(_EdgeRow(text, _DIGITS.sub("#", text).casefold(), top, row[0].baseline, apart, tuple(row)))
    return found


def _ends(text: str) -> set[str]:
    """The numbers with which a line begins and ends."""
    words = [word for part in text.split() if (word := part.strip("-–—|[]()·•"))]
    # The third from the end is the page of “1 / 3”.
    return {str(int(word)) for word in (*words[:1], *words[-1:], *words[-3:-2]) if _NUMBER.fullmatch(word)}


def _numbering(edges: Sequence[Sequence[_EdgeRow]]) -> int | None:
    """The number printed on the first page, when the numbers at the edges count with the pages; else None."""
    offsets = Counter(
        offset
        for index, rows in enumerate(edges)
        for offset in {int(number) - index for row in rows for number in _ends(row.text)}
    )
    best, count = max(offsets.items(), key=lambda entry: entry[1], default=(0, 0))
    return best if count >= max(2, PLACED_SHARE * len(edges)) else None
