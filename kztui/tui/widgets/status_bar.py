"""The status bar below the panes: the keys that can be pressed here, and for a while a message in their place."""

from collections.abc import Callable

from textual import events

from kztui.tui.pane_layout import TWO_COLUMNS
from kztui.tui.render.cells import cell_width
from kztui.tui.render.styled_text import Parts, both_ends, parts_width
from kztui.tui.theme import Palette
from kztui.tui.widgets.bar import Bar

GAP = "   "
MESSAGE_SECONDS = 5.0
WARNING_SECONDS = 10.0
"""How long a message, or a warning, is shown."""
CONFIRM_SECONDS = 8.0
"""How long a key that asks to be pressed again waits for the second press."""


class StatusBar(Bar):
    """Shows key hints, each of which can be clicked, or a message."""

    def __init__(self, name: str, run: Callable[[str], object]) -> None:
        super().__init__(name)
        self._run = run
        self._keys: list[tuple[str, str, str]] = []
        self._lead = ""
        self._shown: list[tuple[int, int, str]] = []

    def hints(self, theme: Palette, keys: list[tuple[str, str, str]], right: Parts, lead: str = "") -> None:
        """Show commands as (id, key, name), after the text `lead`. Those that do not fit are left out from the end.

        The last one, help, is kept: it leads to all others.
        """
        self._keys, self._lead = keys, lead
        self.set_parts(theme, [(lead, theme.strong), *((" ".join(key), theme.text) for key in keys)], right)

    def say(self, theme: Palette, text: str, warn: bool) -> None:
        """Show a message in place of the key hints; `warn` for the colour of warnings."""
        self.show(theme, [(text, theme.warn if warn else theme.strong)])

    def show(self, theme: Palette, parts: Parts) -> None:
        """Show styled text in place of the key hints."""
        self._keys, self._shown = [], []
        self.set_parts(theme, parts, [])

    def draw(self, cells: int, theme: Palette) -> Parts:
        """The message, or as many key hints as fit in `cells` cells; records where each can be clicked."""
        if not self._keys:
            return super().draw(cells, theme)
        right: Parts = [*self._right, (" ", theme.text)] if cells >= TWO_COLUMNS else []
        keys = list(self._keys)
        left: Parts = [(" ", theme.text), *[(f"{self._lead}  ", theme.strong)] * bool(self._lead)]
        while len(keys) > 1 and parts_width(left) + _hints_width(keys) + parts_width(right) + 1 > cells:
            del keys[-2]
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
