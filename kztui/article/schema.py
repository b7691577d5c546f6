"""The format as JSON Schema, made from the typed model, so that an editor knows what `kztui check` knows of shapes."""

from typing import Any

import msgspec

from kztui.article.model import FORMAT, ArticleFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TITLE = "An article for kztui"


def schema() -> dict[str, Any]:
    """The JSON Schema of one TOML file of an article.

    `[article]` is not required: an article may be a folder, and only one of its files has that table.
    """
    made = msgspec.json.schema(ArticleFile)
    parts: dict[str, Any] = made["$defs"]
    whole = parts.pop("ArticleFile")
    whole["properties"]["format"] = {"const": FORMAT, "default": FORMAT, "description": "the version of the format"}
    del whole["required"]
    for part in parts.values():
        for field in part["properties"].values():
            # An editor would offer the empty default as a value, and then underline it.
            if "enum" in field:
                field.pop("default", None)
    return {"$schema": DIALECT, **whole, "title": TITLE, "$defs": parts}
