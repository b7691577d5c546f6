"""Coerces data to the model where it does not fit by itself: every wrong type, unknown and missing key at once.

The model's own types are walked, so the format stays described in one place.
"""

import datetime as dt
import re
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec.inspect as kinds
from msgspec import Struct

from kztui.article.findings import MISSING_KEY, Finding, Keys, Where
from kztui.article.model import FORMAT, LISTS
from kztui.article.publication import UNDETERMINED, Publication, language_tag
from kztui.article.suggestion import nearest
from kztui.files.key_aliases import resolve_alias
from kztui.files.problems import BAD_LANGUAGE, MISSING_ID, NEWER_KEY, UNKNOWN_KEY, WRONG_TYPE
from kztui.files.suggest_value import has_type, suggest_value, unwrapped

IDS = frozenset({"id", "number"})
"""The keys that an item is named by."""


class Coerced(NamedTuple):
    """What was found in fitting, and which entries of each list are left, by the places they had."""

    findings: list[Finding]
    moved: dict[Keys, list[int]]


class _Dropped:
    """Stands for a value that cannot be used."""


_DROPPED = _Dropped()


@lru_cache(maxsize=64)
def _fields(struct: type[Struct]) -> dict[str, tuple[kinds.Type, bool]]:
    """The keys of a table of the format: the type of each, and whether it must be there."""
    info = kinds.type_info(struct)
    assert isinstance(info, kinds.StructType)  # noqa: S101 - narrows the type; structs alone are asked about
    return {field.encode_name: (unwrapped(field.type), field.required) for field in info.fields}


def keys_of(struct: type[Struct]) -> list[str]:
    """The keys that a table of the format may have, in order."""
    return list(_fields(struct))


def is_newer(written_format: object) -> bool:
    """Whether a file says that it has a format that this program does not know yet."""
    return type(written_format) is int and written_format > FORMAT


def newer_key_message(key: str, written_format: object) -> str:
    """The message for a key that a newer format may have."""
    return f"format {written_format} may have {key}; this program knows formats up to {FORMAT}"


def _called(value: object) -> str:
    """What a TOML author calls the type of `value`."""
    if isinstance(value, bool):
        return "true or false"
    for python, name in (
        (str, "text"),
        (int, "a whole number"),
        (float, "a number with a point"),
        (dict, "a table"),
        (list, "a list"),
        ((dt.date, dt.time), "a date without quotes"),
    ):
        if isinstance(value, python):
            return name
    return "of no known type"


def _wanted(kind: kinds.Type) -> str:
    if isinstance(kind, kinds.UnionType):
        return " or ".join(_wanted(unwrapped(each)) for each in kind.types if not isinstance(each, kinds.NoneType))
    if isinstance(kind, kinds.VarTupleType):
        inner = unwrapped(kind.item_type)
        entries = {kinds.StructType: "tables", kinds.IntType: "numbers"}.get(type(inner), "texts")
        return f"a list of {entries}"
    return {
        kinds.StrType: "text in quotes",
        kinds.IntType: "a whole number",
        kinds.FloatType: "a number",
        kinds.BoolType: "true or false",
        kinds.StructType: "a table",
    }.get(type(kind), "something else")


class _Fitter:
    """Fits one article's data, in place."""

    def __init__(self, written_format: object) -> None:
        self.written_format = written_format
        self.findings: list[Finding] = []
        self.moved: dict[Keys, list[int]] = {}

    def value(self, value: object, kind: kinds.Type, path: Keys) -> object:
        """The value as far as it fits the type; `_DROPPED` where it cannot be used."""
        if isinstance(kind, kinds.UnionType) and isinstance(value, dict):
            kind = next((each for each in map(unwrapped, kind.types) if isinstance(each, kinds.StructType)), kind)
        if isinstance(kind, kinds.StructType) and isinstance(value, dict):
            return self.table(value, kind.cls, path)
        if isinstance(kind, kinds.VarTupleType) and isinstance(value, list):
            return self.list(value, unwrapped(kind.item_type), path)
        if value == "" and isinstance(kind, kinds.StrType) and kind.min_length:
            message = f"the {path[-1]} is empty: say which, or leave it out"
            self.findings.append(Finding(MISSING_KEY, Where(path, as_written=True), message))
            return _DROPPED
        if isinstance(value, str) and isinstance(kind, kinds.StrType) and not re.search(kind.pattern or "", value):
            message = f"a {path[-1]} is named by a tag such as en, kk or pt-BR, not “{value}”"
            where = Where(path, as_written=True)
            self.findings.append(Finding(BAD_LANGUAGE, where, message, language_tag(value)))
            return language_tag(value) or UNDETERMINED
        if has_type(value, kind):
            return value
        key = next((part for part in reversed(path) if isinstance(part, str)), "")
        each = f"each of {key}" if path and isinstance(path[-1], int) else key
        message = f"{each} must be {_wanted(kind)}, not {_called(value)}"
        where = Where(path, as_written=True)
        self.findings.append(Finding(WRONG_TYPE, where, message, suggest_value(value, kind, path)))
        return _DROPPED

    def list(self, values: list[Any], kind: kinds.Type, path: Keys) -> list[Any]:
        """The entries that fit; remembers which they were where some do not."""
        fitted = [self.value(value, kind, (*path, at)) for at, value in enumerate(values)]
        kept = [at for at, value in enumerate(fitted) if value is not _DROPPED]
        if len(kept) < len(fitted):
            self.moved[path] = kept
        return [fitted[at] for at in kept]

    def table(self, table: dict[str, Any], struct: type[Struct], path: Keys) -> object:
        """The table with the keys that it may have, unless it lacks one that it must have."""
        fields = _fields(struct)
        fitted: dict[str, object] = {}
        meant: set[str] = set()
        for key, value in table.items():
            if key not in fields:
                meant.add(self.unknown(key, struct, path))
                continue
            new = self.value(value, fields[key][0], (*path, key))
            if new is not _DROPPED:
                fitted[key] = new
        missing = [key for key, (_, required) in fields.items() if required and key not in table]
        # What stands there under another name lacks its name alone, which is reported; without an id there is no item.
        for key in (key for key in missing if key in IDS or key not in meant):
            rule = MISSING_ID if key in IDS else MISSING_KEY
            self.findings.append(Finding(rule, Where(path, as_written=True), f"{_one_of(struct)} without {key}"))
        # A relation of no kind still links, and an article without an id cannot be shown, but its other keys can be
        # checked; anything else without a required key is left out.
        lacking = [key for key, (_, required) in fields.items() if required and key not in fitted]
        if lacking == ["kind"] or (lacking == ["id"] and struct is Publication):
            fitted[lacking[0]] = ""
            lacking = []
        return _DROPPED if lacking else fitted

    def unknown(self, key: str, struct: type[Struct], path: Keys) -> str:
        """Add the finding for a key that the table does not have; return the key that was likely meant."""
        known = keys_of(struct)
        message = f"{_one_of(struct)} has no key {key or '“”'}"
        if is_newer(self.written_format):
            message = newer_key_message(key, self.written_format)
            self.findings.append(Finding(NEWER_KEY, Where((*path, key), on_key=True, as_written=True), message))
            return ""
        meant = resolve_alias(key, known) or (f"[[{key}]]" if key in LISTS else nearest(key, known))
        if not meant and key in keys_of(Publication):
            message += ", but [article] has"
        where = Where((*path, key), on_key=True, as_written=True)
        self.findings.append(Finding(UNKNOWN_KEY, where, message, meant))
        return meant


def _one_of(struct: type[Struct]) -> str:
    name = struct.__name__.lower()
    if name == "publication":
        return "[article]"
    return f"{'an' if name[0] in 'ae' else 'a'} {name}"


def fit(data: dict[str, Any], struct: type[Struct]) -> Coerced:
    """Make `data` fit the model, in place, with a finding for everything that does not.

    `data` has none but the model's keys at its top, and what must be there is there.
    """
    fitter = _Fitter(data.get("format"))
    fields = _fields(struct)
    for key, value in list(data.items()):
        new = fitter.value(value, fields[key][0], (key,))
        if new is _DROPPED and key == "article":
            # It cannot be shown; the rules still have something to say of the rest.
            data[key] = {"id": ""}
        elif new is _DROPPED:
            del data[key]
        else:
            data[key] = new
    return Coerced(fitter.findings, fitter.moved)
