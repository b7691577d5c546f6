"""Draws what several articles say, row by row: in a column for each article, or as marks of the articles."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.style import Style

from kztui.tui.dialogs.fitted_dialog import FittedPane
from kztui.tui.dialogs.time_column import Dates, TimeColumn, width_in
from kztui.tui.render.cells import cell_width, wrap
from kztui.tui.render.styled_text import Parts, fit, on, parts_width
from kztui.tui.widgets.pane import scrollbar_span

NARROWEST, WIDEST = 24, 48
"""The fewest and the most cells of an article's column."""
LABEL, DATE = 20, 28
"""Cells of the labels of rows, and of dates, beside what articles say."""
NARROW = 64
"""Below so many cells labels and dates stand above what articles say."""
LONGEST = 4
"""The most lines that one statement takes."""


class TableMark(NamedTuple):
    """What one article says in a row."""

    address: str
    column: int
    """The number of the article."""
    text: str
    place: str
    """The paragraphs."""
    below: str = ""
    """Date and source."""


class TableRow(NamedTuple):
    """One thing, and what each article says of it."""

    label: str
    marks: tuple[TableMark, ...]
    date: str = ""
    dates: Dates = ()
    """Its EDTF dates, where the rows are shown in time."""


Owner = tuple[int, int] | None
"""The number of a row and of a mark in it, whose place a piece of a line is."""
Line = list[tuple[Owner, Parts]]


class LibraryTablePane(FittedPane):
    """Has a cursor on one mark of a row. Without `columns` marks name their articles, and stand beside one another."""

    title = "Compare"

    def __init__(self, title: str, columns: Sequence[str], rows: Sequence[TableRow], start: int = 0) -> None:
        super().__init__()
        self.title = title
        self.columns, self.rows = tuple(columns), tuple(rows)
        self._time = TimeColumn(row.dates for row in self.rows)
        self.cursor = (start, 0)
        self.top = 0
        self._first_column = 0
        self._laid: tuple[tuple[int, int], list[Line]] = ((-1, 0), [])
        """The lines for a width and a first column."""

    @property
    def current(self) -> TableMark | None:
        """The mark under the cursor; None without rows."""
        return self.rows[self.cursor[0]].marks[self.cursor[1]] if self.rows else None

    def counts(self) -> Parts:
        """The row of the cursor, of how many; which columns are in view, where not all are."""
        count, shown = len(self.columns), self._shown(self.inner.width)
        articles = (
            f"articles {self._first_column + 1}–{self._first_column + shown} of {count} · " if shown < count else ""
        )
        return [(f"{articles}{min(self.cursor[0] + 1, len(self.rows)):,} of {len(self.rows):,}", self.palette.dim)]

    def height_in(self, cells: int) -> int:
        """How many lines all of it takes in a pane that is so many cells wide inside."""
        return len(self._lines(cells)) + len(self._head(cells))

    def scrollbar(self, lines: int) -> tuple[int, int] | None:
        """The scrollbar for the lines of the rows."""
        head = len(self._head(self.inner.width))
        span = scrollbar_span(self.top, len(self._lines(self.inner.width)), lines - head)
        return (span[0] + head, span[1]) if span else None

    def body(self, cells: int, lines: int) -> list[Parts]:
        """The articles, where these are columns, and the lines from `top` on, moved so that the cursor is in view."""
        head, content = self._head(cells), self._lines(cells)
        room = max(1, lines - len(head))
        own = [number for number, line in enumerate(content) if any(owner == self.cursor for owner, _ in line)]
        if own:
            above = 1 if cells < NARROW and own[0] else 0  # the label of the row
            self.top = max(min(self.top, own[0] - above), own[-1] + 1 - room)
        self.top = max(0, min(self.top, len(content) - room))
        return [*head, *(self._with_cursor(line) for line in content[self.top : self.top + room])]

    # The lines.

    def _time_width(self, cells: int) -> int:
        return 0 if self._time.is_empty else width_in(cells)

    def _label_width(self, cells: int) -> int:
        wide = LABEL if self.columns else DATE
        return wide if cells >= NARROW else 0

    def _shown(self, cells: int) -> int:
        """How many columns have room."""
        return max(1, min(len(self.columns), (cells - self._label_width(cells)) // NARROWEST))

    def _width(self, cells: int) -> int:
        return min(WIDEST, (cells - self._label_width(cells)) // self._shown(cells))

    def _head(self, cells: int) -> list[Parts]:
        """The names of the articles in view, above their columns."""
        if not self.columns:
            wide = self._time_width(cells)
            return [[*self._time.head(wide, self.palette), (" " * (cells - wide), self.palette.text)]] if wide else []
        theme, shown, mark = self.palette, self._shown(cells), self.current
        column = mark.column if mark else 0
        self._first_column = max(min(self._first_column, column), column - shown + 1)
        line: Parts = [(" " * self._label_width(cells), theme.text)]
        for name in self.columns[self._first_column :][:shown]:
            line += [*fit([(f" {name}", theme.strong)], self._width(cells) - 1, theme.text), (" ", theme.text)]
        return [line, []]

    def _lines(self, cells: int) -> list[Line]:
        known = (cells, self._first_column)
        if self._laid[0] != known:
            draw = self._grid_row if self.columns else self._marks_row
            self._laid = known, [line for number in range(len(self.rows)) for line in draw(number, cells)]
        return self._laid[1]

    def _with_cursor(self, line: Line) -> Parts:
        theme = self.palette
        parts: Parts = []
        for owner, piece in line:
            here = owner is not None and owner == self.cursor
            sign: Parts = [("▌" if here else " ", theme.accent)] if owner else []
            parts += [*sign, *(on(piece, theme.cursor) if here else piece)]
        return parts

    def _grid_row(self, number: int, cells: int) -> list[Line]:
        """A row with a column for each article in view; what no article says is a dash."""
        theme, row, width = self.palette, self.rows[number], self._width(cells)
        label, columns = self._label_width(cells), []
        for column in range(self._first_column, self._first_column + self._shown(cells)):
            own: Line = []
            for at, mark in enumerate(row.marks):
                if mark.column == column:
                    own += [((number, at), parts) for parts in self._statement(mark, width - 2)]
            columns.append(own or [(None, fit([(" —", theme.dim)], width - 1, theme.text))])
        lines: list[Line] = [] if label else [[(None, [(f" {row.label}", theme.dim)])]]
        shown = wrap(row.label, label - 2)[:LONGEST] if label else []
        for y in range(max(len(shown), *map(len, columns))):
            name = row.label[slice(*shown[y])] if y < len(shown) else ""
            line: Line = [(None, fit([(f" {name}", theme.dim)], label, theme.text))] if label else []
            for own in columns:
                line += [
                    own[y] if y < len(own) else (None, [(" " * (width - 1), theme.text)]),
                    (None, [(" ", theme.text)]),
                ]
            lines.append(line)
        return [*lines, []]

    def _statement(self, mark: TableMark, cells: int) -> list[Parts]:
        """What an article says, with the paragraph at the right end, and date and source below."""
        theme, place = self.palette, cell_width(mark.place)
        rows = wrap(mark.text, max(8, cells - place - 1))
        texts = [mark.text[start:end] for start, end in rows[:LONGEST]]
        if len(rows) > LONGEST:
            texts[-1] = f"{texts[-1][: cells - place - 2]}…"
        lines: list[Parts] = [fit([(text, theme.text)], cells, theme.text) for text in texts]
        lines[0] = [*fit([(texts[0], theme.text)], cells - place, theme.text), (mark.place, theme.dim)]
        below = [mark.below[start:end] for start, end in wrap(mark.below, cells)[:LONGEST]] if mark.below else []
        return lines + [fit([(text, theme.dim)], cells, theme.text) for text in below]

    def _marks_row(self, number: int, cells: int) -> list[Line]:
        """A row with its date and label, and a mark for each article, at the right end where they fit, else below."""
        theme, row, wide = self.palette, self.rows[number], self._time_width(cells)
        time: Line = [(None, self._time.row(row.dates, wide, theme))] if wide else []
        cells -= wide
        label = self._label_width(cells)
        pieces: Line = [((number, at), self._mark(mark, cells + wide - label - 4)) for at, mark in enumerate(row.marks)]
        name: Parts = [(row.label, theme.strong if len(row.marks) > 1 else theme.text)]
        date: Parts = (
            fit([(f" {row.date}", theme.dim)], label, theme.text) if label else [(f" {row.date}  ", theme.dim)]
        )
        taken = sum(parts_width(parts) + 2 for _, parts in pieces)
        room = cells - parts_width(date) - taken
        if room >= min(parts_width(name), LABEL) + 1:
            return [[*time, (None, [*date, *fit(name, room, theme.text)]), *_spaced(pieces, theme.text)]]
        lines: list[Line] = [[*time, (None, fit([*date, *name], cells, theme.text))]]
        indent = wide + (label or 1)
        if any(indent + 1 + parts_width(parts) > cells + wide for _, parts in pieces):
            indent = 2
        line: Line = []
        for piece in _spaced(pieces, theme.text):
            if not line or sum(parts_width(each[1]) + 1 for each in (*line, piece)) > cells + wide:
                line = [(None, [(" " * indent, theme.text)])]
                lines.append(line)
            line.append(piece)
        return lines

    def _mark(self, mark: TableMark, cells: int) -> Parts:
        theme = self.palette
        parts: Parts = [(mark.text, theme.kind("event")), (f" {mark.place}" if mark.place else "", theme.dim)]
        parts += [(f" · {mark.below}", theme.dim)] if mark.below else []
        return fit(parts, cells, theme.text) if parts_width(parts) > cells else parts

    # The cursor.

    def _move_to(self, row: int, mark: int) -> None:
        self.cursor = (row, mark)
        self.redraw()

    def move(self, step: int) -> None:
        """Move to the rows below or above: in a column to what its article says there, else to the first mark."""
        if not self.rows:
            return
        if not self.columns:
            self._move_to(max(0, min(self.cursor[0] + step, len(self.rows) - 1)), 0)
            return
        column = self.rows[self.cursor[0]].marks[self.cursor[1]].column
        stops = self._stops(column)
        at = stops.index(self.cursor) + step
        self._move_to(*stops[max(0, min(at, len(stops) - 1))])

    def _stops(self, column: int) -> list[tuple[int, int]]:
        return [
            (row, at)
            for row, each in enumerate(self.rows)
            for at, mark in enumerate(each.marks)
            if mark.column == column
        ]

    def move_to_end(self, last: bool) -> None:
        """Move to the first or the last row."""
        self.move(len(self.rows) * 100 * (1 if last else -1))

    def change_article(self, step: int) -> None:
        """Move to the mark of another article: in the same row, or what that article says nearest to it."""
        if not self.rows:
            return
        row, at = self.cursor
        if not self.columns:
            self._move_to(row, max(0, min(at + step, len(self.rows[row].marks) - 1)))
            return
        column = self.rows[row].marks[at].column + step
        while 0 <= column < len(self.columns):
            if stops := self._stops(column):
                self._move_to(*min(stops, key=lambda stop: abs(stop[0] - row)))
                return
            column += step

    def action_open(self) -> None:
        """Report that what the cursor is on was opened."""
        if self.rows:
            self.post_message(self.Opened())

    def click(self, x: int, y: int) -> None:
        """Move the cursor to the mark at a cell; where it is there already, open it."""
        cells = self.inner.width
        number = y - len(self._head(cells)) + self.top
        lines = self._lines(cells)
        left = 0
        for owner, parts in lines[number] if 0 <= number < len(lines) and y >= len(self._head(cells)) else []:
            width = parts_width(parts) + (owner is not None)
            if owner is not None and left <= x < left + width:
                again = owner == self.cursor
                self._move_to(*owner)
                if again:
                    self.action_open()
                return
            left += width


def _spaced(pieces: Line, style: Style) -> Line:
    """The pieces, each followed by a blank."""
    return [(owner, [*parts, (" ", style)]) for owner, parts in pieces]
