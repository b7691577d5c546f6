"""What the terminal tells: keys in order, each to where the one before moved the focus, and its size from SIGWINCH.

Textual forwards a key to the focused widget at once, before the messages of the key before it are handled. Its driver
ignores SIGWINCH once the terminal has announced in-band size reports (mode 2048), and not every terminal or multiplexer
that announces them sends them.
"""

import asyncio
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from threading import Event, Lock

from textual.app import App
from textual.events import Callback, Key
from textual.geometry import Size

PATIENCE = 1.0
"""Timeout in seconds after which the next key is forwarded anyway: the widget that handles the last may be gone."""

FIRST_PAINT = Event()
"""Set once the first screen is painted; until then the thread that reads the terminal waits, for a moment at most."""

Forward = Callable[[Key], Awaitable[None]]


class KeyQueue:
    """Forwards keys by `forward`, one after the other.

    A key bubbles from the focused widget to the screen and the application. A callback that is posted along the same
    way after it runs when the key has been handled.
    """

    def __init__(self, app: App[int], forward: Forward) -> None:
        self._app = app
        self._forward = forward
        self._keys: deque[Key] = deque()
        self._unhandled: deque[Key] = deque()
        """Every key that the terminal has sent and no widget has handled yet. Two threads change it."""
        self._lock = Lock()
        self._since = 0.0
        """When the key that is being handled was forwarded; 0 where there is none."""
        self._timed = False
        """Whether a timer looks for keys that wait."""

    def read(self, key: Key) -> None:
        """Take note of a key that the terminal has sent. For the thread that reads; `press` follows in the loop."""
        with self._lock:
            self._unhandled.append(key)

    def before(self, key: Key) -> list[Key] | None:
        """The keys that are to be handled before this one; None where it has been handled. May be called anywhere."""
        with self._lock:
            waiting = [*self._unhandled]
        at = next((at for at, one in enumerate(waiting) if one is key), None)
        return None if at is None else waiting[:at]

    def _handled(self, key: Key) -> None:
        """Forget a key and those before it, whose widgets may be gone."""
        with self._lock:
            if any(one is key for one in self._unhandled):
                while self._unhandled.popleft() is not key:
                    pass

    async def press(self, key: Key) -> None:
        """Forward a key, at once or when the one before it was handled."""
        self._keys.append(key)
        await self._look()

    async def _look(self) -> None:
        """Forward the next key where nothing is being handled, or has been for too long; look again for those left."""
        if not self._since or time.monotonic() - self._since >= PATIENCE:
            await self._next()
        if self._keys and not self._timed:
            self._timed = True
            self._app.set_timer(max(0.001, self._since + PATIENCE - time.monotonic()), self._look_again)

    async def _look_again(self) -> None:
        self._timed = False
        await self._look()

    async def _next(self) -> None:
        if not self._keys:
            return
        self._since = now = time.monotonic()
        app = self._app
        way = [*([app.focused] if app.focused else []), app.screen, app]
        key = self._keys.popleft()
        await self._forward(key)

        async def follow() -> None:
            """Pass through the next node on the way that is still running; after the last, forward the next key."""
            while way:
                if way.pop(0).post_message(Callback(callback=follow)):
                    return
            self._handled(key)
            if self._since == now:
                self._since = 0.0
                await self._next()

        await follow()


def on_resize(tell: Callable[[Size], None]) -> None:
    """Call `tell` with the size in cells whenever the terminal's size may have changed. For a running event loop."""
    number = getattr(signal, "SIGWINCH", None)  # not on Windows, where Textual looks by itself
    if number is not None:
        with suppress(NotImplementedError, RuntimeError, ValueError):
            asyncio.get_running_loop().add_signal_handler(number, _measure, tell)


def _measure(tell: Callable[[Size], None]) -> None:
    with suppress(OSError, ValueError):  # a lost terminal has no size; `shutdown` notices that it is lost
        columns, rows = os.get_terminal_size(sys.__stdin__.fileno() if sys.__stdin__ else 0)
        if columns and rows:
            tell(Size(columns, rows))
