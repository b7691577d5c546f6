"""Endings that nobody asked the screen for: signals, and a terminal that is gone. Each leaves in good order."""

import asyncio
import os
import select
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

SIGNALS = ("SIGTERM", "SIGHUP")
PATIENCE = 2.0
LOOK_SECONDS = 1.0


def on_signals(leave: Callable[[int], None]) -> None:
    """Call `leave` with the exit code that a shell expects, when somebody ends the program from outside."""
    loop = asyncio.get_running_loop()
    for name in SIGNALS:
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None:
            with suppress(NotImplementedError, RuntimeError, ValueError):  # nor signal handlers of event loops
                loop.add_signal_handler(number, leave, 128 + number)


def leave_at_the_latest(code: int) -> None:
    """End the process soon whatever happens: a writer to a terminal that is gone may wait for ever."""
    timer = threading.Timer(PATIENCE, os._exit, (code,))
    timer.daemon = True
    timer.start()


def terminal_is_gone() -> bool:
    """Whether nothing will ever come from the keyboard again: Textual would look for it without end."""
    if not hasattr(select, "poll"):
        return False
    try:
        watched = select.poll()
        watched.register(sys.__stdin__.fileno() if sys.__stdin__ else 0, select.POLLIN)
        return any(event & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, event in watched.poll(0))
    except (OSError, ValueError):
        return True
