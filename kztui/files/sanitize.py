"""Sanitizes every string that comes in: characters that could control a terminal or deceive a reader are removed.

`sanitize_text(text)` for prose, `sanitize_line(text)` for single lines, `mask_unsafe(text)` where columns must not
move, `sanitize_data(data)` for all strings of a parsed file, `bound_numbers(data)` for its whole numbers. What is
removed follows Unicode Technical Reports 36, 39: among others controls, bidi overrides and zero-width characters.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Any, NamedTuple

from msgspec import Struct

from kztui.article.findings import Keys
from kztui.article.lazy_regex import LazyPattern

PROSE = frozenset({"abstract", "annote", "definition", "note", "summary", "text"})
"""The keys whose strings may have several lines; all others are put on one line."""
MARKS = 8
"""How many combining marks in a row are kept; no living language has more."""
WORD = 4096
"""How many characters a word may have: more than any URL in use, few enough to wrap fast."""

_BREAK = LazyPattern("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANKS = LazyPattern(r"[ \t\n]+")
# The noncharacters of Unicode are for no interchange (23.7), and no XML file may hold the last two of a plane.
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
)
_CONTROL = LazyPattern(f"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff{_NONCHARACTERS}]")
_BIDI = LazyPattern("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = LazyPattern(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Letters to Unicode, of which nothing is seen.
_PRINTABLE_BLANKS = frozenset("\u3164\uffa0")
_JOINER = LazyPattern("[\u200c\u200d]+")
_LONG_WORD = LazyPattern(rf"(?<!\S)(\S{{{WORD - 1}}})\S{{2,}}")
UNSAFE = LazyPattern(f"{_CONTROL.pattern}|{_BIDI.pattern}|{_INVISIBLE.pattern}")
"""Characters that are removed from every text. Joiners are not among them: between letters they are needed."""
UNSAFE_IN_CELL = LazyPattern(
    f"{_CONTROL.pattern}|{_BIDI.pattern}|[\t\n\x0b-\r\u2028\u2029\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Characters that could command the terminal or move other cells; none of them is printable."""
_ANY = LazyPattern(f"{UNSAFE_IN_CELL.pattern}|{_INVISIBLE.pattern}|{_JOINER.pattern}")
_OPENING = re.compile(r"[ \t]*([a-z]+)[ \t]*=[ \t]*")
# Without backslash (an escape) and tab: files with either are examined string by string.
_PLAIN = bytes(sorted({*range(0x20, 0x7F), 0x0A, 0x0D} - {0x5C}))
REPLACEMENT = "\ufffd"
GREATEST = 2**63 - 1
"""The greatest whole number that TOML 1.0 has; the least one is its negative less one."""
_DIGITS = bytes(0x30 if chr(byte) in "0123456789_" else 0x20 for byte in range(256))
_LONG_DECIMAL = b"0" * len(str(GREATEST))
_LONG_IN_OTHER_BASE = re.compile(r"0[xob][0-9a-fA-F_]{16}")


class Sanitized(NamedTuple):
    """A sanitized text, and how many characters of each sort were removed."""

    text: str
    removed: dict[str, int]


def _joiner(match: re.Match[str]) -> str:
    """What replaces joiners (U+200C, U+200D): one is kept between two letters or emoji that it shapes, else none."""
    start, end = match.span()
    before, after = match.string[max(start - 1, 0) : start], match.string[end : end + 1]
    shapes = before and after and not before.isascii() and not after.isascii()
    if shapes and all(unicodedata.category(char)[0] in "LMS" for char in (before, after)):
        return match[0][0]
    return ""


def _excess_marks(text: str) -> list[int]:
    """The offsets of combining marks that follow `MARKS` others in a row."""
    marks = {char for char in set(text) if unicodedata.category(char) in {"Mn", "Me"}}
    if not marks:
        return []
    found: list[int] = []
    run = 0
    for at, char in enumerate(text):
        run = run + 1 if char in marks else 0
        if run > MARKS:
            found.append(at)
    return found


def _without_stacks(text: str) -> str:
    """`text` with at most `MARKS` combining marks in a row."""
    excess = set(_excess_marks(text))
    return "".join(char for at, char in enumerate(text) if at not in excess) if excess else text


def sanitize_counted(text: str) -> Sanitized:
    """Sanitize prose and count the removed characters; tabs, line ends and decomposed letters are not counted."""
    removed: dict[str, int] = {}

    def count(sort: str, change: Callable[[str], str]) -> None:
        """Apply `change` to the text, and count the characters that it removes as of this sort."""
        nonlocal text
        changed = change(text)
        if changed != text:
            removed[sort] = max(len(text) - len(changed), 0) or sum(a != b for a, b in zip(text, changed, strict=False))
            text = changed

    text = _BREAK.sub("\n", text).replace("\t", " ")
    count("control", lambda old: _CONTROL.sub(REPLACEMENT, old))
    count("direction", lambda old: _BIDI.sub("", old))
    count("invisible", lambda old: _JOINER.sub(_joiner, _INVISIBLE.sub("", old)))
    text = unicodedata.normalize("NFC", text)
    if not text.isascii():
        count("combining", _without_stacks)
    if len(text) > WORD:
        count("excess", lambda old: _LONG_WORD.sub(r"\1…", old))
    return Sanitized(text, removed)


def _is_plain_ascii(text: str) -> bool:
    return len(text) <= WORD and text.isascii() and text.isprintable()


def sanitize_text(text: str) -> str:
    """`text` made safe to show; line breaks are kept."""
    return text if _is_plain_ascii(text) else sanitize_counted(text).text


def sanitize_line(text: str) -> str:
    """`text` made safe to show on one line; runs of white space become one blank."""
    if _is_plain_ascii(text) and "  " not in text:
        return text.strip()
    return _BLANKS.sub(" ", sanitize_counted(text).text).strip()


def mask_unsafe(text: str) -> str:
    """`text` with each unsafe character replaced by U+FFFD, so that all others keep their columns."""
    return text if text.isascii() and text.isprintable() else _ANY.sub(REPLACEMENT, text.replace("\t", " "))


class Removal(Struct, frozen=True):
    """Where characters were removed from parsed data, and how many of each sort."""

    path: Keys
    removed: dict[str, int]
    at: int
    """The offset of the first of them in the string as written."""


def _first_removed(text: str) -> int:
    """The offset of the first character that is removed from `text`."""
    found = [match.start() for pattern in (_CONTROL, _BIDI, _INVISIBLE) if (match := pattern.search(text))]
    found += [match.start() for match in _JOINER.finditer(text) if not _joiner(match)]
    if found:
        return min(found)
    long = _LONG_WORD.search(text)
    return min([*_excess_marks(text)[:1], *([long.start()] if long else [])], default=0)


def may_be_unsafe(text: str) -> bool:
    """Whether any character or escape in the text of a file could give a string that `sanitize_text` changes."""
    odd = set(text.encode("utf-8", "surrogatepass").translate(None, _PLAIN).decode("utf-8", "surrogatepass"))
    return any(
        char == "\\"
        or not char.isprintable()
        or unicodedata.category(char)[0] == "M"
        or "\u1100" <= char <= "\u11ff"
        or char in _PRINTABLE_BLANKS
        or not unicodedata.is_normalized("NFC", char)
        for char in odd
    )


def _is_plain_layout(text: str) -> bool:
    """Whether, in a TOML file without escapes, only prose has several lines, and no word can be too long.

    Strings of several lines are followed from their opening quotes to the closing ones. When anything but a key of
    prose precedes the quotes, they may belong to a comment or another string: then the answer is no.
    """
    half = WORD // 2
    if any(text.find("\n", at, at + half) < 0 for at in range(0, len(text) - half, half)):
        return False
    if "'''" in text:
        return False
    at = 0
    while (start := text.find('"""', at)) >= 0:
        opening = _OPENING.fullmatch(text, text.rfind("\n", 0, start) + 1, start)
        at = text.find('"""', start + 3) + 3
        if opening is None or opening[1] not in PROSE or at < 3:
            return False
        while text[at : at + 1] == '"':
            at += 1
    return True


def is_safe_data(text: str) -> bool:
    """Whether no string of the TOML `text` would be changed: for nearly every file a look at the whole shows it."""
    return not may_be_unsafe(text) and _is_plain_layout(text)


def sanitize_data(data: dict[str, Any], text: str) -> list[Removal]:
    """Sanitize in place all strings of `data`, which is parsed from the TOML `text`; return where that removed some."""
    if is_safe_data(text):
        return []
    removals: list[Removal] = []
    waiting: list[tuple[Keys, Any]] = [((), data)]
    while waiting:
        path, container = waiting.pop()
        table = isinstance(container, dict)
        prose = not table and path[-1] in PROSE
        for key, value in list(container.items() if table else enumerate(container)):
            if isinstance(value, dict | list):
                waiting.append(((*path, key), value))
            elif isinstance(value, str):
                prose = key in PROSE if table else prose
                flat = value.replace("\n", " ") if prose else value
                if len(value) <= WORD and flat.isprintable() and (flat.isascii() or not may_be_unsafe(flat)):
                    continue
                found = sanitize_counted(value)
                container[key] = found.text if prose else _BLANKS.sub(" ", found.text).strip()
                if found.removed:
                    removals.append(Removal((*path, key), found.removed, _first_removed(value)))
    return removals


def bound_numbers(data: dict[str, Any], text: str) -> list[Keys]:
    """Bound in place all whole numbers of `data`, which is parsed from the TOML `text`, to 64 bits; return where.

    Python would take any number, and then refuse to print one of more than 4,300 digits. For nearly every file, a look
    at the whole text shows that no number is so long.
    """
    long_decimal = _LONG_DECIMAL in text.encode("utf-8", "surrogatepass").translate(_DIGITS)
    if not long_decimal and not _LONG_IN_OTHER_BASE.search(text):
        return []
    bounded: list[Keys] = []
    waiting: list[tuple[Keys, Any]] = [((), data)]
    while waiting:
        path, container = waiting.pop()
        for key, value in list(container.items() if isinstance(container, dict) else enumerate(container)):
            if isinstance(value, dict | list):
                waiting.append(((*path, key), value))
            elif isinstance(value, int) and not -GREATEST - 1 <= value <= GREATEST:
                container[key] = GREATEST if value > 0 else -GREATEST - 1
                bounded.append((*path, key))
    return bounded
