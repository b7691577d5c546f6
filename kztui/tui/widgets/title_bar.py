"""The title bar above the panes: the article, the filter, and the breadcrumb of where one is."""

from textual.strip import Strip

from kztui.tui.pane_layout import SMALLEST
from kztui.tui.render.cells import cell_width, crop
from kztui.tui.render.styled_text import Parts, fit, parts_width, strip
from kztui.tui.theme import Palette
from kztui.tui.widgets.bar import Bar


class TitleBar(Bar):
    """Article, filter and breadcrumb. On a screen that is too small it fills the screen with a message."""

    def draw(self, cells: int, theme: Palette) -> Parts:
        """The left text cut to what the right one leaves; the right one alone where not even the first part fits."""
        blank = (" ", theme.text)
        available = cells - 4 - parts_width(self._right)
        if available < parts_width(self._left[:1]):
            return fit([blank, *self._right], cells, theme.text)
        return [blank, *fit(self._left, available, theme.text), blank, blank, *self._right, blank]

    def render_line(self, y: int) -> Strip:
        """The bar's text, or where the bar fills the screen, a line of the message that it is too small."""
        if self.size.height == 1 or self._theme is None:
            return super().render_line(y)
        cells, height = self.size
        wide, high = SMALLEST
        lines = ["too small", f"{cells}×{height}", f"kztui needs {wide}×{high}"]
        row = y - max(0, (height - len(lines)) // 2)
        text = crop(lines[row], cells) if 0 <= row < len(lines) else ""
        pad = " " * max(0, (cells - cell_width(text)) // 2)
        return strip(fit([(pad + text, self._theme.dim)], cells, self._theme.text), cells)
