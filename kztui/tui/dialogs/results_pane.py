"""The finder's results: kind, label with its matches highlighted, and a snippet of the text if the match is there."""

from bisect import bisect_right
from itertools import accumulate, chain, islice

from rich.style import Style

from kztui.article.item_kinds import ITEM_KINDS
from kztui.tui.finder_sources import FinderResults, FinderRow
from kztui.tui.render.cells import cell_width, crop, wrap
from kztui.tui.render.styled_text import Parts, both_ends, fit, parts_width, under
from kztui.tui.theme import KIND_SIGN
from kztui.tui.view_state import Spans
from kztui.tui.widgets.pane import Pane

KIND = 10
NARROW = 50
"""Below this width the kind is shown as a sign, and what does not fit beside a label is left out."""


class ResultsPane(Pane, can_focus=False):
    """Draws the border of the finder, and lists the results below the line where the query is typed."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__(name)
        self.title = title
        self.cursor = 0
        self.top = 0
        self.show(FinderResults((), 0), 0, by_kind=False)

    def show(self, results: FinderResults, of: int, by_kind: bool) -> None:
        """Show new results, found among `of` rows; `by_kind` where one kind alone can be searched."""
        self._results, self._of, self._by_kind = results, of, by_kind
        self.cursor = self.top = 0
        self.redraw()

    def current(self) -> FinderRow | None:
        """The result under the cursor; None without results."""
        rows = self._results.rows
        return rows[self.cursor] if self.cursor < len(rows) else None

    def counts(self) -> Parts:
        """A hint of the search if there is one, and how many rows were found, of how many."""
        hint = f"{self._results.hint} · " if self._results.hint else ""
        return [(hint, self.palette.warn), (f"{self._results.total:,} of {self._of:,}", self.palette.dim)]

    def short_counts(self) -> Parts:
        """The hint alone, or the counts without a hint."""
        return self.counts()[:1] if self._results.hint else self.counts()

    def body(self, cells: int, lines: int) -> list[Parts]:
        """The line of the query, and below it the results from `top` on, or a message in their place."""
        theme = self.palette
        right = [(self._searched(), theme.dim), (" ", theme.text)]
        query = both_ends([(" › ", theme.accent)], right, cells, theme.text)
        if message := self._results.message:
            rows = wrap(message, cells - 4)
            return [query, [], *([(f"   {message[start:end]}", theme.warn)] for start, end in rows)]
        drawn = (self._draw_row(index, cells) for index in range(self.top, len(self._results.rows)))
        return [query, *islice(chain.from_iterable(drawn), max(0, lines - 1))]

    @property
    def _narrow(self) -> bool:
        return self.size.width < NARROW

    def _searched(self) -> str:
        """The kinds that are searched, and the key that changes them."""
        kinds = self._results.kinds
        if not self._by_kind:
            return f"{kinds[0]} ⇥" if kinds and kinds[0] not in ITEM_KINDS else ""
        if self._narrow:
            return f"{''.join(KIND_SIGN[kind] for kind in kinds) or 'all'} ⇥"
        if len(kinds) > 1:
            return f"{len(kinds)} kinds ⇥"
        return f"{kinds[0]} only ⇥" if kinds else "all kinds ⇥"

    def _draw_row(self, index: int, cells: int) -> list[Parts]:
        theme = self.palette
        row = self._results.rows[index]
        here = index == self.cursor
        margin = 2 if self._narrow else KIND
        sign = row.kind if row.tag is None else row.tag
        if self._narrow:
            sign = KIND_SIGN.get(row.kind, "") if row.tag is None else row.tag[:1]
        style = theme.kinds.get(row.kind, theme.dim) if row.tag is None else theme.warn
        kind: Parts = [(f"{sign:<{margin}}", style)]
        right: Parts = [(row.right, theme.dim), (" ", theme.text)] if row.right else []
        if self._narrow and margin + cell_width(row.label) + parts_width(right) + 2 > cells and row.kind != "command":
            right = []
        base = theme.strong if here else theme.text
        lines = [both_ends([*kind, *self._highlighted(row.label, row.spans, base)], right, cells - 1, theme.text)]
        for text, spans in self._snippet_lines(row, cells - margin - 2):
            snippet = [(" " * margin, theme.text), *self._highlighted(text, spans, theme.dim)]
            lines.append(fit(snippet, cells - 1, theme.text))
        edge = ("▌" if here else " ", theme.accent)
        return [[edge, *(under(line, theme.unfocused_cursor, theme.text) if here else line)] for line in lines]

    @staticmethod
    def _snippet_lines(row: FinderRow, cells: int) -> list[tuple[str, Spans]]:
        """The lines below a row, each with what is highlighted in it: one of them, or the whole snippet."""
        if not row.snippet:
            return []
        if not row.whole_snippet:
            return [_around(row.snippet, row.snippet_spans, cells)]
        rows = wrap(row.snippet, max(8, cells))
        return [
            (
                row.snippet[first:last],
                [
                    (max(start, first) - first, min(end, last) - first)
                    for start, end in row.snippet_spans
                    if start < last and end > first
                ],
            )
            for first, last in rows
        ]

    def _highlighted(self, text: str, spans: Spans, style: Style) -> Parts:
        parts: Parts = []
        at = 0
        for start, end in spans:
            if at <= start and end <= len(text):
                parts += [(text[at:start], style), (text[start:end], style + self.palette.highlight)]
                at = end
        return [*parts, (text[at:], style)]

    def move(self, step: int) -> None:
        """Move the cursor by `step` results and scroll it into view."""
        self.cursor = max(0, min(self.cursor + step, len(self._results.rows) - 1))
        self.top = min(self.top, self.cursor)
        while sum(self._heights(self.cursor + 1 - self.top)) >= self.inner.height and self.top < self.cursor:
            self.top += 1
        self.redraw()

    def _heights(self, count: int) -> list[int]:
        """The height in lines of each of so many results from `top` on."""
        cells = self.inner.width - (2 if self._narrow else KIND) - 2
        return [1 + len(self._snippet_lines(row, cells)) for row in self._results.rows[self.top : self.top + count]]

    def click(self, x: int, y: int) -> None:
        """Open the result at line `y`."""
        index = self.top + bisect_right(list(accumulate(self._heights(self.inner.height))), y - 1)
        if y >= 1 and index < len(self._results.rows):
            self.cursor = index
            self.redraw()
            self.post_message(self.Opened())


def _around(text: str, spans: Spans, cells: int) -> tuple[str, Spans]:
    """The snippet cut on the left so that its first match is visible, with the spans moved along."""
    if not spans or cell_width(text) <= cells:
        return crop(text, cells), spans
    first = spans[0][0]
    if first < cells * 2 // 3:
        return text, spans
    cut = text.find(" ", max(0, first - cells // 3)) + 1
    return f"…{text[cut:]}", [(start - cut + 1, end - cut + 1) for start, end in spans if start >= cut]
