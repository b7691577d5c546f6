"""Ends the connection to a server that has taken a statement and does not answer: nobody waits for it for ever.

The server's own limits do not help where it hangs, nor do those of the network, which works.
"""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from os import dup

import psycopg

ANSWER_SECONDS = 30.0
"""How long a statement may take that somebody waits for."""
_LOOKS = 8
"""So many times within the limit it is looked whether it is over."""


class AnswerLimit:
    """Watches the statements of one database, one at a time."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.is_over = False
        """Whether the last statement was given up."""
        self._waiting: tuple[psycopg.Connection[object], float] | None = None
        """Where an answer is waited for, and since when, on the clock of `time.monotonic`."""
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    @contextmanager
    def watching(self, connection: "psycopg.Connection[object]") -> Iterator[None]:
        """Shut the line of a connection where the block takes longer: what waits there raises OperationalError."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._watch, daemon=True)
            self._thread.start()
        self.is_over = False
        self._waiting = connection, time.monotonic()
        try:
            yield
        finally:
            self._waiting = None

    def end(self) -> None:
        """Watch no more."""
        self._ended.set()

    def _watch(self) -> None:
        while not self._ended.wait(self.seconds / _LOOKS):
            waiting = self._waiting
            if waiting is not None and time.monotonic() - waiting[1] > self.seconds:
                self._waiting, self.is_over = None, True
                # Closed already, or by the other side.
                with suppress(OSError, psycopg.Error), socket.socket(fileno=dup(waiting[0].fileno())) as line:
                    line.shutdown(socket.SHUT_RDWR)
