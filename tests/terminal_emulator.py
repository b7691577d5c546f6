"""A terminal emulator for tests: the screen that the bytes of a program produce, and answers to its queries."""

import re
from typing import final

import pyte

# A control string (DCS, OSC, APC, …) up to its end mark.
_STRING = rb"\x1b[P^_X\]][^\x07\x1b]*(?:\x1b(?!\\)[^\x07\x1b]*)*"
# What pyte would print instead of obeying it: private sequences, those with signs in between, control strings.
_STRANGE = re.compile(rb"\x1b\[[<>=][0-?]*[ -/]*[@-~]|\x1b\[[0-?]*[ -/]+[@-~]|" + _STRING + rb"(?:\x07|\x1b\\)")
_SUBPARAMETER = re.compile(rb"(\x1b\[[0-9;]*\d):\d+(?=[0-9:;]*m)")
# An escape sequence whose end has not come yet.
_UNFINISHED = re.compile(rb"(?:\x1b(?:\[[0-?]*[ -/]*)?|" + _STRING + rb"\x1b?)\Z")
_QUESTION = re.compile(rb"\x1b\[(?:(?P<device>0?c)|\?(?P<mode>\d+)\$p|(?P<cursor>6n))")


@final
class TerminalEmulator:
    """A screen of `columns` by `rows` cells.

    `clipboard` is what it says of OSC 52 when asked: True that it takes it, False nothing of it; with None it
    leaves the question unanswered. Bytes are drawn when the screen is looked at: pyte takes longer than most programs.
    """

    def __init__(self, columns: int, rows: int, *, clipboard: bool | None = False) -> None:
        self._clipboard = clipboard
        self._unfinished = b""
        self._pending: list[bytes | tuple[int, int]] = []
        """What has yet to be drawn: bytes, and changes of size to columns and rows."""
        self._lines: list[str] | None = None
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def screen(self) -> pyte.Screen:
        """The screen with everything drawn that has come so far."""
        if self._pending:
            self._lines = None
        for part in self._pending:
            if isinstance(part, bytes):
                self._draw(part)
            else:
                self._screen.resize(part[1], part[0])
        self._pending.clear()
        return self._screen

    @property
    def lines(self) -> list[str]:
        """The rows without the blanks at their ends."""
        screen = self.screen
        if self._lines is None:
            self._lines = _text_rows(screen)
        return list(self._lines)

    def resize(self, columns: int, rows: int) -> None:
        self._pending.append((columns, rows))

    def feed(self, data: bytes) -> bytes:
        """Show `data`; what the terminal answers to the questions in it. Sequences may come in pieces."""
        data = self._unfinished + data
        unfinished = _UNFINISHED.search(data)
        cut = unfinished.start() if unfinished else len(data)
        data, self._unfinished = data[:cut], data[cut:]
        self._pending.append(data)
        return b"".join(self._answer(question) for question in _QUESTION.finditer(data))

    def _draw(self, data: bytes) -> None:
        while data != (data := _SUBPARAMETER.sub(rb"\1", data)):
            pass
        self._stream.feed(_STRANGE.sub(b"", data))

    def _answer(self, question: "re.Match[bytes]") -> bytes:
        if mode := question["mode"]:
            return b"\x1b[?%s;2$y" % mode
        if question["cursor"]:
            return b"\x1b[%d;%dR" % (self.screen.cursor.y + 1, self.screen.cursor.x + 1)
        if self._clipboard is None:
            return b""
        return b"\x1b[?62;22;52c" if self._clipboard else b"\x1b[?62;22c"


def _text_rows(screen: pyte.Screen) -> list[str]:
    # pyte's own `display` fails at a combining mark in the second half of a wide character.
    rows = (screen.buffer[row] for row in range(screen.lines))
    return ["".join(row[column].data for column in range(screen.columns)).rstrip() for row in rows]
