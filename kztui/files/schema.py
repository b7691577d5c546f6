"""The JSON Schema of the article format, made from the typed model, for TOML editors such as Taplo."""

from typing import Any

import msgspec

from kztui.article.kinds.item import Item
from kztui.article.model import FORMAT, LISTS, OLDEST_FORMAT, ArticleFile
from kztui.files.coerce import keys_of
from kztui.files.csl_types import CSL_TYPES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
IDENTIFIER = f"urn:kztui:article:{FORMAT}"

# Constraints that the rules put on single values, by table and key, as far as JSON Schema can express them.
_CONSTRAINTS: dict[tuple[str, str], dict[str, Any]] = {
    ("ArticleFile", "format"): {"enum": list(range(OLDEST_FORMAT, FORMAT + 1))},
    ("Publication", "type"): {"enum": list(CSL_TYPES)},
    ("Publication", "URL"): {"pattern": "^[Hh][Tt][Tt][Pp][Ss]?://[^/\\s]"},
    ("Publication", "DOI"): {"pattern": "^10\\."},
}
EMPTY: tuple[object, ...] = ("", [], (), None)
"""Defaults that mean that a key is absent."""
_ID = {"minLength": 1, "pattern": "^[^\\s\\[\\]|]+$"}


def _constrained(name: str, table: dict[str, Any]) -> dict[str, Any]:
    """The schema of one table, without empty defaults (they mean that a key is absent) and with the constraints."""
    properties: dict[str, Any] = {}
    for key, described in table["properties"].items():
        kept = {word: value for word, value in described.items() if word != "default" or value not in EMPTY}
        properties[key] = {**kept, **_CONSTRAINTS.get((name, key), {}), **(_ID if key == "id" else {})}
    # What every kind has stands behind what it has of its own.
    ordered = dict(sorted(properties.items(), key=lambda pair: pair[0] in Item.__struct_fields__))
    return {**table, "properties": ordered}


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of one file: a whole article, or one of a folder's files, which needs no [article]."""
    _, components = msgspec.json.schema_components([ArticleFile])
    tables = {name: _constrained(name, table) for name, table in components.items()}
    top = tables.pop(ArticleFile.__name__)
    del top["required"]
    names = [*LISTS]
    return {
        "$schema": DIALECT,
        "$id": IDENTIFIER,
        **top,
        "title": "Article for kztui",
        "description": f"An article as {', '.join(names[:-1])} and {names[-1]}, linked with one another.",
        "anyOf": [{"required": [key]} for key in keys_of(ArticleFile) if key not in {"format", "review", "original"}],
        "$defs": dict(sorted(tables.items())),
    }
