"""The bars above and below the panes: one line each, with text at its left and at its right end."""

from collections.abc import Callable
from functools import partial
from typing import Any

from rich.style import Style
from textual import events
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from kztui.article.publication import Publication
from kztui.tui.pane_layout import SMALLEST, TWO_COLUMNS, message_height, message_lines
from kztui.tui.render.cells import cell_width, crop
from kztui.tui.render.styled_text import Parts, both_ends, fit, parts_width, strip
from kztui.tui.textual_compat.region_layout import rearrange
from kztui.tui.theme import Palette
from kztui.tui.widgets.line_widget import LineWidget, dirty_regions


class Bar(LineWidget):
    """A line with styled text at both ends."""

    def __init__(self, name: str) -> None:
        super().__init__(name=name, id=name)
        self._left: Parts = []
        self._right: Parts = []
        self._theme: Palette | None = None
        self._drawn: Strip | None = None

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


def article_title(record: Publication, theme: Palette) -> Parts:
    """The author, year and title of an article, for the title bar."""
    author = record.author[0] if record.author else None
    who = (author.family or author.literal) if author else record.id
    return [
        (f"{who} {record.issued[:4]}".strip(), theme.strong),
        (f" · {record.printed_title or record.title}", theme.dim),
    ]


class TitleBar(Bar):
    """Article, filter and breadcrumb. On a screen that is too small it fills the screen with a message."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.short_right: Parts = []
        """The right text in fewer cells, for a narrow screen; empty where it has no such form."""

    def draw(self, cells: int, theme: Palette) -> Parts:
        """The left text cut to what the right one leaves; where not even its first part fits, the right one is cut.

        Of the right one the longest part is cut, the breadcrumb: the others say what state the article is in. Where
        little would be left of it, the right one stands alone.
        """
        blank = (" ", theme.text)
        right = self._right
        first = parts_width(self._left[:1])
        if self.short_right and cells - 4 - parts_width(right) < first:
            right = self.short_right
        if cells - 4 - parts_width(right) < first:
            right = _shortened(right, cells - 4 - first)
            if not right:
                return fit([blank, *_shortened(self._right, cells - 2)], cells, theme.text)
        return [blank, *fit(self._left, cells - 4 - parts_width(right), theme.text), blank, blank, *right, blank]

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


def _shortened(parts: Parts, cells: int) -> Parts:
    """The parts with the longest one cut, so that all take `cells` cells; none where too little of it would be left."""
    at = max(range(len(parts)), key=lambda at: cell_width(parts[at][0]), default=0)
    room = cells - parts_width([*parts[:at], *parts[at + 1 :]])
    if not parts or room < LEAST_OF_BREADCRUMB:
        return []
    text, style = parts[at]
    return [*parts[:at], (crop(text, room), style), *parts[at + 1 :]]


LEAST_OF_BREADCRUMB = 12
"""How many cells of the breadcrumb are worth showing beside other texts."""
GAP = "   "
MESSAGE_SECONDS = 5.0
WARNING_SECONDS = 10.0
"""How long a message, or a warning, is shown."""
CONFIRM_SECONDS = 8.0
"""How long a key that asks to be pressed again waits for the second press."""


class MessageTimer:
    """Ends the message of a screen after its time; of several, the newest one has its whole time."""

    def __init__(self, screen: Widget, end: Callable[[], object]) -> None:
        """`end` takes the message away."""
        self._screen, self._end = screen, end
        self._count = 0
        self.is_running = False
        """Whether a message is shown."""

    def start(self, warn: bool) -> None:
        """A message is shown from now on; a warning stays longer."""
        self._count += 1
        self.is_running = True
        self._screen.set_timer(WARNING_SECONDS if warn else MESSAGE_SECONDS, partial(self._over, self._count))

    def _over(self, number: int) -> None:
        if number == self._count and self.is_running:
            self.stop()
            self._end()

    def stop(self) -> None:
        """No message is shown any more."""
        self.is_running = False


class StatusBar(Bar):
    """Shows key hints, each of which can be clicked, or a message."""

    def __init__(self, name: str, run: Callable[[str], object]) -> None:
        super().__init__(name)
        self._run = run
        self._keys: list[tuple[str, str, str]] = []
        self._lead = ""
        self._kept = 1
        self._shown: list[tuple[int, int, str]] = []
        self._message: tuple[str, Style] | None = None

    def hints(
        self, theme: Palette, keys: list[tuple[str, str, str]], right: Parts, lead: str = "", kept: int = 1
    ) -> None:
        """Show commands as (id, key, name), after the text `lead`. Those that do not fit are left out from the end.

        The last ones, `kept` of them, stay: help leads to all others.
        """
        self._keys, self._lead, self._kept, self._message = keys, lead, kept, None
        self.set_parts(theme, [(lead, theme.strong), *((" ".join(key), theme.text) for key in keys)], right)

    def say(self, theme: Palette, text: str, warn: bool) -> None:
        """Show a message in place of the key hints, on as many lines as the bar has; `warn` colours it as a warning."""
        message = (text, theme.warn if warn else theme.strong)
        self.show(theme, [message])
        self._message = message

    def height_in(self, width: int, height: int) -> int:
        """How many lines of a screen its message takes; 1 where there is none."""
        return message_height(self._message[0] if self._message else "", width, height)

    def fit(self, screen: Screen[Any]) -> None:
        """Lay out its screen again, where its message takes more or fewer lines than it has."""
        if self.size.height != self.height_in(*screen.size):
            rearrange(screen)

    def show(self, theme: Palette, parts: Parts) -> None:
        """Show styled text in place of the key hints."""
        self._keys, self._shown, self._message = [], [], None
        self.set_parts(theme, parts, [])

    def render_line(self, y: int) -> Strip:
        """The key hints, or a line of the message where that has several."""
        if self._theme is None or self._message is None or self.size.height == 1:
            return super().render_line(y)
        (text, style), cells = self._message, self.size.width
        lines = message_lines(text, cells, self.size.height)
        blank = (" ", self._theme.text)
        return strip(
            fit(
                [blank, *fit([(lines[y] if y < len(lines) else "", style)], cells - 2, self._theme.text), blank],
                cells,
                self._theme.text,
            ),
            cells,
        )

    def draw(self, cells: int, theme: Palette) -> Parts:
        """The message, or as many key hints as fit in `cells` cells; records where each can be clicked."""
        if not self._keys:
            return super().draw(cells, theme)
        right: Parts = [*self._right, (" ", theme.text)] if cells >= TWO_COLUMNS else []
        keys = list(self._keys)
        left: Parts = [(" ", theme.text), *[(f"{self._lead}  ", theme.strong)] * bool(self._lead)]
        while len(keys) > 1 and parts_width(left) + _hints_width(keys) + parts_width(right) + 1 > cells:
            del keys[-min(self._kept + 1, len(keys))]
        self._shown = []
        for command, key, name in keys:
            at = parts_width(left)
            left += [(key, theme.accent), (f" {name}", theme.dim)]
            self._shown.append((at, parts_width(left), command))
            left.append((GAP, theme.text))
        return both_ends(left[:-1], right, cells, theme.text)

    def on_click(self, event: events.Click) -> None:
        """Run the command whose hint was clicked."""
        for start, end, command in self._shown:
            if start <= event.x < end:
                self._run(command)


def _hints_width(keys: list[tuple[str, str, str]]) -> int:
    return sum(cell_width(key) + 1 + cell_width(name) + len(GAP) for _, key, name in keys) - len(GAP)
