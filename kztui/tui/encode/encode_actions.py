"""What each command of the encode mode does, by the command's id; its command palette, and the list of its keys."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kztui.article.table import ItemKind
from kztui.tui.commands import COMMANDS, ENCODING
from kztui.tui.dialogs.choice_dialog import ChoiceDialog
from kztui.tui.dialogs.help_dialog import HelpDialog
from kztui.tui.finder_sources import FinderResults, FinderRow, FinderSource, matches_of
from kztui.tui.screen_actions import redraw

if TYPE_CHECKING:
    from kztui.tui.encode.encode_screen import EncodeScreen


def choose_command(screen: "EncodeScreen") -> None:
    """Choose a command that can be done now, and do it."""
    commands = [each for each in COMMANDS if each.scope == ENCODING and each.id != "encode_palette"]
    offered = [command for command in commands if screen.status.applies(command.id)]

    def find(query: str, _kind: ItemKind | None, _cancelled: Callable[[], bool]) -> FinderResults:
        """The commands that have every word of the query."""
        words = query.casefold().split()
        rows = [
            FinderRow("command", each.id, each.help, matches_of(each.help, words), screen.key_of(each.id))
            for each in offered
            if all(word in f"{each.name} {each.help} {each.id}".casefold() for word in words)
        ]
        return FinderResults(rows, len(rows), "" if rows else "No results")

    source = FinderSource("Commands", ("what to do",), len(offered), find, (), preview=False)
    dialog = ChoiceDialog(screen.theme, screen.article, source, "", lambda _: "")
    screen.app.push_screen(dialog, lambda choice: screen.run_command(choice.target) if choice else None)


def show_keys(screen: "EncodeScreen") -> None:
    """Show every key, those of the encode mode first."""
    screen.app.push_screen(HelpDialog(screen.theme, "encode mode", "Encode mode", screen.keys))


ENCODE_ACTIONS: "Mapping[str, Callable[[EncodeScreen], None]]" = {
    "accept": lambda screen: screen.reviewing.accept(),
    "reject": lambda screen: screen.reviewing.reject(),
    "next_own_kind": lambda screen: screen.reviewing.next_own_kind(),
    "put_off": lambda screen: screen.update(screen.encoding.later()),
    "accept_all": lambda screen: screen.reviewing.accept_all(),
    "reject_all": lambda screen: screen.reviewing.reject_all(),
    "undo": lambda screen: screen.edits.undo(),
    "redo": lambda screen: screen.edits.redo(),
    "take_item": lambda screen: screen.item_edits.take_item(),
    "other_sort": lambda screen: screen.item_edits.other_sort(),
    "rename_item": lambda screen: screen.item_edits.rename(),
    "merge_items": lambda screen: screen.item_edits.merge(),
    "delete_item": lambda screen: screen.item_edits.delete(),
    "next_encode_pane": lambda screen: screen.next_pane(1),
    "previous_encode_pane": lambda screen: screen.next_pane(-1),
    "release": lambda screen: screen.release(),
    "leave_encoding": lambda screen: screen.leave(),
    "encode_help": show_keys,
    "split_item": lambda screen: screen.item_edits.split(),
    "choose_kind": lambda screen: screen.item_edits.choose_kind(),
    "unlink_item": lambda screen: screen.making.unlink(),
    "earlier_in_list": lambda screen: screen.item_edits.reorder(-1),
    "later_in_list": lambda screen: screen.item_edits.reorder(1),
    "edit_fields": lambda screen: screen.fields.enter(),
    "edit_metadata": lambda screen: screen.fields.enter_article(),
    "select_words": lambda screen: screen.making.begin(),
    "link_all": lambda screen: screen.making.link_all(),
    "write_paragraph": lambda screen: screen.writing.write(),
    "new_item": lambda screen: screen.adding.add(),
    "next_paragraph": lambda screen: screen.reviewing.next_paragraph(1),
    "previous_paragraph": lambda screen: screen.reviewing.next_paragraph(-1),
    "encode_reload": lambda screen: screen.writing.reload(),
    "encode_redraw": redraw,
    "encode_palette": choose_command,
    "open_editor": lambda screen: screen.writing.open_editor(),
}
