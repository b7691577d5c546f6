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
    leaves the question unanswered. One that is not `drawn` answers but stays blank: it costs no time.
    """

    def __init__(self, columns: int, rows: int, *, clipboard: bool | None = False, drawn: bool = True) -> None:
        self._clipboard = clipboard
        self._drawn = drawn
        self._unfinished = b""
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)

    @property
    def lines(self) -> list[str]:
        """The rows without the blanks at their ends."""
        # pyte's own `display` fails at a combining mark in the second half of a wide character.
        rows = (self.screen.buffer[row] for row in range(self.screen.lines))
        return ["".join(row[column].data for column in range(self.screen.columns)).rstrip() for row in rows]

    def resize(self, columns: int, rows: int) -> None:
        self.screen.resize(rows, columns)

    def feed(self, data: bytes) -> bytes:
        """Show `data`; what the terminal answers to the questions in it. Sequences may come in pieces."""
        data = self._unfinished + data
        unfinished = _UNFINISHED.search(data)
        cut = unfinished.start() if unfinished else len(data)
        data, self._unfinished = data[:cut], data[cut:]
        if self._drawn:
            self._draw(data)
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
