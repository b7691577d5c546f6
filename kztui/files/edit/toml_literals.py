"""Values as TOML, and changes within a TOML string that leave the rest of the string as it is written."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import tomli

from kztui.files.source_map import decode_string

WIDTH = 116
"""How long the lines of a text are that is written anew."""
_SHORT = 88
"""How long a text is at most that is written on the line of its key."""
_NAMED = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


class TextEdit(NamedTuple):
    """A change of a text: the characters from `start` to `end` become `new`."""

    start: int
    end: int
    new: str


def encode_value(value: object) -> str:
    """A value as TOML on one line. Raises TypeError for what TOML has no value for."""
    if isinstance(value, str):
        return encode_string(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{encode_key(key)} = {encode_value(inner)}" for key, inner in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(encode_value, value)) + "]"
    raise TypeError(f"TOML has no value for {type(value).__name__}")


def encode_key(key: str) -> str:
    """A key, in quotes where it needs them."""
    bare = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    return key if bare else encode_string(key)


def encode_string(text: str) -> str:
    """A text as a basic string on one line."""
    return f'"{_escaped(text, _NAMED)}"'


def _escaped(text: str, named: Mapping[str, str]) -> str:
    if text.isprintable() and not any(character in text for character in named):
        return text
    return "".join(named.get(character) or _unnamed(character, named) for character in text)


def _unnamed(character: str, named: Mapping[str, str]) -> str:
    is_break = character == "\n" and "\n" not in named
    if is_break or (ord(character) >= 0x20 and not 0x7F <= ord(character) < 0xA0 and character not in "\u2028\u2029"):
        return character
    return f"\\u{ord(character):04X}"


_IN_LINES = {character: escape for character, escape in _NAMED.items() if character not in '\n"'}


def encode_prose(text: str, newline: str = "\n", *, in_lines: bool | None = None) -> str:
    """A text of one or more sentences: on the line of its key where it is short, else on lines of its own.

    `in_lines` says which of both, where that is decided. A long line is broken at blanks: whoever reads the text takes
    a line break for a blank.
    """
    if in_lines is None:
        in_lines = "\n" in text or len(text) > _SHORT
    if not in_lines:
        return encode_string(text)
    if "\n" not in text:
        text = "\n".join(textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)) or text
    escaped = _escaped(text, _IN_LINES).replace('""', '"\\"')
    if escaped.endswith('"'):
        escaped = f'{escaped[:-1]}\\"'
    return '"""\n'.replace("\n", newline) + escaped.replace("\n", newline) + '"""'


def edit_literal(literal: str, edits: Sequence[TextEdit], newline: str = "\n") -> list[tuple[int, int, str]]:
    """The replacements (start, end, new), by characters of a string literal, that make `edits` of its text.

    `edits` are in order and do not overlap. Where the sort of string cannot hold what is new, all of it is replaced.
    """
    text, offsets = _characters(literal)
    replacements = [(offsets[edit.start], offsets[edit.end], _inner(edit.new, literal, newline)) for edit in edits]
    wanted = edited(text, edits)
    if _value_of(with_replacements(literal, replacements)) == wanted:
        return replacements
    in_lines = literal[:3] in {'"""', "'''"}
    return [(0, len(literal), encode_prose(wanted, newline, in_lines=in_lines))]


def _characters(literal: str) -> tuple[str, Sequence[int]]:
    """The text of a string literal, and where in the literal each of its characters stands, and its end."""
    quotes = 3 if literal[:3] in {'"""', "'''"} else 1
    closing = len(literal) - quotes
    if "\\" in literal or "\r" in literal:
        characters = decode_string(literal)
        return "".join(character for character, _ in characters), [*(at for _, at in characters), closing]
    start = quotes + (quotes == 3 and literal[3:4] == "\n")  # the line break behind the quotes is not of the text
    return literal[start:closing], range(start, closing + 1)


def edited(text: str, edits: Sequence[TextEdit]) -> str:
    """`text` with the edits made, which are in order and do not overlap."""
    return with_replacements(text, [tuple(edit) for edit in edits])


def with_replacements(text: str, replacements: Sequence[Any]) -> str:
    """`text` with each stretch (start, end, new) replaced; they are in order and do not overlap."""
    pieces: list[str] = []
    at = 0
    for start, end, new in replacements:
        pieces += (text[at:start], new)
        at = end
    return "".join((*pieces, text[at:]))


def _inner(new: str, literal: str, newline: str) -> str:
    """`new` as it stands within a literal of that sort."""
    if literal[0] == "'":
        return new.replace("\n", newline)
    if literal[:3] == '"""':
        return _escaped(new, _IN_LINES).replace("\n", newline)
    return _escaped(new, _NAMED)


def _value_of(literal: str) -> object:
    try:
        return tomli.loads(f"value = {literal}")["value"]
    except ValueError:
        return None
