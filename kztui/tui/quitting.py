"""Quits without the event loop where that is too busy to get to the key in time.

The loop handles a key once it is done with what came before it: while it lays out megabytes of text, it hears none.
"""

from collections.abc import Sequence
from enum import Enum, auto
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
AGAIN_SECONDS = 0.1
"""After this time it is looked at again whether the key may quit by now, where a key before it was not harmless."""
_HARMLESS = {
    *(command.id for command in COMMANDS if command.group == MOVE),
    *("open", "next_link", "previous_link", "back", "forward", "next_result", "previous_result", "peek", "cancel"),
    *("filter", "clear_filter", "timeline", "original", "maximize", "narrower", "wider", "all_names", "regroup"),
    *("later", "earlier", "undated", "zoom_in", "zoom_out", "fit", "lanes", "reload", "redraw", "quit"),
}
"""The commands of the main screen after which its keys still mean the same, and which change nothing that is kept."""


def watch_quit(app: "KztuiApp", key: Key) -> None:
    """Quit in BUSY_SECONDS unless `key`, which was read just now and perhaps quits, has been handled by then."""
    _look_in(BUSY_SECONDS, app, key)


def _look_in(seconds: float, app: "KztuiApp", key: Key) -> None:
    timer = Timer(seconds, _quit_if_busy, [app, key])
    timer.daemon = True
    timer.start()


def _quit_if_busy(app: "KztuiApp", key: Key) -> None:
    before = app.key_queue.before(key)
    if before is None:
        return
    if may_quit(app, key, before):
        app.quit_now()
    _look_in(AGAIN_SECONDS, app, key)


def may_quit(app: "KztuiApp", key: Key, before: Sequence[Key]) -> bool:
    """Whether `key` quits without a question, and nothing is lost, once the keys `before` it have been handled."""
    screens = app.screens_shown
    if not screens:  # nothing was opened yet
        return True
    main, upon = app.main_screen, [screen for screen in screens if screen is not app.main_screen]
    if not _is_all_kept(main) or not all(map(_is_all_written, upon)):
        return False
    place = _place_of(upon)
    for one in before:
        after = _place_after(app, one, place, len(upon))
        if after is None:
            return False
        place = after
    return all(app.latin(key).key in app.keys_of(command) for command in _QUITS[place])


class _Place(Enum):
    """Where a key goes."""

    MAIN = auto()
    FINDER = auto()
    """A query is typed, which leaves nothing to keep."""
    CHOSEN = auto()
    """In the finder or the main screen: a filter is chosen too, and leaves it open."""
    ENCODE = auto()
    DIALOG = auto()


_QUITS = {
    _Place.MAIN: ("quit",),
    _Place.FINDER: ("quit_from_dialog",),
    _Place.CHOSEN: ("quit", "quit_from_dialog"),
    _Place.ENCODE: ("quit",),
    _Place.DIALOG: ("quit_from_dialog",),
}
"""The commands that a key is to be one of all of, to quit where it goes."""


def _place_of(upon: Sequence[Screen[Any]]) -> _Place:
    """Where the next key goes with these screens upon the main one."""
    if not upon:
        return _Place.MAIN
    if _is_encode_mode(upon[-1]):
        return _Place.ENCODE
    return _Place.FINDER if hasattr(upon[-1], "query_line") else _Place.DIALOG


def _place_after(app: "KztuiApp", key: Key, place: _Place, screens: int) -> _Place | None:
    """Where the next key goes once this one has been handled; None where it may have changed something.

    `screens` is how many there are upon the main one.
    """
    if place is _Place.FINDER:
        return _place_after_query(app, key, screens)
    latin = app.latin(key).key
    if latin in app.keys_of("encode") and place in {_Place.MAIN, _Place.ENCODE}:
        # The mode is being opened, where keys quit too, or left.
        return _Place.ENCODE if _may_encode(app.main_screen) else None
    if place is not _Place.MAIN:
        return None
    if latin in app.keys_of("find"):
        return _Place.FINDER
    harmless, others = _keys_of_main_screen(app)
    return _Place.MAIN if latin in harmless and latin not in others else None


def _place_after_query(app: "KztuiApp", key: Key, screens: int) -> _Place | None:
    """The same for a key that goes to the finder."""
    # That the finder was opened by the key is not heard of until all that follows from it is done.
    if key.is_printable or key.key in app.keys_of("find"):
        return _Place.FINDER
    if key.key in app.keys_of("open_result") and _only_shows(app):
        return _Place.CHOSEN
    return _Place.MAIN if screens < 2 and key.key in app.keys_of("close_finder") else None


def _only_shows(app: "KztuiApp") -> bool:
    """Whether what is chosen in the finder, which is open or being opened, is shown and changes nothing."""
    *below, top = app.screens_shown
    return not below or (len(below) == 1 and hasattr(top, "source") and top.source.only_shows)


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
