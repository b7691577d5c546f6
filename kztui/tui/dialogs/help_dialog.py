"""The help dialog: every key, those of the focused pane first, from the declarations in `commands`."""

from collections.abc import Callable, Mapping
from itertools import zip_longest

from textual.app import ComposeResult
from textual.geometry import Region

from kztui.tui.commands import COMMANDS, GROUPS, Command, shown
from kztui.tui.dialogs.dialog import Dialog
from kztui.tui.dialogs.scrolling_pane import ScrollingPane
from kztui.tui.render.styled_text import Parts, fit
from kztui.tui.render.word_wrap import wrap
from kztui.tui.theme import Palette

KEYS = 22
INDENT = 2
BESIDE = 54
TWO_COLUMNS = 110


class HelpPane(ScrollingPane):
    """Lists keys and what they do, group by group."""

    title = "Help"

    def __init__(self, scope: str, where: str, keys_of: Callable[[Command], str]) -> None:
        super().__init__("dialog")
        self._scope = scope
        self._where = where
        self._keys_of = keys_of

    def counts(self) -> Parts:
        return [("Esc closes", self.palette.dim)]

    def written(self, cells: int) -> list[Parts]:
        width = cells // 2 if cells >= TWO_COLUMNS else cells
        own = [command for command in COMMANDS if command.scope == self._scope]
        blocks = [self._block(f"In this pane: {self._where}", own, width)] if own else []
        everywhere = [command for command in COMMANDS if command.scope in {"app", "screen", "pane"}]
        blocks += [self._block(group, [c for c in everywhere if c.group == group], width) for group in GROUPS]
        others = [c for c in COMMANDS if c.scope not in {"app", "screen", "pane", self._scope}]
        for scope in dict.fromkeys(command.scope for command in others):
            blocks.append(
                self._block(
                    "In any dialog" if scope == "dialog" else f"In the {scope}",
                    [c for c in others if c.scope == scope],
                    width,
                )
            )
        if cells < TWO_COLUMNS:
            return [line for block in blocks for line in block]
        return self._beside(blocks, cells)

    def _block(self, heading: str, commands: list[Command], cells: int) -> list[Parts]:
        theme = self.palette
        lines: list[Parts] = [[], [(" " * INDENT, theme.text), (heading, theme.title)]]
        for command in commands:
            keys, sentence = self._keys_of(command), command.help
            if cells < BESIDE:
                # A narrow column has no room for both: the description is beneath the keys.
                lines.append([(" " * INDENT, theme.text), (keys, theme.accent)])
                below = wrap(sentence, cells - 2 * INDENT - 1)
                lines += [[(" " * 2 * INDENT, theme.text), (sentence[start:end], theme.text)] for start, end in below]
                continue
            named = [keys[start:end] for start, end in wrap(keys, KEYS - 2)]
            said = [sentence[start:end] for start, end in wrap(sentence, cells - INDENT - KEYS - 1)]
            for key, does in zip_longest(named, said, fillvalue=""):
                lines.append(
                    [(" " * INDENT, theme.text), *fit([(key, theme.accent)], KEYS, theme.text), (does, theme.text)]
                )
        return lines

    def _beside(self, blocks: list[list[Parts]], cells: int) -> list[Parts]:
        half = sum(map(len, blocks)) / 2
        left: list[Parts] = []
        right: list[Parts] = []
        for block in blocks:
            (left if len(left) + len(block) / 2 <= half else right).extend(block)
        pad = self.palette.text
        column = cells // 2
        left += [[]] * (len(right) - len(left))
        right += [[]] * (len(left) - len(right))
        return [fit(one, column - 1, pad) + other for one, other in zip(left, right, strict=True)]


class HelpDialog(Dialog[None]):
    """Shows the help until it is closed."""

    def __init__(self, theme: Palette, scope: str, where: str, keymap: Mapping[str, str]) -> None:
        super().__init__(theme)
        self._scope, self._where, self._keymap = scope, where, keymap

    def compose(self) -> ComposeResult:
        yield HelpPane(self._scope, self._where, self.keys_of)

    def keys_of(self, command: Command) -> str:
        keys = self._keymap.get(command.id) or command.keys
        return "  ".join(shown(key) for key in keys.split(","))

    def regions(self, width: int, height: int) -> Mapping[str, Region]:
        return {"dialog": Region(0, 0, width, height)}
