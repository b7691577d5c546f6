"""Divides what the terminal sends into characters, whole escape sequences and pastes; control strings are dropped.

Control strings (OSC, DCS, APC, PM, SOS; ECMA-48, 5.6) are answers to questions: colours, clipboards, titles, versions.
No key is sent as one. Whatever is cut off or never ends holds back keys for a moment only.
"""

import re
from collections.abc import Callable, Generator, Iterator
from enum import Enum, auto
from typing import NamedTuple

LONGEST_SEQUENCE = 1024
"""In characters. Texts that an input method composes come in one sequence, a number for each of their letters."""
LONGEST_PASTE = 1 << 24
"""In characters; what is beyond is dropped."""
SEQUENCE_SECONDS = 0.5
"""After this time without input, an unfinished sequence or control string is dropped."""
PASTE_SECONDS = 1.0
"""After this time without input, a paste is taken to be at its end."""
_TYPING_SECONDS, _TYPED = 0.3, 32
"""What comes later than this after the last input, in fewer characters, is typed and does not prolong a paste."""
_BURST = 64
"""So many characters at once after a paste that was broken off are the rest of it."""

_START, _END = "\x1b[200~", "\x1b[201~"
_END_BEGINS = re.compile(r"\x1b(?:\[(?:2(?:0(?:1)?)?)?)?\Z")
# Of the controls of eight bits (ECMA-48, 5.3), those that begin a sequence or a string, or end one.
EIGHT_BITS = {code: f"\x1b{chr(code - 0x40)}" for code in (0x8F, 0x90, *range(0x98, 0xA0)) if code not in {0x99, 0x9A}}
_TEXT = re.compile(f"[^\x1b{''.join(map(chr, EIGHT_BITS))}]+")
# Of ECMA-48, 5.4, at most LONGEST_SEQUENCE. `ESC [ [ A` is F1 on the Linux console, `ESC [ 3 $` Shift+Delete in rxvt;
# three bytes follow a mouse report of X10.
_SEQUENCE = re.compile(
    r"\x1b(?:\[(?:\[[ -~]|M(?:[^\x1b]{3}|(?=[^\x1b]{0,2}\x1b))|\d{1,3}\$(?![ -~])"
    r"|[ -?]{0,1024}[@-LN-Z\\-~]|[ -?]{1,1024}[M\[])|O\d{0,2}[@-~]|O[ -/:-?]|[^\x1b\[O\]PX^_])"
)
_UNFINISHED = re.compile(r"\x1b(?:\[(?:\[|M[^\x1b]{0,2}|[ -?]{0,1024})?|O\d{0,2})?\Z")
# What can become no sequence is dropped up to where it goes wrong.
_BROKEN = re.compile(r"\x1b[\[O]?[ -?]*")
_REST_OF_SEQUENCE = re.compile(r"[ -?]*([@-~])?")
_STRING_BEGINS = re.compile(r"\x1b[\]PX^_]")
# ST, BEL, CAN or SUB; any other control character breaks the string off and is a key or begins a sequence.
_STRING_ENDS = re.compile(r"\x1b\\|[\x07\x18\x1a\x9c]|(?=\x1b[^\\])|(?=[\x00-\x1a\x1c-\x1f])")
_STRING_TERMINATOR = "\x1b\\"


class TokenKind(Enum):
    """What a token is."""

    TEXT = auto()
    """Characters, each of them a key."""
    SEQUENCE = auto()
    """A whole escape sequence, or ESC and the key that was pressed with Alt."""
    ESCAPE = auto()
    """The Escape key."""
    PASTE = auto()
    """Text between the marks of a bracketed paste, without these."""


class InputToken(NamedTuple):
    """A part of the input."""

    kind: TokenKind
    text: str


Scanning = Generator[InputToken, None, int]
"""Gives tokens; its result is the offset of what was not yet scanned."""


class _State(Enum):
    GROUND = auto()
    STRING = auto()
    OVERLONG = auto()
    """In a sequence that is longer than any that is known."""
    PASTE = auto()


class InputScanner:
    """Tokens of input that comes in pieces of any length.

    An ESC that nothing follows for `escape_seconds` is the Escape key. `clock` gives the time in seconds.
    """

    def __init__(self, escape_seconds: float, clock: Callable[[], float]) -> None:
        self._escape_seconds = escape_seconds
        self._clock = clock
        self._state = _State.GROUND
        self._held = ""
        """The beginning of a sequence, or of the mark that ends a paste or a string."""
        self._introducer = ""
        """How the control string began, until its next character has come."""
        self._pasted: list[str] = []
        self._pasted_length = 0
        self._broken_off = False
        """Whether the last paste was ended by a pause."""
        self._last = 0.0
        self._deadline = 0.0

    def feed(self, data: str) -> Iterator[InputToken]:
        """The tokens that are complete with this input."""
        now = self._clock()
        self._look_for_rest_of_paste(data)
        if self._state is not _State.PASTE or len(data) >= _TYPED or now - self._last < _TYPING_SECONDS:
            self._deadline = now + PASTE_SECONDS
        self._last = now
        data, self._held = self._held + data, ""
        at = 0
        while at < len(data):
            if self._state is _State.PASTE:
                at = yield from self._paste(data, at)
            elif self._state is _State.STRING:
                at = self._string(data, at)
            elif self._state is _State.OVERLONG:
                at = self._overlong(data, at)
            elif introducer := EIGHT_BITS.get(ord(data[at])):
                data, at = introducer + data[at + 1 :], 0
            else:
                at = yield from self._ground(data, at)

    def tick(self) -> Iterator[InputToken]:
        """The tokens that are complete because nothing has followed. To be called while there is no input."""
        now = self._clock()
        if self._state is _State.PASTE:
            if now >= self._deadline:
                self._broken_off = True
                yield self._end_of_paste(self._held)
            return
        idle = now - self._last
        if self._held == "\x1b" and self._state is _State.GROUND:
            if idle >= self._escape_seconds:
                self._held = ""
                yield InputToken(TokenKind.ESCAPE, "\x1b")
        elif idle >= SEQUENCE_SECONDS:
            began = self._introducer or self._held
            self._state, self._held, self._introducer = _State.GROUND, "", ""
            if len(began) == 2:  # ESC and one character
                yield InputToken(TokenKind.SEQUENCE, began)

    def _look_for_rest_of_paste(self, data: str) -> None:
        """After a paste that was ended by a pause, take up its rest; one key or sequence is the reader's."""
        if self._broken_off and self._state is _State.GROUND:
            before, end, _ = data.partition(_END)
            self._broken_off = False
            if (end and _START not in before) or (len(data) >= _BURST and "\x1b" not in data):
                self._state = _State.PASTE

    def _ground(self, data: str, at: int) -> Scanning:
        if text := _TEXT.match(data, at):
            yield InputToken(TokenKind.TEXT, text[0])
            return text.end()
        if data.startswith("\x1b\x1b", at):
            yield InputToken(TokenKind.ESCAPE, "\x1b")
            return at + 1
        if data.startswith(_START, at):
            self._state = _State.PASTE
            return at + len(_START)
        if string := _STRING_BEGINS.match(data, at):
            self._state, self._introducer = _State.STRING, string[0]
            return string.end()
        if sequence := _SEQUENCE.match(data, at):
            if sequence[0] not in {_END, _STRING_TERMINATOR}:
                yield InputToken(TokenKind.SEQUENCE, sequence[0])
            return sequence.end()
        return self._unfinished(data, at)

    def _unfinished(self, data: str, at: int) -> int:
        if _UNFINISHED.match(data, at):
            self._held = data[at:]
            return len(data)
        broken = _BROKEN.match(data, at)
        end = broken.end() if broken else at + 1
        if end - at > LONGEST_SEQUENCE:
            self._state = _State.OVERLONG
        return end

    def _overlong(self, data: str, at: int) -> int:
        rest = _REST_OF_SEQUENCE.match(data, at)
        end = rest.end() if rest else at
        if end < len(data) or (rest and rest[1]):
            self._state = _State.GROUND
        return end

    def _string(self, data: str, at: int) -> int:
        self._introducer = ""
        end = _STRING_ENDS.search(data, at)
        if end is None:
            self._held = "\x1b" if data.endswith("\x1b") else ""
            return len(data)
        self._state = _State.GROUND
        return end.end()

    def _paste(self, data: str, at: int) -> Scanning:
        end = data.find(_END, at)
        if end >= 0:
            self._add_pasted(data[at:end])
            yield self._end_of_paste()
            return end + len(_END)
        beginning = _END_BEGINS.search(data, at)
        if beginning:
            self._held = beginning[0]
        self._add_pasted(data[at : beginning.start() if beginning else len(data)])
        return len(data)

    def _add_pasted(self, text: str) -> None:
        text = text[: LONGEST_PASTE - self._pasted_length]
        self._pasted_length += len(text)
        self._pasted.append(text)

    def _end_of_paste(self, rest: str = "") -> InputToken:
        text = "".join(self._pasted) + rest
        self._pasted, self._pasted_length = [], 0
        self._state, self._held = _State.GROUND, ""
        return InputToken(TokenKind.PASTE, text)
