"""The words of `kztui edit` as an operation: which each takes, and how values, words and paragraphs are written."""

import re
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

import tomli

from kztui.cli.output import CommandError, write_message
from kztui.files.edit.field_edits import SetField
from kztui.files.edit.merging import MergeItems, SplitItem
from kztui.files.edit.moving import MoveToKind, Reorder
from kztui.files.edit.naming import FixIds, Rename
from kztui.files.edit.new_items import AddItem
from kztui.files.edit.operation import Operation
from kztui.files.edit.review import Accept, Delete, Reject
from kztui.files.edit.text_edits import LinkWords, UnlinkWords, WriteParagraph
from kztui.files.edit.words_in_text import Positions

Originals = Mapping[int, str]
_POSITIONS = re.compile(r"([0-9]{1,6})(?:-([0-9]{1,6}))?")
_PARAGRAPH = re.compile(r"[p¶]?([0-9]{1,9})")


class _Usage(NamedTuple):
    """How many words an operation takes, how they are called, and what makes it of them."""

    least: int
    most: int
    words: str
    make: Callable[[Sequence[str], Namespace, Originals], Operation]


def _set(words: Sequence[str], options: Namespace, _: Originals) -> Operation:
    if len(words) < 3 and not options.remove:
        raise CommandError("kztui edit set: VALUE is missing; --remove without one removes the field")
    how = "append" if options.append else "remove" if options.remove else "set"
    value = toml_value(words[2]) if len(words) > 2 else None
    return SetField(words[0], words[1], value, how if value is not None else "set")  # type: ignore[arg-type]  # one of the three


def _add(words: Sequence[str], options: Namespace, _: Originals) -> Operation:
    fields: dict[str, object] = {"id": options.id} if options.id else {}
    for field in options.field or ():
        key, equals, value = field.partition("=")
        if not equals:
            raise CommandError(f"kztui edit add: --field is KEY=VALUE, not '{field}'")
        fields[key.strip()] = toml_value(value)
    positions = _positions(options.words) if options.words else None
    number = _paragraph(options.paragraph) if options.paragraph else 0
    if positions and not number:
        raise CommandError("kztui edit add: --words needs --paragraph")
    return AddItem(words[0], words[1] if len(words) > 1 else "", number, positions, fields=fields)


def _link(words: Sequence[str], options: Namespace, originals: Originals) -> Operation:
    text, positions = _text_or_positions(words[1])
    return LinkWords(
        _paragraph(words[0]),
        words[2],
        text,
        positions,
        everywhere=options.all,
        alias=options.alias,
        originals=originals,
    )


def _unlink(words: Sequence[str], options: Namespace, _: Originals) -> Operation:
    text, positions = _text_or_positions(words[1]) if len(words) > 2 else ("", None)
    return UnlinkWords(_paragraph(words[0]), words[-1], text, positions, everywhere=options.all)


def _write(words: Sequence[str], _: Namespace, __: Originals) -> Operation:
    text = words[1] if len(words) > 1 else "-"
    return WriteParagraph(_paragraph(words[0]), _standard_input() if text == "-" else text)


def _standard_input() -> str:
    """All of standard input. Raises CommandError where that is closed, or is not UTF-8."""
    if sys.stdin is None:
        raise CommandError("kztui edit: there is no standard input to read the text from")
    if sys.stdin.isatty():
        write_message("kztui edit: reading the text; Ctrl+D ends it")
    try:
        return sys.stdin.read()
    except UnicodeDecodeError as error:
        raise CommandError("kztui edit: standard input is not UTF-8") from error


def _move(words: Sequence[str], _: Namespace, __: Originals) -> Operation:
    kind, _separator, own = words[1].partition(":")
    return MoveToKind(words[0], kind, own)


OPERATIONS: Mapping[str, _Usage] = {
    "accept": _Usage(1, 1000, "TARGET…", lambda words, _, __: Accept(tuple(words))),
    "reject": _Usage(1, 1000, "TARGET…", lambda words, _, __: Reject(tuple(words))),
    "delete": _Usage(1, 1000, "TARGET…", lambda words, _, __: Delete(tuple(words))),
    "rename": _Usage(2, 2, "TARGET ID", lambda words, _, __: Rename(*words)),
    "merge": _Usage(2, 2, "TARGET INTO", lambda words, _, __: MergeItems(*words)),
    "split": _Usage(2, 2, "TARGET NAME", lambda words, _, originals: SplitItem(words[0], words[1], originals)),
    "move": _Usage(2, 2, "TARGET KIND", _move),
    "reorder": _Usage(1, 2, "TARGET [BEFORE]", lambda words, _, __: Reorder(*words)),
    "set": _Usage(2, 3, "TARGET FIELD [VALUE]", _set),
    "add": _Usage(1, 2, "KIND [NAME]", _add),
    "link": _Usage(3, 3, "PARAGRAPH WORDS TARGET", _link),
    "unlink": _Usage(2, 3, "PARAGRAPH [WORDS] TARGET", _unlink),
    "write": _Usage(1, 2, "PARAGRAPH [TEXT]", _write),
    "fix-ids": _Usage(0, 0, "", lambda _, __, ___: FixIds()),
}
NEED_ORIGINALS = frozenset({"link", "split"})
"""The operations that look words up in the original."""


def operation_of(name: str, words: Sequence[str], options: Namespace, originals: Originals) -> Operation:
    """The operation that the words mean. Raises CommandError where there are too few or too many, or one is wrong."""
    given = (*words, *(options.field or ()), options.id or "")
    if not all(word.encode("utf-8", "ignore").decode() == word for word in given):
        raise CommandError("kztui edit: an argument is not UTF-8")
    usage = OPERATIONS[name]
    if not usage.least <= len(words) <= usage.most:
        raise CommandError(f"kztui edit: {name} takes {usage.words or 'no words'}\nTry: kztui edit --help")
    return usage.make(words, options, originals)


def toml_value(text: str) -> object:
    """A value as TOML if it is some, else as text; dates of TOML too are text here."""
    try:
        value: Any = tomli.loads(f"value = {text}")
    except (tomli.TOMLDecodeError, RecursionError, ValueError):
        return text
    found = value["value"]
    return text if len(value) > 1 or isinstance(found, date | datetime | time) else found


def _paragraph(text: str) -> int:
    found = _PARAGRAPH.fullmatch(text)
    if not found:
        raise CommandError(f"kztui edit: a paragraph is a number, such as 3 or p3, not '{text}'")
    return int(found[1])


def _positions(text: str) -> Positions:
    found = _POSITIONS.fullmatch(text)
    if not found or not 0 < int(found[1]) <= int(found[2] or found[1]):
        raise CommandError(f"kztui edit: words are counted from 1, such as 12-31, not '{text}'")
    return int(found[1]), int(found[2] or found[1])


def _text_or_positions(text: str) -> tuple[str, Positions | None]:
    """Words as they are, or by their positions."""
    return ("", _positions(text)) if _POSITIONS.fullmatch(text) else (text, None)
