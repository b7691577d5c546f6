"""The index panes: rows of items under their headings, one cursor, marks for what is linked, and filtering.

All of them are one class: each kind declares what its rows show and by what they are grouped.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property

from kztui.article.article import Article
from kztui.article.kinds.item import Item
from kztui.tui.commands import bindings
from kztui.tui.render.cells import cell_width, crop
from kztui.tui.render.styled_text import Part, Parts, both_ends, fit, on, parts_width
from kztui.tui.view_state import Jump, Regroup, Select
from kztui.tui.widgets.pane import Pane, scrollbar_span, skip_headings

WIDE = 38
"""The cells of a row from which there is room for more than a short date before its label."""
SHORT_LEAD, LONGEST_LEAD = 7, 18
"""The most cells for what stands before a label, in a row that is narrower and in a wide one."""
MEASURED = 2000
"""How many rows at most are measured for the width of their columns."""
NOTHING = "–"
"""What stands before the label of an item that lacks what others have there."""
COLUMNS_FROM = 64
"""Cells of a row from which it has its columns at the right."""


class IndexPane(Pane):
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
        self._lead_columns: dict[int, int] = {}
        self._skip_headings(0, 1)

    @cached_property
    def targets(self) -> Sequence[str]:
        """All rows: targets, and headings as `#` with the heading."""
        rows: list[str] = []
        for group, items in self.article.grouped(self.kind, self.grouping).items():
            rows += [f"#{group}"] * bool(group) + [item.id for item in items]
        return rows

    def row(self, target: str, cells: int) -> tuple[Parts, Parts]:
        """The left and the right end of an item's row of `cells` cells."""
        item, theme = self.article.items[target], self.palette
        label, remark = item.index_label(self.article), item.index_remark(self.article)
        left: Parts = []
        column = self._lead_column(cells)
        if cells >= COLUMNS_FROM and any(self._column_widths):
            columns = zip(item.index_columns(self.article, self.grouping), self._column_widths, strict=True)
            remark = "  ".join(_padded(text, width) for text, width in columns if width)
        elif column:
            remark = remark if len(label) + column + len(remark) + 3 <= cells else ""
        if column:
            left.append((f"{_padded(item.index_lead(self.article, self._longest_lead(cells)), column)} ", theme.dim))
        left.append((label, theme.note if item.index_style == "note" else theme.text))
        right: Parts = [(remark, theme.dim)] if remark else []
        signs = self.article.note_signs(target)
        if signs:  # beside the label, however little of that there is room for
            room = cells - parts_width(right) - bool(right)
            room = (room if room >= cells // 2 else cells) - len(signs) - 1
            left = [*(fit(left, room, theme.text) if parts_width(left) > room else left), (f" {signs}", theme.note)]
        return left, right

    @cached_property
    def _column_widths(self) -> list[int]:
        """The widths of the columns at the right of wide rows."""
        items = map(self.article.items.__getitem__, _items(self.targets[:MEASURED]))
        rows = [list(map(cell_width, item.index_columns(self.article, self.grouping))) for item in items]
        return [min(max(widths), LONGEST_LEAD) for widths in zip(*rows, strict=True)]

    def _lead_column(self, cells: int) -> int:
        """The width of the column before the labels, in rows of `cells` cells; 0 where no item has anything there."""
        most = self._longest_lead(cells)
        if most not in self._lead_columns:
            items = _items(self.targets[:MEASURED])
            leads = {self.article.items[target].index_lead(self.article, most) for target in items}
            longest = 0 if leads <= {NOTHING} else max(map(cell_width, leads))
            self._lead_columns[most] = min(longest, most + 4)
        return self._lead_columns[most]

    def _longest_lead(self, cells: int) -> int:
        """How many cells what stands before a label is to have at most, in a row of `cells` cells."""
        return SHORT_LEAD if cells < WIDE else max(SHORT_LEAD, min(LONGEST_LEAD, cells // self.kind.lead_share))

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
            for found in ("targets", "_column_widths"):
                self.__dict__.pop(found, None)
            self._filter(view.listed)
        if view.listed != self._listed:
            self._filter(view.listed)
        self.cursor = self._positions.get(self.row_of(view.selected), self.cursor)
        self._scroll()

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

    def _scroll(self) -> None:
        lines = max(1, self.inner.height)
        margin = min(2, (lines - 1) // 2)
        top = self.top
        if self.cursor - margin < top:
            top = self.cursor - margin
        elif self.cursor + margin >= top + lines:
            top = self.cursor + margin - lines + 1
        self.top = max(0, min(top, len(self._rows) - lines))

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
        """The scrollbar for the rows, each one line high."""
        return scrollbar_span(self.top, len(self._rows), lines)

    def body(self, cells: int, lines: int) -> list[Parts]:
        """The rows from `top` on, or that there are none."""
        if not self._rows:
            return [[("  none linked" if self._listed is not None else "  none", self.palette.dim)]]
        return [self._line(index, cells) for index in range(self.top, min(self.top + lines, len(self._rows)))]

    def _line(self, index: int, cells: int) -> Parts:
        theme, target = self.palette, self._rows[index]
        if _is_heading(target):
            return [(f" {target[1:]}", theme.dim)]
        left, right = self.row(target, cells - 4)
        sign: Part = (self._marker(target), theme.mark)
        line = both_ends([sign, *left], [*right, (" ", theme.text)] if right else [], cells - 1, theme.text)
        if index != self.cursor:
            return [(" ", theme.text), *line]
        if self.has_focus:
            return [("▌", theme.accent), *on(line, theme.cursor)]
        if target == self.row_of(self.current_view.selected):
            return [("▏", theme.accent), *on(line, theme.unfocused_cursor)]
        # The cursor is on another item than the selected one, and must not look like the selection.
        return [("▏", theme.frame), *line]

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

    def click(self, x: int, y: int) -> None:
        """Select the item at line `y`; where it is the selected one, go to it."""
        if target := self.link_at(x, y):
            row, view = self.top + y, self.view
            again = row == self.cursor and view is not None and view.selected == target
            self.cursor = row
            self.post_message((Jump if again else Select)(target))

    def link_at(self, x: int, y: int) -> str:
        """The item at line `y`; empty for a heading and below the last row."""
        return next(iter(_items(self._rows[self.top + y : self.top + y + 1])), "")

    def current(self) -> str:
        """The target under the cursor; empty where there is none."""
        return self._rows[self.cursor] if self._rows else ""


def _padded(text: str, cells: int) -> str:
    """The text in exactly `cells` cells."""
    cut = crop(text, cells)
    return cut + " " * (cells - cell_width(cut))


def _is_heading(row: str) -> bool:
    return row.startswith("#")


def _items(rows: Iterable[str]) -> list[str]:
    return [row for row in rows if not _is_heading(row)]
