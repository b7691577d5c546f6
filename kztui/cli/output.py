"""The output of commands: data to stdout, messages to stderr, colours only on a terminal; and their exit codes.

`CommandError` ends a command with a message and one of the codes.
"""

import os
import sys
from enum import IntEnum
from typing import Any, NamedTuple, TextIO

import msgspec

from kztui.files.sanitize import sanitize_text


class ExitCode(IntEnum):
    """The exit status of kztui."""

    OK = 0
    NOT_FOUND = 1
    """Nothing found, or problems found."""
    USAGE = 2
    """Wrong use, or input that cannot be read."""
    INTERRUPTED = 130
    """Ended by Ctrl+C. Any signal that ends the program gives 128 and its number, as shells count it."""


class CommandError(Exception):
    """A command cannot go on: `message` goes to stderr, `code` to the shell."""

    def __init__(self, message: str, code: ExitCode = ExitCode.USAGE) -> None:
        super().__init__(message)
        self.message = message
        self.code = code


class StyledText(NamedTuple):
    """A part of a line; `style` is one of the names in `kztui.cli.terminal.STYLES`."""

    text: str
    style: str = ""


def configure_streams() -> None:
    """Configure stdout and stderr to print any character: UTF-8, or backslash escapes on a terminal without it."""
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


def write_message(message: str) -> None:
    """Write a message to stderr, sanitized: parts of it may come from a user or a file."""
    if sys.stderr is not None:
        if sys.stdout is not None:
            sys.stdout.flush()
        sys.stderr.write(sanitize_text(message) + "\n")


def wants_color(choice: str, stream: TextIO) -> bool:
    """Whether to send colours: an explicit choice beats NO_COLOR, which beats what the terminal can do."""
    if choice != "auto":
        return choice == "always"
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


class Output:
    """The data of one command: plain lines into a pipe, wrapped and coloured ones onto a terminal."""

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

    def line(self, *parts: StyledText | str, hang: int = 0) -> None:
        """Write one line of data. A terminal that wraps it continues at column `hang`."""
        if self._terminal is not None:
            self._terminal.line([(part, "") if isinstance(part, str) else part for part in parts], hang)
        elif sys.stdout is not None:
            sys.stdout.write("".join(part if isinstance(part, str) else part.text for part in parts) + "\n")

    def diff(self, text: str) -> None:
        """Write a unified diff, its headings dimmed."""
        for line in text.splitlines():
            self.line(StyledText(line, "dim" if line[:3] in {"+++", "---"} or line[:2] == "@@" else ""))

    def text(self, text: str) -> None:
        """Write a whole document unchanged."""
        if sys.stdout is not None:
            sys.stdout.write(text)

    def markdown(self, text: str) -> None:
        """A document in Markdown: laid out on a terminal, as it is in a pipe."""
        if self._terminal is not None:
            self._terminal.markdown(text)
        else:
            self.text(text)

    def json(self, value: Any) -> None:
        """Write `value` as indented JSON; in ASCII with JSON escapes where the stream is not UTF-8."""
        text = msgspec.json.format(msgspec.json.encode(value)).decode()
        if sys.stdout is not None:
            sys.stdout.write(ascii_json(text) if not _is_utf8(sys.stdout) else text)
            sys.stdout.write("\n")


def ascii_json(text: str) -> str:
    """JSON in ASCII: other characters as `\\uXXXX`, those beyond the Basic Multilingual Plane as a surrogate pair."""
    if text.isascii():
        return text
    from json import dumps  # noqa: PLC0415 - few streams are not UTF-8

    return "".join(char if char.isascii() else dumps(char)[1:-1] for char in text)
