"""A paragraph as a pane: the original with what is marked in it, or the paraphrase with its links."""

from collections.abc import Sequence

from kztui.tui.render.cells import wrap
from kztui.tui.render.marked_text import MarkedSpan, marked_line
from kztui.tui.render.styled_text import Parts
from kztui.tui.widgets.pane import Pane, scrollbar_span

MEASURE = 84
"""The longest a line gets, in cells."""


class ParagraphPane(Pane):
    """Shows one text with marks, scrolled so that what matters is in view."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.text = ""
        self.marks: Sequence[MarkedSpan] = ()
        self.empty = ""
        self.top = 0
        self.at = 0
        """The offset that is kept in view."""
        self._lines: tuple[str, int, list[tuple[int, int]]] = ("", 0, [])

    def set_text(self, title: str, text: str, marks: Sequence[MarkedSpan], empty: str = "", at: int = 0) -> None:
        """Show a text; `empty` in place of one without words. The offset `at` is kept in view."""
        if text != self.text:
            self.top = 0
        self.title, self.text, self.marks, self.empty, self.at = title, text, marks, empty, at
        self.follow()
        self.redraw()

    @property
    def lines(self) -> list[tuple[int, int]]:
        """Start and end of each line at the width of the pane."""
        cells = max(10, min(MEASURE, self.inner.width - 2))
        if self._lines[:2] != (self.text, cells):
            self._lines = (self.text, cells, wrap(self.text, cells))
        return self._lines[2]

    def line_of(self, offset: int) -> int:
        """The number of the line that holds an offset."""
        return max((at for at, (start, _) in enumerate(self.lines) if start <= offset), default=0)

    def follow(self) -> None:
        """Scroll so that the offset `at` is in view."""
        height, line = max(1, self.inner.height), self.line_of(self.at)
        margin = min(2, (height - 1) // 2)
        top = max(min(self.top, line - margin), line + margin - height + 1)
        self.top = max(0, min(top, len(self.lines) - height))

    def scrollbar(self, lines: int) -> tuple[int, int] | None:
        """The scrollbar for the lines of the text."""
        return scrollbar_span(self.top, len(self.lines), lines)

    def body(self, cells: int, lines: int) -> list[Parts]:
        """The lines in view."""
        theme = self.palette
        if not self.text:
            return [[(f" {self.empty[start:end]}", theme.dim)] for start, end in wrap(self.empty, max(10, cells - 2))]
        shown = self.lines[self.top : self.top + lines]
        marks = self.shown_marks()
        return [[(" ", theme.text), *marked_line(self.text, line, marks, theme.text)] for line in shown]

    def shown_marks(self) -> Sequence[MarkedSpan]:
        """The marks that are drawn."""
        return self.marks

    def move(self, step: int) -> None:
        """Scroll by `step` lines."""
        self.top = max(0, min(self.top + step, len(self.lines) - self.inner.height))
        self.redraw()

    def offset_at(self, x: int, y: int) -> int:
        """The offset in the text of a cell inside the border."""
        start, end = self.lines[max(0, min(self.top + y, len(self.lines) - 1))] if self.lines else (0, 0)
        return max(start, min(start + x - 1, end))
