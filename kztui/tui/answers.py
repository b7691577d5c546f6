"""Answers of the terminal that come after the question was given up: Textual would take them for keys."""

import re
from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.message import Message

_ANSWER = re.compile(r"\x1b\[\?[\d;]*c")
# The beginning of what may be one, when the rest has not come yet.
_BEGINNING = re.compile(r"\x1b\[\?[\d;]*\Z")


class AnswerlessParser(XTermParser):
    """Textual's parser of what comes from the terminal, deaf to what kind of terminal that says it is."""

    _held = ""

    def feed(self, data: str) -> Iterable[Message]:
        data = _ANSWER.sub("", self._held + data)
        found = _BEGINNING.search(data)
        self._held = found[0] if found else ""
        return super().feed(data[: found.start()] if found else data)


def swallow_late_answers() -> None:
    """Let the answers to a question that is still open come to nothing. To be called before the screen starts."""
    from textual.drivers import linux_driver  # noqa: PLC0415 - Windows has no such driver, and asks nothing

    # The driver makes its parser by this name and leaves no other way in.
    vars(linux_driver)["XTermParser"] = AnswerlessParser
