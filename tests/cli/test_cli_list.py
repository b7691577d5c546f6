"""`kztui list`: every item once, in order, as columns or JSON."""

import json
from pathlib import Path

import pytest

from command_line import RunCommand
from harbour import harbour
from kztui.article.model import ITEM_KINDS
from kztui.cli.output import ExitCode


def test_json_has_every_item_in_order_with_all_its_fields(kztui: RunCommand) -> None:
    article = harbour()
    result = kztui("list", "--json")
    found = json.loads(result.out)
    assert (result.code, result.err) == (ExitCode.OK, "")
    assert [entry["id"] for entry in found] == list(article.items)
    assert all(list(entry) == ["id", "kind", "label", "aliases", "date", "paragraphs"] for entry in found)
    by_id = {entry["id"]: entry for entry in found}
    assert by_id["great-strike"] == {
        "id": "great-strike",
        "kind": "event",
        "label": "Great strike",
        "aliases": ["The stoppage"],
        "date": "2018-04/2018-06",
        "paragraphs": [1, 2],
    }
    assert by_id["coast"]["date"] is None
    assert by_id["coast"]["paragraphs"] == []
    assert by_id["half-pay"]["label"] == "The Dockers' Union were paid half."


@pytest.mark.parametrize("kind", ITEM_KINDS)
def test_a_kind_may_be_singular_or_plural(kztui: RunCommand, kind: str) -> None:
    one = kztui("list", kind, "--json")
    assert one == kztui("list", f"{kind}s", "--json")
    assert {entry["kind"] for entry in json.loads(one.out)} == {kind}


def test_columns_are_straight_and_nothing_is_cut_in_a_pipe(kztui: RunCommand) -> None:
    lines = kztui("list", "events").out.splitlines()
    assert len(lines) == 3
    for word in ("Founding of the line", "Great strike", "Hearing"):
        assert sum(word in line for line in lines) == 1
    assert len({line.index(title) for line, title in zip(lines, ("Founding", "Great", "Hearing"), strict=True)}) == 1
    assert lines[1].split()[:3] == ["event", "great-strike", "2018-04…06"]


def test_a_kind_without_items_is_nothing_found(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "bare.toml").write_text('[article]\nid = "bare"\ntitle = "Bare"\n')
    result = run("list", "terms", "--article", str(tmp_path))
    assert result == (ExitCode.NOT_FOUND, "", "no terms in this article\n")
    assert run("list", "--json", "--article", str(tmp_path)).out == "[]\n"
