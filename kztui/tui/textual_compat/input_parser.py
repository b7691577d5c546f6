"""Parses terminal input that Textual misreads: late reports, pasted text, and malformed sequences.

Works around `textual._xterm_parser.XTermParser` 8.2.8, which turns unexpected reports and escapes within a paste into
key presses, and raises on numbers that it did not expect.
"""

import re
from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.events import Key
from textual.keys import Keys
from textual.message import Message

_ANSWER = re.compile(r"\x1b\[\?[\d;]*c")
# An incomplete one at the end of a read.
_ANSWER_BEGINS = re.compile(r"\x1b\[\?[\d;]*\Z")
_START, _END = "\x1b[200~", "\x1b[201~"
_MARK = re.compile(f"({re.escape(_START)}|{re.escape(_END)})")
# An incomplete end of a bracketed paste.
_END_BEGINS = re.compile(r"\x1b(?:\[(?:2(?:0(?:1)?)?)?)?\Z")


class TolerantParser(XTermParser):
    """Textual's parser, but device attribute reports (DA1) and escape sequences within a paste are dropped."""

    _held = ""
    _pasting = False

    def feed(self, data: str) -> Iterable[Message]:
        """The messages of the next input, empty at its end; incomplete reports and marks wait for the next call."""
        if not data:  # end of file, by Textual's convention
            return super().feed(data)
        data = self._held + data
        passed = []
        for piece in _MARK.split(data):
            if piece in {_START, _END}:
                self._pasting = piece == _START
                passed.append(piece)
            else:
                passed.append(piece if self._pasting else _ANSWER.sub("", piece))
        *whole, last = passed
        found = (_END_BEGINS if self._pasting else _ANSWER_BEGINS).search(last)
        self._held = found[0] if found else ""
        complete = "".join(self._harmless([*whole, last[: found.start()] if found else last]))
        return super().feed(complete) if complete else ()

    def _harmless(self, pieces: list[str]) -> Iterable[str]:
        """The pieces with ESC replaced in those that were pasted: before an end mark, or after the last start mark."""
        for number, piece in enumerate(pieces):
            ends = pieces[number + 1] == _END if number + 1 < len(pieces) else self._pasting
            yield piece.replace("\x1b", "\ufffd") if ends and piece != _START else piece

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        """The keys of a sequence; none for a code point that is no character.

        Textual raises on alternate keys of the kitty keyboard protocol (`97:65`) and on numbers beyond Unicode.
        """
        try:
            keys = list(super()._sequence_to_key_events(sequence, alt))
        except (ValueError, OverflowError):
            return [Key(Keys.Ignore, None)]
        return [key if key.character is None or _is_text(key.character) else Key(Keys.Ignore, None) for key in keys]

    def parse_mouse_code(self, code: str) -> Message | None:
        """A mouse event. A terminal that reports a window of 0 pixels gives mouse positions in cells."""
        if not (
            self.terminal_size and self.terminal_pixel_size and all((*self.terminal_size, *self.terminal_pixel_size))
        ):
            self.terminal_pixel_size = None
        return super().parse_mouse_code(code)


def _is_text(characters: str) -> bool:
    """Whether it can be encoded as UTF-8: a lone surrogate cannot."""
    return not any("\ud800" <= character <= "\udfff" for character in characters)
