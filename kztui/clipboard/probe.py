"""Asks the terminal, before the screen starts, whether it accepts OSC 52 (primary device attributes, DA1).

Once the screen runs, the answer would arrive as key presses.
"""

import os
import re
import select
import time
from contextlib import suppress
from types import TracebackType
from typing import Any, final

DEVICE = "/dev/tty"
"""The controlling terminal."""
TIMEOUT = 0.2
"""How many seconds to wait for the answer, from the query on."""

_QUERY = b"\x1b[c"
_ANSWER = re.compile(rb"\x1b\[\?([\d;]*)c")
# The DA1 attribute of terminals that accept OSC 52.
_CLIPBOARD = b"52"


@final
class Probe:
    """A query whose answer arrives while other work is done.

        with Probe() as probe:
            ...                      # imports, loading
            osc52 = probe.answer()   # True: accepts OSC 52; False: does not say so; None: no answer

    Within the block echo is off, so that the answer is not printed. `typed` holds other input: keys pressed early.
    """

    typed = b""

    def __init__(self, timeout: float = TIMEOUT) -> None:
        self._timeout = timeout
        self._terminal: int | None = None
        self._settings: list[Any] = []
        self._asked = 0.0

    def __enter__(self) -> "Probe":
        try:
            # Without termios (Windows) or a controlling terminal, nothing is asked.
            import termios  # noqa: PLC0415 - not on Windows

            self._terminal = os.open(DEVICE, os.O_RDWR | os.O_NOCTTY)
        except (ImportError, OSError):
            return self
        try:
            self._send_query(self._terminal)
        except (termios.error, OSError):
            self._restore()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._restore()

    def answer(self) -> bool | None:
        """Wait for the rest of the time; whether the terminal accepts OSC 52, None without an answer."""
        if self._terminal is None:
            return None
        received = b""
        with suppress(OSError):
            while select.select([self._terminal], [], [], max(0.0, self._asked + self._timeout - time.monotonic()))[0]:
                chunk = os.read(self._terminal, 1024)
                received += chunk
                if not chunk:
                    break
                if found := _ANSWER.search(received):
                    self.typed = received[: found.start()] + received[found.end() :]
                    return _CLIPBOARD in found[1].split(b";")
        self.typed = received
        return None

    def _send_query(self, terminal: int) -> None:
        import termios  # noqa: PLC0415 - not on Windows

        if os.tcgetpgrp(terminal) != os.getpgrp():
            # A background process that changes terminal settings is stopped (SIGTTOU).
            self._restore()
            return
        self._settings = termios.tcgetattr(terminal)
        quiet = [*self._settings]
        quiet[3] &= ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(terminal, termios.TCSANOW, quiet)
        os.write(terminal, _QUERY)
        self._asked = time.monotonic()

    def _restore(self) -> None:
        """Restore the settings of the terminal and close it."""
        if self._terminal is None:
            return
        if self._settings:
            import termios  # noqa: PLC0415 - not on Windows

            with suppress(termios.error, OSError):
                termios.tcsetattr(self._terminal, termios.TCSANOW, self._settings)
        with suppress(OSError):
            os.close(self._terminal)
        self._terminal, self._settings = None, []


def probe(timeout: float = TIMEOUT) -> bool | None:
    """Query and wait: True if the terminal accepts OSC 52, False if it does not say so, None without an answer."""
    with Probe(timeout=timeout) as query:
        return query.answer()
