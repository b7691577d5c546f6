"""Suggests how a value of the wrong type would be written in TOML with the right one."""

import datetime as dt
from typing import Any

import msgspec.inspect as kinds
from msgspec.structs import fields

from kztui.article.findings import Keys
from kztui.article.kinds.item import Item
from kztui.article.publication import Name
from kztui.article.table import Table

LONGEST = 80
"""How many characters a suggested value may have."""
LARGEST = 1e15
"""Floats below this are exact to the last digit of their integer part."""
_TRUTH = {"true": "true", "false": "false", "1": "true", "0": "false"}


def unwrapped(kind: kinds.Type) -> kinds.Type:
    """The type without msgspec's metadata around it."""
    while isinstance(kind, kinds.Metadata):
        kind = kind.type
    return kind


def has_type(value: object, kind: kinds.Type) -> bool:
    """Whether a scalar value has the type."""
    if isinstance(kind, kinds.UnionType):
        return any(has_type(value, unwrapped(each)) for each in kind.types)
    if isinstance(value, bool):
        return isinstance(kind, kinds.BoolType)
    if isinstance(kind, kinds.FloatType):
        return isinstance(value, int | float)
    wanted = {kinds.StrType: str, kinds.IntType: int}.get(type(kind))
    return wanted is not None and isinstance(value, wanted)


def suggest_value(value: object, kind: kinds.Type, path: Keys = ()) -> str:
    """How the value at `path` would be written in TOML as the type `kind`; empty when that is not clear."""
    if isinstance(kind, kinds.UnionType):
        return next(filter(None, (suggest_value(value, unwrapped(each)) for each in kind.types)), "")
    if isinstance(kind, kinds.StrType):
        return _as_text(value)
    if isinstance(kind, kinds.StructType):
        return _as_table(value, kind.cls, path)
    if isinstance(kind, kinds.VarTupleType):
        return _as_list(value, unwrapped(kind.item_type), path)
    if isinstance(kind, kinds.BoolType):
        return _TRUTH.get(str(value).casefold(), "")
    return _as_number(value, kind) if isinstance(kind, kinds.IntType | kinds.FloatType) else ""


def _as_text(value: object) -> str:
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        return f'"{value.isoformat()}"'
    return f'"{value}"' if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _as_table(value: object, struct: type[Any], path: Keys) -> str:
    if struct is Name and isinstance(value, str):
        given, _, family = value.strip().rpartition(" ")
        return f'{{ family = "{family}", given = "{given}" }}' if given else f'{{ literal = "{family}" }}'
    required = [field.name for field in fields(struct) if field.required]
    if _is_written_inline(struct) and len(required) == 1 and isinstance(value, str):
        return f'{{ {required[0]} = "{value}" }}'
    return f"[{path[0]}]" if len(path) == 1 else ""


def _is_written_inline(struct: type[Any]) -> bool:
    """Whether a list of such tables stands on one line, as names, participants and relations do."""
    return struct is Name or (issubclass(struct, Table) and not issubclass(struct, Item))


def _as_list(value: object, kind: kinds.Type, path: Keys) -> str:
    if isinstance(value, dict) and isinstance(kind, kinds.StructType):
        if _is_written_inline(kind.cls):
            return _inline(value)
        return f"[[{'.'.join(part for part in path if isinstance(part, str))}]]"
    if not isinstance(value, str | int) or isinstance(value, bool):
        return ""
    entry = suggest_value(value, kind) or (f'"{value}"' if isinstance(value, str) else str(value))
    return f"[{entry}]" if has_type(value, kind) or entry.startswith("{") or isinstance(kind, kinds.IntType) else ""


def _inline(table: dict[str, Any]) -> str:
    """An array of one inline table of strings; empty when it is too long for that."""
    plain = all(isinstance(value, str) and value.isprintable() and '"' not in value for value in table.values())
    written = ", ".join(f'{key} = "{value}"' for key, value in table.items())
    return f"[{{ {written} }}]" if plain and written and len(written) <= LONGEST else ""


def _as_number(value: object, kind: kinds.Type) -> str:
    """The number in a string, or a whole number written as a float; empty when there is none."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < LARGEST else ""
    if not isinstance(value, str) or len(value) > LONGEST:
        return ""
    text = value.strip()
    return text if text.lstrip("+-").replace(".", "", int(isinstance(kind, kinds.FloatType))).isdecimal() else ""
