"""The line above the panes, which says where one is, and the line below, which says what one can do."""

from collections.abc import Callable

from textual import events
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from kztui.tui.changes import changed
from kztui.tui.floor import SMALLEST, TWO_COLUMNS
from kztui.tui.lines import Parts, both_ends, crop, fit, parts_width, strip, width
from kztui.tui.palette import Palette

GAP = "   "


class Bar(Widget):
    """One line with two ends."""

    ALLOW_SELECT = False

    def __init__(self, name: str) -> None:
        super().__init__(name=name, id=name)
        self._left: Parts = []
        self._right: Parts = []
        self._ink: Palette | None = None
        self._drawn: Strip | None = None

    @property
    def size(self) -> Size:
        """The whole bar, as with panes."""
        return self.outer_size

    def put(self, ink: Palette, left: Parts, right: Parts) -> None:
        """Show `left` and `right` at the two ends; repaints only if something changed."""
        if (ink, left, right) == (self._ink, self._left, self._right):
            return
        self._ink, self._left, self._right = ink, left, right
        before, cells = self._drawn, self.size.width
        if before is None or before.cell_length != cells or self.size.height > 1:
            self.refresh()
        elif regions := changed([before], [self.render_line(0)]):
            self.refresh(*regions)

    def render_line(self, y: int) -> Strip:
        cells, ink = self.size.width, self._ink
        if ink is None or y:
            return Strip.blank(cells, ink.text if ink else None)
        self._drawn = strip(self.draw(cells, ink), cells)
        return self._drawn

    def draw(self, cells: int, ink: Palette) -> Parts:
        return both_ends([(" ", ink.text), *self._left], [*self._right, (" ", ink.text)], cells, ink.text)


class TopBar(Bar):
    """The article and the way to where one reads. On too small a screen it is all there is, and says so."""

    def draw(self, cells: int, ink: Palette) -> Parts:
        room = cells - 2 - parts_width(self._right)
        least = parts_width(self._left[:1])
        if room < least + 2:
            return fit([(" ", ink.text), *self._right], cells, ink.text)
        return [(" ", ink.text), *fit(self._left, room - 2, ink.text), ("  ", ink.text), *self._right, (" ", ink.text)]

    def render_line(self, y: int) -> Strip:
        if self.size.height == 1 or self._ink is None:
            return super().render_line(y)
        cells, height = self.size
        wide, high = SMALLEST
        lines = ["too small", f"{cells}×{height}", f"kztui needs {wide}×{high}"]
        row = y - max(0, (height - len(lines)) // 2)
        text = crop(lines[row], cells) if 0 <= row < len(lines) else ""
        pad = " " * max(0, (cells - width(text)) // 2)
        return strip(fit([(pad + text, self._ink.dim)], cells, self._ink.text), cells)


class BottomBar(Bar):
    """Keys and their meaning, each one to click; for a while, a message in their place."""

    def __init__(self, name: str, run: Callable[[str], None]) -> None:
        super().__init__(name)
        self._run = run
        self._keys: list[tuple[str, str, str]] = []
        self._lead = ""
        self._shown: list[tuple[int, int, str]] = []

    def hints(self, ink: Palette, keys: list[tuple[str, str, str]], right: Parts, lead: str = "") -> None:
        """Show commands as (id, key, name), `lead` before them. Where room is short, the last stays the longest.

        It leads to all others.
        """
        self._keys, self._lead = keys, lead
        self.put(ink, [(lead, ink.strong), *((" ".join(key), ink.text) for key in keys)], right)

    def say(self, ink: Palette, text: str, warn: bool) -> None:
        self.show(ink, [(text, ink.warn if warn else ink.strong)])

    def show(self, ink: Palette, parts: Parts) -> None:
        """Show these words in place of the hints."""
        self._keys, self._shown = [], []
        self.put(ink, parts, [])

    def draw(self, cells: int, ink: Palette) -> Parts:
        if not self._keys:
            return super().draw(cells, ink)
        right: Parts = [*self._right, (" ", ink.text)] if cells >= TWO_COLUMNS else []
        keys = list(self._keys)
        left: Parts = [(" ", ink.text)]
        if self._lead:
            left.append((f"{self._lead}  ", ink.strong))
        while len(keys) > 1 and parts_width(left) + _hints_width(keys) + parts_width(right) + 1 > cells:
            del keys[-2]
        self._shown = []
        for command, key, name in keys:
            at = parts_width(left)
            left += [(key, ink.accent), (f" {name}", ink.dim)]
            self._shown.append((at, parts_width(left), command))
            left.append((GAP, ink.text))
        return both_ends(left[:-1], right, cells, ink.text)

    def on_click(self, event: events.Click) -> None:
        for start, end, command in self._shown:
            if start <= event.x < end:
                self._run(command)


def _hints_width(keys: list[tuple[str, str, str]]) -> int:
    return sum(width(key) + 1 + width(name) + len(GAP) for _, key, name in keys) - len(GAP)
