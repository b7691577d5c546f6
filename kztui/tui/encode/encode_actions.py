"""What each command of the encode mode does: one method of the screen or of one controller."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kztui.tui.encode.encode_screen import EncodeScreen


def _action(method: "Callable[[EncodeScreen], None]") -> "Callable[[EncodeScreen], None]":
    """The method of the screen that Textual calls for a command."""
    return method


class EncodeActions:
    """The part of the encode screen that has the actions of its commands, each named after its command's id."""

    action_accept = _action(lambda screen: screen.reviewing.accept())
    action_reject = _action(lambda screen: screen.reviewing.reject())
    action_next_own_kind = _action(lambda screen: screen.reviewing.next_own_kind())
    action_put_off = _action(lambda screen: screen.update(screen.encoding.later()))
    action_accept_all = _action(lambda screen: screen.reviewing.accept_all())
    action_reject_all = _action(lambda screen: screen.reviewing.reject_all())
    action_undo = _action(lambda screen: screen.undo())
    action_redo = _action(lambda screen: screen.redo())
    action_take_item = _action(lambda screen: screen.item_edits.take_item())
    action_other_sort = _action(lambda screen: screen.item_edits.other_sort())
    action_rename_item = _action(lambda screen: screen.item_edits.rename())
    action_merge_items = _action(lambda screen: screen.item_edits.merge())
    action_delete_item = _action(lambda screen: screen.item_edits.delete())
    action_next_encode_pane = _action(lambda screen: screen.next_pane(1))
    action_previous_encode_pane = _action(lambda screen: screen.next_pane(-1))
    action_release = _action(lambda screen: screen.release())
    action_leave_encoding = _action(lambda screen: screen.leave())
    action_encode_help = _action(lambda screen: screen.help())
    action_select_words = _action(lambda screen: screen.making.begin())
    action_link_all = _action(lambda screen: screen.making.link_all())
    action_write_paragraph = _action(lambda screen: screen.writing.write())
    action_open_editor = _action(lambda screen: screen.writing.open_editor())
