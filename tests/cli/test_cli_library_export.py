"""`kztui library export`: what is joined is one entity, node or heading; every article is in every format."""

import csv
import io
import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from command_line import RunCommand
from kztui.cli.output import ExitCode
from requirements import require_library
from strait import STRAIT

JOINS = """[[joins]]
a = "hale2015:dzhunusova"
b = "rahimi2018:jounoussova"
verdict = "same"

[[joins]]
a = "hale2015:ferry-fire"
b = "rahimi2018:almira"
verdict = "same"
"""
OPENED = {"dzhaksybek2016", "hale2015", "novak2020", "rahimi2018"}
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture
def export(run: RunCommand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RunCommand:
    """Exports a library with verdicts."""
    copy = Path(shutil.copytree(STRAIT, tmp_path / "strait"))
    (copy / "joins.toml").write_text(JOINS, encoding="utf-8")
    monkeypatch.setenv("KZTUI_LIBRARY", str(copy))
    return lambda *argv: run("library", "export", *argv)


@pytest.mark.once
def test_what_is_joined_is_one_entity_that_followthemoney_takes(export: RunCommand) -> None:
    ftm = require_library("followthemoney")
    entities = {each["id"]: each for each in map(json.loads, export("--to", "ftm").out.splitlines())}
    physician = entities["hale2015-dzhunusova"]["properties"]
    assert physician["name"] == ["Sabira Dzhunusova"]
    assert "سابيرا جونوسوفا" in physician["alias"]
    assert physician["proof"] == ["hale2015-article", "rahimi2018-article"]
    assert physician["notes"] == ["hale2015 ¶2", "rahimi2018 ¶4"]
    assert "rahimi2018-jounoussova" not in entities
    fire = entities["hale2015-ferry-fire"]["properties"]
    assert fire["addressEntity"] == ["dzhaksybek2016-tolmas", "rahimi2018-tulmas"]
    assert fire["involved"] == ["hale2015-pilots", "hale2015-dzhunusova"]
    for entity in entities.values():
        schema = ftm.model.get(entity["schema"])
        schema.validate(entity)
        for name, values in entity["properties"].items():
            wanted = schema.properties[name].range
            assert wanted is None or all(ftm.model.get(entities[value]["schema"]).is_a(wanted) for value in values)


def test_claims_come_by_author_with_what_they_are_about(export: RunCommand) -> None:
    rows = list(csv.DictReader(io.StringIO(export("--to", "csv").out)))
    assert [row["author"] for row in rows] == sorted(row["author"] for row in rows)
    about = {row["article"] for row in rows if row["about"] == "hale2015:ferry-fire"}
    assert about == {"hale2015", "rahimi2018"}
    (listed,) = [row for row in rows if row["claim"] == "hale-listed"]
    assert [listed[key] for key in ("value", "unit", "source", "paragraphs")] == [
        "17",
        "dead",
        "Sabira Dzhunusova",
        "2",
    ]


def test_what_is_joined_is_one_node_and_no_link_is_lost(export: RunCommand) -> None:
    root = ET.fromstring(export("--to", "graphml").out)  # noqa: S314 - our own output
    nodes = {node.get("id"): {data.get("key"): data.text for data in node} for node in root.iter(f"{GRAPHML}node")}
    assert nodes["hale2015:ferry-fire"]["node-article"] == "hale2015; rahimi2018"
    assert nodes["hale2015:ferry-fire"]["node-paragraphs"] == "hale2015 ¶1; rahimi2018 ¶4"
    ends = [edge.get(end) for edge in root.iter(f"{GRAPHML}edge") for end in ("source", "target")]
    assert set(ends) <= nodes.keys()
    assert not {"rahimi2018:almira", "rahimi2018:jounoussova", "hale2015:tolmas"} & {*ends, *nodes}


def test_references_of_all_articles_are_one_file(export: RunCommand) -> None:
    assert set(re.findall(r"@\w+\{(\w+),", export("--to", "bibtex").out)) == OPENED
    assert {each["id"] for each in json.loads(export("--to", "csl-json").out)} == OPENED
    assert export("--to", "ris", "--in", "hale2015").out.count("ER  - ") == 1


def test_pages_have_an_index_whose_links_all_lead_somewhere(export: RunCommand, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    written = json.loads(export("--to", "html", "-o", str(folder), "--json").out)
    assert written["files"] == [*(f"articles/{each}.html" for each in sorted(OPENED)), "index.html"]
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert "default-src &#39;none&#39;" in index
    links = re.findall(r'href="(articles/[^"#]+)#?([^"]*)"', index)
    assert len([target for _, target in links if target]) == 6
    for page, target in links:
        assert not target or f'id="{target}"' in (folder / page).read_text(encoding="utf-8")
    again = export("--to", "html", "-o", str(folder))
    assert (again.code, "--force overwrites it" in again.err) == (ExitCode.USAGE, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "name a format: --to ftm, csv"),
        (("--to", "html"), "name it: -o FOLDER"),
        (("--to", "csv", "--json"), "goes with -o"),
        (("hale2015", "--to", "csv"), "takes no words"),
        (("--to", "csv", "--in", "hale2014"), "did you mean hale2015?"),
        (("--to", "docx"), "there is no 'docx'"),
    ],
)
def test_an_export_that_cannot_be_says_why(export: RunCommand, words: tuple[str, ...], said: str) -> None:
    result = export(*words)
    assert result.code != ExitCode.OK
    assert said in result.err
    assert result.out == ""
