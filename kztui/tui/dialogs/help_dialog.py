"""The help dialog: what can be done in the focused pane, a legend, every key; filtered as one types."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from textual import events

from kztui.article.data_tables import rows
from kztui.article.kinds import KINDS
from kztui.tui.commands import COMMANDS, GROUPS, Command
from kztui.tui.dialogs.dialog import Dialog, keys_of
from kztui.tui.dialogs.scrolling_pane import ScrollingPane
from kztui.tui.render.cells import wrap
from kztui.tui.render.styled_text import Part, Parts, both_ends, fit
from kztui.tui.theme import Palette

KEYS = 22
INDENT = 2
BESIDE = 54
TWO_COLUMNS = 110
EVERYWHERE = {"app", "screen", "pane"}


class HelpPane(ScrollingPane):
    """Lists keys and what they do, group by group: those that have every word that was typed."""

    title = "Help"

    def __init__(self, here: Sequence[Command], scope: str, where: str, keymap: Mapping[str, str]) -> None:
        super().__init__("dialog")
        self._scope, self._where, self._keymap = scope, where, keymap
        self._here = [*here, *(c for c in COMMANDS if c.scope == scope and c not in here)]
        self.typed = ""

    def filter(self, query: str) -> None:
        """List only what has every word of the query."""
        self.typed, self.top, self._wrapped = query, 0, (-1, [])
        self.redraw()

    def on_key(self, event: events.Key) -> None:
        """Whatever can be typed goes to the query; other keys are bound as in any pane."""
        letter = event.character if event.is_printable else None
        if letter is not None and (self.typed or letter != " "):
            self.filter(self.typed + letter)
        elif event.key == "backspace":
            self.filter(self.typed[:-1])
        elif event.key == "escape" and self.typed:
            self.filter("")
        else:
            return
        event.stop()
        event.prevent_default()

    def body(self, cells: int, lines: int) -> list[Parts]:
        """The line of the query, and below it the lines in view."""
        theme = self.palette
        typed: Parts = [(" › ", theme.accent), (self.typed, theme.strong), ("▏", theme.accent)]
        hint: Parts = [] if self.typed else [("type to filter", theme.dim)]
        return [both_ends([*typed, *hint], [], cells, theme.text), *super().body(cells, lines - 1)]

    def text_lines(self, cells: int) -> list[Parts]:
        """What can be done here, the legend, the commands of every pane, then the others; in two columns if wide."""
        width = cells // 2 if cells >= TWO_COLUMNS else cells
        blocks = [self._block(f"In this pane: {self._where}", self._here, width), self._legend(width)]
        others = [command for command in COMMANDS if command not in self._here]
        everywhere = [command for command in others if command.scope in EVERYWHERE]
        blocks += [self._block(group, [c for c in everywhere if c.group == group], width) for group in GROUPS]
        for scope in dict.fromkeys(command.scope for command in others if command.scope not in EVERYWHERE):
            heading = "In any dialog" if scope == "dialog" else f"In the {scope}"
            blocks.append(self._block(heading, [c for c in others if c.scope == scope], width))
        if not any(blocks):
            return [[], [(f"{' ' * INDENT}Nothing has these words", self.palette.warn)]]
        if cells < TWO_COLUMNS or self.typed:
            return [line for block in blocks for line in block]
        return self._beside(blocks, cells)

    def _matches(self, *texts: str) -> bool:
        text = " ".join(texts).casefold()
        return all(word in text for word in self.typed.casefold().split())

    def _legend(self, cells: int) -> list[Parts]:
        """The signs and colours of the screen and what they mean."""
        theme = self.palette
        signs: list[tuple[Part, str]] = [
            (
                (f"{kind.sign} {kind.item_kind}", theme.links[kind.item_kind]),
                f"{kind.plural.capitalize()}, and links to them",
            )
            for kind in KINDS
        ]
        signs += [((sign, getattr(theme, style)), words) for sign, style, words in rows("tui/data/legend.tsv")]
        heading = "Signs and colours"
        kept = [(sign, words) for sign, words in signs if self._matches(heading, sign[0], words)]
        return self._lines(heading, kept, cells)

    def _block(self, heading: str, commands: Sequence[Command], cells: int) -> list[Parts]:
        accent = self.palette.accent
        keys = {command.id: "  ".join(keys_of(command, self._keymap)) for command in commands}
        kept = [c for c in commands if self._matches(heading, keys[c.id], c.name, c.help)]
        return self._lines(heading, [((keys[c.id], accent), c.help) for c in kept], cells)

    def _lines(self, heading: str, rows: Sequence[tuple[Part, str]], cells: int) -> list[Parts]:
        """A heading above keys or signs, each with its sentence beside or, in a narrow pane, below it."""
        theme = self.palette
        indent = (" " * INDENT, theme.text)
        lines: list[Parts] = [[], [indent, (heading, theme.title)]] if rows else []
        for (keys, style), sentence in rows:
            if cells < BESIDE:
                lines.append([indent, (keys, style)])
                below = wrap(sentence, cells - 2 * INDENT - 1)
                lines += [[indent, indent, (sentence[start:end], theme.text)] for start, end in below]
                continue
            left = [keys[start:end] for start, end in wrap(keys, KEYS - 2)]
            right = [sentence[start:end] for start, end in wrap(sentence, cells - INDENT - KEYS - 1)]
            for key, words in zip_longest(left, right, fillvalue=""):
                lines.append([indent, *fit([(key, style)], KEYS, theme.text), (words, theme.text)])
        return lines

    def _beside(self, blocks: list[list[Parts]], cells: int) -> list[Parts]:
        half = sum(map(len, blocks)) / 2
        left: list[Parts] = []
        right: list[Parts] = []
        for block in blocks:
            (left if len(left) + len(block) / 2 <= half else right).extend(block)
        pad, column = self.palette.text, cells // 2
        return [fit(one, column - 1, pad) + other for one, other in zip_longest(left, right, fillvalue=Parts())]


class HelpDialog(Dialog[None]):
    """Shows the help on the whole screen until it is closed."""

    WIDTH = HEIGHT = 10_000

    def __init__(
        self, theme: Palette, scope: str, where: str, keymap: Mapping[str, str], here: Sequence[Command] = ()
    ) -> None:
        super().__init__(theme, HelpPane(here, scope, where, keymap))
