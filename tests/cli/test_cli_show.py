"""`kztui show`: an item with its links, or the article itself."""

import json
from pathlib import Path

import pytest

from command_line import RunCommand
from harbour import harbour
from kztui.cli.output import ExitCode


def test_an_event_reads_as_its_card(kztui: RunCommand) -> None:
    result = kztui("show", "great-strike")
    assert (result.code, result.err) == (ExitCode.OK, "")
    assert result.out == (
        "Great strike\n"
        "event · strike · great-strike\n"
        "also: The stoppage\n"
        "\n"
        "The Dockers' Union left the quays.\n"
        "\n"
        "date           April – June 2018\n"
        "took place in  Marrow [marrow]\n"
        "participants   Dockers' Union [dockers] (struck)\n"
        "               Ferry Line [ferry-line] (employer)\n"
        "\n"
        "in the text\n"
        "  ¶1 [p1]: The Dockers' Union of Marrow stopped work in spring. By summer the Ferry Line had followed…\n"
        "  ¶2 [p2]: The union kept its strike going, and the tide wage rose.\n"
    )


def test_a_target_of_thousands_of_digits_is_no_item(kztui: RunCommand) -> None:
    result = kztui("show", "4" * 5000)
    assert result.code is ExitCode.NOT_FOUND
    assert result.err.startswith("no item '44")


@pytest.mark.parametrize("target", list(harbour().items))
def test_every_item_shows_its_names_and_every_link(kztui: RunCommand, target: str) -> None:
    article = harbour()
    result = kztui("show", target)
    assert (result.code, result.err) == (ExitCode.OK, "")
    for alias in article.items[target].aliases:
        assert alias in result.out
    for side in article.graph.sides(target):
        number = side.other[1:] if side.other[0] == "p" else ""
        assert f"[{side.other}]" in result.out or ("¶" in result.out and number.isdigit())
    assert "\n\n\n" not in result.out
    assert not result.out.endswith("\n\n")


@pytest.mark.parametrize("target", list(harbour().items))
def test_json_has_all_fields_and_links(kztui: RunCommand, target: str) -> None:
    article = harbour()
    found = json.loads(kztui("show", target, "--json").out)
    assert found["id"] == target
    assert found["label"] == article.label(target)
    assert [link["id"] for link in found["links"]] == [side.other for side in article.graph.sides(target)]
    assert {"relation", "direction", "kind", "label", "role", "paragraphs", "context"} <= set(found["links"][0])


def test_an_editors_note_is_labelled(kztui: RunCommand) -> None:
    assert "\nEditor's note: The figures in this paragraph" in kztui("show", "p3").out


def test_a_dead_link_says_so(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        '[article]\nid = "x"\ntitle = "X"\n[[events]]\nid = "e"\ntitle = "E"\nplace = "nowhere"\n'
    )
    assert "took place in  nowhere [nowhere: no such item]" in run("show", "e", "--article", str(tmp_path)).out


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("docker", "dockers"), ("Otto Brandt", "brandt"), ("DU", "dockers"), ("2", "p2"), ("¶3", "p3"), ("P1", "p1")],
)
def test_the_nearest_target_is_named(kztui: RunCommand, typed: str, meant: str) -> None:
    assert kztui("show", typed) == (ExitCode.NOT_FOUND, "", f"no item '{typed}'; did you mean {meant}?\n")


def test_without_a_target_the_article_itself_is_shown(kztui: RunCommand) -> None:
    result = kztui("show")
    assert result.code == ExitCode.OK
    assert result.out.splitlines()[:3] == [
        "Harbour Strikes and the Ferry Question",
        "Ines Vale, Port Observatory",
        "Coastal Review, 4 March 2019",
    ]
    assert "2 sections, 3 paragraphs, 3 events, 3 actors, 2 places, 1 term, 1 claim, " in result.out
    found = json.loads(kztui("show", "--json").out)
    assert found["article"]["id"] == "vale2019"
    assert found["counts"]["event"] == 3
    assert [section["id"] for section in found["sections"]] == ["prelude", "after"]


def test_the_whole_article_or_an_item_is_plain_text(kztui: RunCommand) -> None:
    text = kztui("show", "--text").out
    article = harbour()
    places = [text.index(f"\n{section.title}\n") for section in article.sections]
    places += [text.index(article.linked(each.text).plain) for each in article.paragraphs.values()]
    assert len(places) == len(set(places))
    assert "[[" not in text
    assert kztui("show", "p1", "--text").out.startswith("Paragraph 1\n\n1  ")
    assert kztui("show", "--text", "--json").code == ExitCode.USAGE
