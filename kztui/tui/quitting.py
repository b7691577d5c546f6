"""Quits without the event loop where that is too busy to get to the key in time.

The loop handles a key once it is done with what came before it: while it lays out megabytes of text, it hears none.
"""

from collections.abc import Sequence
from threading import Timer
from typing import TYPE_CHECKING, Any

from textual.events import Key
from textual.screen import Screen

from kztui.tui.commands import COMMANDS, DIALOGS, ENCODE, MOVE

if TYPE_CHECKING:
    from kztui.tui.app import KztuiApp
    from kztui.tui.main_screen import MainScreen

BUSY_SECONDS = 0.3
"""How long the event loop may take to get to the key and handle it."""
_HARMLESS = {
    *(command.id for command in COMMANDS if command.group == MOVE),
    *("open", "next_link", "previous_link", "back", "forward", "next_result", "previous_result", "peek", "cancel"),
    *("filter", "clear_filter", "timeline", "original", "maximize", "narrower", "wider", "all_names", "regroup"),
    *("later", "earlier", "undated", "zoom_in", "zoom_out", "fit", "lanes", "reload", "redraw", "quit"),
}
"""The commands of the main screen after which its keys still mean the same, and which change nothing that is kept."""


def watch_quit(app: "KztuiApp", key: Key) -> None:
    """Quit in BUSY_SECONDS unless `key`, which was read just now and perhaps quits, has been handled by then."""
    timer = Timer(BUSY_SECONDS, _quit_if_busy, [app, key])
    timer.daemon = True
    timer.start()


def _quit_if_busy(app: "KztuiApp", key: Key) -> None:
    before = app.key_queue.before(key)
    if before is not None and may_quit(app, key, before):
        app.quit_now()


def may_quit(app: "KztuiApp", key: Key, before: Sequence[Key]) -> bool:
    """Whether `key` quits without a question, and nothing is lost, once the keys `before` it have been handled."""
    screens = app.screens_shown
    if not screens:  # nothing was opened yet
        return True
    main, upon = app.main_screen, [screen for screen in screens if screen is not app.main_screen]
    key = app.latin(key)
    keys = [app.latin(one).key for one in before]
    if not _is_all_kept(main) or not all(map(_is_all_written, upon)):
        return False
    if upon and not _is_encode_mode(upon[-1]):
        # Earlier keys may be letters of a text, or close the dialog.
        return not keys and key.key in app.keys_of("quit_from_dialog")
    if keys and keys[-1] in app.keys_of("encode") and _may_encode(main):
        keys.pop()  # the encode mode is being opened, where the key quits too
    harmless, others = _keys_of_main_screen(app)
    can_come_before = not keys if upon else harmless.issuperset(keys) and others.isdisjoint(keys)
    return key.key in app.keys_of("quit") and can_come_before


def _is_all_kept(main: "MainScreen") -> bool:
    """Whether there is no draft that is kept nowhere, and all notes are on disk or are written now."""
    return main.options.unkept is None and ("notes" not in main.__dict__ or main.notes.save_now())


def _is_encode_mode(screen: Screen[Any]) -> bool:
    return hasattr(screen, "writing")


def _is_all_written(screen: Any) -> bool:
    """Whether a screen upon the main one, unless it is one that asks, has no text that could not be written."""
    return screen.writing.is_all_written if _is_encode_mode(screen) else not hasattr(screen, "may_quit")


def _may_encode(main: "MainScreen") -> bool:
    """Whether the encode mode opens without a question."""
    from kztui.files.edit.editor import is_bundled  # noqa: PLC0415 - the mode that is being opened has imported it

    path = main.options.path
    return path is not None and not is_bundled(path)


def _keys_of_main_screen(app: "KztuiApp") -> tuple[set[str], set[str]]:
    """The keys of harmless commands, and those of all others, of which one may be for another pane."""
    harmless: set[str] = set()
    others: set[str] = set()
    for command in COMMANDS:
        if command.group not in {DIALOGS, ENCODE}:
            (harmless if command.id in _HARMLESS else others).update(app.keys_of(command.id))
    return harmless, others
