"""`kztui library`: the articles of a folder listed, searched, shown and checked together, and what is wrong is said."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import RunCommand
from kztui.cli.output import ExitCode
from requirements import require_library
from strait import STRAIT


@pytest.fixture
def library(run: RunCommand, monkeypatch: pytest.MonkeyPatch) -> RunCommand:
    """Runs an operation on the library of the tests."""
    monkeypatch.setenv("KZTUI_LIBRARY", str(STRAIT))
    return lambda *argv: run("library", *argv)


def test_every_article_is_listed_with_what_is_open_or_broken(library: RunCommand) -> None:
    result = library("list")
    assert result.code == ExitCode.OK
    lines = result.out.splitlines()
    words = " ".join(lines[1].split())
    assert words == "hale2015 2015 Miriam Hale A ferry burns: labour and the port of Tolmas"
    assert lines[2].endswith("draft: 2 open, 2 not written yet")
    assert "broken: a text in quotes is not closed" in lines[4]
    assert result.err == "Papers on the strait: 5 articles, 1 draft, 1 broken\n"
    listed = json.loads(library("list", "--json").out)
    assert [entry["state"] for entry in listed] == ["encoded", "encoded", "draft", "encoded", "broken"]


def test_items_of_all_articles_are_found_with_their_addresses(library: RunCommand) -> None:
    require_library("tantivy")
    result = library("search", "junusova", "--limit", "3")
    rows = [line.split()[:3] for line in result.out.splitlines()]
    assert [row[:2] for row in rows] == [
        ["actor", "dzhaksybek2016:junusova"],
        ["actor", "hale2015:dzhunusova"],
        ["actor", "rahimi2018:jounoussova"],
    ]
    assert rows[0][2] == "¶1"
    assert "3 of 8 results" in result.err
    (first, *_) = json.loads(library("search", "--in", "hale2015", "--json", "twelve", "died").out)
    assert first["target"] == "hale2015:hale-dead"
    assert (first["article"], first["paragraphs"], first["source"]) == ("hale2015", [2], "hale2015:aslanov-minister")
    assert library("search", "--kind", "event", "fire", "--in", "hale2015").out.split()[1] == "hale2015:ferry-fire"


SEARCHES = """
import sys, threading
from pathlib import Path
from kztui.cli.main import main
from kztui.library import aside_check
from kztui.library.aside_check import AsideCheck
aside_check.SMALL_BYTES = 0
answers, answer = [], AsideCheck.is_fresh
AsideCheck.is_fresh = lambda self: answers.append(answer(self)) or answers[-1]
def search(words):
    return int(main(["library", "search", "--library", sys.argv[1], words]))
print("codes", search("steersmen"), search("steersmen"))
file = Path(sys.argv[1], "hale2015", "article.toml")
file.write_text(file.read_text("utf-8").replace("Harbour Pilots' Union", "Union of Steersmen"), "utf-8")
print("code", search("steersmen"))
stop = threading.Event()
threading.Thread(target=stop.wait).start()
print("code", search("steersmen"), answers)
stop.set()
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is copied where the system can")
def test_what_is_found_is_of_the_files_as_they_are_though_another_process_looks_at_them(tmp_path: Path) -> None:
    require_library("tantivy")
    strait = shutil.copytree(STRAIT, tmp_path / "strait")
    arguments = [sys.executable, "-c", SEARCHES, str(strait)]
    result = subprocess.run(arguments, capture_output=True, encoding="utf-8", check=True)
    said, found, again = result.stdout.split("code ")
    # The first makes the index, the second finds it fresh, the third changed; with a second thread, nobody is asked.
    assert said.startswith("codes 1 1")
    assert "hale2015:pilots" in said
    assert found.startswith("0")
    assert "hale2015:pilots" in found
    assert again == "0 [True, False]\n"


def test_a_file_of_queries_gives_a_table(library: RunCommand, tmp_path: Path) -> None:
    queries = tmp_path / "queries.txt"
    queries.write_text("\ufeffКарим Асланов\n\nqqqqzzz\nberth fee\n", encoding="utf-8")
    result = library("search", "--from", str(queries), "--limit", "2")
    rows = list(csv.DictReader(io.StringIO(result.out)))
    assert [row["query"] for row in rows] == ["Карим Асланов"] * 2 + ["berth fee"] * 2
    assert {row["target"] for row in rows[:2]} == {"dzhaksybek2016:aslanov-docker", "hale2015:aslanov-minister"}
    assert rows[2]["paragraphs"] in {"3", "5"}
    assert "4 results for 3 queries; none for 1:\n  qqqqzzz\n" in result.err
    queries.write_bytes(b"\xff\xfe")
    assert "is not UTF-8" in library("search", "--from", str(queries)).err
    assert "cannot be read" in library("search", "--from", str(tmp_path / "none")).err


def test_an_item_is_shown_by_its_address(library: RunCommand) -> None:
    assert library("show", "hale2015:pilots").out.startswith("Harbour Pilots' Union\n")
    assert library("show", "hale2015").out.startswith("A ferry burns")
    assert json.loads(library("show", "--json").out)["counts"]["claim"] == 6
    result = library("show", "hale2015:pilot")
    assert (result.code, result.err) == (
        ExitCode.NOT_FOUND,
        "kztui library: the article hale2015 has no item 'pilot'; did you mean pilots?\n",
    )


def test_checking_a_library_tells_of_ids_that_two_articles_have(run: RunCommand, tmp_path: Path) -> None:
    strait = Path(shutil.copytree(STRAIT, tmp_path / "strait"))
    shutil.copytree(strait / "hale2015", strait / "hale-copy")
    (strait / "joins.toml").write_text('[[joins]]\na = "hale2015:pilots"\n', encoding="utf-8")
    result = run("library", "check", "--library", str(strait))
    assert result.code == ExitCode.NOT_FOUND
    (doubled,) = [line for line in result.out.splitlines() if "duplicate-article" in line]
    assert "hale2015:1:1: error[duplicate-article]: the id hale2015 is that of" in doubled
    assert doubled.endswith("hale-copy already")
    assert "error[joins-file]" in result.out
    assert run("check", str(strait)).out == result.out


def test_a_library_is_named_in_the_settings(run: RunCommand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = f'library = "strait"\n[libraries]\nstrait = "{STRAIT}"\nother = "other"\n'
    (tmp_path / "config.toml").write_text(settings, encoding="utf-8")
    assert "Papers on the strait" in run("library", "list").err
    assert run("library", "list", "--library", "strait").code == ExitCode.OK
    result = run("library", "list", "--library", "strat")
    assert (
        result.err == "kztui library: 'strat' is neither a folder nor a library in the settings; did you mean strait?\n"
    )
    gone = run("library", "list", "--library", "other")
    assert gone.err.startswith("kztui library: there is no folder '")
    assert gone.err.endswith("other', which is other in the settings\n")
    (tmp_path / "config.toml").unlink()
    monkeypatch.chdir(tmp_path)
    assert "which library?" in run("library", "list").err
    monkeypatch.chdir(STRAIT)
    assert run("library", "list").code == ExitCode.OK
    assert "is a file, and a library is a folder" in run("library", "list", "--library", "library.toml").err


def test_what_is_meant_for_one_article_says_that_there_are_several(run: RunCommand, tmp_path: Path) -> None:
    result = run("list", "--article", str(STRAIT))
    assert result.code == ExitCode.USAGE
    assert "holds 5 articles: name one" in result.err
    assert result.err.endswith(f"kztui library list --library {STRAIT} lists them\n")
    (tmp_path / "library.toml").write_text("")
    assert "is a library without articles" in run("list", "--article", str(tmp_path)).err


def test_words_that_an_operation_does_not_take_are_wrong_use(library: RunCommand) -> None:
    for operation in ("list", "check", "index"):
        assert library(operation, "word").code == ExitCode.USAGE
    assert library("show", "a:b", "c:d").code == ExitCode.USAGE
    assert "name what to look for" in library("search").err
    assert "no article 'hale2014'; did you mean hale2015?" in library("search", "fire", "--in", "hale2014").err


def test_items_of_several_articles_are_cited_in_the_order_they_are_named(
    run: RunCommand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KZTUI_LIBRARY", str(STRAIT))
    result = run("cite", "rahimi2018:p4", "hale2015:pilots", "hale2015:", "--style", "apa")
    assert result.code == ExitCode.OK
    assert [line.split(",")[0] for line in result.out.splitlines()] == ["(Rahimi", "(Hale", "(Hale"]
    assert "no item 'p9'" in run("cite", "hale2015:p9").err
    assert "'p1' is of no article: write ARTICLE:p1" in run("cite", "hale2015:p1", "p1").err
    assert "go with one article alone" in run("cite", "hale2015:p1", "--quote").err


def test_entries_of_several_articles_are_one_bibliography_in_the_order_of_the_style(
    run: RunCommand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KZTUI_LIBRARY", str(STRAIT))
    cited = ("rahimi2018:p4", "dzhaksybek2016", "hale2015:p1", "hale2015:p2")
    entries = json.loads(run("cite", *cited, "--as", "entry", "--style", "apa", "--json").out)
    assert [entry["targets"] for entry in entries] == [
        ["hale2015:p1", "hale2015:p2"],
        ["rahimi2018:p4"],
        ["dzhaksybek2016"],
    ]
    numbered = run("cite", *cited, "--as", "entry", "--style", "ieee").out.splitlines()
    assert [line.split(",")[0] for line in numbered] == ["[1] L. Rahimi", "[2] Е. Джаксыбек and M. Hale", "[3] M. Hale"]
    assert run("cite", *cited, "--style", "ieee").out.splitlines()[2:] == ["[3, Para. 1]", "[3, Para. 2]"]
    assert run("cite", *cited, "--format", "bibtex").out.count("@") == 3
