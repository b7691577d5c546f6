"""Keys pressed ahead: each waits until the one before is answered, and goes to where that one has moved the focus."""

import time
from collections import deque
from collections.abc import Awaitable, Callable

from textual.app import App
from textual.events import Callback, Key

PATIENCE = 1.0
"""Seconds after which a key goes on all the same: what was to answer the one before may be gone."""

Forward = Callable[[Key], Awaitable[None]]


class KeyQueue:
    """Hands keys on by `forward`, one after the other.

    A key goes from the application to what has the focus, from there to the screen and back to the application, where
    most are bound. A callback sent the same way after it comes back when the key has been answered.
    """

    def __init__(self, app: App[int], forward: Forward) -> None:
        self._app = app
        self._forward = forward
        self._keys: deque[Key] = deque()
        self._since = 0.0
        """When the key was handed on that is not answered yet; 0 where there is none."""

    async def press(self, key: Key) -> None:
        self._keys.append(key)
        if not self._since or time.monotonic() - self._since >= PATIENCE:
            await self._next()
        else:
            self._app.set_timer(PATIENCE, self._lost_patience)

    async def _lost_patience(self) -> None:
        if time.monotonic() - self._since >= PATIENCE:
            await self._next()

    async def _next(self) -> None:
        if not self._keys:
            return
        self._since = now = time.monotonic()
        app = self._app
        way = [*([app.focused] if app.focused else []), app.screen, app]
        await self._forward(self._keys.popleft())

        async def follow() -> None:
            while way:
                if way.pop(0).post_message(Callback(callback=follow)):
                    return
            if self._since == now:
                self._since = 0.0
                await self._next()

        await follow()
