"""What comes from the terminal and is no key: late answers, and pasted text. Textual presses keys with both."""

import re
from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.message import Message

_ANSWER = re.compile(r"\x1b\[\?[\d;]*c")
# The beginning of what may be one, when the rest has not come yet.
_ANSWER_BEGINS = re.compile(r"\x1b\[\?[\d;]*\Z")
_START, _END = "\x1b[200~", "\x1b[201~"
_MARK = re.compile(f"({re.escape(_START)}|{re.escape(_END)})")
# The same for the end of a paste.
_END_BEGINS = re.compile(r"\x1b(?:\[(?:2(?:0(?:1)?)?)?)?\Z")


class CarefulParser(XTermParser):
    """Textual's parser, deaf to what kind of terminal this says it is, and to escape sequences within a paste."""

    _held = ""
    _pasting = False

    def feed(self, data: str) -> Iterable[Message]:
        if not data:  # the end: Textual says so by nothing
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
        heard = "".join(self._harmless([*whole, last[: found.start()] if found else last]))
        return super().feed(heard) if heard else ()

    def _harmless(self, pieces: list[str]) -> Iterable[str]:
        """The pieces without the escapes that stand in what was pasted: before an end, or after the last start."""
        for number, piece in enumerate(pieces):
            ends = pieces[number + 1] == _END if number + 1 < len(pieces) else self._pasting
            yield piece.replace("\x1b", "\ufffd") if ends and piece != _START else piece


def listen_with_care() -> None:
    """Have Textual's driver read through `CarefulParser`. To be called before the screen starts."""
    from textual.drivers import linux_driver  # noqa: PLC0415 - Windows has no such driver, and asks nothing

    # The driver makes its parser by this name and leaves no other way in.
    vars(linux_driver)["XTermParser"] = CarefulParser
