"""The Links pane: every item linked to its subject once, under its kind; paragraphs with the words around it."""

from bisect import bisect_right
from itertools import accumulate, islice

from msgspec import Struct

from kztui.article.article import Article
from kztui.article.card import LinkedItem, linked_items
from kztui.article.graph import context
from kztui.article.links import Linked
from kztui.session.history import Location
from kztui.tui.render.cells import cell_width, crop_parts, wrap
from kztui.tui.render.styled_text import Parts, both_ends, on
from kztui.tui.theme import KIND_SIGN
from kztui.tui.view_state import Jump, Select
from kztui.tui.widgets.pane import scrollbar_span, skip_headings
from kztui.tui.widgets.rows import MOST_LINES, RowsPane, taller_rows, wrapped


class Entry(Struct, frozen=True):
    """A heading, or one linked item; `height` in lines, of which those of a name may be several."""

    heading: str
    linked: LinkedItem | None
    height: int = 1
    is_whole: bool = False

    def fitted(self, cut: int, whole: int, wanted: bool) -> "Entry":
        """The entry with one of these heights: its name is whole where that is wanted, or takes no more lines."""
        return Entry(self.heading, self.linked, whole if wanted else cut, wanted or whole <= cut)


EDGE = 4
"""The cells of a row before and behind what is written in it."""
SIGN = 2
"""The cells of the sign of a kind, with the blank behind it."""


class LinksPane(RowsPane):
    """Lists what is linked to the selected item. What is selected by moving in this pane does not change the list."""

    number = "7"
    title = "Links"

    def __init__(self, name: str, article: Article) -> None:
        super().__init__(name)
        self.article = article
        self.subject = ""
        self.cursor = 0
        self.top = 0
        self._entries: list[Entry] = []
        self._count = 0
        self._followed = ""

    def follow(self) -> None:
        """List the links of the selected item, unless it was selected here."""
        if self.view and self.view.selected not in (self.subject, self._followed):
            self._list(self.view.selected)

    def set_subject(self, subject: str) -> None:
        """List the links of `subject`, even where it was selected in this pane."""
        if subject != self.subject:
            self._list(subject)
            self.redraw()

    def _list(self, subject: str) -> None:
        self.subject, self._followed = subject, ""
        groups = linked_items(self.article, subject) if subject in self.article.items else {}
        self._entries = []
        for heading, linked in groups.items():
            self._entries.append(Entry(heading, None))
            self._entries += [Entry("", one) for one in linked]
        if self.size.area:  # else `resized` fits them before they are drawn
            self._fit_entries()
        self._count = sum(map(len, groups.values()))
        self.cursor, self.top = min(1, len(self._entries)), 0

    def restore(self, location: Location) -> None:
        """List the links of the location's subject, with the cursor on its entry; unchanged where there is none."""
        if location.subject in self.article.items:
            self._list(location.subject)
            self.cursor = min(location.entry, len(self._entries) - 1)
            linked = self._linked(self.cursor)
            self._followed = linked.item.id if linked else ""
            if self.size.area:
                self.make_room()

    def resized(self) -> None:
        """Lay out the rows for the new width, and scroll so that the cursor stays in view."""
        super().resized()
        self._fit_entries()
        self.make_room()

    def _fit_entries(self) -> None:
        """Give each entry its lines: names are whole as far as there are lines to spare."""
        heights = [self._heights(entry) for entry in self._entries]
        self._entries = [entry.fitted(*lines, False) for entry, lines in zip(self._entries, heights, strict=True)]
        spare = self.inner.height - self._height(0, len(heights))
        for row in taller_rows((whole - cut for cut, whole in heights), spare):
            self._entries[row] = self._entries[row].fitted(*heights[row], True)

    def _heights(self, entry: Entry) -> tuple[int, int]:
        """The lines of an entry, its name cut or whole. Of a paragraph, a second has the words around the link."""
        linked = entry.linked
        if linked is None:
            return 1, 1
        if linked.item.is_text:
            lines = 1 + bool(context(self.article, linked.sides[0]).plain)
            return lines, lines
        cells = self.inner.width - EDGE
        return len(self._name_lines(linked, cells, False)), len(self._name_lines(linked, cells, True))

    def _entry(self, index: int) -> Entry:
        """An entry as it is shown: under the cursor it is whole, where the pane is in use."""
        entry = self._entries[index]
        in_use = index == self.cursor and self.has_focus
        return entry.fitted(*self._heights(entry), True) if in_use else entry

    def _signs(self, target: str) -> str:
        """The signs of the notes on an item, with a blank before them."""
        signs = self.article.note_signs(target)
        return signs and f" {signs}"

    def counts(self) -> Parts:
        """The number of linked items."""
        return [(str(self._count), self.palette.dim)]

    def scrollbar(self, lines: int) -> tuple[int, int] | None:
        """The scrollbar for the entries, as long as the share of all lines that is in view."""
        count = len(self._entries)
        total = self._height(0, count) if count < 2000 else count
        return scrollbar_span(self.top, total, lines, max(1, count - lines // 2))

    def body(self, cells: int, lines: int) -> list[Parts]:
        """The entries from `top` on, or that there are none."""
        if not self._entries:
            return [[("  nothing is linked here", self.palette.dim)]]
        entries = range(self.top, len(self._entries))
        return list(islice((line for index in entries for line in self._draw_entry(index, cells)), lines))

    def _draw_entry(self, index: int, cells: int) -> list[Parts]:
        theme, entry = self.palette, self._entry(index)
        if entry.linked is None:
            return [[(f" {entry.heading}", theme.dim)]]
        here = index == self.cursor
        edge, style = ("▌", theme.cursor) if self.has_focus else ("▏", theme.unfocused_cursor)
        drawn: list[Parts] = []
        for number, (left, right) in enumerate(self._rows(entry.linked, entry, cells - EDGE)):
            sign = "› " if here and self.has_focus and not number else "  "
            line = both_ends([(sign, theme.accent), *left], right, cells - 1, theme.text)
            drawn.append([(edge if here else " ", theme.accent), *(on(line, style) if here else line)])
        return drawn

    def _rows(self, linked: LinkedItem, entry: Entry, cells: int) -> list[tuple[Parts, Parts]]:
        """The linked item, and beside or below it how it is linked; a paragraph with the words around the link."""
        theme, item = self.palette, linked.item
        if item.is_text:
            return self._passage(linked, entry.height, cells)
        rows: list[tuple[Parts, Parts]] = []
        for name, signs, beside in self._name_lines(linked, cells, entry.is_whole):
            before = (f"{KIND_SIGN[item.item_kind]} ", theme.kind(item.item_kind)) if not rows else ("  ", theme.dim)
            left = [before, (name, theme.text), (signs, theme.note)] if name else [before, (beside, theme.dim)]
            rows.append((left, [(beside, theme.dim), (" ", theme.dim)] if name and beside else []))
        return rows

    def _name_lines(self, linked: LinkedItem, cells: int, whole: bool) -> list[tuple[str, str, str]]:
        """The lines of an item: a part of its name, the signs of its notes behind the last, and how it is linked.

        The latter is beside the last line of the name, or below it without a name.
        """
        remark, signs, room = linked.remark(self.article), self._signs(linked.item.id), max(1, cells - SIGN)
        names = wrapped(self.article.link_label(linked.item.id), max(1, room - len(signs)), MOST_LINES if whole else 1)
        lines = [(name, "", "") for name in names[:-1]]
        left = room - cell_width(names[-1]) - len(signs) - 1
        if cell_width(remark) <= left or linked.is_passing:
            beside = crop_parts(remark, left)
            return [*lines, (names[-1], signs, beside if beside == remark or "…" not in beside else "")]
        return [*lines, (names[-1], signs, ""), ("", "", crop_parts(remark, room))]

    def _passage(self, linked: LinkedItem, height: int, cells: int) -> list[tuple[Parts, Parts]]:
        theme, name = self.palette, self.article.link_label(linked.item.id)
        head: Parts = [(f"{name}  " if height > 1 else name, theme.strong)]
        if height == 1:
            return [(head, [])]
        around = context(self.article, linked.sides[0], 2 * cells)
        indent = min(cell_width(head[0][0]), 6)
        rows = wrap(around.plain, cells - indent)
        # Of all lines, the two that hold the mention are shown.
        mention = around.spans[0].start if around.spans else 0
        at = next((number for number, (_, end) in enumerate(rows) if mention < end), 0)
        at = max(0, min(at, len(rows) - 2))
        first, second = rows[at], rows[at + 1] if at + 1 < len(rows) else (0, 0)
        pad = (" " * indent, theme.dim)
        return [([*head, *self._around(around, *first)], []), ([pad, *self._around(around, *second)], [])]

    def _around(self, around: Linked, start: int, end: int) -> Parts:
        theme, (plain, spans) = self.palette, around
        first, last = (max(start, spans[0].start), min(end, spans[0].end)) if spans else (0, 0)
        if first >= last:
            return [(plain[start:end], theme.dim)]
        kind = self.article.items[spans[0].target].item_kind
        return [(plain[start:first], theme.dim), (plain[first:last], theme.kind(kind)), (plain[last:end], theme.dim)]

    def move(self, step: int) -> None:
        """Select the linked item `step` entries further on, or the next one after a heading."""
        direction, entries = 1 if step > 0 else -1, self._entries
        self._select_entry(
            skip_headings(self.cursor + step, direction, len(entries), lambda at: entries[at].linked is None)
        )

    def move_to_end(self, last: bool) -> None:
        """Select the first or the last linked item."""
        self._select_entry(len(self._entries) - 1 if last else 1)

    def _select_entry(self, index: int) -> None:
        linked = self._linked(index)
        if linked is None:
            return
        self.cursor = index
        self.make_room()
        self._followed = linked.item.id
        self.redraw()
        self.post_message(Select(linked.item.id, linked.at))

    def _linked(self, index: int) -> LinkedItem | None:
        return self._entries[index].linked if 0 <= index < len(self._entries) else None

    def make_room(self) -> None:
        """Scroll so that the entry under the cursor is in view."""
        lines = max(1, self.inner.height)
        if self.cursor <= self.top:
            self.top = max(0, self.cursor - 1)
        while self.top < self.cursor and self._height(self.top, self.cursor + 1) > lines:
            self.top += 1

    def _height(self, first: int, last: int) -> int:
        return sum(self._entry(index).height for index in range(first, min(last, len(self._entries))))

    def can(self, command: str) -> bool:
        """Nothing can be opened where nothing is linked."""
        return command != "open" or bool(self._entries)

    def action_open(self) -> None:
        """Go to the linked item under the cursor."""
        if linked := self._linked(self.cursor):
            self.post_message(Jump(linked.item.id, linked.at))

    def row_at(self, y: int) -> int:
        """The entry at line `y`."""
        heights = (self._entry(index).height for index in range(self.top, len(self._entries)))
        return self.top + bisect_right(list(accumulate(heights)), y)

    def click_row(self, row: int) -> None:
        """Select a linked item; where it is already selected, go to it."""
        if self._linked(row):
            again = row == self.cursor and self._followed
            self._select_entry(row)
            if again:
                self.action_open()
