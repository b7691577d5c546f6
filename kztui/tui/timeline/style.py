"""The styles in which the timeline is drawn, and a line of cells to draw on."""

from collections.abc import Callable
from typing import NamedTuple

from rich.style import Style

from kztui.tui.render.cells import cell_width
from kztui.tui.render.styled_text import Parts
from kztui.tui.theme import Palette


class TimelineStyle(NamedTuple):
    """What the drawing of the timeline depends on besides events and window: theme, selection, links."""

    theme: Palette
    focused: bool
    label: int
    """The width of the lane labels."""
    target: str
    """The selected item, of any kind."""
    selected: int
    """The index of the selected event; -1 where no event is selected."""
    linked: tuple[int, ...]
    """The indices of the events that are linked to the selected item, in order."""
    faint: bool
    """Whether events that are neither selected nor linked are dimmed."""
    title: Callable[[int], str]
    marker: str = "▸"
    """The sign before the selected event's date."""

    def sign(self, place: int, linked: frozenset[int]) -> Style:
        """The style of an event's mark."""
        if place == self.selected:
            return self.chosen
        theme = self.theme
        return theme.mark if place in linked else theme.dim if self.faint else theme.kind("event")

    def words(self, place: int, linked: frozenset[int]) -> Style:
        """The style of an event's title."""
        if place == self.selected:
            return self.chosen
        theme = self.theme
        return theme.strong if place in linked else theme.dim if self.faint else theme.text

    @property
    def chosen(self) -> Style:
        """The style of the known part of the selected event's date."""
        theme = self.theme
        return theme.strong + theme.link if self.focused else theme.mark + theme.cursor

    @property
    def fading(self) -> Style:
        """The style of its open end."""
        return self.theme.mark + (self.theme.cursor if self.focused else self.theme.unfocused_cursor)


class Canvas:
    """One line of cells, each with a character and a style; later text overwrites earlier text."""

    def __init__(self, cells: int, style: Style) -> None:
        self._signs = [" "] * cells
        self._styles = [style] * cells

    def put(self, cell: int, text: str, style: Style) -> int:
        """Put text from a cell on, cut at the end of the line; returns the cell after it."""
        for sign in text:
            size = cell_width(sign)
            if not size and 0 < cell <= len(self._signs):
                self._signs[cell - 1] += sign
            if size and cell >= 0 and cell + size <= len(self._signs):
                self._signs[cell : cell + size] = [sign] + [""] * (size - 1)
                self._styles[cell : cell + size] = [style] * size
            cell += size
        return cell

    def restyle(self, first: int, last: int, style: Style) -> None:
        """Change the style of the cells from `first` to `last`."""
        for cell in range(max(first, 0), min(last + 1, len(self._styles))):
            self._styles[cell] = style

    def parts(self) -> Parts:
        """The line as parts, one for each run of a style."""
        parts: Parts = []
        start = 0
        for cell in range(1, len(self._signs) + 1):
            if cell == len(self._signs) or self._styles[cell] is not self._styles[start]:
                parts.append(("".join(self._signs[start:cell]), self._styles[start]))
                start = cell
        return parts
