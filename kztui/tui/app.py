"""The Textual application around the main screen: theme, keys, signals, and how it starts."""

import asyncio
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from threading import Timer
from typing import TYPE_CHECKING, Any, NoReturn

from rich.console import RenderableType
from textual import events
from textual.app import App
from textual.geometry import Size
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES, Theme

from kztui.config import Configured
from kztui.files.load import Loaded
from kztui.session.state_file import StateFile
from kztui.tui.commands import BY_ID, bindings
from kztui.tui.main_screen import MainScreen
from kztui.tui.options import Options
from kztui.tui.textual_compat.app import CompatApp
from kztui.tui.textual_compat.shutdown import (
    EXIT_TIMEOUT,
    HANGUP_CODE,
    POLL_SECONDS,
    TERMINAL,
    is_terminal_gone,
)
from kztui.tui.textual_compat.terminal_events import FIRST_PAINT, KeyQueue, on_resize
from kztui.tui.theme import DARK, LIGHT, palette

if TYPE_CHECKING:
    from kztui.tui.cyrillic_layout import CyrillicLayout
    from kztui.tui.textual_compat.workers import WorkerThreads

TEARDOWN_SECONDS = 0.25
"""How long Textual may take to take the screen down; then the process is ended."""
SWITCH_SECONDS = 0.001
"""How long a thread at work may hold the interpreter while the screen wants it; by default 0.005, which adds up."""
FIRST_SWITCH_SECONDS = 0.0001
"""The same before the first screen is painted: a thread of Textual's writes it, and nothing is more urgent then."""
THEMES = (DARK.name, LIGHT.name, *BUILTIN_THEMES)
"""The names of all themes."""


class KztuiApp(CompatApp, inherit_bindings=False):
    """Runs the main screen on one loaded article."""

    CSS_PATH = "kztui.tcss"
    TITLE = "kztui"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = bindings("app")

    def __init__(self, loaded: Loaded, options: Options | None = None) -> None:
        self.options = _with_state(options or Options())
        super().__init__()
        self.loaded = loaded
        self.key_queue = KeyQueue(self, self._forward_key)
        self._quit_keys = {*self.keys_of("quit"), *self.keys_of("quit_from_dialog")}
        self._cyrillic: CyrillicLayout | None = None
        """Made when the first letter of that script is pressed."""
        self._threads: WorkerThreads | None = None
        """Made once the first screen is painted; workers begin later."""
        self._ending: Timer | None = None
        self._unsaved: list[str] | None = None
        """Messages on what could not be saved when the reader left."""
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.start_with_theme(self._first_theme())
        if os.environ.get("SSH_CONNECTION") and "TEXTUAL_ANIMATIONS" not in os.environ:
            self.animation_level = "none"
        if self.options.keys:
            self.set_keymap(dict(self.options.keys))

    def _first_theme(self) -> str:
        if "NO_COLOR" in os.environ:
            return "ansi-dark"
        state_file = self.options.state_file
        wanted = self.options.theme or (state_file.state.theme if state_file else "")
        if wanted in self.available_themes:
            return wanted
        # With 16 colours, the terminal's own: ours would be replaced by the nearest of them.
        return "ansi-dark" if self.console.color_system == "standard" else DARK.name

    def get_default_screen(self) -> MainScreen:
        """The main screen, with the palette of the current theme."""
        self.main_screen = MainScreen(self.loaded, self.options, palette(self.current_theme))
        return self.main_screen

    def on_mount(self) -> None:
        """Subscribe to signals, resizes, changes of theme and resuming after suspension."""
        if not self.is_headless:
            sys.setswitchinterval(FIRST_SWITCH_SECONDS)
        loop = asyncio.get_running_loop()
        TERMINAL.leave = lambda code: loop.call_soon_threadsafe(self._ended, code)
        TERMINAL.key_read = self._key_read
        on_resize(self._resized)
        self.set_interval(POLL_SECONDS, self._look_for_terminal)
        self.theme_changed_signal.subscribe(self, self._repaint)
        self.app_resume_signal.subscribe(self, self._resume)
        self.call_after_refresh(self._after_first_paint)

    def _after_first_paint(self) -> None:
        FIRST_PAINT.set()
        gc.enable()
        if not self.is_headless:
            from kztui.tui.textual_compat.workers import WorkerThreads  # noqa: PLC0415 - not needed before

            sys.setswitchinterval(SWITCH_SECONDS)
            self._threads = WorkerThreads()
            asyncio.get_running_loop().set_default_executor(self._threads)

    def _ended(self, code: int) -> None:
        """Exit with `code` on a signal or a lost terminal, after saving the state."""
        TERMINAL.exit_within(EXIT_TIMEOUT, code)
        self.save_at_exit()
        self.exit(return_code=code)

    def save_at_exit(self, busy: bool = False) -> list[str]:
        """Save what is to be kept, once: to wait for a file that another program has locked takes its time.

        `busy` where the event loop is, and the widgets may be in the midst of a change. Messages on what was not saved.
        """
        if self._unsaved is None:
            self._unsaved = self.main_screen.save_at_exit(busy)
        return self._unsaved

    def exit(self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave the screen; at once where a worker goes on working, as each step of an orderly end would wait for it.

        A thread that is in a long call of a library keeps this one from running (the GIL) until that call ends.
        """
        super().exit(result, return_code, message)
        if self._threads is None or not TERMINAL.application_mode:
            return
        unsaved = self.save_at_exit()
        if not self._threads.end_within():
            self._end(return_code, unsaved)
        self._ending = Timer(TEARDOWN_SECONDS, self._end, [return_code, unsaved])
        self._ending.daemon = True
        self._ending.start()

    def torn_down(self) -> None:
        """The screen is taken down: the process need not be ended before its time."""
        if self._ending is not None:
            self._ending.cancel()

    def _look_for_terminal(self) -> None:
        if not self.is_headless and is_terminal_gone():
            self._ended(HANGUP_CODE)

    def _resized(self, size: Size) -> None:
        if not self.is_headless:
            self.post_message(events.Resize(size, size))

    async def on_event(self, event: events.Event) -> None:
        """Keys and mouse events wait while panes are replaced: removed panes would swallow them."""
        if isinstance(event, (events.InputEvent, events.Paste)) and not event.is_forwarded:
            await self.main_screen.ready.wait()
            if isinstance(event, events.Key):
                await self.key_queue.press(event)
                return
        if isinstance(event, events.InputEvent) and not self.screen_stack:
            return  # at exit: what no widget handled comes back to the app after its last screen has gone
        await super().on_event(event)

    async def _forward_key(self, key: events.Key) -> None:
        """Forward a key to the focused widget; where that takes no text, as if the layout were Latin."""
        if self._cyrillic is None and not key.key.isascii():
            self._cyrillic = self._cyrillic_layout()
        if self._cyrillic is not None:
            typed = self.focused is not None and self.focused.check_consume_key(key.key, key.character)
            key = self._cyrillic.translated(key, typed)
        await super().on_event(key)

    def _cyrillic_layout(self) -> "CyrillicLayout":
        from kztui.tui.cyrillic_layout import CyrillicLayout  # noqa: PLC0415 - most readers have a Latin layout

        own = {key for keys in self.options.keys.values() for key in keys.split(",")}
        locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_CTYPE", "LANG"))), "")
        return CyrillicLayout(own, locale[:2])

    # Quitting where the event loop is busy.

    def _key_read(self, key: events.Key) -> None:
        """Watch what becomes of a key that may quit; called in the thread that reads it."""
        self.key_queue.read(key)
        if key.key in self._quit_keys or not key.key.isascii():
            from kztui.tui.quitting import watch_quit  # noqa: PLC0415 - not before a reader leaves

            watch_quit(self, key)

    def keys_of(self, command: str) -> list[str]:
        """The keys of a command, as remapped."""
        return (self.options.keys.get(command) or BY_ID[command].keys).split(",")

    def latin(self, key: events.Key) -> events.Key:
        """A key that types nothing, as if the layout were Latin."""
        return key if key.key.isascii() else self._cyrillic_layout().translated(key, False)

    @property
    def screens_shown(self) -> Sequence[Screen[Any]]:
        """The main screen and those upon it; none before it is there."""
        return self.screen_stack if hasattr(self, "main_screen") else ()

    def quit_now(self) -> None:
        """Save what is to be kept and end the process, past the event loop. May be called from any thread."""
        unsaved = self.save_at_exit(busy=True) if self.screens_shown else []
        self._end(0, unsaved)

    def _end(self, code: int, unsaved: Sequence[str]) -> NoReturn:
        _end_children()
        TERMINAL.exit_now(code, [f"kztui: {text}" for text in unsaved])

    def on_resize(self, event: events.Resize) -> None:
        """Repaint after a resize back to the same size, as Textual does not: the terminal may have lost content."""
        if event.size == self.screen.outer_size:  # as laid out; `size` follows the app's at once
            self.screen.refresh()

    def _resume(self, _: App[Any]) -> None:
        """Repaint when resumed: Textual draws only what changes, and the terminal shows other output."""
        self.screen.refresh(layout=True)

    async def action_quit(self) -> None:
        """Quit; where a draft, notes or a text are not kept, only after the reader was told."""
        asked = (getattr(screen, "may_quit", None) for screen in reversed(self.screen_stack))
        if all(may_quit() for may_quit in asked if may_quit is not None):
            await super().action_quit()

    def action_suspend(self) -> None:
        """Suspend the program as the shell's job control does; `fg` resumes it."""
        self.action_suspend_process()

    def _repaint(self, theme: Theme) -> None:
        self.main_screen.theme = palette(theme)
        self.main_screen.show_session()


def _with_state(options: Options) -> Options:
    """The options with the saved state; the state file is read where they have none. An unkept draft leaves none."""
    if options.state_file is not None:
        return options
    state_file, message = StateFile.load()
    if options.unkept:
        state_file = state_file.unsaved()
    return options._replace(state_file=state_file, messages=(*options.messages, *([message] if message else [])))


def run(loaded: Loaded, options: Options, configured: Configured | None = None) -> int:
    """Open the screen; returns the exit code when the reader leaves."""
    if configured is not None and (configured.problems or configured.config.keys):
        from kztui.tui.keymap import remapped  # noqa: PLC0415 (few readers remap keys)

        options = remapped(configured, options)
    app = KztuiApp(loaded, options)
    try:
        app.run(mouse=options.mouse)
    finally:
        app.torn_down()
        unsaved = app.save_at_exit()
        with suppress(OSError, ValueError):  # a terminal that is gone
            for message in unsaved:
                print(f"kztui: {message}", file=sys.stderr)
    code = app.return_code or 0
    from kztui.tui.textual_compat.workers import threads_at_work  # noqa: PLC0415 - the first screen does without

    if threads_at_work():
        _end_children()
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError, AttributeError):
                stream.flush()
        TERMINAL.exit_now(code)
    return code


def _end_children() -> None:
    from kztui.clipboard.subprocess import end_programs  # noqa: PLC0415 - few readers leave while one runs
    from kztui.importing.child import end_children  # noqa: PLC0415 - nor while an original is read

    end_children()
    end_programs()
