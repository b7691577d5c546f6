"""The help sheet: every key, those of the pane in use first, made from the declarations."""

from collections.abc import Callable, Mapping

from textual.app import ComposeResult
from textual.geometry import Region

from kztui.tui.commands import COMMANDS, GROUPS, Command, shown
from kztui.tui.lines import Parts, fit
from kztui.tui.palette import Palette
from kztui.tui.sheets.lines import LinesPane
from kztui.tui.sheets.sheet import Sheet

KEYS = 22
TWO_COLUMNS = 110


class HelpPane(LinesPane):
    """Keys and what they do, group by group."""

    title = "Help"

    def __init__(self, scope: str, where: str, keys_of: Callable[[Command], str]) -> None:
        super().__init__("sheet")
        self._scope = scope
        self._where = where
        self._keys_of = keys_of

    def counts(self) -> Parts:
        return [("Esc closes", self.palette.dim)]

    def written(self, cells: int) -> list[Parts]:
        own = [command for command in COMMANDS if command.scope == self._scope]
        blocks = [self._block(f"In this pane: {self._where}", own)] if own else []
        everywhere = [command for command in COMMANDS if command.scope in {"app", "screen", "pane"}]
        blocks += [self._block(group, [c for c in everywhere if c.group == group]) for group in GROUPS]
        others = [c for c in COMMANDS if c.scope not in {"app", "screen", "pane", self._scope}]
        for scope in dict.fromkeys(command.scope for command in others):
            blocks.append(self._block(f"In the {scope}", [c for c in others if c.scope == scope]))
        if cells < TWO_COLUMNS:
            return [line for block in blocks for line in block]
        return self._beside(blocks, cells)

    def _block(self, heading: str, commands: list[Command]) -> list[Parts]:
        ink = self.palette
        lines: list[Parts] = [[], [("  ", ink.text), (heading, ink.title)]]
        for command in commands:
            keys = self._keys_of(command)
            lines.append([("  ", ink.text), *fit([(keys, ink.accent)], KEYS, ink.text), (command.help, ink.text)])
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


class HelpSheet(Sheet[None]):
    """Shows the help until it is closed."""

    def __init__(self, ink: Palette, scope: str, where: str, keymap: Mapping[str, str]) -> None:
        super().__init__(ink)
        self._scope, self._where, self._keymap = scope, where, keymap

    def compose(self) -> ComposeResult:
        yield HelpPane(self._scope, self._where, self.keys_of)

    def keys_of(self, command: Command) -> str:
        keys = self._keymap.get(command.id) or command.keys
        return "  ".join(shown(key) for key in keys.split(","))

    def regions(self, width: int, height: int) -> Mapping[str, Region]:
        return {"sheet": Region(0, 0, width, height)}
