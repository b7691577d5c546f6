"""Restores the terminal whatever ends the program: a signal, a lost terminal, a screen that hangs.

Textual 8.2 restores the terminal where its event loop comes to an end, and asyncio hears signals only while that loop
runs (`textual.drivers.linux_driver`, `textual.app.App.run`). Before, between and after, a signal would leave the shell
without echo, in the alternate screen, with the mouse on. So the handlers are set before anything changes the terminal.
"""

import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from textual.events import Key

EXIT_TIMEOUT = 2.0
"""How long the application may take to exit by itself; after that the process is ended."""
HANGUP_CODE = 129
"""The exit code when the terminal is lost: 128 + SIGHUP."""
POLL_SECONDS = 1.0
"""The interval at which to poll `is_terminal_gone`."""
_WRITE_SECONDS = 0.5
_ANSWER_SECONDS = 0.05

# Signals that by default stop or continue a process or are ignored; that cannot be handled; that Python ignores, so
# that a write fails with an error instead; and those of a crash, in which no Python handler would ever run.
_NOT_HANDLED = (
    *("SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGCONT", "SIGCHLD", "SIGURG", "SIGWINCH", "SIGINFO"),
    *("SIGKILL", "SIGSTOP", "SIGPIPE", "SIGXFSZ", "SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL"),
)
# Resets every mode that LinuxDriver sets, in the order of its `stop_application_mode`. The string terminator (ST) ends
# a control string that was being written; its ESC ends any other sequence.
_LEAVE_APPLICATION_MODE = (
    b"\x1b\\\x1b[?2026l\x1b[0m\x1b]8;;\x1b\\"
    b"\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?1004l\x1b[?2004l\x1b[?2048l"
    b"\x1b[<u\x1b[?1049l\x1b[?7h\x1b[?25h"
)


class SavedTerminal:
    """The terminal's state before the program, and the signal handlers that restore it.

    The driver says by `application_mode` when the terminal is the screen's. While `leave` is set, a signal is passed
    on to it, so that the screen leaves in good order; else the terminal is restored and the process ends at once.
    """

    application_mode = False
    leave: Callable[[int], object] | None = None
    """Asks the running application to exit with a code. May raise RuntimeError when it has exited already."""
    key_read: "Callable[[Key], object] | None" = None
    """Told of each key in the thread that reads it, before the event loop is."""
    typed_early = b""
    """What was typed before the screen began to read, and was read with an answer of the terminal."""

    def __init__(self) -> None:
        self._active = False
        self._code = 0
        """The exit code that the application was asked to exit with; 0 while it was not."""
        self._attributes: list[Any] | None = None
        self._input = self._output = -1
        self._terminal = -1
        """A second, non-blocking file descriptor of standard error's terminal."""

    @contextmanager
    def restored_on_exit(self) -> Iterator[None]:
        """While this context lasts, a signal that ends the process first restores the terminal to its present state."""
        self._save()
        handlers = {}
        for number in fatal_signals():
            with suppress(OSError):  # some systems reserve one for their threads
                handlers[number] = signal.signal(number, self._handle)
        self._active = True
        try:
            yield
        finally:
            self._active = False
            if self._code and hasattr(signal, "setitimer"):
                signal.setitimer(signal.ITIMER_REAL, 0)
            for number, handler in handlers.items():
                # None stands for a handler that was not set from Python, which cannot be set again.
                signal.signal(number, signal.SIG_DFL if handler is None else handler)
            if self.application_mode:
                self.restore()
            self._forget()

    def exit_within(self, seconds: float, code: int) -> None:
        """End the process with `code` after `seconds` unless it has ended before: a blocked write may never return."""
        self._code = code
        if self._active and hasattr(signal, "setitimer"):  # Windows has none, and ends a process with its window
            signal.setitimer(signal.ITIMER_REAL, seconds)

    def ask_to_exit(self, code: int) -> None:
        """Ask the application, if it runs, to exit with `code`. May be called from any thread."""
        if self.leave is not None:
            with suppress(RuntimeError):
                self.leave(code)

    def restore(self) -> None:
        """Restore modes and attributes, unless the process is in the background, where the terminal is the shell's."""
        import termios  # noqa: PLC0415 - not on Windows, where nothing was saved

        if self._attributes is None or not self._in_foreground():
            return
        with suppress(OSError, termios.error):  # a terminal that is gone
            if self.application_mode:
                self.application_mode = False
                self._write(_LEAVE_APPLICATION_MODE)
            elif termios.tcgetattr(self._input) == self._attributes:
                return
            # Reports that the terminal was asked for a moment ago would appear as input of the shell.
            time.sleep(_ANSWER_SECONDS)
            termios.tcsetattr(self._input, termios.TCSANOW, self._attributes)
            termios.tcflush(self._input, termios.TCIFLUSH)

    def _save(self) -> None:
        self.application_mode, self.leave, self.key_read, self._code = False, None, None, 0
        try:
            import termios  # noqa: PLC0415 - not on Windows
        except ImportError:
            return
        with suppress(OSError, ValueError, AttributeError, termios.error):
            self._input, self._output = sys.__stdin__.fileno(), sys.__stderr__.fileno()  # type: ignore[union-attr] # or it is suppressed
            self._attributes = termios.tcgetattr(self._input)
            self._terminal = os.open(os.ttyname(self._output), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)

    def _forget(self) -> None:
        self.leave, self.key_read, self._attributes = None, None, None
        if self._terminal >= 0:
            os.close(self._terminal)
            self._terminal = -1

    def _handle(self, number: int, _frame: FrameType | None) -> None:
        # The alarm is that of `exit_within`.
        if self.leave is None or (self._code and number == getattr(signal, "SIGALRM", None)):
            self.exit_now(self._code or 128 + number)
        elif not self._code:
            self.exit_within(EXIT_TIMEOUT, 128 + number)
            self.ask_to_exit(self._code)

    def exit_now(self, code: int, messages: Sequence[str] = ()) -> NoReturn:
        """Restore the terminal, write `messages` to it, each on a line, and end the process with `code`.

        No thread is waited for: what must not be lost is to be saved before.
        """
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_BLOCK, fatal_signals())
        with suppress(Exception):  # whatever happens, the process is to end
            if self.application_mode:
                # Otherwise Textual's writer thread would still write after the modes were reset.
                os.dup2(os.open(os.devnull, os.O_WRONLY), self._output)
            self.restore()
            self._write("".join(f"{message}\n" for message in messages).encode())
        os._exit(code)

    def _in_foreground(self) -> bool:
        try:
            return os.tcgetpgrp(self._input) == os.getpgrp()
        except OSError:  # not a controlling terminal: no other process group uses it
            return True

    def _write(self, data: bytes) -> None:
        """Write as much as the terminal accepts before a timeout; a stopped or lost one accepts nothing."""
        end = time.monotonic() + _WRITE_SECONDS
        with suppress(OSError):
            while data and time.monotonic() < end:
                select.select([], [self._terminal], [], 0.02)
                data = data[self._write_now(data) :]

    def _write_now(self, data: bytes) -> int:
        """Write once without blocking and return the number of bytes written; 0 while another thread is writing."""
        try:
            return os.write(self._terminal, data)
        except BlockingIOError:
            return 0


def fatal_signals() -> set[int]:
    """The signals that end a process unless it handles them."""
    left_alone = {getattr(signal, name) for name in _NOT_HANDLED if hasattr(signal, name)}
    return {int(number) for number in signal.valid_signals()} - left_alone


def is_terminal_gone() -> bool:
    """Whether the terminal has hung up, so that standard input is at its end for ever."""
    if not hasattr(select, "poll"):
        return False
    try:
        watched = select.poll()
        watched.register(sys.__stdin__.fileno() if sys.__stdin__ else 0, select.POLLIN)
        return any(event & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, event in watched.poll(0))
    except (OSError, ValueError):
        return True


TERMINAL = SavedTerminal()
"""The one instance: a process has one terminal and one handler for each signal."""
