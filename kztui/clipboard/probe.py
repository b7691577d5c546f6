"""Asking the terminal, before the screen starts, whether it lets programs write its clipboard.

Once the screen runs it is too late: the answer would arrive as key presses.
"""

import os
import re
import select
import time
from contextlib import suppress
from types import TracebackType
from typing import Any, final

TIMEOUT = 0.2
"""Seconds a terminal has to answer, counted from the question."""

_QUESTION = b"\x1b[c"
_ANSWER = re.compile(rb"\x1b\[\?([\d;]*)c")
# In the terminal's primary device attributes: the clipboard may be written, and now.
_CLIPBOARD = b"52"


@final
class Probe:
    """A question to the terminal that travels while other work is done.

        with Probe() as probe:
            ...                      # imports, loading
            osc52 = probe.answer()   # True: it takes OSC 52; False: it does not say so; None: no answer

    Within the block the terminal does not echo, so that the answer never shows. `typed` holds what else came
    in: keys that the reader pressed ahead.
    """

    typed = b""

    def __init__(self, device: str = "/dev/tty", timeout: float = TIMEOUT) -> None:
        self._device = device
        self._timeout = timeout
        self._terminal: int | None = None
        self._settings: list[Any] = []
        self._asked = 0.0

    def __enter__(self) -> "Probe":
        try:
            # Windows has no termios; there, and where nobody is in front, nothing is asked.
            import termios  # noqa: PLC0415 - not on Windows

            self._terminal = os.open(self._device, os.O_RDWR | os.O_NOCTTY)
        except (ImportError, OSError):
            return self
        try:
            self._ask(self._terminal)
        except (termios.error, OSError):
            self._leave()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def answer(self) -> bool | None:
        """Wait for the rest of the time and say what the terminal answered."""
        if self._terminal is None:
            return None
        came = b""
        with suppress(OSError):
            while select.select([self._terminal], [], [], max(0.0, self._asked + self._timeout - time.monotonic()))[0]:
                piece = os.read(self._terminal, 1024)
                came += piece
                if not piece:
                    break
                if found := _ANSWER.search(came):
                    self.typed = came[: found.start()] + came[found.end() :]
                    return _CLIPBOARD in found[1].split(b";")
        self.typed = came
        return None

    def _ask(self, terminal: int) -> None:
        import termios  # noqa: PLC0415 - not on Windows

        if os.tcgetpgrp(terminal) != os.getpgrp():
            # In the background a change of the settings would stop the whole program.
            self._leave()
            return
        self._settings = termios.tcgetattr(terminal)
        quiet = [*self._settings]
        quiet[3] &= ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(terminal, termios.TCSANOW, quiet)
        os.write(terminal, _QUESTION)
        self._asked = time.monotonic()

    def _leave(self) -> None:
        """Give the terminal back as it was found."""
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
    """Ask and wait: True where the terminal takes OSC 52, False where it does not say so, None without an answer."""
    with Probe(timeout=timeout) as question:
        return question.answer()
