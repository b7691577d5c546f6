"""The Links pane: every link of its subject, both directions, under the relation's name, with the words around each."""

from bisect import bisect_right
from itertools import accumulate, islice

from msgspec import Struct

from kztui.article.article import Article
from kztui.article.card import remark
from kztui.article.graph import Side, context
from kztui.article.kinds.section import Paragraph
from kztui.article.links import MENTIONS, STATED, Linked
from kztui.session.history import Location
from kztui.tui.render.cells import wrap
from kztui.tui.render.styled_text import Parts, both_ends, on
from kztui.tui.theme import KIND_SIGN
from kztui.tui.view_state import Jump, Select
from kztui.tui.widgets.pane import Pane, scrollbar_span, skip_headings


class Entry(Struct, frozen=True):
    """A heading, or one link; `height` in lines."""

    heading: str
    side: Side | None
    height: int


class LinksPane(Pane):
    """Lists the links of the selected item. What is selected by moving in this pane does not change the list."""

    number = "6"
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
        self._entries = []
        groups = self.article.graph.groups(subject)
        for heading, sides in groups.items():
            self._entries.append(Entry(heading, None, 1))
            self._entries += [Entry("", side, 1 + self._has_more(side)) for side in sides]
        self._count = sum(len(sides) for sides in groups.values())
        self.cursor, self.top = min(1, len(self._entries)), 0

    def restore(self, location: Location) -> None:
        """List the links of the location's subject, with the cursor on its entry; unchanged where there is none."""
        if location.subject in self.article.items:
            self._list(location.subject)
            self.cursor = min(location.entry, len(self._entries) - 1)
            side = self._side(self.cursor)
            self._followed = side.other if side else ""
            if self.size.area:
                self._scroll()

    def on_resize(self) -> None:
        """Scroll so that the cursor stays in view."""
        self._scroll()

    def _has_more(self, side: Side) -> bool:
        """Whether the link is shown on two lines."""
        link, other = side.link, self.article.items[side.other]
        if link.relation in (MENTIONS, STATED):
            return link.relation is MENTIONS
        return bool(link.detail or link.numbers or (other.on_timeline and other.date))

    def counts(self) -> Parts:
        """The number of links."""
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
        theme, entry = self.palette, self._entries[index]
        if entry.side is None:
            return [[(f" {entry.heading}", theme.dim)]]
        here = index == self.cursor
        edge, style = ("▌", theme.cursor) if self.has_focus else ("▏", theme.unfocused_cursor)
        drawn: list[Parts] = []
        for number, parts in enumerate(self._rows(entry.side, cells - 3)[: entry.height]):
            sign = "› " if here and self.has_focus and not number else "  "
            line = both_ends([(sign, theme.accent), *parts], [], cells - 1, theme.text)
            drawn.append([(edge if here else " ", theme.accent), *(on(line, style) if here else line)])
        return drawn

    def _rows(self, side: Side, cells: int) -> list[Parts]:
        """The other end of the link, and below it the words around it or what else is known of it."""
        theme, item = self.palette, self.article.items[side.other]
        name = self.article.link_label(side.other)
        sign = "" if name.startswith(item.sign) else f"{KIND_SIGN[item.item_kind]} "
        head: Parts = [(sign, theme.kind(item.item_kind)), (name, theme.text)]
        if side.link.relation is STATED:
            return [head]
        if side.link.relation is not MENTIONS:
            return [head, [("  ", theme.dim), (remark(self.article, side), theme.dim)]]
        around = context(self.article, side, 2 * cells)
        if not isinstance(item, Paragraph) or side.outgoing:  # a paragraph is its words
            around = context(self.article, side, cells - 3)
            return [head, [("  ", theme.dim), *self._around(around, 0, len(around.plain))]]
        head = [(f"{item.caption}  ", theme.strong)]
        rows = wrap(around.plain, cells - 5)
        # Of all lines, the two that hold the mention are shown.
        mention = around.spans[0].start if around.spans else 0
        at = next((number for number, (_, end) in enumerate(rows) if mention < end), 0)
        at = max(0, min(at, len(rows) - 2))
        first, second = rows[at], rows[at + 1] if at + 1 < len(rows) else (0, 0)
        pad = ("     "[: len(head[0][0])], theme.dim)
        return [[*head, *self._around(around, *first)], [pad, *self._around(around, *second)]]

    def _around(self, around: Linked, start: int, end: int) -> Parts:
        theme, (plain, spans) = self.palette, around
        first, last = (max(start, spans[0].start), min(end, spans[0].end)) if spans else (0, 0)
        if first >= last:
            return [(plain[start:end], theme.dim)]
        kind = self.article.items[spans[0].target].item_kind
        return [(plain[start:first], theme.dim), (plain[first:last], theme.kind(kind)), (plain[last:end], theme.dim)]

    def move(self, step: int) -> None:
        """Select the other end of the link `step` entries further on, or of the next one after a heading."""
        direction, entries = 1 if step > 0 else -1, self._entries
        self._select_entry(
            skip_headings(self.cursor + step, direction, len(entries), lambda at: entries[at].side is None)
        )

    def move_to_end(self, last: bool) -> None:
        """Select the other end of the first or the last link."""
        self._select_entry(len(self._entries) - 1 if last else 1)

    def _select_entry(self, index: int) -> None:
        side = self._side(index)
        if side is None:
            return
        self.cursor = index
        self._scroll()
        self._followed = side.other
        self.redraw()
        self.post_message(Select(side.other, self._at(side)))

    def _side(self, index: int) -> Side | None:
        return self._entries[index].side if 0 <= index < len(self._entries) else None

    def _at(self, side: Side) -> int:
        return side.link.at if side.link.relation is MENTIONS and not side.outgoing else -1

    def _scroll(self) -> None:
        lines = max(1, self.inner.height)
        if self.cursor <= self.top:
            self.top = max(0, self.cursor - 1)
        while self.top < self.cursor and self._height(self.top, self.cursor + 1) > lines:
            self.top += 1

    def _height(self, first: int, last: int) -> int:
        return sum(entry.height for entry in self._entries[first:last])

    def action_open(self) -> None:
        """Go to the other end of the link under the cursor."""
        if side := self._side(self.cursor):
            self.post_message(Jump(side.other, self._at(side)))

    def click(self, x: int, y: int) -> None:
        """Select the other end of the link at line `y`; where it is already selected, go to it."""
        index = self.top + bisect_right(list(accumulate(entry.height for entry in self._entries[self.top :])), y)
        if self._side(index):
            again = index == self.cursor and self._followed
            self._select_entry(index)
            if again:
                self.action_open()
