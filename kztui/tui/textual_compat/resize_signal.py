"""The terminal's size from SIGWINCH, which always comes.

Textual's driver ignores the signal once the terminal has announced in-band size reports (mode 2048), and not every
terminal or multiplexer that announces them sends them.
"""

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
    with suppress(OSError, ValueError):  # a lost terminal has no size; `shutdown` notices that it is lost
        columns, rows = os.get_terminal_size(sys.__stdin__.fileno() if sys.__stdin__ else 0)
        if columns and rows:
            tell(Size(columns, rows))
