"""Syntax errors of TOML explained for authors: at the character that is wrong, with a suggestion."""

import re
from typing import NamedTuple

import tomli

_LINES = 200
"""How many lines back the key of a duplicate value is searched for."""
_CURLY = "“”„‟«»‘’‚‹›`´"
_DELIMITERS = ('"""', "'''")


class Explanation(NamedTuple):
    """The offset in the source of what is wrong, a message, and what would be right there."""

    at: int
    message: str
    suggestion: str = ""


def explain_syntax_error(error: tomli.TOMLDecodeError) -> tuple[int, int, str, str]:
    """Line and column (from 1), message and suggestion for an error of tomli, which stops behind some errors."""
    source, at = error.doc, error.pos
    explanation = _explanation(source, at, error.msg)
    before = source[: explanation.at]
    return before.count("\n") + 1, len(before) - before.rfind("\n"), explanation.message, explanation.suggestion


def _explanation(source: str, at: int, message: str) -> Explanation:
    explanation = Explanation(at, _reworded(message))
    if message.startswith(("Cannot ", "Duplicate ")):
        explanation = _duplicate(source, at, message)
    elif message.startswith("Unescaped"):
        before = source.rfind("\\", 0, at)
        message = r"a \ in a text in double quotes begins an escape: write \\, or take single quotes"
        explanation = Explanation(before, message)
    elif message == "Unterminated string":
        explanation = Explanation(_unclosed_string(source), "the text that begins here is not closed")
    elif message in {r"Illegal character '\n'", 'Expected "\'"'}:
        explanation = Explanation(at, "a text in quotes is not closed on its line")
    elif message == "Invalid value":
        explanation = _invalid_value(source, at)
    elif message.startswith("Expected '='") and source[at : at + 1] == ":":
        explanation = Explanation(at, "a key and its value have = between them, not :", "=")
    elif message.startswith("Expected newline"):
        explanation = _early_end(source, at) or explanation
    return explanation


def _reworded(message: str) -> str:
    """A message of tomli with keys as they are written in TOML."""
    if keys := re.search(r"\('(.*?)',?\)", message):
        message = message.replace(keys[0], ".".join(keys[1].split("', '")))
    return message[:1].lower() + message[1:]


def _invalid_value(source: str, at: int) -> Explanation:
    char = source[at : at + 1]
    if char and char in _CURLY:
        return Explanation(at, f"invalid value: a text stands in straight quotes, \" or ', not in {char}")
    if literal := re.match(r"true\b|false\b", source[at : at + 5], re.IGNORECASE):
        return Explanation(at, "true and false are written in small letters", literal[0].lower())
    return Explanation(at, "invalid value: a text stands in quotes")


def _early_end(source: str, at: int) -> Explanation | None:
    """The explanation of a value that ends too early: at a quote within it, or after a leading zero."""
    rest = source[at : source.find("\n", at) % (len(source) + 1)]
    last = len(source[:at].rstrip(" \t")) - 1
    before = source[last : last + 1]
    if before in {"'", '"'} and rest[:1].isalnum() and (last == at - 1 or rest.count(before) % 2):
        advice = "one with a ' in it stands in double quotes" if before == "'" else r"within it, write \""
        return Explanation(last, f"the text ends at this {before}: {advice}")
    if before == "0" and rest[:1].isdecimal():
        return Explanation(last, "a number begins with no 0")
    return None


def long_number(text: str) -> int:
    """The offset of the first decimal number in `text` that Python does not read, as it has more than 4,300 digits.

    As many digits may stand in strings and comments before it: up to the end of those, the text is still read.
    """
    runs = [match.span() for match in re.finditer(r"[0-9_]{4300,}", text)]
    first, last = 0, len(runs) - 1
    while first < last:
        middle = (first + last) // 2
        if _has_long_number(text[: runs[middle][1]]):
            last = middle
        else:
            first = middle + 1
    return runs[first][0] if runs else 0


def _has_long_number(text: str) -> bool:
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError:
        return False
    except ValueError:
        return True
    return False


def _unclosed_string(source: str) -> int:
    """The offset of the string that is not closed: everything before it is valid TOML."""
    for found in sorted((source.rfind(delimiter) for delimiter in _DELIMITERS), reverse=True):
        try:
            tomli.loads(f"{source[: max(found, 0)]}0")
        except ValueError:
            continue
        if found >= 0:
            return found
    return len(source)


def _duplicate(source: str, at: int, message: str) -> Explanation:
    """The explanation of a duplicate key, at the key; tomli stops at the end of its value or header."""
    if inline := re.match(r"Duplicate inline table key '(.*)'", message):
        keys = list(re.finditer(rf"(?<![\w-])[\"']?{re.escape(inline[1])}[\"']?\s*=", source[:at]))
        return Explanation(keys[-1].start() if keys else at, f"{inline[1]} has a value already")
    start = source.rfind("\n", 0, at) + 1
    if header := re.compile(r"[ \t]*\[{1,2}[ \t]*").match(source, start):
        name = source[header.end() : at].strip("] \t")
        message = _reworded(message) if "declare" in message else f"{name} has a value already"
        return Explanation(header.end(), message)
    for _ in range(_LINES):
        indented = re.compile(r"[ \t]*").match(source, start)
        key = _only_key(source[start:at])
        if key and indented:
            return Explanation(indented.end(), f"{key} has a value already")
        if not start:
            break
        start = source.rfind("\n", 0, start - 1) + 1
    return Explanation(at, _reworded(message))


def _only_key(pair: str) -> str:
    """The only key of a TOML document; empty when it is invalid or has more than one."""
    try:
        data = tomli.loads(pair)
    except (ValueError, RecursionError):
        return ""
    return next(iter(data), "") if len(data) == 1 else ""
