"""The list of what is left to do in an article: candidates, mentions, problems and paragraphs to write."""

from kztui.article.article import Article
from kztui.session.encoding import Encoding
from kztui.session.review_queue import QueueEntry
from kztui.tui.commands import bindings
from kztui.tui.render.styled_text import Part, Parts, both_ends, on
from kztui.tui.theme import KIND_SIGN
from kztui.tui.view_state import EntrySelected
from kztui.tui.widgets.pane import Pane, scrollbar_span

KIND = 9
NARROW = 30
"""Below this width the kind is a sign."""
_SIGNS = {"mention": "@", "problem": "!", "paragraph": "¶"}
_WORDS = {"mention": "link", "problem": "problem", "paragraph": "write"}


class ReviewPane(Pane):
    """Lists the queue; its cursor is that of the encoding."""

    BINDINGS = bindings("review list")
    title = "Review"

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.top = 0
        self.encoding = Encoding()
        self.article: Article | None = None

    def set_encoding(self, encoding: Encoding, article: Article) -> None:
        """Show another queue or another cursor."""
        self.encoding, self.article = encoding, article
        self._scroll()
        self.redraw()

    def counts(self) -> Parts:
        """How many entries are left."""
        return [(str(len(self.encoding.queue)), self.palette.dim)]

    def scrollbar(self, lines: int) -> tuple[int, int] | None:
        """The scrollbar for the entries, each one line high."""
        return scrollbar_span(self.top, len(self.encoding.queue), lines)

    def body(self, cells: int, lines: int) -> list[Parts]:
        """The entries from `top` on, or that nothing is left."""
        queue, theme = self.encoding.queue, self.palette
        if not queue:
            return [[("  nothing left to review", theme.dim)], [("  / takes an item in hand", theme.dim)]]
        rows = range(self.top, min(self.top + lines, len(queue)))
        return [self._line(row, cells) for row in rows]

    def _line(self, row: int, cells: int) -> Parts:
        theme, entry = self.palette, self.encoding.queue[row]
        left: Parts = [self._kind(entry, cells), (entry.label, theme.text)]
        if row >= len(self.encoding.queue) - len(self.encoding.postponed):
            left[-1] = (entry.label, theme.dim)
        right: Parts = [(f"¶{entry.paragraph}" if entry.paragraph else "", theme.dim), (" ", theme.text)]
        line = both_ends(left, right, cells - 1, theme.text)
        if row != self.encoding.cursor:
            return [(" ", theme.text), *line]
        over = theme.cursor if self.has_focus else theme.unfocused_cursor
        return [("▌" if self.has_focus else "▏", theme.accent), *on(line, over)]

    def _kind(self, entry: QueueEntry, cells: int) -> Part:
        theme = self.palette
        kind = self.article.kind(entry.target) if self.article and entry.kind == "candidate" else ""
        style = theme.kind(kind) if kind else theme.warn if entry.kind == "problem" else theme.dim
        if cells < NARROW:
            return f"{KIND_SIGN.get(kind) or _SIGNS[entry.kind]} ", style
        return f"{kind or _WORDS[entry.kind]:<{KIND}}", style

    def _scroll(self) -> None:
        lines = max(1, self.inner.height)
        margin = min(2, (lines - 1) // 2)
        cursor, top = self.encoding.cursor, self.top
        top = max(min(top, cursor - margin), cursor + margin - lines + 1)
        self.top = max(0, min(top, len(self.encoding.queue) - lines))

    def follow(self) -> None:
        """Keep the cursor in view."""
        self._scroll()

    def move(self, step: int) -> None:
        """Go `step` entries further on."""
        self.post_message(EntrySelected(self.encoding.cursor + step))

    def move_to_end(self, last: bool) -> None:
        """Go to the first or the last entry."""
        self.post_message(EntrySelected(len(self.encoding.queue) - 1 if last else 0))

    def click(self, x: int, y: int) -> None:
        """Go to the entry at line `y`."""
        if self.top + y < len(self.encoding.queue):
            self.post_message(EntrySelected(self.top + y))
