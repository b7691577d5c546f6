"""The one choke point for strings that come in: what could drive a terminal or deceive a reader does not get past it.

`clean(text)` for prose, `clean_line(text)` for whatever stands on one line, `guard(text)` where columns must not move,
`clean_data(data)` for all strings of a parsed file. What is thrown out follows Unicode's TR 36 and TR 39.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Any, NamedTuple

from kztui.article.lazy_regex import Later

PROSE = frozenset({"abstract", "annote", "definition", "note", "summary", "text"})
"""The keys whose strings may have several lines; all others are folded into one."""
MARKS = 8
"""How many combining marks a letter may carry; no living language stacks more."""
WORD = 4096
"""How long a word may be: longer than any address in use, short enough to wrap in no time."""

_BREAK = Later("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANKS = Later(r"[ \t\n]+")
_CONTROL = Later("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_BIDI = Later("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = Later(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_JOINER = Later("[\u200c\u200d]+")
_LONG_WORD = Later(rf"(\S{{{WORD - 1}}})\S{{2,}}")
_ANY = Later(f"{_CONTROL.pattern}|{_BIDI.pattern}|{_INVISIBLE.pattern}|[\t\n\x0b-\r\u200c\u200d\u2028\u2029]")
_OPENING = re.compile(r"[ \t]*([a-z]+)[ \t]*=[ \t]*")
# A backslash may begin an escape, and a tab may stand in a string: files with either are looked at string by string.
_PLAIN = bytes(sorted({*range(0x20, 0x7F), 0x0A, 0x0D} - {0x5C}))
REPLACEMENT = "\ufffd"


class Cleaned(NamedTuple):
    """A text made safe, and how many characters of which sort that took."""

    text: str
    faults: dict[str, int]


def _joiner(match: re.Match[str]) -> str:
    """A joiner between two letters of one script, or two emoji, shapes them and stays; anywhere else it only hides."""
    before, after = match.string[: match.start()][-1:], match.string[match.end() : match.end() + 1]
    shapes = before and after and not before.isascii() and not after.isascii()
    if shapes and all(unicodedata.category(sign)[0] in "LMS" for sign in (before, after)):
        return match[0][0]
    return ""


def _excess_marks(text: str) -> list[int]:
    """Where the combining marks stand that come after `MARKS` others in a row."""
    found: list[int] = []
    run = 0
    for at, sign in enumerate(text):
        run = run + 1 if unicodedata.category(sign) in {"Mn", "Me"} else 0
        if run > MARKS:
            found.append(at)
    return found


def _without_stacks(text: str) -> str:
    """`text` with at most `MARKS` combining marks in a row."""
    excess = set(_excess_marks(text))
    return "".join(sign for at, sign in enumerate(text) if at not in excess) if excess else text


def inspect(text: str) -> Cleaned:
    """Clean prose, and count what was thrown out. Tabs, odd line ends and decomposed letters are mended unsaid."""
    faults: dict[str, int] = {}

    def count(sort: str, change: Callable[[str], str]) -> None:
        nonlocal text
        changed = change(text)
        if changed != text:
            faults[sort] = max(len(text) - len(changed), 0) or sum(a != b for a, b in zip(text, changed, strict=False))
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
    return Cleaned(text, faults)


def _plainly_clean(text: str) -> bool:
    return len(text) <= WORD and text.isascii() and text.isprintable()


def clean(text: str) -> str:
    """`text` made safe to show; line breaks stay."""
    return text if _plainly_clean(text) else inspect(text).text


def clean_line(text: str) -> str:
    """`text` made safe to show on one line; runs of blanks become one."""
    if _plainly_clean(text) and "  " not in text:
        return text.strip()
    return _BLANKS.sub(" ", inspect(text).text).strip()


def guard(text: str) -> str:
    """`text` with each unsafe character replaced by one sign, so that every other keeps its column."""
    return text if text.isascii() and text.isprintable() else _ANY.sub(REPLACEMENT, text.replace("\t", " "))


Keys = tuple[str | int, ...]


class Dirt(NamedTuple):
    """Where in the data something was thrown out, and how much of what."""

    path: Keys
    faults: dict[str, int]
    at: int
    """The first such character in the string as it was."""


def _first_fault(text: str) -> int:
    """Where the first character stands that is thrown out of `text`."""
    found = [match.start() for pattern in (_CONTROL, _BIDI, _INVISIBLE) if (match := pattern.search(text))]
    found += [match.start() for match in _JOINER.finditer(text) if not _joiner(match)]
    if found:
        return min(found)
    long = _LONG_WORD.search(text)
    return min([*_excess_marks(text)[:1], *([long.start()] if long else [])], default=0)


def may_be_unsafe(text: str) -> bool:
    """Whether any character of a file's text, or any escape in it, could give a string that `clean` would change."""
    odd = set(text.encode("utf-8", "surrogatepass").translate(None, _PLAIN).decode("utf-8", "surrogatepass"))
    return any(
        sign == "\\"
        or not sign.isprintable()
        or unicodedata.category(sign)[0] == "M"
        or "\u1100" <= sign <= "\u11ff"
        or not unicodedata.is_normalized("NFC", sign)
        for sign in odd
    )


def _in_line(text: str) -> bool:
    """Whether, in a file without escapes, prose alone has several lines, and no word can be overlong.

    Strings of several lines are followed from each opening quotes to the closing ones. Where something else stands
    before the quotes than one key of prose, they may belong to a comment or another string: then this says no.
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


def clean_data(data: dict[str, Any], text: str) -> list[Dirt]:
    """Clean all strings of `data`, the parsed form of `text`, in place; say where characters were thrown out.

    A look at the text as a whole tells for nearly every file that nothing needs it.
    """
    if not may_be_unsafe(text) and _in_line(text):
        return []
    dirt: list[Dirt] = []
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
                found = inspect(value)
                container[key] = found.text if prose else _BLANKS.sub(" ", found.text).strip()
                if found.faults:
                    dirt.append(Dirt((*path, key), found.faults, _first_fault(value)))
    return dirt
