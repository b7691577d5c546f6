"""The terminal's size, from the signal that always comes: a terminal may promise to report it, and not do so."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress

from textual.geometry import Size


def on_resize(tell: Callable[[Size], None]) -> None:
    """Call `tell` with the size in cells whenever the terminal's size may have changed. For a running event loop."""
    number = getattr(signal, "SIGWINCH", None)  # not on Windows, where Textual looks by itself
    if number is not None:
        with suppress(NotImplementedError, RuntimeError, ValueError):
            asyncio.get_running_loop().add_signal_handler(number, _measure, tell)


def _measure(tell: Callable[[Size], None]) -> None:
    with suppress(OSError, ValueError):  # a terminal that is gone has no size; another part sees that it is gone
        columns, rows = os.get_terminal_size(sys.__stdin__.fileno() if sys.__stdin__ else 0)
        if columns and rows:
            tell(Size(columns, rows))
