"""What a command says: data to stdout, narration to stderr, colours only where a terminal shows them."""

import os
import sys
from typing import Any, NamedTuple, TextIO

import msgspec

from kztui.files.sanitize import clean

COLORS = ("auto", "always", "never")


class Piece(NamedTuple):
    """A stretch of a line; `style` is one of the names in `kztui.cli.terminal.STYLES`."""

    text: str
    style: str = ""


def prepare() -> None:
    """Let both streams print any character: data is UTF-8; an odd terminal gets escapes, never an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if _is_utf8(stream) or stream.isatty():
            reconfigure(errors="backslashreplace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _is_utf8(stream: TextIO) -> bool:
    return (stream.encoding or "").lower().replace("-", "") == "utf8"


def say(message: str) -> None:
    """Narrate to stderr. What a user or a file wrote may be part of `message`: control characters never pass."""
    if sys.stderr is not None:
        if sys.stdout is not None:
            sys.stdout.flush()
        sys.stderr.write(clean(message) + "\n")


def wants_color(choice: str, stream: TextIO) -> bool:
    """Whether to send colours: an explicit choice beats NO_COLOR, which beats what the terminal can do."""
    if choice != "auto":
        return choice == "always"
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


class Output:
    """Where one command's data goes: plain lines into a pipe, wrapped and coloured ones onto a terminal."""

    def __init__(self, color: str = "auto") -> None:
        self._terminal = None
        self.width: int | None = None
        """Columns of the terminal; None in a pipe, where no line is ever wrapped or cut."""
        on_terminal = sys.stdout is not None and sys.stdout.isatty()
        if on_terminal or color == "always":
            # rich takes longer to import than most commands to run: a pipe never pays for it.
            from kztui.cli.terminal import Terminal  # noqa: PLC0415

            self._terminal = Terminal(sys.stdout, colored=wants_color(color, sys.stdout), wrapped=on_terminal)
            self.width = self._terminal.width

    def line(self, *pieces: Piece | str, hang: int = 0) -> None:
        """One line of data. Where a terminal wraps it, what follows stands under column `hang`."""
        if self._terminal is not None:
            self._terminal.line([piece if isinstance(piece, Piece) else Piece(piece) for piece in pieces], hang)
        elif sys.stdout is not None:
            sys.stdout.write("".join(piece if isinstance(piece, str) else piece.text for piece in pieces) + "\n")

    def text(self, text: str) -> None:
        """A whole document, as it is."""
        if sys.stdout is not None:
            sys.stdout.write(text)

    def markdown(self, text: str) -> None:
        """A document in Markdown: laid out on a terminal, as it is in a pipe."""
        if self._terminal is not None:
            self._terminal.markdown(text)
        else:
            self.text(text)

    def json(self, value: Any) -> None:
        """`value` as indented JSON; characters that the stream cannot print are escaped as JSON escapes them."""
        text = msgspec.json.format(msgspec.json.encode(value)).decode()
        if sys.stdout is not None:
            sys.stdout.write(ascii_json(text) if not _is_utf8(sys.stdout) else text)
            sys.stdout.write("\n")


def ascii_json(text: str) -> str:
    """JSON in ASCII: every other character as `\\uXXXX`, those beyond the first plane as two of them."""
    if text.isascii():
        return text
    return "".join(sign if sign.isascii() else _escape(sign) for sign in text)


def _escape(sign: str) -> str:
    units = sign.encode("utf-16-be")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
