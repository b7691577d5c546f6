"""A page wrapped to a width: which text is on which line, lazily, block by block, and how to move from line to line."""

from typing import NamedTuple

from msgspec import Struct

from kztui.tui.render.cells import cell_width, crop_parts, fitting_length, wrap
from kztui.tui.render.page import ROW_LABELS, Block, Page

MARGIN = 6
"""Width of the left margin, for a paragraph's number and the bar of the current one, in cells."""
MEASURE = 76
"""The longest a line of prose gets, in cells: what is easy to read."""
ONE_LINE = ("entry", "names")
"""The blocks that are cut rather than wrapped."""
GAP = 2
"""The blanks between the text of such a block and its remark."""
SEAM = " │ "
"""The separator between paraphrase and original."""
BELOW = -2
"""Where the original stands beneath the paraphrase, the start of its lines, which have none of that."""
BEFORE_ORIGINAL = "┆ "
"""What precedes the original's words there."""
BESIDE = 96
"""From this width on the original is beside the paraphrase, else beneath it."""
RUN_IN = 36
"""Below this width a row's label is part of its first line: there is no room for a column of labels."""


class WrappedLine(Struct, frozen=True):
    """A line of a block: `text[start:end]`; a blank line above the block where `start` is -1."""

    start: int
    end: int
    aside: tuple[int, int] | None = None
    """The span of the original that is beside this line, or beneath the paraphrase where `start` is `BELOW`."""
    is_cut: bool = False
    """Whether the block's text goes on, with no line for the rest of it."""


class Position(NamedTuple):
    """A line of a page: the index of a block, and of a line in it."""

    block: int
    line: int


def margin_of(lines: int) -> int:
    """How many lines are kept in view above and below the cursor."""
    return min(lines // 3, 8)


class WrappedPage:
    """A page at one width. A block is wrapped when one of its lines is first asked for."""

    def __init__(self, page: Page, cells: int, measure: int = MEASURE) -> None:
        self.page = page
        self.cells = cells
        self._lines: dict[int, list[WrappedLine]] = {}
        self.beside = page.has_asides and cells >= BESIDE
        self.measure = max(8, min(cells - MARGIN - 1, measure))
        room = cells - MARGIN - len(SEAM) - 1
        self.aside_measure = max(8, min(room // 2, measure) if self.beside else self.measure - 2)
        width = 2 * self.aside_measure + len(SEAM) if self.beside else self.measure
        self.left = max(0, (cells - MARGIN - width) // 2 - 1)

    @property
    def aside_left(self) -> int:
        """How many cells are before the original where it stands beside the paraphrase."""
        return self.left + MARGIN + self.aside_measure + len(SEAM)

    def width_of(self, block: Block) -> int:
        """The width to which a block's own text is wrapped, in cells."""
        if block.aside and self.beside:
            return self.aside_measure
        if block.block_type == "row" and self.measure >= RUN_IN:
            return max(8, self.measure - ROW_LABELS)
        return max(8, (self.aside_measure if self.beside else self.measure) - len(block.form.sign))

    def indent(self, position: Position) -> int:
        """How many cells are between `left` and the text of a line."""
        block = self.page[position.block]
        if block.block_type == "row":
            return self._indent(block, self.is_first(position))
        return MARGIN + len(block.form.sign)

    def _indent(self, block: Block, first: bool) -> int:
        if self.measure >= RUN_IN:
            return MARGIN + ROW_LABELS
        return max(MARGIN, min(cell_width(block.label) + 3, self.measure)) if first and block.label else MARGIN

    def is_first(self, position: Position) -> bool:
        """Whether it is the block's first line with words, or its label's."""
        return position.line == min(self.page[position.block].space, len(self.lines(position.block)) - 1)

    def lines(self, index: int) -> list[WrappedLine]:
        """The lines of a block, its blank ones above included."""
        found = self._lines.get(index)
        if found is None:
            if len(self._lines) > 4000:
                self._lines.clear()
            found = self._lines[index] = self._wrap(self.page[index])
        return found

    def remark(self, block: Block) -> str:
        """The remark behind a block of one line: as much of it as fits, at least in two fifths of the line."""
        cells = self.width_of(block)
        return crop_parts(block.remark, max(cells * 2 // 5, cells - cell_width(block.text) - GAP))

    def _one_line(self, block: Block) -> WrappedLine:
        """The block's text on one line, cut where its remark leaves no room; names have theirs only where they are."""
        cells, size = self.width_of(block), cell_width(block.text)
        beside = GAP + cell_width(self.remark(block)) if block.remark else 0
        room = cells - beside
        if size <= (room if block.block_type == "entry" else cells):
            return WrappedLine(0, len(block.text))
        end = fitting_length(block.text, room - 1)
        return WrappedLine(0, len(block.text[:end].rstrip(" ·")), is_cut=True)

    def _wrap(self, block: Block) -> list[WrappedLine]:
        if block.block_type in ONE_LINE:
            return [WrappedLine(-1, -1)] * block.space + [self._one_line(block)]
        run_in = block.block_type == "row" and self.measure < RUN_IN
        own = wrap(block.text, self.width_of(block), self._indent(block, first=True) - MARGIN if run_in else 0)
        lines = [WrappedLine(-1, -1)] * block.space
        if len(own) > 1 and own[0][0] == own[0][1]:
            # The label has this line to itself.
            lines.append(WrappedLine(-1, -1))
            del own[0]
        if not block.aside:
            return lines + [WrappedLine(start, end) for start, end in own]
        other = wrap(block.aside, self.aside_measure)
        if not self.beside:
            return lines + [WrappedLine(*line) for line in own] + [WrappedLine(BELOW, BELOW, line) for line in other]
        for index in range(max(len(own), len(other))):
            start, end = own[index] if index < len(own) else (len(block.text), len(block.text))
            lines.append(WrappedLine(start, end, other[index] if index < len(other) else None))
        return lines

    def step(self, position: Position, by: int) -> Position:
        """The position `by` lines further on (back, if negative), at most the first or the last line of the page."""
        block, line = position
        line += by
        while line < 0 and block > 0:
            block -= 1
            line += len(self.lines(block))
        while block < len(self.page) - 1 and line >= (size := len(self.lines(block))):
            block += 1
            line -= size
        return Position(block, max(0, min(line, len(self.lines(block)) - 1)))

    def distance(self, first: Position, last: Position, limit: int) -> int:
        """How many lines `last` is below `first`, counted no further than `limit`."""
        if last < first:
            return -self.distance(last, first, limit)
        count = last.line - first.line
        block = first.block
        while block < last.block and count < limit + last.line:
            count += len(self.lines(block))
            block += 1
        return min(count, limit)

    def scrolled(self, top: Position, cursor: Position, lines: int, by: int) -> tuple[Position, Position]:
        """A viewport of `lines` lines scrolled by `by`: its first line, and the cursor, moved as little as possible."""
        last = max(Position(0, 0), self.step(self.end(), 1 - lines))
        scrolled = min(self.step(top, by), last)
        if scrolled == top:
            return top, self.step(cursor, by)
        margin = margin_of(lines)
        return scrolled, min(max(cursor, self.step(scrolled, margin)), self.step(scrolled, lines - 1 - margin))

    def in_view(self, top: Position, cursor: Position, lines: int) -> Position:
        """The first line of a viewport of `lines` lines that has the cursor in it, as near to `top` as possible."""
        margin = margin_of(lines)
        down = self.distance(top, cursor, 3 * lines)
        if down < margin:
            top = self.step(cursor, -margin)
        elif down >= lines - margin:
            top = self.step(cursor, margin + 1 - lines)
        return min(top, self.step(self.end(), 1 - lines))

    def first_text(self, index: int) -> Position:
        """The first line of a block that has words on it."""
        return Position(index, min(self.page[index].space, len(self.lines(index)) - 1))

    def end(self) -> Position:
        last = len(self.page) - 1
        return Position(last, len(self.lines(last)) - 1)

    def position_at(self, index: int, offset: int) -> Position:
        """The line of a block that holds the character at `offset`, as `offset` counts them."""
        if offset < 0:
            return Position(index, 0)
        lines = self.lines(index)
        beyond = offset - len(self.page[index].text) - 1
        for number, line in enumerate(lines):
            if 0 <= line.start <= offset < max(line.end, line.start + 1):
                return Position(index, number)
            if line.aside and beyond >= 0 and line.aside[0] <= beyond < max(line.aside[1], line.aside[0] + 1):
                return Position(index, number)
        return self.first_text(index) if offset == 0 else Position(index, len(lines) - 1)

    def offset(self, position: Position) -> int:
        """The offset in its block's text at which a line begins: what stays the same when the width changes.

        A blank line above is at -1; the original's characters are counted on from the end of the block's text.
        """
        lines = self.lines(min(position.block, len(self.page) - 1))
        line = lines[min(position.line, len(lines) - 1)]
        own = len(self.page[position.block].text)
        if line.aside and (line.start < 0 or line.start >= own):
            return own + 1 + line.aside[0]
        return line.start
