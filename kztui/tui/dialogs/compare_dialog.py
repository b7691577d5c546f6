"""The dialog that shows two items side by side, or one above the other where it is narrow, with a cursor.

What both share has `=` before it in both columns and is in bold, so that it stands out without colours too.
"""

from collections.abc import Iterator
from itertools import zip_longest

import textual
from msgspec import Struct

from kztui.article.article import Article
from kztui.article.comparison import ComparedItem, Comparison
from kztui.tui.commands import bindings
from kztui.tui.dialogs.fitted_dialog import FittedDialog, FittedPane
from kztui.tui.render.cells import wrap
from kztui.tui.render.styled_text import Parts, fit, on, parts_width
from kztui.tui.theme import Palette
from kztui.tui.widgets.pane import scrollbar_span

SIDE_BY_SIDE = 78
"""The cells within the frame from which the two stand beside each other."""
BETWEEN = " │ "
SHARED, OWN = "= ", "  "
SIDES = ("first", "second")


class ComparedRow(Struct, frozen=True):
    """A line of the comparison: what stands in the first and the second column, and where each of them leads.

    A line that goes over both columns has no second one.
    """

    first: Parts
    second: Parts | None = None
    targets: tuple[str, str] = ("", "")


class ComparePane(FittedPane):
    """Lists facts and linked items of two items; Enter opens what the cursor is on."""

    title = "Compare"
    GAPS = (" · ",)

    def __init__(self, article: Article, comparison: Comparison) -> None:
        super().__init__()
        self.article = article
        self.comparison = comparison
        self.cursor = 0
        self.column = 0
        self.top = 0
        self._wrapped: tuple[int, list[ComparedRow]] = (-1, [])

    @property
    def current(self) -> str:
        """The target that the cursor is on; empty where there is none."""
        rows = self._rows()
        return rows[self.cursor].targets[self.column] if self.cursor < len(rows) else ""

    def height_in(self, cells: int) -> int:
        """How many lines the comparison takes in a pane of so many cells."""
        return len(self._lay_out(cells))

    def counts(self) -> Parts:
        """How much the two share."""
        return [(f"{len(self.comparison.shared)} shared", self.palette.dim)]

    def hints(self) -> tuple[str, ...]:
        """The keys; without columns, none that goes from one to the other."""
        return self.keys if self.inner.width >= SIDE_BY_SIDE else self.keys[:-1]

    # The lines.

    def _rows(self) -> list[ComparedRow]:
        cells = self.inner.width
        if self._wrapped[0] != cells:
            self._wrapped = (cells, self._lay_out(cells))
            self.cursor, self.top = 0, 0
            self._step(1, 0)
        return self._wrapped[1]

    def _lay_out(self, cells: int) -> list[ComparedRow]:
        if cells >= SIDE_BY_SIDE:
            return [*self._beside((cells - len(BETWEEN)) // 2)]
        return [*self._stacked(cells)]

    def _beside(self, cells: int) -> Iterator[ComparedRow]:
        theme, two = self.palette, self.comparison
        yield ComparedRow(self._head(0), self._head(1), (two.first.id, two.second.id))
        yield from self._direct()
        for fact in two.facts:
            for first, second in zip_longest(
                self._fact(fact.label, fact.first, fact.is_shared, cells),
                self._fact(fact.label, fact.second, fact.is_shared, cells),
                fillvalue=Parts(),
            ):
                yield ComparedRow(first, second)
        for heading, group in two.groups.items():
            yield ComparedRow([], [])
            yield ComparedRow([(f"  {heading}", theme.dim), *self._share(group)], [])
            for one in group:
                if one.is_shared:
                    yield ComparedRow(
                        self._item(one, one.first or "", cells),
                        self._item(one, one.second or "", cells),
                        (one.item.id, one.item.id),
                    )
            left, right = (
                [one for one in group if not one.is_shared and getattr(one, side) is not None] for side in SIDES
            )
            for mine, theirs in zip_longest(left, right):
                yield ComparedRow(
                    self._item(mine, mine.first or "", cells) if mine else [],
                    self._item(theirs, theirs.second or "", cells) if theirs else [],
                    (mine.item.id if mine else "", theirs.item.id if theirs else ""),
                )

    def _stacked(self, cells: int) -> Iterator[ComparedRow]:
        """First what both share, then what each has alone."""
        theme, two = self.palette, self.comparison
        for number, item in enumerate((two.first, two.second)):
            yield ComparedRow(self._head(number), None, (item.id, ""))
            for fact in two.facts:
                value = getattr(fact, SIDES[number])
                yield from (ComparedRow(line) for line in self._fact(fact.label, value, fact.is_shared, cells) if value)
        yield from self._direct()
        blocks = [("in both", [(one, one.first or "") for one in two.shared])]
        for side, item in zip(SIDES, (two.first, two.second), strict=True):
            alone = [
                (one, getattr(one, side) or "")
                for group in two.groups.values()
                for one in group
                if not one.is_shared and getattr(one, side) is not None
            ]
            blocks.append((f"only {item.short_name if item.is_named else self.article.link_label(item.id)}", alone))
        for heading, listed in blocks:
            yield ComparedRow([])
            yield ComparedRow([(f"  {heading}", theme.dim), (f"  {len(listed) or 'nothing'}", theme.dim)])
            for one, remark in listed:
                yield ComparedRow(self._item(one, remark, cells), None, (one.item.id, ""))

    def _head(self, number: int) -> Parts:
        item, theme = (self.comparison.first, self.comparison.second)[number], self.palette
        return [(f"{item.sign} ", theme.kind(item.item_kind)), (self.article.link_label(item.id), theme.strong)]

    def _direct(self) -> Iterator[ComparedRow]:
        """That the two are linked to each other, or that nothing connects them."""
        theme, two = self.palette, self.comparison
        if two.direct is not None:
            yield ComparedRow([("  linked to each other", theme.strong), (f"  {two.direct}".rstrip(), theme.dim)])
        if not two.shared:
            yield ComparedRow([("  nothing is linked to both", theme.warn)])

    def _share(self, group: list[ComparedItem]) -> Parts:
        shared = sum(one.is_shared for one in group)
        return [(f"  {shared} of {len(group)} shared", self.palette.accent if shared else self.palette.dim)]

    def _fact(self, label: str, value: str, shared: bool, cells: int) -> list[Parts]:
        theme = self.palette
        text, style = f"{label}: {value or '–'}", theme.strong if shared else theme.text
        lines = [text[start:end] for start, end in wrap(text, max(8, cells - 4))]
        cut = min(len(label) + 1, len(lines[0]))
        first: Parts = [(SHARED if shared else OWN, theme.mark), (lines[0][:cut], theme.dim), (lines[0][cut:], style)]
        return [first, *([("    ", theme.text), (line, style)] for line in lines[1:])]

    def _item(self, one: ComparedItem, remark: str, cells: int) -> Parts:
        theme, item = self.palette, one.item
        name = self.article.link_label(item.id)
        sign = "" if name.startswith(item.sign) else f"{item.sign} "
        parts: Parts = [(SHARED if one.is_shared else OWN, theme.mark), (sign, theme.kind(item.item_kind))]
        parts.append((name, theme.strong if one.is_shared else theme.text))
        room = cells - parts_width(parts) - 2
        return [*parts, (f"  {remark}", theme.dim)] if remark and room > 6 else parts

    # Drawing and moving.

    def body(self, cells: int, lines: int) -> list[Parts]:
        """The lines from `top` on."""
        rows = self._rows()
        self.top = max(0, min(self.top, len(rows) - lines))
        return [self._line(at, rows[at], cells) for at in range(self.top, min(len(rows), self.top + lines))]

    def _line(self, at: int, row: ComparedRow, cells: int) -> Parts:
        theme = self.palette
        if row.second is None:
            return self._cell(row.first, cells, at == self.cursor and bool(row.targets[0]))
        half = (cells - len(BETWEEN)) // 2
        here = at == self.cursor
        first = self._cell(row.first, half, here and self.column == 0)
        second = self._cell(row.second, half, here and self.column == 1)
        return [*first, (BETWEEN, theme.frame), *second]

    def _cell(self, parts: Parts, cells: int, current: bool) -> Parts:
        edge = ("▌" if current else " ", self.palette.accent)
        drawn = fit(parts, cells - 1, self.palette.text)
        return [edge, *(on(drawn, self.palette.cursor) if current else drawn)]

    def scrollbar(self, lines: int) -> tuple[int, int] | None:
        """The scrollbar for the lines."""
        return scrollbar_span(self.top, len(self._rows()), lines)

    def move(self, step: int) -> None:
        """Move the cursor to the next line, in the direction of `step`, that leads somewhere."""
        self._step(1 if step > 0 else -1, self.cursor + step)
        self._follow()

    def move_to_end(self, last: bool) -> None:
        """Move to the first or the last line that leads somewhere."""
        self._step(-1 if last else 1, len(self._rows()) - 1 if last else 0)
        self._follow()

    def change_column(self, column: int) -> None:
        """Move to the first column (0) or the second (1), where there are two."""
        if self.inner.width >= SIDE_BY_SIDE and self._rows():
            self.column = column
            self._step(1, self.cursor)
            self._follow()

    def _step(self, direction: int, start: int) -> None:
        """The line nearest to `start` that leads somewhere in this column: in that direction, else the other way."""
        rows = self._wrapped[1]
        start = max(0, min(start, len(rows) - 1))
        onward = range(start, len(rows)) if direction > 0 else range(start, -1, -1)
        back = range(start - 1, -1, -1) if direction > 0 else range(start + 1, len(rows))
        self.cursor = next((at for at in (*onward, *back) if rows[at].targets[self.column]), 0)

    def _follow(self) -> None:
        lines = max(1, self.inner.height)
        self.top = max(min(self.top, self.cursor - (min(self.cursor, 1))), self.cursor - lines + 1)
        self.redraw()

    def action_open(self) -> None:
        """Open what the cursor is on."""
        if self.current:
            self.post_message(self.Opened())

    def click(self, x: int, y: int) -> None:
        """Move to what was clicked; open it where the cursor is on it already."""
        rows, at = self._rows(), self.top + y
        column = int(self.inner.width >= SIDE_BY_SIDE and x > self.inner.width // 2)
        if at >= len(rows) or not rows[at].targets[column]:
            return
        if (at, column) == (self.cursor, self.column):
            self.action_open()
        self.cursor, self.column = at, column
        self.redraw()


class CompareDialog(FittedDialog[str]):
    """Dismissed with the target to go to."""

    BINDINGS = bindings("compare dialog")

    def __init__(self, theme: Palette, article: Article, comparison: Comparison) -> None:
        self._pane = ComparePane(article, comparison)
        super().__init__(theme, self._pane)

    def on_mount(self) -> None:
        """Name the keys."""
        before, after = self.key_of("first_column"), self.key_of("second_column")
        self._pane.keys = (
            f"{self.key_of('open')} open",
            f"{self.key_of('close')} close",
            "= in both",
            f"{before} {after} column",
        )

    def action_change_column(self, column: int) -> None:
        """Move to the column of the first or the second item."""
        self._pane.change_column(column)

    @textual.on(ComparePane.Opened)
    def _open(self) -> None:
        self.dismiss(self._pane.current)
