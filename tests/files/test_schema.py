"""The JSON Schema says of a file's shape what the program itself says."""

from pathlib import Path
from typing import Any

import pytest
import tomli
from jsonschema import Draft202012Validator

from kztui.article.kinds.actor import Actor
from kztui.files.check import check_paths
from kztui.files.folders import bundled
from kztui.files.schema import schema

HERE = Path(__file__).parent
VALID = [
    *sorted((HERE / "valid").glob("**/*.toml")),
    *sorted(file for path in bundled() for file in path.glob("*.toml")),
]
INVALID = sorted((HERE / "invalid").glob("**/*.toml"))
SHAPE = {"unknown-key", "wrong-type"}
"""The rules that speak of shape alone, in all of a file; a schema knows no more."""


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(schema())
    return Draft202012Validator(schema())


def data(path: Path) -> dict[str, Any]:
    return tomli.loads(path.read_text(encoding="utf-8-sig"))


def test_there_are_files_to_try() -> None:
    assert VALID
    assert INVALID


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.name)
def test_a_valid_file_fits(path: Path, validator: Draft202012Validator) -> None:
    assert not [error.message for error in validator.iter_errors(data(path))]


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.name)
def test_a_file_of_the_wrong_shape_does_not_fit(path: Path, validator: Draft202012Validator) -> None:
    try:
        read = data(path)
    except (ValueError, RecursionError):
        assert check_paths([path])
        return
    found = {problem.rule for problem in check_paths([path])}
    assert bool(list(validator.iter_errors(read))) >= bool(found & SHAPE), found


@pytest.mark.parametrize(
    "wrong",
    [
        {"format": 2},
        {"article": {"id": "x", "titel": "y"}},
        {"article": {}},
        {"events": [{"title": "without an id"}]},
        {"actors": [{"id": "a", "kind": "persn"}]},
        {"places": [{"id": "p", "latitude": 91}]},
        {"sections": [{"id": "s", "paragraphs": [{"number": "1"}]}]},
        {"colour": "red"},
    ],
)
def test_what_does_not_fit_is_seen(wrong: dict[str, Any], validator: Draft202012Validator) -> None:
    assert list(validator.iter_errors(wrong))


def test_closed_lists_are_offered_and_nothing_empty_with_them() -> None:
    kind = schema()["$defs"]["Actor"]["properties"]["kind"]
    assert kind["enum"] == list(Actor.own_kinds)
    assert "default" not in kind
