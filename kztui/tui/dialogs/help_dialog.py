"""The help dialog: every key, those of the focused pane first, from the declarations in `commands`."""

from collections.abc import Mapping
from itertools import zip_longest

from kztui.tui.commands import COMMANDS, GROUPS, Command
from kztui.tui.dialogs.dialog import Dialog, keys_of
from kztui.tui.dialogs.scrolling_pane import ScrollingPane
from kztui.tui.render.cells import wrap
from kztui.tui.render.styled_text import Parts, fit
from kztui.tui.theme import Palette

KEYS = 22
INDENT = 2
BESIDE = 54
TWO_COLUMNS = 110


class HelpPane(ScrollingPane):
    """Lists keys and what they do, group by group."""

    title = "Help"

    def __init__(self, scope: str, where: str, keymap: Mapping[str, str]) -> None:
        super().__init__("dialog")
        self._scope, self._where, self._keymap = scope, where, keymap

    def text_lines(self, cells: int) -> list[Parts]:
        """The commands of the focused pane, then those of every pane, then the others; wide panes have two columns."""
        width = cells // 2 if cells >= TWO_COLUMNS else cells
        own = [command for command in COMMANDS if command.scope == self._scope]
        blocks = [self._block(f"In this pane: {self._where}", own, width)] if own else []
        everywhere = [command for command in COMMANDS if command.scope in {"app", "screen", "pane"}]
        blocks += [self._block(group, [c for c in everywhere if c.group == group], width) for group in GROUPS]
        others = [c for c in COMMANDS if c.scope not in {"app", "screen", "pane", self._scope}]
        for scope in dict.fromkeys(command.scope for command in others):
            heading = "In any dialog" if scope == "dialog" else f"In the {scope}"
            blocks.append(self._block(heading, [c for c in others if c.scope == scope], width))
        if cells < TWO_COLUMNS:
            return [line for block in blocks for line in block]
        return self._beside(blocks, cells)

    def _block(self, heading: str, commands: list[Command], cells: int) -> list[Parts]:
        theme = self.palette
        indent = (" " * INDENT, theme.text)
        lines: list[Parts] = [[], [indent, (heading, theme.title)]]
        for command in commands:
            keys, sentence = "  ".join(keys_of(command, self._keymap)), command.help
            if cells < BESIDE:
                # A column too narrow for both has the description below the keys.
                lines.append([indent, (keys, theme.accent)])
                below = wrap(sentence, cells - 2 * INDENT - 1)
                lines += [[indent, indent, (sentence[start:end], theme.text)] for start, end in below]
                continue
            left = [keys[start:end] for start, end in wrap(keys, KEYS - 2)]
            right = [sentence[start:end] for start, end in wrap(sentence, cells - INDENT - KEYS - 1)]
            for key, words in zip_longest(left, right, fillvalue=""):
                lines.append([indent, *fit([(key, theme.accent)], KEYS, theme.text), (words, theme.text)])
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

    def __init__(self, theme: Palette, scope: str, where: str, keymap: Mapping[str, str]) -> None:
        super().__init__(theme, HelpPane(scope, where, keymap))
