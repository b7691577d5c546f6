"""The index panes: rows of items under their headings, one cursor, marks for what is linked, and filtering.

All of them are one class: which kinds a pane lists is declared by the kinds, what its rows show too.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from kztui.article.article import Article
from kztui.article.kinds import KINDS
from kztui.tui.messages import Jump, Select
from kztui.tui.render.cells import crop
from kztui.tui.render.styled_text import Part, Parts, both_ends, on
from kztui.tui.widgets.pane import Pane

LEADS = ((24, 7), (36, 11))
"""Rows of fewer cells than the first number leave so many to dates, since titles need them more."""
LONGEST_LEAD = 18
"""What wider rows leave to dates."""
MEASURED = 2000
"""How many rows are asked how wide their dates are; beyond the first thousands none is."""


class IndexPaneSpec(NamedTuple):
    """One index pane: its name in the layout and in the kinds, the key that goes to it, and its title."""

    name: str
    number: str
    title: str
    short_title: str = ""


INDEX_PANES = (
    IndexPaneSpec("sections", "1", "Sections"),
    IndexPaneSpec("events", "2", "Events"),
    IndexPaneSpec("actors", "3", "Actors"),
    IndexPaneSpec("others", "4", "Places · Terms · Claims", "Places …"),
)


class IndexPane(Pane):
    """Lists the items of one or more kinds. A row is a target, or a heading where it begins with `#`."""

    def __init__(self, spec: IndexPaneSpec, article: Article) -> None:
        super().__init__(spec.name)
        self.number, self.title, self.short_title = spec.number, spec.title, spec.short_title
        self.article = article
        self.kinds = [kind for kind in KINDS if kind.index_pane == spec.name]
        self.cursor = 0
        self.top = 0
        self._listed: frozenset[str] | None = None
        self._rows: Sequence[str] = self.targets
        self._linked: tuple[frozenset[str], int] = (frozenset(), 0)
        self._lead_columns: dict[int, int] = {}
        self._skip_headings(1)

    @cached_property
    def targets(self) -> Sequence[str]:
        """All rows: targets, and headings as `#words`. Groups stand by kind, then by own kind."""
        rows: list[str] = []
        for kind in self.kinds:
            known = kind.own_kinds
            groups: dict[str, list[str]] = {}
            ranks: dict[str, int] = {}
            for item in self.article.of_kind(kind.item_kind):
                group = item.index_group()
                groups.setdefault(group, []).append(item.id)
                ranks.setdefault(group, known.index(item.kind) if item.kind in known else len(known))
            for group in sorted(groups, key=ranks.__getitem__):
                rows += [f"#{group}"] * bool(group) + groups[group]
        return rows

    def row(self, target: str, cells: int) -> tuple[Parts, Parts]:
        """The left and the right end of an item's row of `cells` cells."""
        item, theme = self.article.items[target], self.palette
        label, remark = self.article.label(target), item.index_remark(self.article)
        left: Parts = []
        column = self._lead_column(cells)
        if column:
            left.append((f"{crop(item.index_lead(column), column):<{column}} ", theme.dim))
            if len(label) + column + len(remark) + 3 > cells:
                remark = ""
        if len(self.kinds) > 1:
            left.append((f"{item.sign} ", theme.kind(item.item_kind)))
        left.append((label, theme.note if item.index_style == "note" else theme.text))
        return left, [(remark, theme.dim)] if remark else []

    def _lead_column(self, cells: int) -> int:
        """How many cells dates take in rows of `cells`; 0 where no item has any."""
        most = next((most for below, most in LEADS if cells < below), LONGEST_LEAD)
        if most not in self._lead_columns:
            items = [self.article.items[row] for row in self.targets[:MEASURED] if not row.startswith("#")]
            longest = max((len(item.index_lead(most)) for item in items), default=0)
            self._lead_columns[most] = min(longest, most + 4)
        return self._lead_columns[most]

    def row_of(self, target: str) -> str:
        """The row of this pane that shows where `target` is: for a paragraph that it does not list, its section's."""
        section = self.article.section_around(target)
        return section.id if section and target not in self._positions else target

    @cached_property
    def total(self) -> int:
        return sum(1 for row in self.targets if not row.startswith("#"))

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {target: index for index, target in enumerate(self._rows)}

    def follow(self) -> None:
        view = self.view
        if view is None:
            return
        if view.listed != self._listed:
            self._filter(view.listed)
        at = self._positions.get(self.row_of(view.selected))
        if at is not None:
            self.cursor = at
        self._scroll()

    def _filter(self, listed: frozenset[str] | None) -> None:
        self._listed = listed
        rows: list[str] = []
        for row in self.targets:
            if row.startswith("#"):
                if rows and rows[-1].startswith("#"):
                    rows.pop()
                rows.append(row)
            elif listed is None or row in listed:
                rows.append(row)
        if rows and rows[-1].startswith("#"):
            rows.pop()
        here = self._rows[self.cursor] if self.cursor < len(self._rows) else ""
        self._rows = self.targets if listed is None else rows
        self.__dict__.pop("_positions", None)
        self.cursor = self._positions.get(here, 0)
        self._skip_headings(1)

    def _scroll(self) -> None:
        lines = max(1, self.inner.height)
        margin = min(2, (lines - 1) // 2)
        top = self.top
        if self.cursor - margin < top:
            top = self.cursor - margin
        elif self.cursor + margin >= top + lines:
            top = self.cursor + margin - lines + 1
        self.top = max(0, min(top, len(self._rows) - lines))

    def _skip_headings(self, step: int) -> None:
        """Bring the cursor onto an item, going on in the direction of `step` past headings."""
        last = len(self._rows) - 1
        self.cursor = max(0, min(self.cursor, last))
        while 0 <= self.cursor <= last and self._rows[self.cursor].startswith("#"):
            if not 0 <= self.cursor + step <= last:
                step = -step
            self.cursor += step

    def counts(self) -> Parts:
        return self._counts(f" of {self.total}")

    def short_counts(self) -> Parts:
        return self._counts("")

    def _counts(self, of: str) -> Parts:
        """How many rows are listed, or linked to the selection, with `of` behind where that is not all."""
        view, theme = self.current_view, self.palette
        if view.linked is not self._linked[0]:
            self._linked = (view.linked, sum(1 for target in view.linked if target in self._listable))
        if view.listed is not None:
            return [(f"{len(self._shown)}{of}", theme.dim)]
        if linked := self._linked[1]:
            return [(f"{linked}{of} ", theme.dim), ("●", theme.mark)]
        return [(str(self.total), theme.dim)]

    @cached_property
    def _listable(self) -> frozenset[str]:
        return frozenset(self.targets)

    @property
    def _shown(self) -> Sequence[str]:
        return [row for row in self._rows if not row.startswith("#")] if self._rows is not self.targets else self._rows

    def scrollbar(self, lines: int) -> tuple[int, int] | None:
        rows = len(self._rows)
        if rows <= lines or not lines:
            return None
        size = max(1, lines * lines // rows)
        return round(self.top * (lines - size) / max(1, rows - lines)), size

    def body(self, cells: int, lines: int) -> list[Parts]:
        theme = self.palette
        if not self._rows:
            return [[("  none linked" if self._listed is not None else "  none", theme.dim)]]
        return [self._line(index, cells) for index in range(self.top, min(self.top + lines, len(self._rows)))]

    def _line(self, index: int, cells: int) -> Parts:
        theme = self.palette
        target = self._rows[index]
        if target.startswith("#"):
            return [(f" {target[1:]}", theme.dim)]
        left, right = self.row(target, cells - 4)
        sign: Part = (self._marker(target), theme.mark)
        line = both_ends([sign, *left], [*right, (" ", theme.text)], cells - 1, theme.text)
        if index != self.cursor:
            return [(" ", theme.text), *line]
        if self.has_focus:
            return [("▌", theme.accent), *on(line, theme.cursor)]
        if target == self.row_of(self.current_view.selected):
            return [("▏", theme.accent), *on(line, theme.unfocused_cursor)]
        # The cursor waits where it was left, and must not look like the selection.
        return [("▏", theme.frame), *line]

    def _marker(self, target: str) -> str:
        view = self.current_view
        if target in view.marks:
            return "✓ "
        if target in view.linked:
            return "● "
        return "◂ " if target in view.bookmarks else "  "

    def move(self, step: int) -> None:
        self._move_to(self.cursor + step, 1 if step > 0 else -1)

    def move_to_end(self, last: bool) -> None:
        self._move_to(len(self._rows) - 1 if last else 0, -1 if last else 1)

    def _move_to(self, row: int, step: int) -> None:
        if not self._rows:
            return
        before = self.cursor
        self.cursor = row
        self._skip_headings(step)
        if self.cursor != before or (self.view and self.view.selected != self._rows[self.cursor]):
            self.post_message(Select(self._rows[self.cursor]))

    def open(self) -> None:
        if self._rows:
            self.post_message(Jump(self._rows[self.cursor]))

    def click(self, x: int, y: int) -> None:
        row = self.top + y
        if row < len(self._rows) and not self._rows[row].startswith("#"):
            again = row == self.cursor and self.view is not None and self.view.selected == self._rows[row]
            self.cursor = row
            self.post_message((Jump if again else Select)(self._rows[row]))

    def link_at(self, x: int, y: int) -> str:
        row = self.top + y
        return self._rows[row] if row < len(self._rows) and not self._rows[row].startswith("#") else ""

    def current(self) -> str:
        """The target under the cursor; empty where there is none."""
        return self._rows[self.cursor] if self._rows else ""
