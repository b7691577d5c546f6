"""`kztui list`: every item once, in order, as columns or JSON."""

import json
from pathlib import Path

import pytest

from command_line import RunCommand
from harbour import harbour
from kztui.article.item_kinds import ITEM_KINDS
from kztui.cli import list as listing
from kztui.cli.output import ExitCode

FIELDS = ["id", "kind", "type", "label", "aliases", "date", "foreseen", "source", "paragraphs"]


def test_json_has_every_item_in_order_with_all_its_fields(kztui: RunCommand) -> None:
    article = harbour()
    result = kztui("list", "--json")
    found = json.loads(result.out)
    assert (result.code, result.err) == (ExitCode.OK, "")
    assert [entry["id"] for entry in found] == list(article.items)
    assert all(list(entry) == FIELDS for entry in found)
    by_id = {entry["id"]: entry for entry in found}
    assert by_id["great-strike"] == {
        "id": "great-strike",
        "kind": "event",
        "type": "strike",
        "label": "Great strike",
        "aliases": ["The stoppage"],
        "date": "2018-04/2018-06",
        "foreseen": False,
        "source": None,
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


ESTIMATES = """
[article]
id = "ice"
title = "Ice"

[[actors]]
id = "pilots"
name = "Guild of Pilots"
kind = "agency"

[[events]]
id = "thaw"
title = "Thaw"
date = "2031"
foreseen = true

[[claims]]
id = "depth"
kind = "figure"
text = "{}."
by = "pilots"

[[claims]]
id = "drift"
kind = "forecast"
text = "It drifts."
"""


@pytest.fixture
def ice(tmp_path: Path) -> str:
    """The path of an article with a claim that is longer than a label."""
    (tmp_path / "ice.toml").write_text(ESTIMATES.format("The ice is two metres deep " * 8))
    return str(tmp_path / "ice.toml")


def test_claims_are_whole_with_their_sources_and_in_groups(run: RunCommand, ice: str) -> None:
    groups = run("list", "claims", "--by", "source", "--article", ice).out.split("\n\n")
    assert [group.splitlines()[0].split("  ")[0] for group in groups] == ["Guild of Pilots", "no source"]
    assert groups[0].count("The ice is two metres deep") == 8
    assert "Guild of Pilots  " in groups[0].splitlines()[1]
    assert run("list", "claims", "--by", "kind", "--article", ice).out.startswith("figures  1\n")
    found = json.loads(run("list", "claims", "--by", "source", "--json", "--article", ice).out)
    assert [(each["source"], each["type"]) for each in found] == [("pilots", "figure"), (None, "forecast")]


def test_what_is_foreseen_is_marked(run: RunCommand, ice: str) -> None:
    assert run("list", "events", "--article", ice).out.split()[:4] == ["event", "thaw", "2031", "foreseen"]
    assert json.loads(run("list", "events", "--json", "--article", ice).out)[0]["foreseen"] is True


def test_what_cannot_be_grouped_so_is_said(run: RunCommand, ice: str) -> None:
    assert run("list", "events", "--by", "source", "--article", ice).err == "kztui list: --by source is for claims\n"
    assert run("list", "--by", "kind", "--article", ice).code == ExitCode.USAGE


def test_texts_have_columns_before_them_only_where_these_leave_room() -> None:
    article = harbour()
    claims = article.of_kind("claim")
    narrow, wide = (list(listing._lines(article, claims, True, width)) for width in (60, 400))
    assert {line.hang for line in narrow} == {listing.HANG}
    starts = [sum(len(piece.text) for piece in line.pieces[:-1]) for line in wide]
    assert [line.hang for line in wide] == starts
    assert len(set(starts)) == 1
