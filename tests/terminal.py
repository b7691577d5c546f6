"""A terminal for tests: a program on a real pty, its screen as text, its keys, its clipboard, its end.

with Terminal([sys.executable, "-m", "kztui"], size=(80, 24)) as terminal:
    terminal.wait("Sections")
    terminal.press("/", "enter", "ctrl+d")
    assert "Harbour" in terminal.text
"""

import base64
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, final

import pyte

from terminal_emulator import TerminalEmulator

_KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "space": " ",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "alt+left": "\x1b[1;3D",
    "alt+right": "\x1b[1;3C",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "ctrl+space": "\x00",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}
_MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
_ON_BY_DEFAULT = {"7", "25"}
"""Lines wrap, and the cursor shows."""
_KITTY_PUSH, _KITTY_POP = re.compile(rb"\x1b\[>\d+u"), re.compile(rb"\x1b\[<\d*u")
_OSC52 = re.compile(rb"\x1b\]52;[cps]*;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)")

Size = tuple[int, int]
"""Columns and rows."""
PATIENCE = 60.0
"""How long to wait for what is to be seen, in seconds: where the disk is busy, an edit waits until it is written."""


class StillRunningError(AssertionError):
    """A program was to end and did not."""


@final
class Terminal:
    """A program in a terminal of its own. Leaving the `with` block ends it, come what may.

    `size` is columns by rows; in `env` a value of None takes the variable away; `clipboard` as in
    `TerminalEmulator`.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: Size = (120, 40),
        env: Mapping[str, str | None] | None = None,
        cwd: Path | None = None,
        clipboard: bool | None = False,
    ) -> None:
        self.command = tuple(command)
        self.size = size
        self.raw = bytearray()
        self._status: int | None = None
        self._used = 0.0
        """Seconds of processor time, once the program has ended."""
        self._open = True
        self._heard = time.perf_counter()
        """When the program last wrote something."""
        self._display = TerminalEmulator(*size, clipboard=clipboard)
        whole = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})}
        child_env = {name: value for name, value in whole.items() if value is not None}
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            _become(self.command, size, child_env, cwd)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # What is seen

    @property
    def text(self) -> str:
        """The screen, row by row, without the blanks at the ends."""
        self._pump(0)
        return "\n".join(self.lines)

    @property
    def lines(self) -> list[str]:
        return self._display.lines

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the cursor, from 0."""
        return self._display.screen.cursor.x, self._display.screen.cursor.y

    @property
    def settings(self) -> list[Any]:
        """How the terminal treats keys and characters: its four sets of flags, as termios gives them."""
        return termios.tcgetattr(self._fd)[:4]

    @property
    def modes_left(self) -> set[str]:
        """The modes, by their numbers, that the program has changed so far and not changed back; `keys` for kitty's."""
        changed = {}
        for numbers, switch in _MODE.findall(self.raw):
            for number in numbers.decode().split(";"):
                changed[number] = (switch == b"h") != (number in _ON_BY_DEFAULT)
        keys = len(_KITTY_PUSH.findall(self.raw)) > len(_KITTY_POP.findall(self.raw))
        return {number for number, left in changed.items() if left} | ({"keys"} if keys else set())

    def cell(self, column: int, row: int) -> pyte.screens.Char:
        """One cell with its colours: `.data`, `.fg`, `.bg`, `.bold`, `.reverse`, …"""
        return self._display.screen.buffer[row][column]

    @property
    def clipboard(self) -> str | None:
        """What the program last sent to the terminal's clipboard by OSC 52."""
        self._pump(0)
        sent = _OSC52.findall(self.raw)
        return base64.b64decode(sent[-1]).decode() if sent else None

    def wait(self, pattern: str, timeout: float = PATIENCE) -> "re.Match[str]":
        """Wait until the regular expression `pattern` is seen on the screen; the match."""
        sought = re.compile(pattern, re.MULTILINE)
        end = time.perf_counter() + timeout
        while True:
            if found := sought.search("\n".join(self.lines)):
                return found
            if time.perf_counter() > end or not self._pump(0.05):
                raise AssertionError(f"{pattern!r} was not seen; {self._silence()}; the screen shows:\n{self.text}")

    def wait_gone(self, pattern: str, timeout: float = PATIENCE) -> None:
        """Wait until `pattern` is gone."""
        sought = re.compile(pattern, re.MULTILINE)
        end = time.perf_counter() + timeout
        while sought.search("\n".join(self.lines)):
            if time.perf_counter() > end or not self._pump(0.05):
                raise AssertionError(f"{pattern!r} is still seen; {self._silence()}; the screen shows:\n{self.text}")

    def wait_bytes(self, sought: bytes, timeout: float = 60) -> float:
        """Wait until these bytes have been written; the moment (`perf_counter`) at which they were there."""
        end = time.perf_counter() + timeout
        while sought not in self.raw:
            if time.perf_counter() > end or not self._pump(0.05):
                raise AssertionError(f"{sought!r} was not written")
        return time.perf_counter()

    def settle(self, quiet: float = 0.15, timeout: float = 10) -> float:
        """Wait until nothing was written for `quiet` seconds; the moment (`perf_counter`) of the last byte."""
        last = start = time.perf_counter()
        while (now := time.perf_counter()) - last < quiet and now - start < timeout:
            before = len(self.raw)
            if not self._pump(quiet / 4):
                break
            if len(self.raw) > before:
                last = time.perf_counter()
        return last

    # What is done

    def press(self, *keys: str, quiet: float = 0.05) -> None:
        """Press keys, by name (`enter`, `ctrl+d`, `shift+tab`, `f1`) or as they are written (`j`, `G`, `ж`)."""
        for key in keys:
            if key not in _KEYS and len(key) != 1:
                raise ValueError(f"no key is called {key!r}")
            self.send(_KEYS.get(key, key))
            self.settle(quiet)

    def type(self, text: str) -> None:
        """Press the keys of `text` one after another."""
        self.press(*text, quiet=0.02)

    def paste(self, text: str, *, quiet: float = 0.15) -> None:
        """Paste `text` as terminals do, marked as a paste."""
        self.send(f"\x1b[200~{text}\x1b[201~")
        self.settle(quiet)

    def click(self, column: int, row: int) -> None:
        """Click with the left button; columns and rows from 0."""
        place = f"{column + 1};{row + 1}"
        self.send(f"\x1b[<0;{place}M\x1b[<0;{place}m")
        self.settle()

    def wheel(self, column: int, row: int, *, up: bool = False) -> None:
        """Turn the wheel by one notch over a cell."""
        self.send(f"\x1b[<{64 if up else 65};{column + 1};{row + 1}M")
        self.settle()

    def send(self, data: str | bytes) -> None:
        """Give the program these bytes, whatever they mean."""
        left = data.encode() if isinstance(data, str) else data
        end = time.perf_counter() + 10
        while left:
            if time.perf_counter() > end:
                raise AssertionError("the program does not read its keys")
            if select.select([], [self._fd], [], 0.05)[1]:
                left = left[os.write(self._fd, left[:512]) :]
            self._pump(0)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; the program is told as by a window."""
        self.size = columns, rows
        self._display.resize(columns, rows)
        _set_size(self._fd, self.size)

    # Its process

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Take the terminal away, as a lost connection does."""
        if self._open:
            os.close(self._fd)
            self._open = False

    @property
    def running(self) -> bool:
        if self._status is None:
            ended, status, used = os.wait4(self.pid, os.WNOHANG)
            if ended:
                self._status = os.waitstatus_to_exitcode(status)
                self._used = used.ru_utime + used.ru_stime
        return self._status is None

    def exit_code(self, timeout: float = 10) -> int:
        """Wait for the program's end: its exit code, or the signal that ended it as a negative number."""
        end = time.perf_counter() + timeout
        while self.running:
            if time.perf_counter() > end:
                raise StillRunningError(f"still running after {timeout} s; the screen shows:\n{self.text}")
            self._pump(0.02)
        while self._pump(0):
            pass
        return self._status or 0

    def memory(self) -> int:
        """Bytes of memory the program holds (resident set)."""
        shown = subprocess.run(["ps", "-o", "rss=", "-p", str(self.pid)], capture_output=True, check=True)
        return int(shown.stdout) * 1024

    def processor_time(self) -> float:
        """Seconds of processor time the program has used, at its end with its children's; only where there is /proc."""
        if self._status is not None:
            return self._used
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        """End the program, if it has not ended, and whatever it started in this terminal."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        if self._status is None:
            with suppress(ChildProcessError):
                self._status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        self.hang_up()

    # The wire

    def _pump(self, timeout: float) -> bool:
        """Take what the program wrote within `timeout`, if anything; False when no more can come."""
        if not self._open:
            return False
        if not select.select([self._fd], [], [], timeout)[0]:
            return True
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:
            return False
        if not data:
            return False
        self.raw += data
        self._heard = time.perf_counter()
        if answer := self._display.feed(data):
            with suppress(OSError):
                os.write(self._fd, answer)
        return True

    def _silence(self) -> str:
        """How long nothing has been written, and whether the program still can write: for a test that fails."""
        seconds = time.perf_counter() - self._heard
        return f"nothing was written for {seconds:.1f} s, the program {'runs' if self._can_write() else 'has ended'}"

    def _can_write(self) -> bool:
        return self._open and self._pump(0)


def _become(command: Sequence[str], size: Size, env: Mapping[str, str], cwd: Path | None) -> None:
    """In the forked child: turn into `command`. Nothing of the test may run here, whatever goes wrong."""
    try:
        _set_size(0, size)
        if cwd is not None:
            os.chdir(cwd)
        os.execvpe(command[0], [*command], {**env})  # noqa: S606 - the child of a fork becomes it
    except OSError as error:
        os.write(2, f"{command[0]}: {error}".encode())
    finally:
        os._exit(127)


def _set_size(fd: int, size: Size) -> None:
    columns, rows = size
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
