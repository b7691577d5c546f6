"""CSL-JSON, held to the variables and types that CSL's own schema declares."""

import json
from functools import cache
from typing import Any

import jsonschema
import pytest
from csl_items import ALL, TYPES, declared

from kztui.citation.formats.csl_json import csl_json


def schema() -> dict[str, Any]:
    """What CSL-JSON allows: the variables and types of CSL's schema, in the shapes that its manual gives them."""
    words = {"type": "string"}
    number = {"type": ["string", "integer"]}
    name_parts = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
    name = {
        "type": "object",
        "properties": dict.fromkeys(name_parts, words),
        "additionalProperties": False,
        "minProperties": 1,
    }
    moment = {"type": "array", "items": number, "minItems": 1, "maxItems": 3}
    date = {
        "type": "object",
        "properties": {
            "date-parts": {"type": "array", "items": moment, "minItems": 1, "maxItems": 2},
            "season": {"type": ["string", "integer"]},
            "circa": {"type": ["string", "integer", "boolean"]},
            "literal": words,
        },
        "additionalProperties": False,
        "minProperties": 1,
    }
    shapes: list[tuple[str, Any]] = [
        ("variables.dates", date),
        ("variables.names", {"type": "array", "items": name, "minItems": 1}),
        ("variables.numbers", number),
        ("variables.titles", words),
        ("variables.strings", words),
    ]
    properties: dict[str, Any] = {"id": number, "type": {"enum": TYPES}}
    for variables, shape in shapes:
        properties.update(dict.fromkeys(declared("csl-variables.rnc", variables), shape))
    item = {"type": "object", "properties": properties, "required": ["id", "type"], "additionalProperties": False}
    return {"type": "array", "items": item}


@cache
def validator() -> jsonschema.Draft7Validator:
    allowed = schema()
    jsonschema.Draft7Validator.check_schema(allowed)
    return jsonschema.Draft7Validator(allowed)


def test_the_schema_is_strict() -> None:
    assert len(TYPES) > 40
    for wrong in ({"id": "x"}, {"id": "x", "type": "tweet"}, {"id": "x", "type": "book", "colour": "red"}):
        with pytest.raises(jsonschema.ValidationError):
            validator().validate([wrong])


def test_csl_json_is_valid_and_loses_nothing() -> None:
    # A person with one name is a “given” here, which CSL allows.
    for key, item in ALL.items():
        read = json.loads(csl_json(item))
        assert read == [item], key
        assert not [*validator().iter_errors(read)], key
