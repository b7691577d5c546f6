"""The lines of a PDF in reading order, with the edges they keep to, and its footnotes taken out of the running text."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from kztui.importing.labels import label_pattern
from kztui.importing.pdf.columns import JUSTIFIED_SHARE, Column, join_pieces
from kztui.importing.pdf.lines import TextPiece

SMALL = 0.93
"""Text of at most so many times the usual height is set apart, as footnotes are."""
NOTE_GAP = 1.3
"""Footnotes are at least so many lines away from the text."""

CAPTION = re.compile(rf"^(?:{label_pattern('caption')})\s*(?:\d+|[ivx]+\b)?\s*[:.–—-]\s", re.IGNORECASE)
NOTE_MARK = re.compile(r"^(?:\[\d{1,3}\]|\d{1,3}[).]?|[*†‡§¶]+)\s*(?=\D)")
_SENTENCE_END = re.compile(r"[.!?…。！？:;؟।۔][\"'”’»)\]]*$")


class PageColumns(NamedTuple):
    """A page in reading order, and its number as printed or counted."""

    number: str
    columns: list[Column]


class Line(NamedTuple):
    """A line of running text, or a row of a table, in its column and on its page."""

    piece: TextPiece
    left: float
    right: float
    page: str
    sheet: int
    """Which page of the file it is on, from 0; numbers of pages may begin anew."""
    cells: tuple[str, ...] = ()
    first: bool = False
    """Whether its column begins with it."""
    justified: bool = False
    """Whether the lines of its column end at its edge, but for the last of each paragraph."""
    inset: bool = False
    """Whether it is in a run of lines that is indented on both sides, whose edges `left` and `right` then are."""

    @property
    def room(self) -> float:
        """How much of its column is blank after it."""
        return self.right - self.piece.right

    @property
    def width(self) -> float:
        """How wide its column is."""
        return self.right - self.left

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_SENTENCE_END.search(self.piece.text))


Group = list[Line]
"""The lines of one paragraph, heading, footnote …; a row of a table is one line."""


class Measure(NamedTuple):
    """The usual height of the text, and the usual distance between its baselines as a multiple of the height."""

    height: float
    leading: float


def measure_text(pages: Sequence[PageColumns]) -> Measure:
    """The most usual height, by characters, and the median distance between two lines of that height."""
    heights: Counter[float] = Counter()
    columns = [column.rows for page in pages for column in page.columns]
    for row in (row for rows in columns for row in rows):
        for piece in row:
            heights[round(piece.height * 2) / 2] += len(piece.text)
    height = heights.most_common(1)[0][0] if heights else 12.0
    steps = [
        (above[0].baseline - below[0].baseline) / height
        for rows in columns
        for above, below in pairwise(rows)
        if all(abs(row[0].height - height) <= 0.5 for row in (above, below))
    ]
    near = [step for step in steps if 0.8 <= step <= 2.5]
    return Measure(height, median(near) if near else 1.2)


def split_notes(pages: Iterable[PageColumns], measure: Measure) -> tuple[list[Line], list[Group]]:
    """The lines of the running text, and the footnotes; a footnote may go on over pages."""
    running: list[Line] = []
    notes: list[Group] = []
    for sheet, page in enumerate(pages):
        for column in page.columns:
            lines = _lines(column, page.number, sheet)
            first = _first_note(lines, measure, continued=bool(notes) and not notes[-1][-1].ends_sentence)
            running += lines[:first]
            for line in lines[first:]:
                if not notes or _begins_note(line.piece) or (line is lines[first] and notes[-1][-1].ends_sentence):
                    notes.append([])
                notes[-1].append(line)
    return running, notes


def _lines(column: Column, page: str, sheet: int) -> list[Line]:
    edge, justified = _edge([row[-1].right for row in column.rows])
    lines = [
        Line(
            join_pieces(row),
            column.left,
            edge if justified else column.right,
            page,
            sheet,
            tuple(piece.text for piece in row) if len(row) > 1 else (),
            first=at == 0,
            justified=justified,
        )
        for at, row in enumerate(column.rows)
    ]
    return [line for run in _insets(lines) for line in _inset(run)]


def _edge(ends: Sequence[float]) -> tuple[float, bool]:
    """Where lines end, and whether most of them end there, as in a justified column."""
    edge = sorted(ends)[len(ends) // 2]
    return edge, len(ends) >= 5 and sum(abs(end - edge) < 1.5 for end in ends) > JUSTIFIED_SHARE * len(ends)


def _insets(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines in runs that begin at one distance from the edge of their column."""
    run: list[Line] = []
    for line in lines:
        if run and (abs(line.piece.left - run[-1].piece.left) > 0.3 * line.piece.height or line.cells or run[-1].cells):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _inset(run: list[Line]) -> list[Line]:
    """A run with its own edges, when it is indented on both sides; else as it is."""
    first = run[0]
    edge, justified = _edge([line.piece.right for line in run])
    end = edge if justified else max(line.piece.right for line in run)
    indent = first.piece.left - first.left
    if len(run) < 2 or min(indent, first.right - end) < first.piece.height:
        return run
    return [line._replace(left=first.piece.left, right=end, justified=justified, inset=True) for line in run]


def _first_note(lines: Sequence[Line], measure: Measure, *, continued: bool) -> int:
    """At which line the footnotes at the foot of a column begin; the number of lines when there are none.

    They are smaller than the text. The first has a mark, or stands apart from the text, or goes on where the last page
    ended.
    """
    first = len(lines)
    while first and lines[first - 1].piece.height <= SMALL * measure.height and not lines[first - 1].cells:
        first -= 1
    if first == len(lines) or (continued and first) or _begins_note(lines[first].piece):
        return first
    if first and not CAPTION.match(lines[first].piece.text):
        step = lines[first - 1].piece.baseline - lines[first].piece.baseline
        if step > NOTE_GAP * measure.leading * measure.height:
            return first
    return next((at for at in range(first, len(lines)) if _begins_note(lines[at].piece)), len(lines))


def _begins_note(piece: TextPiece) -> bool:
    return bool(piece.mark) or bool(NOTE_MARK.match(piece.text))
