"""An error of TOML told to people who write articles: at the very sign that is wrong, and how it would be right."""

import re
from typing import NamedTuple

import tomli

_LINES = 200
"""How many lines a value may have whose key stands twice, for the key to be found."""
_CURLY = "“”„‟«»‘’‚‹›`´"
_DELIMITERS = ('"""', "'''")


class Told(NamedTuple):
    """What is wrong, from which character of `source` on, and what would be right there."""

    at: int
    message: str
    suggestion: str = ""


def told(error: tomli.TOMLDecodeError) -> tuple[int, int, str, str]:
    """Line, column, message and suggestion; the parser itself stops behind some of what is wrong."""
    source, at = error.doc, error.pos
    fault = _told(source, at, error.msg)
    before = source[: fault.at]
    return before.count("\n") + 1, len(before) - before.rfind("\n"), fault.message, fault.suggestion


def _told(source: str, at: int, message: str) -> Told:
    fault = Told(at, _plainly(message))
    if message.startswith(("Cannot ", "Duplicate ")):
        fault = _twice(source, at, message)
    elif message.startswith("Unescaped"):
        before = source.rfind("\\", 0, at)
        fault = Told(before, r"a \ in a text in double quotes begins an escape: write \\, or take single quotes")
    elif message == "Unterminated string":
        fault = Told(_opening(source), "the text that begins here is not closed")
    elif message in {r"Illegal character '\n'", 'Expected "\'"'}:
        fault = Told(at, "a text in quotes is not closed on its line")
    elif message == "Invalid value":
        fault = _value(source, at)
    elif message.startswith("Expected '='") and source[at : at + 1] == ":":
        fault = Told(at, "a key and its value have = between them, not :", "=")
    elif message.startswith("Expected newline"):
        fault = _goes_on(source, at) or fault
    return fault


def _plainly(message: str) -> str:
    """A message of the parser with its keys as they are written."""
    if keys := re.search(r"\('(.*?)',?\)", message):
        message = message.replace(keys[0], ".".join(keys[1].split("', '")))
    return message[:1].lower() + message[1:]


def _value(source: str, at: int) -> Told:
    sign = source[at : at + 1]
    if sign and sign in _CURLY:
        return Told(at, f"invalid value: a text stands in straight quotes, \" or ', not in {sign}")
    if literal := re.match(r"true\b|false\b", source[at : at + 5], re.IGNORECASE):
        return Told(at, "true and false are written in small letters", literal[0].lower())
    return Told(at, "invalid value: a text stands in quotes")


def _goes_on(source: str, at: int) -> Told | None:
    """Where and why a value may end too early: at a quote within it, or behind a zero before a number."""
    rest = source[at : source.find("\n", at) % (len(source) + 1)]
    last = len(source[:at].rstrip(" \t")) - 1
    before = source[last : last + 1]
    if before in {"'", '"'} and rest[:1].isalnum() and (last == at - 1 or rest.count(before) % 2):
        advice = "one with a ' in it stands in double quotes" if before == "'" else r"within it, write \""
        return Told(last, f"the text ends at this {before}: {advice}")
    if before == "0" and rest[:1].isdecimal():
        return Told(last, "a number begins with no 0")
    return None


def _opening(source: str) -> int:
    """Where the text begins that goes on to the end: all before it is TOML."""
    for found in sorted((source.rfind(delimiter) for delimiter in _DELIMITERS), reverse=True):
        try:
            tomli.loads(f"{source[: max(found, 0)]}0")
        except ValueError:
            continue
        if found >= 0:
            return found
    return len(source)


def _twice(source: str, at: int, message: str) -> Told:
    """What stands a second time, at its key; the parser has read on to the end of the value or header."""
    if inline := re.match(r"Duplicate inline table key '(.*)'", message):
        keys = list(re.finditer(rf"(?<![\w-])[\"']?{re.escape(inline[1])}[\"']?\s*=", source[:at]))
        return Told(keys[-1].start() if keys else at, f"{inline[1]} has a value already")
    start = source.rfind("\n", 0, at) + 1
    if header := re.compile(r"[ \t]*\[{1,2}[ \t]*").match(source, start):
        name = source[header.end() : at].strip("] \t")
        said = _plainly(message) if "declare" in message else f"{name} has a value already"
        return Told(header.end(), said)
    for _ in range(_LINES):
        indented = re.compile(r"[ \t]*").match(source, start)
        key = _only_key(source[start:at])
        if key and indented:
            return Told(indented.end(), f"{key} has a value already")
        if not start:
            break
        start = source.rfind("\n", 0, start - 1) + 1
    return Told(at, _plainly(message))


def _only_key(pair: str) -> str:
    """The key that a pair gives a value to; empty where it is none."""
    try:
        data = tomli.loads(pair)
    except (ValueError, RecursionError):
        return ""
    return next(iter(data), "") if len(data) == 1 else ""
