"""A pane of scrolling lines without a cursor, for the help and other texts."""

from kztui.tui.render.styled_text import Parts
from kztui.tui.widgets.pane import Pane, scrollbar_span


class ScrollingPane(Pane):
    """Shows the lines of `text_lines`, from line `top` on."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.top = 0
        self._wrapped: tuple[int, list[Parts]] = (-1, [])

    def text_lines(self, cells: int) -> list[Parts]:
        """All lines of the text, at most `cells` cells wide.

        Every subclass overrides it. Raises NotImplementedError otherwise.
        """
        raise NotImplementedError

    def _all_lines(self) -> list[Parts]:
        cells = self.inner.width
        if self._wrapped[0] != cells:
            self._wrapped = (cells, self.text_lines(cells))
        return self._wrapped[1]

    def counts(self) -> Parts:
        """How to close the dialog, in place of a count."""
        return [("Esc closes", self.palette.dim)]

    def body(self, cells: int, lines: int) -> list[Parts]:
        """The lines in view; `top` is limited so that the last line is at the end of the pane."""
        self.top = max(0, min(self.top, len(self._all_lines()) - lines))
        return self._all_lines()[self.top : self.top + lines]

    def scrollbar(self, lines: int) -> tuple[int, int] | None:
        """The scrollbar for the lines of the text."""
        return scrollbar_span(self.top, len(self._all_lines()), lines)

    def move(self, step: int) -> None:
        """Scroll by `step` lines."""
        self.top = max(0, self.top + step)
        self.redraw()

    def move_to_end(self, last: bool) -> None:
        """Scroll to the first or the last line."""
        self.top = len(self._all_lines()) if last else 0
        self.redraw()
