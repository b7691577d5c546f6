"""The Links pane: every link of its subject, both directions, under the relation's name, with the words around each."""

from typing import NamedTuple

from kztui.article.article import Article
from kztui.article.card import remark
from kztui.article.graph import Side
from kztui.article.kinds.section import Paragraph
from kztui.article.link_context import context
from kztui.article.link_types import MENTIONS, STATED
from kztui.article.links import Linked
from kztui.session.location import Location
from kztui.tui.messages import Jump, Select
from kztui.tui.render.styled_text import Parts, both_ends, on
from kztui.tui.render.word_wrap import wrap
from kztui.tui.theme import KIND_SIGN
from kztui.tui.widgets.pane import Pane


class Entry(NamedTuple):
    """A heading, or one link; `height` in lines."""

    heading: str
    side: Side | None
    height: int


class LinksPane(Pane):
    """Follows the selection, but for its own: moving here shows the other ends and keeps the list."""

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
        view = self.view
        if view is None or view.selected in (self.subject, self._followed):
            return
        self._list(view.selected)

    def set_subject(self, subject: str) -> None:
        """List the links of `subject`, even where the pane's own cursor has shown it already."""
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
        """List what was listed then; a location elsewhere leaves the list to the selection."""
        if location.subject in self.article.items:
            self._list(location.subject)
            self.cursor = min(location.entry, len(self._entries) - 1)
            side = self._side(self.cursor)
            self._followed = side.other if side else ""
            if self.size.area:
                self._scroll()

    def on_resize(self) -> None:
        self._scroll()

    def _has_more(self, side: Side) -> bool:
        other = self.article.items[side.other]
        if side.link.relation is MENTIONS:
            return True
        if side.link.relation is STATED:
            return False
        return bool(side.link.detail or side.link.numbers or (other.on_timeline and other.date))

    def counts(self) -> Parts:
        return [(str(self._count), self.palette.dim)]

    def scrollbar(self, lines: int) -> tuple[int, int] | None:
        total = sum(entry.height for entry in self._entries) if len(self._entries) < 2000 else len(self._entries)
        if total <= lines or not lines:
            return None
        size = max(1, lines * lines // total)
        last = max(1, len(self._entries) - lines // 2)
        return min(lines - size, round(self.top * (lines - size) / last)), size

    def body(self, cells: int, lines: int) -> list[Parts]:
        theme = self.palette
        if not self._entries:
            return [[("  nothing is linked here", theme.dim)]]
        drawn: list[Parts] = []
        for index in range(self.top, len(self._entries)):
            if len(drawn) >= lines:
                break
            drawn += self._draw_entry(index, cells)
        return drawn

    def _draw_entry(self, index: int, cells: int) -> list[Parts]:
        theme = self.palette
        entry = self._entries[index]
        if entry.side is None:
            return [[(f" {entry.heading}", theme.dim)]]
        here = index == self.cursor
        lines = self._rows(entry.side, cells - 3)
        drawn: list[Parts] = []
        for number, parts in enumerate(lines[: entry.height]):
            edge = ("▌" if self.has_focus else "▏") if here else " "
            sign = "  " if number else "› " if here and self.has_focus else "  "
            line = both_ends([(sign, theme.accent), *parts], [], cells - 1, theme.text)
            over = theme.cursor if self.has_focus else theme.unfocused_cursor
            drawn.append([(edge, theme.accent), *(on(line, over) if here else line)])
        return drawn

    def _rows(self, side: Side, cells: int) -> list[Parts]:
        theme = self.palette
        item = self.article.items[side.other]
        name = self.article.link_label(side.other)
        sign = "" if name.startswith(item.sign) else f"{KIND_SIGN[item.item_kind]} "
        head: Parts = [(sign, theme.kind(item.item_kind)), (name, theme.text)]
        if side.link.relation is not MENTIONS:
            if side.link.relation is STATED:
                return [head]
            return [head, [("  ", theme.dim), (remark(self.article, side), theme.dim)]]
        around = context(self.article, side, 2 * cells)
        if not isinstance(item, Paragraph) or side.outgoing:  # a paragraph is its words
            around = context(self.article, side, cells - 3)
            return [head, [("  ", theme.dim), *self._around(around, 0, len(around.plain))]]
        head = [(f"{item.caption}  ", theme.strong)]
        room = cells - 5
        rows = wrap(around.plain, room)
        # The two lines in view are those where the mention itself stands.
        said = around.spans[0].start if around.spans else 0
        at = next((number for number, (_, end) in enumerate(rows) if said < end), 0)
        at = max(0, min(at, len(rows) - 2))
        first, second = rows[at], rows[at + 1] if at + 1 < len(rows) else (0, 0)
        return [
            [*head, *self._around(around, *first)],
            [("     "[: len(head[0][0])], theme.dim), *self._around(around, *second)],
        ]

    def _around(self, around: Linked, start: int, end: int) -> Parts:
        theme = self.palette
        plain, spans = around
        if not spans:
            return [(plain[start:end], theme.dim)]
        first, last = max(start, spans[0].start), min(end, spans[0].end)
        if first >= last:
            return [(plain[start:end], theme.dim)]
        kind = self.article.items[spans[0].target].item_kind
        return [(plain[start:first], theme.dim), (plain[first:last], theme.kind(kind)), (plain[last:end], theme.dim)]

    def move(self, step: int) -> None:
        last = len(self._entries) - 1
        target = max(0, min(self.cursor + step, last))
        while 0 <= target <= last and self._entries[target].side is None:
            if not 0 <= target + step <= last:
                target = 1
                break
            target += 1 if step > 0 else -1
        self._select_entry(target)

    def move_to_end(self, last: bool) -> None:
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

    def open(self) -> None:
        side = self._side(self.cursor)
        if side is not None:
            self.post_message(Jump(side.other, self._at(side)))

    def click(self, x: int, y: int) -> None:
        index, left = self.top, y
        while index < len(self._entries) and left >= self._entries[index].height:
            left -= self._entries[index].height
            index += 1
        if self._side(index) is not None:
            again = index == self.cursor and self._followed
            self._select_entry(index)
            if again:
                self.open()
