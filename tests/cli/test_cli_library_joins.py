"""`kztui library join`, `compare` and `timeline`: verdicts and what follows from them, as text and as JSON."""

import json
import shutil
from pathlib import Path

import pytest

from command_line import RunCommand
from kztui.cli.output import ExitCode
from strait import STRAIT


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the library of the tests, which is the one of the commands."""
    copy = Path(shutil.copytree(STRAIT, tmp_path / "strait"))
    monkeypatch.setenv("KZTUI_LIBRARY", str(copy))
    monkeypatch.setenv("KZTUI_STATE", str(tmp_path / "state" / "state.json"))
    return copy


def same(run: RunCommand, one: str, other: str, *more: str) -> str:
    result = run("library", "join", one, other, "--verdict", "same", "--by", "ana", *more)
    assert result.code == ExitCode.OK
    return result.err


def test_a_verdict_is_recorded_with_reason_and_author_and_taken_back(run: RunCommand, folder: Path) -> None:
    words = ("library", "join", "rahimi2018:tulmas", "hale2015:tolmas", "--verdict", "same", "--why", "one bay")
    dry = run(*words, "--by", "ana", "--dry-run")
    assert dry.code == ExitCode.OK
    assert '+a = "hale2015:tolmas"' in dry.out
    assert dry.err.endswith("same (nothing is written)\n")
    assert not (folder / "joins.toml").exists()
    told = json.loads(run(*words, "--by", "ana", "--json").out)
    assert (told["a"], told["verdict"], told["by"], told["why"]) == ("hale2015:tolmas", "same", "ana", "one bay")
    assert (told["was"], told["done"]) == (None, True)
    once = (folder / "joins.toml").read_text()
    again = run(*words)
    assert (again.code, (folder / "joins.toml").read_text()) == (ExitCode.NOT_FOUND, once)
    listed = json.loads(run("library", "join", "--json").out)
    assert listed["clusters"] == [["dzhaksybek2016:tolmas", "hale2015:tolmas", "rahimi2018:tulmas"]]
    assert "taken back: hale2015:tolmas and rahimi2018:tulmas: same" in run("library", "join", "--undo").err
    assert not (folder / "joins.toml").exists()
    assert run("library", "join", "--undo").code == ExitCode.NOT_FOUND


def test_checking_tells_of_verdicts_that_contradict_others_and_of_those_on_what_is_gone(
    run: RunCommand, folder: Path
) -> None:
    (folder / "joins.toml").write_text(
        """# a chain: all three are one, and the first and the last are not
[[joins]]
a = "dzhaksybek2016:junusova"
b = "hale2015:dzhunusova"
verdict = "same"

[[joins]]
a = "dzhaksybek2016:junusova"
b = "rahimi2018:jounoussova"
verdict = "different"

[[joins]]
a = "dzhaksybek2016:tolmas"
b = "hale2015:tolmas"
verdict = "different"

[[joins]]
a = "hale2015:dzhunusova"
b = "rahimi2018:jounoussova"
verdict = "same"

[[joins]]
a = "hale2015:ferry-fires"
b = "torn2019:fire"
verdict = "unsure"

[[joins]]
a = "hale2025:pilots"
b = "rahimi2018:p4"
verdict = "different"
""",
        encoding="utf-8",
    )
    result = run("library", "check")
    assert result.code != ExitCode.OK
    start = str(folder / "joins.toml")
    found = [line[len(start) :] for line in result.out.splitlines() if line.startswith(start)]
    shared, said, item, article = found
    assert shared == (
        ":12:1: error[join-contradiction]: dzhaksybek2016:tolmas and hale2015:tolmas share wikidata:Q990000017,"
        " but dzhaksybek2016:tolmas and hale2015:tolmas are different"
    )
    assert said == (
        ":17:1: error[join-contradiction]: hale2015:dzhunusova and rahimi2018:jounoussova are said to be the same,"
        " but dzhaksybek2016:junusova and rahimi2018:jounoussova are different (line 7)"
    )
    assert (
        item == ":22:1: error[join-target]: the article hale2015 has no item 'ferry-fires'; did you mean “ferry-fire”?"
    )
    assert article == ":27:1: error[join-target]: the library has no article 'hale2025'; did you mean “hale2015”?"


def test_a_contradiction_is_said_and_listed_and_nothing_joined_by_it(run: RunCommand, folder: Path) -> None:
    one, two, three = "dzhaksybek2016:junusova", "hale2015:dzhunusova", "rahimi2018:jounoussova"
    same(run, one, two)
    run("library", "join", one, three, "--verdict", "different")
    assert f"contradiction: {two} and {three} are said to be the same" in same(run, two, three)
    listed = run("library", "join")
    assert listed.out.count("junusova") == 3
    assert "contradiction: " in listed.err
    (found,) = json.loads(run("library", "join", "--json").out)["contradictions"]
    assert found == {"pair": [two, three], "because": "same", "different": [one, three]}


def test_what_may_be_the_same_is_proposed_and_not_again_once_it_has_a_verdict(run: RunCommand, folder: Path) -> None:
    words = ("library", "join", "--propose", "hale2015", "--kind", "actor", "--json")
    pairs = [(row["a"]["address"], row["b"]["address"]) for row in json.loads(run(*words).out)]
    assert ("hale2015:dzhunusova", "rahimi2018:jounoussova") in pairs
    assert all(one.startswith("hale2015:") for one, _ in pairs)
    run("library", "join", "hale2015:aslanov-minister", "dzhaksybek2016:aslanov-docker", "--verdict", "different")
    left = run("library", "join", "--propose", "hale2015:aslanov-minister")
    assert "aslanov-docker" not in left.out
    assert "¶1 سابيرا" not in left.out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("hale2015:pilots",), ExitCode.USAGE, "say what they are: --verdict"),
        (("hale2015:pilots", "--verdict", "same"), ExitCode.USAGE, "a verdict is on two items"),
        (("hale2015:pilots", "rahimi2018:tulmas", "--verdict", "same"), ExitCode.USAGE, "these are actor and place"),
        (
            ("hale2015:pilots", "hale2015:dzhunusova", "--verdict", "same"),
            ExitCode.USAGE,
            "kztui edit merge dzhunusova pilots",
        ),
        (("hale2015:pilots", "hale2015:pilots", "--verdict", "unsure"), ExitCode.USAGE, "joined with itself"),
        (("hale2015:pilot", "rahimi2018:tulmas", "--verdict", "same"), ExitCode.NOT_FOUND, "did you mean pilots?"),
        (("--undo", "--propose"), ExitCode.USAGE, "exclude each other"),
        (("--undo", "hale2015:pilots"), ExitCode.USAGE, "leave them out"),
        (("--why", "so"), ExitCode.USAGE, "go with --verdict"),
    ],
)
def test_what_cannot_be_a_verdict_is_refused(
    run: RunCommand, folder: Path, words: tuple[str, ...], code: ExitCode, said: str
) -> None:
    result = run("library", "join", *words)
    assert result.code == code
    assert said in result.err
    assert not (folder / "joins.toml").exists()


def test_claims_on_one_thing_stand_side_by_side_each_with_article_and_paragraph(run: RunCommand, folder: Path) -> None:
    assert "no other article" in run("library", "compare", "hale2015:ferry-fire").err
    same(run, "hale2015:ferry-fire", "rahimi2018:almira")
    found = json.loads(run("library", "compare", "rahimi2018:almira", "--json").out)
    assert found["articles"] == ["hale2015", "rahimi2018"]
    rows = {row["label"]: row["cells"] for row in found["rows"]}
    assert [each["value"] for each in rows["dead"]["hale2015"]] == ["12 dead", "17 dead"]
    assert rows["dead"]["rahimi2018"][0]["source"] == "Ministry of Transport"
    said = [each for cells in rows.values() for cell in cells.values() for each in cell]
    assert all(each["paragraphs"] and ":" in each["address"] for each in said)
    line = next(line for line in run("library", "compare", "rahimi2018:almira").out.splitlines() if "17 dead" in line)
    assert line.split() == ["hale2015:hale-listed", "¶2", "17", "dead", "Sabira", "Dzhunusova"]
    assert run("library", "compare").code == ExitCode.USAGE
    assert run("library", "compare", "rahimi2018:tulmas").code == ExitCode.NOT_FOUND


def test_an_event_that_several_articles_tell_is_one_line_of_the_timeline(run: RunCommand, folder: Path) -> None:
    same(run, "hale2015:ferry-fire", "rahimi2018:almira")
    lines = run("library", "timeline").out.splitlines()
    (fire,) = [line for line in lines if "The Almira disaster" in line]
    assert fire.startswith("March 2014 / 7 March 2014  ")
    assert fire.endswith("rahimi2018:almira (Rahimi 2018 ¶4)  hale2015:ferry-fire (Hale 2015 ¶1)")
    rows = json.loads(run("library", "timeline", "--in", "hale2015", "--json").out)
    assert [row["told"][0]["address"] for row in rows] == ["hale2015:ferry-fire", "hale2015:inquiry"]
    assert rows[0]["told"][0]["authors"] == ["Miriam Hale"]
    assert "no article 'hale2014'" in run("library", "timeline", "--in", "hale2014").err
