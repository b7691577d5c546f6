"""Fitting data to the model where it does not fit by itself: every wrong type, unknown and missing key at once.

The model's own types are walked, so the format stays described in one place.
"""

import datetime as dt
from collections.abc import Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec.inspect as kinds
from msgspec import Struct

from kztui.article.problems import Finding, Keys, Where
from kztui.article.publication import Name, Publication
from kztui.article.rules.reading import MISSING_ID, MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE

IDS = frozenset({"id", "number"})
"""The keys that an item is named by."""
ALIKE = 0.66
"""How alike, as difflib counts, what is suggested must be to what stands there."""
LONGEST = 80
"""How much of a word is compared."""
LARGEST = 1e15
"""Up to which a number with a point has all its digits."""


class Shape(NamedTuple):
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
    return {field.encode_name: (_bare(field.type), field.required) for field in info.fields}


def _bare(kind: kinds.Type) -> kinds.Type:
    while isinstance(kind, kinds.Metadata):
        kind = kind.type
    return kind


def keys_of(struct: type[Struct]) -> list[str]:
    """The keys that a table of the format may have, in order."""
    return list(_fields(struct))


def nearest(word: str, known: Sequence[str]) -> str:
    """The one of `known` that `word` most resembles; empty where none does."""
    folded = {name.casefold().replace("_", "-"): name for name in known}
    asked = word.casefold().replace("_", "-").replace(" ", "-")[:LONGEST]
    for name, meant in folded.items():
        if sorted(name.split("-")) == sorted(asked.split("-")):
            return meant
    found = get_close_matches(asked, folded, n=1, cutoff=ALIKE)
    return folded[found[0]] if found else ""


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
        return " or ".join(_wanted(_bare(each)) for each in kind.types if not isinstance(each, kinds.NoneType))
    if isinstance(kind, kinds.VarTupleType):
        inner = _bare(kind.item_type)
        of = (
            "tables"
            if isinstance(inner, kinds.StructType)
            else "numbers"
            if isinstance(inner, kinds.IntType)
            else "texts"
        )
        return f"a list of {of}"
    return {
        kinds.StrType: "text in quotes",
        kinds.IntType: "a whole number",
        kinds.FloatType: "a number",
        kinds.BoolType: "true or false",
        kinds.StructType: "a table",
    }.get(type(kind), "something else")


def _as_name(text: str) -> str:
    given, _, family = text.strip().rpartition(" ")
    return f'{{ family = "{family}", given = "{given}" }}' if given else f'{{ literal = "{family}" }}'


def _put_right(value: object, kind: kinds.Type) -> str:
    """How the value would be written if its type were right, where that is plain."""
    if isinstance(kind, kinds.UnionType):
        return next(filter(None, (_put_right(value, _bare(each)) for each in kind.types)), "")
    if isinstance(kind, kinds.StrType) and isinstance(value, int | float | dt.date) and not isinstance(value, bool):
        return f'"{value.isoformat() if isinstance(value, dt.date) else value}"'
    if isinstance(kind, kinds.StructType) and kind.cls is Name and isinstance(value, str):
        return _as_name(value)
    if isinstance(kind, kinds.VarTupleType) and isinstance(value, str | int) and not isinstance(value, bool):
        inner = _bare(kind.item_type)
        entry = _put_right(value, inner) or (f'"{value}"' if isinstance(value, str) else str(value))
        return f"[{entry}]" if _fits(value, inner) or entry.startswith("{") or isinstance(inner, kinds.IntType) else ""
    return _as_number(value, kind) if isinstance(kind, kinds.IntType | kinds.FloatType) else ""


def _as_number(value: object, kind: kinds.Type) -> str:
    """A number in quotes, or a whole one with a point, as it would be written."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < LARGEST else ""
    if not isinstance(value, str) or len(value) > LONGEST:
        return ""
    text = value.strip()
    return text if text.lstrip("+-").replace(".", "", int(isinstance(kind, kinds.FloatType))).isdecimal() else ""


def _fits(value: object, kind: kinds.Type) -> bool:
    """Whether a value that is neither list nor table has the type."""
    if isinstance(kind, kinds.UnionType):
        return any(_fits(value, _bare(each)) for each in kind.types)
    if isinstance(value, bool):
        return isinstance(kind, kinds.BoolType)
    if isinstance(kind, kinds.FloatType):
        return isinstance(value, int | float)
    return isinstance(value, {kinds.StrType: str, kinds.IntType: int}.get(type(kind), _Dropped))


class _Fitter:
    """Fits one article's data, in place."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.moved: dict[Keys, list[int]] = {}

    def value(self, value: object, kind: kinds.Type, path: Keys) -> object:
        """The value as far as it fits, or that it must be dropped."""
        if isinstance(kind, kinds.StructType) and isinstance(value, dict):
            return self.table(value, kind.cls, path)
        if isinstance(kind, kinds.VarTupleType) and isinstance(value, list):
            return self.list(value, _bare(kind.item_type), path)
        if value == "" and isinstance(kind, kinds.StrType) and kind.min_length:
            message = f"the {path[-1]} is empty: say which, or leave it out"
            self.findings.append(Finding(MISSING_KEY, Where(path, as_written=True), message))
            return _DROPPED
        if _fits(value, kind):
            return value
        key = next((part for part in reversed(path) if isinstance(part, str)), "")
        each = f"each of {key}" if path and isinstance(path[-1], int) else key
        message = f"{each} must be {_wanted(kind)}, not {_called(value)}"
        self.findings.append(Finding(WRONG_TYPE, Where(path, as_written=True), message, _put_right(value, kind)))
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
        for key, value in table.items():
            if key not in fields:
                self.unknown(key, struct, path)
                continue
            new = self.value(value, fields[key][0], (*path, key))
            if new is not _DROPPED:
                fitted[key] = new
        missing = [key for key, (_, required) in fields.items() if required and key not in table]
        for key in missing:
            rule = MISSING_ID if key in IDS else MISSING_KEY
            self.findings.append(Finding(rule, Where(path, as_written=True), f"{_one_of(struct)} without {key}"))
        # A relation of no kind still links, and an article without an id cannot be shown, but its other keys can be
        # checked; of anything else that is lacking nothing can be said.
        lacking = [key for key, (_, required) in fields.items() if required and key not in fitted]
        if lacking == ["kind"] or (lacking == ["id"] and struct is Publication):
            fitted[lacking[0]] = ""
            lacking = []
        return _DROPPED if lacking else fitted

    def unknown(self, key: str, struct: type[Struct], path: Keys) -> None:
        message = f"{_one_of(struct)} has no key {key or '“”'}"
        where = Where((*path, key), on_key=True, as_written=True)
        self.findings.append(Finding(UNKNOWN_KEY, where, message, nearest(key, keys_of(struct))))


def _one_of(struct: type[Struct]) -> str:
    name = struct.__name__.lower()
    if name == "publication":
        return "[article]"
    return f"{'an' if name[0] in 'ae' else 'a'} {name}"


def fit(data: dict[str, Any], struct: type[Struct]) -> Shape:
    """Make `data` fit the model, in place, and say all that did not.

    `data` has none but the model's keys at its top, and what must be there is there.
    """
    fitter = _Fitter()
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
    return Shape(fitter.findings, fitter.moved)
