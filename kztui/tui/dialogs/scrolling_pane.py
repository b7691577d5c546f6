"""A pane of scrolling lines without a cursor, for the help and other texts."""

from kztui.tui.render.styled_text import Parts
from kztui.tui.widgets.pane import Pane


class ScrollingPane(Pane):
    """Shows the lines that `written` gives for its width."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.top = 0
        self._written: tuple[int, list[Parts]] = (-1, [])

    def written(self, cells: int) -> list[Parts]:
        """All lines, for a width of `cells`."""
        raise NotImplementedError

    def all_lines(self) -> list[Parts]:
        cells = self.inner.width
        if self._written[0] != cells:
            self._written = (cells, self.written(cells))
        return self._written[1]

    def body(self, cells: int, lines: int) -> list[Parts]:
        self.top = max(0, min(self.top, len(self.all_lines()) - lines))
        return self.all_lines()[self.top : self.top + lines]

    def scrollbar(self, lines: int) -> tuple[int, int] | None:
        total = len(self.all_lines())
        if total <= lines or not lines:
            return None
        size = max(1, lines * lines // total)
        return round(self.top * (lines - size) / max(1, total - lines)), size

    def move(self, step: int) -> None:
        self.top = max(0, self.top + step)
        self.redraw()

    def move_to_end(self, last: bool) -> None:
        self.top = len(self.all_lines()) if last else 0
        self.redraw()
