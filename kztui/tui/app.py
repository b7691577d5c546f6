"""The Textual application around the main screen: theme, keys, signals, and how it starts."""

import asyncio
import gc
import os
from typing import Any

from textual import events
from textual.app import App
from textual.geometry import Size
from textual.theme import BUILTIN_THEMES, Theme

from kztui.config import Configured
from kztui.files.load import Loaded
from kztui.session.state_file import StateFile
from kztui.tui.commands import bindings
from kztui.tui.main_screen import MainScreen
from kztui.tui.options import Options
from kztui.tui.textual_compat.app import CompatApp
from kztui.tui.textual_compat.key_queue import KeyQueue
from kztui.tui.textual_compat.resize_signal import on_resize
from kztui.tui.textual_compat.shutdown import EXIT_TIMEOUT, HANGUP_CODE, POLL_SECONDS, TERMINAL, is_terminal_gone
from kztui.tui.theme import DARK, LIGHT, palette

THEMES = (DARK.name, LIGHT.name, *BUILTIN_THEMES)
"""The names of all themes."""


class KztuiApp(CompatApp, inherit_bindings=False):
    """Runs the main screen on one loaded article."""

    CSS_PATH = "kztui.tcss"
    TITLE = "kztui"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = bindings("app")

    def __init__(self, loaded: Loaded, options: Options | None = None) -> None:
        self.options = _remembering(options or Options())
        super().__init__()
        self.loaded = loaded
        self._ahead = KeyQueue(self, super().on_event)
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
        # Where there are only sixteen colours they are the terminal's own: ours would come out as whichever is nearest.
        return "ansi-dark" if self.console.color_system == "standard" else DARK.name

    def get_default_screen(self) -> MainScreen:
        self.main_screen = MainScreen(self.loaded, self.options, palette(self.current_theme))
        return self.main_screen

    def on_mount(self) -> None:
        loop = asyncio.get_running_loop()
        TERMINAL.leave = lambda code: loop.call_soon_threadsafe(self._ended, code)
        on_resize(self._resized)
        self.set_interval(POLL_SECONDS, self._look_for_terminal)
        self.theme_changed_signal.subscribe(self, self._repaint)
        self.app_resume_signal.subscribe(self, self._awake)
        self.call_after_refresh(self._settled)

    def _settled(self) -> None:
        """The first screen stands: what waited for it may begin."""
        gc.enable()

    def _ended(self, code: int) -> None:
        """Leave because somebody outside says so; what is remembered is safe before anything else."""
        TERMINAL.exit_within(EXIT_TIMEOUT, code)
        self.main_screen.persistence.save_at_exit()
        self.exit(return_code=code)

    def _look_for_terminal(self) -> None:
        if not self.is_headless and is_terminal_gone():
            self._ended(HANGUP_CODE)

    def _resized(self, size: Size) -> None:
        if not self.is_headless:
            self.post_message(events.Resize(size, size))

    async def on_event(self, event: events.Event) -> None:
        """Keys and the mouse wait while the panes are made anew: those that go would take them along."""
        if isinstance(event, (events.InputEvent, events.Paste)) and not event.is_forwarded:
            await self.main_screen.ready.wait()
            if isinstance(event, events.Key):
                await self._ahead.press(event)
                return
        await super().on_event(event)

    def on_resize(self, event: events.Resize) -> None:
        """A window dragged about may be back at its size before anything was drawn, but has lost what it showed."""
        if event.size == self.screen.size:
            self.screen.refresh()

    def _awake(self, _: App[Any]) -> None:
        """After a sleep the terminal shows whatever was there meanwhile; Textual would draw only what changes next."""
        self.screen.refresh(layout=True)

    def action_suspend(self) -> None:
        self.action_suspend_process()

    def _repaint(self, theme: Theme) -> None:
        self.main_screen.theme = palette(theme)
        self.main_screen.show_session()


def _remembering(options: Options) -> Options:
    """The options with what earlier sessions remembered."""
    if options.state_file is not None:
        return options
    state_file, message = StateFile.load()
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
        app.main_screen.persistence.save_at_exit()
    return app.return_code or 0
