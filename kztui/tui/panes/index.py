"""The index panes: rows of items under their headings, one cursor, marks for what is linked, and filtering.

All of them are one class: each kind declares what its rows show and by what they are grouped.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice

from kztui.article.article import Article
from kztui.article.kinds.item import Item
from kztui.tui.commands import bindings
from kztui.tui.render.cells import cell_width
from kztui.tui.render.styled_text import Parts, both_ends, on
from kztui.tui.view_state import Jump, Regroup, Select
from kztui.tui.widgets.pane import scrollbar_span, skip_headings
from kztui.tui.widgets.rows import MOST_LINES, RowsPane, RowWriter, taller_rows

EDGE = 4
"""The cells of a row before and behind what is written in it."""


class IndexPane(RowsPane):
    """Lists the items of one kind. A row is a target, or a heading where it begins with `#`."""

    BINDINGS = bindings("claims")

    def __init__(self, kind: type[Item], article: Article) -> None:
        super().__init__(kind.plural)
        self.number, self.title = kind.index_key, kind.plural.capitalize()
        self.article = article
        self.kind = kind
        self.grouping = next(iter(kind.index_groupings), "")
        self.cursor = 0
        self.top = 0
        self._listed: frozenset[str] | None = None
        self._rows: Sequence[str] = self.targets
        self._linked: tuple[frozenset[str], int] = (frozenset(), 0)
        self._taller: dict[int, int] = {}
        """The rows of more than a line, for which there are lines to spare, each with its lines."""
        self._taller_for: tuple[object, ...] = ()
        self._skip_headings(0, 1)

    def set_article(self, article: Article) -> None:
        """Show the same items as another version of the article has them."""
        self.article = article
        self.__dict__.pop("writer", None)
        self.make_room()
        self.redraw()

    @cached_property
    def targets(self) -> Sequence[str]:
        """All rows: targets, and headings as `#` with the heading."""
        rows: list[str] = []
        for group, items in self.article.grouped(self.kind, self.grouping).items():
            rows += [f"#{group}"] * bool(group) + [item.id for item in items]
        return rows

    @cached_property
    def writer(self) -> RowWriter:
        """What writes the rows of the article and grouping that are shown."""
        return RowWriter(self.article, self.kind, self.grouping, _items(self.targets))

    def row_of(self, target: str) -> str:
        """The row of this pane that shows where `target` is: for a paragraph that it does not list, its section's."""
        section = self.article.section_around(target)
        return section.id if section and target not in self._positions else target

    @cached_property
    def total(self) -> int:
        """How many items the pane lists without a filter."""
        return len(_items(self.targets))

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {target: index for index, target in enumerate(self._rows)}

    def follow(self) -> None:
        """Apply the view's filter, and move the cursor to the row that shows the selected item, if there is one."""
        view = self.view
        if view is None:
            return
        if view.grouping != self.grouping and view.grouping in self.kind.index_groupings:
            self.grouping = view.grouping
            for found in ("targets", "writer"):
                self.__dict__.pop(found, None)
            self._filter(view.listed)
        if view.listed != self._listed:
            self._filter(view.listed)
        self.cursor = self._positions.get(self.row_of(view.selected), self.cursor)
        self.make_room()

    def count_rows(self, listed: frozenset[str] | None) -> int:
        """The number of rows where only these targets are listed; None for all."""
        return len(self._rows if listed == self._listed else self._rows_of(listed))

    def _rows_of(self, listed: frozenset[str] | None) -> Sequence[str]:
        if listed is None:
            return self.targets
        rows: list[str] = []
        for row in reversed(self.targets):
            # A heading is listed only above an item, which was added just before it.
            if (rows and not _is_heading(rows[-1])) if _is_heading(row) else row in listed:
                rows.append(row)
        return rows[::-1]

    def _filter(self, listed: frozenset[str] | None) -> None:
        self._listed = listed
        here = self.current()
        self._rows = self._rows_of(listed)
        self.__dict__.pop("_positions", None)
        self._skip_headings(self._positions.get(here, 0), 1)

    def make_room(self) -> None:
        """Scroll so that the row under the cursor is in view."""
        self._find_taller()
        lines = self._window
        margin = min(2, (lines - 1) // 2)
        top = self.top
        if self.cursor - margin < top:
            top = self.cursor - margin
        elif self.cursor + margin >= top + lines:
            top = self.cursor + margin - lines + 1
        self.top = max(0, min(top, len(self._rows) - lines))

    def _find_taller(self) -> None:
        """Find the rows that are to be taller, anew where that depends on something else than before."""
        lines, cells = self.inner.height, self.inner.width - EDGE
        state = (self._rows, self.writer, lines, cells)
        if state == self._taller_for:
            return
        self._taller_for, self._taller = state, {}
        if len(self._rows) < lines:
            more = (self._lines_of(row, MOST_LINES) - 1 for row in self._rows)
            self._taller = taller_rows(more, lines - len(self._rows))

    def _lines_of(self, row: str, most: int) -> int:
        return 1 if _is_heading(row) else len(self.writer.texts(row, self.inner.width - EDGE, most).label)

    def _height(self, index: int) -> int:
        """The lines of a row. That under the cursor is whole, where the pane is in use."""
        if index == self.cursor and self.has_focus and self._rows:
            return self._lines_of(self._rows[index], min(MOST_LINES, max(1, self.inner.height - 1)))
        return self._taller.get(index, 1)

    @property
    def _window(self) -> int:
        """How many rows are in view, at least."""
        more = sum(lines - 1 for row, lines in self._taller.items() if row != self.cursor)
        return max(1, self.inner.height - more - self._height(self.cursor) + 1)

    def _skip_headings(self, row: int, direction: int) -> None:
        """Move the cursor to the item nearest to `row`, past headings in `direction` (1 or -1)."""
        self.cursor = skip_headings(row, direction, len(self._rows), lambda at: _is_heading(self._rows[at]))

    def counts(self) -> Parts:
        """How many items are listed or linked, of how many."""
        return self._counts(f" of {self.total}")

    def short_counts(self) -> Parts:
        """The same without the total."""
        return self._counts("")

    def _counts(self, of: str) -> Parts:
        """How many rows are listed, or linked to the selection, with `of` behind where that is not all."""
        view, theme = self.current_view, self.palette
        if view.linked is not self._linked[0]:
            self._linked = (view.linked, sum(1 for target in view.linked if target in self._listable))
        if view.listed is not None:
            return [(f"{len(_items(self._rows))}{of}", theme.dim)]
        if linked := self._linked[1]:
            return [(f"{linked}{of} ", theme.dim), ("●", theme.mark)]
        return [(str(self.total), theme.dim)]

    @cached_property
    def _listable(self) -> frozenset[str]:
        return frozenset(self.targets)

    def scrollbar(self, lines: int) -> tuple[int, int] | None:
        """The scrollbar for the rows."""
        rows, window = len(self._rows), self._window
        return scrollbar_span(self.top, rows + lines - window, lines, rows - window)

    def body(self, cells: int, lines: int) -> list[Parts]:
        """The rows from `top` on, or that there are none."""
        if not self._rows:
            return [[("  none linked" if self._listed is not None else "  none", self.palette.dim)]]
        rows = range(self.top, min(self.top + lines, len(self._rows)))
        return list(islice((line for index in rows for line in self._draw_row(index, cells)), lines))

    def _draw_row(self, index: int, cells: int) -> list[Parts]:
        """The lines of a row, with the cursor where it is on it."""
        theme, target = self.palette, self._rows[index]
        if _is_heading(target):
            return [[(f" {target[1:]}", theme.dim)]]
        lines = self._written(index, cells)
        if index != self.cursor:
            return [[(" ", theme.text), *line] for line in lines]
        if self.has_focus:
            return [[("▌", theme.accent), *on(line, theme.cursor)] for line in lines]
        if target == self.row_of(self.current_view.selected):
            return [[("▏", theme.accent), *on(line, theme.unfocused_cursor)] for line in lines]
        # The cursor is on another item than the selected one, and must not look like the selection.
        return [[("▏", theme.frame), *line] for line in lines]

    def _written(self, index: int, cells: int) -> list[Parts]:
        theme, target = self.palette, self._rows[index]
        row = self.writer.texts(target, cells - EDGE, self._height(index))
        style = theme.note if self.article.items[target].index_style == "note" else theme.text
        left: list[Parts] = [[(" " * cell_width(f"  {row.lead}"), theme.text), (text, style)] for text in row.label]
        left[0] = [(self._marker(target), theme.mark), (row.lead, theme.dim), (row.label[0], style)]
        left[-1].append((row.signs, theme.note))
        right: list[Parts] = [[(f"{row.remark} ", theme.dim)] if row.remark else [], *[[]] * (len(left) - 1)]
        return [both_ends(*ends, cells - 1, theme.text) for ends in zip(left, right, strict=True)]

    def _marker(self, target: str) -> str:
        view = self.current_view
        if target in view.marks:
            return "✓ "
        if target in view.linked:
            return "● "
        return "◂ " if target in view.bookmarks else "  "

    def move(self, step: int) -> None:
        """Select the item `step` rows further on, or the next one after a heading."""
        self._move_to(self.cursor + step, 1 if step > 0 else -1)

    def move_to_end(self, last: bool) -> None:
        """Select the first or the last item."""
        self._move_to(len(self._rows) - 1 if last else 0, -1 if last else 1)

    def _move_to(self, row: int, direction: int) -> None:
        if not self._rows:
            return
        before = self.cursor
        self._skip_headings(row, direction)
        if self.cursor != before or (self.view and self.view.selected != self._rows[self.cursor]):
            self.post_message(Select(self._rows[self.cursor]))

    def can(self, command: str) -> bool:
        """Nothing can be opened where nothing is listed."""
        return command != "open" or bool(self._rows)

    def action_open(self) -> None:
        """Go to the item under the cursor."""
        if self._rows:
            self.post_message(Jump(self._rows[self.cursor]))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action can do anything here: there must be another grouping to group by it."""
        return action != "regroup" or len(self.kind.index_groupings) > 1

    def action_regroup(self) -> None:
        """Group the items by the next of their groupings."""
        groupings = self.kind.index_groupings
        self.post_message(Regroup(groupings[(groupings.index(self.grouping) + 1) % len(groupings)]))

    def click_row(self, row: int) -> None:
        """Select the item of a row; where it is the selected one, go to it."""
        if target := next(iter(_items(self._rows[row : row + 1])), ""):
            again = row == self.cursor and self.view is not None and self.view.selected == target
            self.cursor = row
            self.post_message((Jump if again else Select)(target))

    def link_at(self, x: int, y: int) -> str:
        """The item at line `y`; empty for a heading and below the last row."""
        row = self.row_at(y)
        return next(iter(_items(self._rows[row : row + 1])), "")

    def row_at(self, y: int) -> int:
        """The row at line `y`; behind the last one where there is none."""
        row = self.top
        while row < len(self._rows) and y >= (height := self._height(row)):
            row, y = row + 1, y - height
        return row

    def current(self) -> str:
        """The target under the cursor; empty where there is none."""
        return self._rows[self.cursor] if self._rows else ""


def _is_heading(row: str) -> bool:
    return row.startswith("#")


def _items(rows: Iterable[str]) -> list[str]:
    return [row for row in rows if not _is_heading(row)]
