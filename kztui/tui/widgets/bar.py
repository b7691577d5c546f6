"""The base of the title bar and the status bar: one line with text at its left and at its right end."""

from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from kztui.tui.render.dirty_regions import dirty_regions
from kztui.tui.render.styled_text import Parts, both_ends, strip
from kztui.tui.theme import Palette


class Bar(Widget):
    """A line with styled text at both ends."""

    ALLOW_SELECT = False

    def __init__(self, name: str) -> None:
        super().__init__(name=name, id=name)
        self._left: Parts = []
        self._right: Parts = []
        self._theme: Palette | None = None
        self._drawn: Strip | None = None

    @property
    def size(self) -> Size:
        """The size of the whole bar, which has no padding."""
        return self.outer_size

    def set_parts(self, theme: Palette, left: Parts, right: Parts) -> None:
        """Show `left` and `right` at the two ends; only cells that change are repainted."""
        if (theme, left, right) == (self._theme, self._left, self._right):
            return
        self._theme, self._left, self._right = theme, left, right
        before = self._drawn
        if before is None or before.cell_length != self.size.width or self.size.height > 1:
            self.refresh()
        elif regions := dirty_regions([before], [self.render_line(0)]):
            self.refresh(*regions)

    def render_line(self, y: int) -> Strip:
        """The bar's text on line 0; every other line is blank."""
        cells, theme = self.size.width, self._theme
        if theme is None or y:
            return Strip.blank(cells, theme.text if theme else None)
        self._drawn = strip(self.draw(cells, theme), cells)
        return self._drawn

    def draw(self, cells: int, theme: Palette) -> Parts:
        """The whole line, `cells` wide."""
        return both_ends([(" ", theme.text), *self._left], [*self._right, (" ", theme.text)], cells, theme.text)
