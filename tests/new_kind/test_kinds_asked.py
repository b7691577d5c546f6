"""Which kind an item has is asked in few places outside the kinds themselves, and each says why."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from kztui.article.kinds import KINDS
from parsed_source import parsed, text_of

PACKAGE = Path(__file__).parents[2] / "kztui"
KIND_CLASSES = {kind.__name__ for kind in KINDS}
MOST = 15

pytestmark = [pytest.mark.house, pytest.mark.xdist_group("house")]


def names(node: ast.AST) -> set[str]:
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}


def asks(node: ast.AST) -> bool:
    """Whether the expression depends on one kind: `isinstance`, `type`, `of`, a kind's name or a pattern."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "isinstance":
        return bool(names(node.args[1]) & KIND_CLASSES)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "of":
        return bool(names(node) & KIND_CLASSES)
    if isinstance(node, ast.MatchClass):
        return bool(names(node.cls) & KIND_CLASSES)
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        literals = {kind.item_kind for kind in KINDS}
        constants = {inner.value for side in sides for inner in ast.walk(side) if isinstance(inner, ast.Constant)}
        asked = any("item_kind" in ast.dump(side) or "id='type'" in ast.dump(side) for side in sides)
        return bool(asked and (constants & literals or set().union(*map(names, sides)) & KIND_CLASSES))
    return False


def places() -> Iterator[tuple[str, str]]:
    """Each place with its line of source and a comment above it."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if PACKAGE / "article" / "kinds" in path.parents:
            continue
        text = text_of(path)
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.expr | ast.pattern) and asks(node):
                lines = text.splitlines()
                above = lines[node.lineno - 2] if lines[node.lineno - 2].lstrip().startswith("# ") else ""
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", f"{above}  {lines[node.lineno - 1]}"


def test_few_places_ask_which_kind_an_item_has_and_each_says_why() -> None:
    found = dict(places())
    assert 0 < len(found) <= MOST, sorted(found)
    assert [place for place, line in found.items() if "# " not in line] == []
