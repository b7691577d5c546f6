"""The command palette of the encode mode, and the list of its keys."""

from typing import TYPE_CHECKING

from kztui.tui.commands import COMMANDS, ENCODING
from kztui.tui.dialogs.choice_dialog import ChoiceDialog
from kztui.tui.dialogs.help_dialog import HelpDialog
from kztui.tui.finder_sources import FinderSource, listing
from kztui.tui.palette_source import command_rows

if TYPE_CHECKING:
    from kztui.tui.encode.encode_screen import EncodeScreen


class EncodePaletteController:
    """Shows what can be done in the encode mode."""

    def __init__(self, screen: "EncodeScreen") -> None:
        self._screen = screen

    def choose(self) -> None:
        """Choose a command that can be done now, and do it."""
        screen = self._screen
        commands = [each for each in COMMANDS if each.scope == ENCODING and each.id != "encode_palette"]
        offered = [command for command in commands if screen.status.applies(command.id)]
        source = FinderSource("Commands", ("what to do",), preview=False)
        source = listing(source, command_rows(offered, lambda command: screen.key_of(command.id)), "No results")
        dialog = ChoiceDialog(screen.theme, screen.article, source, "", lambda _: "")
        screen.app.push_screen(dialog, lambda choice: screen.run_command(choice.target) if choice else None)

    def show_keys(self) -> None:
        """Show every key, those of the encode mode first."""
        screen = self._screen
        screen.app.push_screen(HelpDialog(screen.theme, "encode mode", "Encode mode", screen.keys))
