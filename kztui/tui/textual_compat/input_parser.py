"""Keys, pastes, mouse events and reports out of what the terminal sends; whatever else comes presses no key.

Works around `textual._xterm_parser.XTermParser` 8.2.8. Its `parse` presses one by one the characters of a sequence that
it does not know, or that has more than 32 (`reissue_sequence_as_keys`); it waits for ever for the end mark of a paste,
reads it character by character, and turns escapes within it into keys. `_parse_extended_key` raises on event types and
alternate keys of the kitty keyboard protocol, and takes the number of any key for a character's. Sizes are not bounded.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from time import monotonic

from textual import constants
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual._parser import ParseTimeout
from textual._xterm_parser import XTermParser
from textual.events import Key, Paste
from textual.keys import Keys
from textual.message import Message

from kztui.tui.textual_compat.input_scanner import InputScanner, InputToken, TokenKind

MOST_COLUMNS, MOST_ROWS = 1000, 500
"""Reports of larger screens are dropped: drawing one takes seconds. SIGWINCH tells of a screen that is so large."""
_SIZE = re.compile(r"\x1b\[48;(\d+)[\d:]*;(\d+)[\d:;]*t")
# Key and alternate keys; modifiers, event type; text. https://sw.kovidgoyal.net/kitty/keyboard-protocol/
_KITTY_KEY = re.compile(r"(\x1b\[[\d:]*(?:;\d*)?)(:\d*)?((?:;[\d:]*)?[u~ABCDEFHPQRS])")
# Its first number is a character before `u` alone. Textual takes `ESC [ 34 ~`, F20 of a Linux console, for a quote.
_NUMBERED_KEY = re.compile(r"\x1b\[(\d*)(?:;[\d:;]*)?([~ABCDEFHPQRS])")
# The `$` ends Shift+Delete of rxvt, and is taken for it before what follows has come.
_KEY_AND_REST = re.compile(r"\x1b\[\d+\$.+")
_RELEASED = ":3"
# A number that no terminal has to report; as a float it could be infinite.
_LONG_NUMBER = re.compile(r"\d{10}")
_UPSTREAM_LONGEST = 32


class TolerantParser(XTermParser):
    """Textual's parser, given whole sequences alone; those that it does not know are dropped."""

    def __init__(self, debug: bool = False, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(debug)
        self._scanner = InputScanner(constants.ESCAPE_DELAY, clock)

    def feed(self, data: str) -> Iterable[Message]:
        """The messages of the next input, empty at its end; what is incomplete waits for the next call or `tick`."""
        if not data:  # end of file, by Textual's convention
            return super().feed(data)
        return self._messages(self._scanner.feed(data))

    def tick(self) -> Iterable[Message]:
        """The messages of what is complete as nothing has followed. To be called only while there is no input."""
        return self._messages(self._scanner.tick())

    def _messages(self, tokens: Iterable[InputToken]) -> Iterator[Message]:
        for kind, text in tokens:
            if kind is TokenKind.TEXT:
                yield from super().feed(text)
            elif kind is TokenKind.PASTE:
                yield Paste(text.replace("\x00", "").replace("\x1b", "\ufffd"))
            elif kind is TokenKind.ESCAPE:
                yield Key("escape", "\x1b")
            elif not _LONG_NUMBER.search(text) and _is_possible_size(text):
                yield from self._sequence(text)

    def _sequence(self, sequence: str) -> Iterable[Message]:
        """The messages of one sequence; none for a key that was released."""
        if len(sequence) == 2:  # ESC and the key that was pressed with Alt
            keys = [*self._sequence_to_key_events(sequence)] or self._sequence_to_key_events(sequence[1], alt=True)
            return _heard(keys)
        if kitty := _KITTY_KEY.fullmatch(sequence):
            key, event, rest = kitty.groups("")
            if event == _RELEASED:
                return ()
            sequence = key + rest
            if len(sequence) > _UPSTREAM_LONGEST:
                return _heard(self._sequence_to_key_events(sequence))
        if len(sequence) > _UPSTREAM_LONGEST or _KEY_AND_REST.fullmatch(sequence):
            return ()
        return self._known(sequence)

    def _known(self, sequence: str) -> list[Message]:
        """What Textual makes of a sequence: nothing where it waits for more of it, as it then does not know it."""
        messages = [*super().feed(sequence)]
        if self._awaiting.timeout is None:
            return messages
        self._awaiting = self._gen.throw(ParseTimeout())
        self._tokens.clear()  # the characters as keys
        return []

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        """The keys of a sequence; none for a code point that is no character, on some of which Textual raises."""
        if (
            numbered := _NUMBERED_KEY.fullmatch(sequence)
        ) and f"{numbered[1] or 1}{numbered[2]}" not in FUNCTIONAL_KEYS:
            known = ANSI_SEQUENCES_KEYS.get(sequence)
            return [Key(one.value, None) for one in known] if isinstance(known, tuple) else [Key(Keys.Ignore, None)]
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


def _heard(keys: Iterable[Key]) -> list[Key]:
    return [key for key in keys if key.key != Keys.Ignore]


def _is_possible_size(sequence: str) -> bool:
    """Whether a report of the screen's size is one of a screen; true of every other sequence."""
    size = _SIZE.fullmatch(sequence)
    return size is None or (0 < int(size[1]) <= MOST_ROWS and 0 < int(size[2]) <= MOST_COLUMNS)


def _is_text(characters: str) -> bool:
    """Whether it can be encoded as UTF-8: a lone surrogate cannot."""
    return not any("\ud800" <= character <= "\udfff" for character in characters)
