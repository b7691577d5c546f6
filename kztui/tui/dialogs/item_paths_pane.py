"""Draws the paths between two items: side by side where each has room, else one below the other."""

from collections.abc import Sequence
from typing import NamedTuple

from kztui.article.article import Article
from kztui.article.ids import pilcrows
from kztui.article.paths import FoundPaths, ItemPath, Step
from kztui.article.plurals import counted
from kztui.tui.dialogs.fitted_dialog import FittedPane
from kztui.tui.render.cells import cell_width, wrap
from kztui.tui.render.styled_text import Parts, fit, on, parts_width
from kztui.tui.theme import KIND_SIGN
from kztui.tui.widgets.pane import scrollbar_span

NARROWEST, WIDEST = 34, 64
"""The fewest cells in which a path stands beside others, and the most that it takes."""
GAP = 2
LONGEST = 3
"""The most lines that the name of an item takes."""
MARGIN = 1


class _Row(NamedTuple):
    """What the cursor can be on: an item of a path, or the step to the next one."""

    lines: list[Parts]
    first: int
    """The first line of the pane's content that it is drawn on."""


class ItemPathsPane(FittedPane):
    """Has a cursor on one item, or one step, of one path."""

    title = "Path"
    GAPS = ("   ", "  ")

    def __init__(self, article: Article, title: str) -> None:
        super().__init__()
        self.title = title
        self.article = article
        self.remark = ""
        """What was left out, shown above the paths."""
        self.problem: Sequence[str] = ()
        """What to say where there are no paths, a paragraph each."""
        self.paths: tuple[ItemPath, ...] = ()
        self.cursor = (0, 1)
        """The number of a path, and of a row in it: items at even numbers, steps at odd ones."""
        self.top = 0

    def show(self, found: FoundPaths, remark: str, problem: Sequence[str]) -> None:
        """Show other paths, the cursor on the first step of the first."""
        self.paths, self.remark, self.problem = found.paths, remark, problem
        self.cursor, self.top, self.message = (0, 1), 0, ""
        self.redraw()

    @property
    def current(self) -> ItemPath | None:
        """The path that the cursor is on; None where there is none."""
        return self.paths[self.cursor[0]] if self.paths else None

    @property
    def current_step(self) -> Step | None:
        """The step that the cursor is on; None where it is on an item."""
        path, row = self.current, self.cursor[1]
        return path.steps[row // 2] if path and row % 2 else None

    @property
    def current_item(self) -> str:
        """The item that the cursor is on, or to which the step leads; empty where there is none."""
        return self.current.targets[(self.cursor[1] + 1) // 2] if self.current else ""

    def counts(self) -> Parts:
        """The number of paths."""
        count = len(self.paths)
        return [(counted(count, "path") if count else "no path", self.palette.dim)]

    def height_in(self, cells: int) -> int:
        """How many lines all of it takes in a pane that is so many cells wide inside."""
        return len(self._content(cells))

    def scrollbar(self, lines: int) -> tuple[int, int] | None:
        """The scrollbar for the lines of the paths."""
        return scrollbar_span(self.top, self.height_in(self.inner.width), lines)

    def body(self, cells: int, lines: int) -> list[Parts]:
        """The lines from `top` on, moved so that the cursor's are in view."""
        content = self._content(cells)
        if self.paths:
            row = self._rows(cells)[self.cursor[0]][self.cursor[1]]
            first = row.first if self.cursor[1] else 0
            self.top = max(min(self.top, first), row.first + len(row.lines) - lines)
        self.top = max(0, min(self.top, len(content) - lines))
        return content[self.top : self.top + lines]

    # The lines.

    def _columns(self, cells: int) -> int:
        """How many paths stand side by side: all, or one where they have no room."""
        count = max(1, len(self.paths))
        return count if (cells - MARGIN) // count >= NARROWEST + GAP else 1

    def _head(self, cells: int) -> list[Parts]:
        theme, text = self.palette, self.remark
        lines: list[Parts] = [
            [(f" {text[start:end]}", theme.dim)] for start, end in (wrap(text, cells - 2) if text else [])
        ]
        for paragraph in self.problem:
            lines += [[], *([(f" {paragraph[a:b]}", theme.text)] for a, b in wrap(paragraph, cells - 2))]
        return [*lines, []]

    def _rows(self, cells: int) -> list[list[_Row]]:
        """The rows of each path, with the lines that they are drawn on."""
        columns = self._columns(cells)
        width = min(WIDEST, (cells - MARGIN) // columns - GAP)
        begun = len(self._head(cells))
        rows: list[list[_Row]] = []
        for path in self.paths:
            line = begun
            made: list[_Row] = []
            for number in range(2 * len(path.targets) - 1):
                drawn = (
                    self._step(path.steps[number // 2], width)
                    if number % 2
                    else self._item(path.targets[number // 2], width)
                )
                made.append(_Row(drawn, line))
                line += len(drawn)
            rows.append(made)
            begun = line + 1 if columns == 1 else begun
        return rows

    def _content(self, cells: int) -> list[Parts]:
        rows, theme = self._rows(cells), self.palette
        if self._columns(cells) == 1:
            lines = self._head(cells)
            for number, path in enumerate(rows):
                lines += [[]] * bool(number)
                lines += [
                    line
                    for at in range(len(path))
                    for line in self._with_cursor(rows, number, at, min(WIDEST + GAP, cells))
                ]
            return lines
        width = (cells - MARGIN) // len(rows)
        columns = [
            [line for at in range(len(path)) for line in self._with_cursor(rows, number, at, width)]
            for number, path in enumerate(rows)
        ]
        height = max(map(len, columns))
        return [
            *self._head(cells),
            *(
                [part for column in columns for part in fit(column[y] if y < len(column) else [], width, theme.text)]
                for y in range(height)
            ),
        ]

    def _with_cursor(self, rows: list[list[_Row]], path: int, row: int, cells: int) -> list[Parts]:
        """The lines of a row, with the sign and the background of the cursor where it is on them."""
        theme, lines = self.palette, rows[path][row].lines
        if (path, row) != self.cursor:
            return [[(" ", theme.text), *line] for line in lines]
        return [[("▌", theme.accent), *on(fit(line, cells - GAP, theme.text), theme.cursor)] for line in lines]

    def _item(self, target: str, cells: int) -> list[Parts]:
        theme, item = self.palette, self.article.items[target]
        label, number = self.article.label(target), self.article.link_label(target)
        text = label if label == number else f"{number.removeprefix(item.sign)} {label}"
        rows = wrap(text, cells - 2)
        shown = [text[start:end] for start, end in rows[:LONGEST]]
        if len(rows) > LONGEST:
            shown[-1] = f"{shown[-1][: cells - 3]}…"
        signs = [(f"{KIND_SIGN[item.item_kind]} ", theme.kind(item.item_kind)), ("  ", theme.text)]
        return [[signs[min(at, 1)], (line, theme.strong if at == 0 else theme.text)] for at, line in enumerate(shown)]

    def _step(self, step: Step, cells: int) -> list[Parts]:
        theme = self.palette
        paragraphs = pilcrows(step.paragraphs)
        name = f"{step.name} (weak)" if step.is_weak else step.name
        down = ("┆ " if step.is_weak else "│ ", theme.dim)
        rows = wrap(name, cells - 3 - cell_width(paragraphs))
        lines: list[Parts] = [
            [down, (name[start:end], theme.note if step.is_weak else theme.text)] for start, end in rows
        ]
        lines[0] += [
            (" " * (cells - parts_width(lines[0]) - cell_width(paragraphs)), theme.text),
            (paragraphs, theme.dim),
        ]
        return lines

    # The cursor.

    def _move_to(self, path: int, row: int) -> None:
        if self.paths:
            last = 2 * len(self.paths[path].targets) - 2
            self.cursor = (path, max(0, min(row, last)))
            self.message = ""
            self.redraw()

    def move(self, step: int) -> None:
        """Move by rows; where paths stand one below the other, on into the next one."""
        path, row = self.cursor[0], self.cursor[1] + step
        if self.paths and self._columns(self.inner.width) == 1:
            last = 2 * len(self.paths[path].targets) - 2
            if row > last and path + 1 < len(self.paths) and self.cursor[1] == last:
                path, row = path + 1, 0
            elif row < 0 < path and self.cursor[1] == 0:
                path, row = path - 1, 2 * len(self.paths[path - 1].targets) - 2
        self._move_to(path, row)

    def move_to_end(self, last: bool) -> None:
        """Move to the first or the last item of the path."""
        self._move_to(self.cursor[0], 1_000 if last else 0)

    def change_path(self, step: int) -> None:
        """Move to another path, to the same row."""
        if self.paths:
            self._move_to(max(0, min(self.cursor[0] + step, len(self.paths) - 1)), self.cursor[1])

    def action_open(self) -> None:
        """Report that what the cursor is on was opened."""
        if self.paths:
            self.post_message(self.Opened())

    def _at(self, x: int, y: int) -> tuple[int, int] | None:
        """The path and the row at a cell; None where there is none."""
        cells = self.inner.width
        columns, y = self._columns(cells), y + self.top
        for number, rows in enumerate(self._rows(cells)):
            if columns == 1 or x // max(1, (cells - MARGIN) // columns) == number:
                for at, row in enumerate(rows):
                    if row.first <= y < row.first + len(row.lines):
                        return number, at
        return None

    def click(self, x: int, y: int) -> None:
        """Move the cursor to the row at a cell; where it is there already, open it."""
        if (found := self._at(x, y)) is not None:
            again = found == self.cursor
            self._move_to(*found)
            if again:
                self.action_open()
