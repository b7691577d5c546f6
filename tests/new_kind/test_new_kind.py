"""A kind that is declared in one class is known everywhere: loaded, checked, shown, found, drawn and exported."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import pytest
import tomli

from kztui.export.formats import FORMATS
from terminal import Terminal

pytestmark = pytest.mark.xdist_group("new kind")

HERE = Path(__file__).parent
ARTICLE = HERE / "documents.toml"
PROGRAM = [sys.executable, str(HERE / "document.py")]
REFERENCES = {each.name for each in FORMATS if each.module == "references"}
ENV = {**os.environ, "KZTUI_ARTICLE": str(ARTICLE), "KZTUI_STATE": os.devnull}


@cache
def program() -> "subprocess.Popen[str]":
    """The program with the kind in it, which answers one command line after another; it ends with these tests."""
    command = [*PROGRAM, "--each-line"]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=ENV
    )


@pytest.fixture(scope="module", autouse=True)
def _ended() -> Iterator[None]:
    yield
    if program.cache_info().currsize:
        program().communicate(timeout=30)
        program.cache_clear()


def run(*argv: str) -> tuple[int, str, str]:
    """The exit code, standard output and standard error of a command."""
    asked, answers = program().stdin, program().stdout
    assert asked
    assert answers
    print(json.dumps(argv), file=asked, flush=True)
    code, out, error = json.loads(answers.readline())
    return code, out, error


def output(*argv: str) -> str:
    code, out, error = run(*argv)
    assert code == 0, error
    return out


def test_without_the_class_the_program_knows_no_such_kind() -> None:
    command = [sys.executable, "-m", "kztui", "check", str(ARTICLE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, "no part called documents" in done.stdout) == (1, True)


def test_it_is_loaded_and_checked(tmp_path: Path) -> None:
    assert run("check", "--strict", str(ARTICLE))[0] == 0
    broken = tmp_path / "article.toml"
    text = ARTICLE.read_text(encoding="utf-8")
    for right, wrong in (
        ('archive = "Municipal vault 7"\n', ""),
        ('issuer = "port"', 'issuer = "opening"'),
        ('date = "2019-04"', 'date = "spring"'),
        ('name = "Tariff of wharfage"', 'naem = "Tariff"'),
        ("[[tariff]]", "the tariff"),
    ):
        assert right in text
        text = text.replace(right, wrong)
    broken.write_text(text, encoding="utf-8")
    code, out, _ = run("check", "--json", str(broken))
    found = {problem["rule"] for problem in json.loads(out)}
    assert code == 1
    assert {"no-archive", "wrong-kind", "bad-date", "unknown-key", "unlinked-item"} <= found
    assert '"no-archive"' in output("check", "--rules", "--json")


def test_it_is_listed_shown_and_cited() -> None:
    (row,) = json.loads(output("list", "documents", "--json"))
    assert row == {
        "id": "tariff",
        "kind": "document",
        "type": None,
        "label": "Tariff of wharfage",
        "aliases": ["Blue list"],
        "date": "2019-04",
        "foreseen": False,
        "source": None,
        "paragraphs": [1],
    }
    assert output("list", "document").split()[:2] == ["document", "tariff"]
    card = output("show", "tariff")
    for words in ("Tariff of wharfage", "document", "Blue list", "Municipal vault 7", "issued by", "facsimile"):
        assert words in card
    assert "documents issued" in output("show", "port")
    assert "1 document," in output("show")
    assert "Ames" in output("cite", "tariff")


@pytest.mark.parametrize(
    "query", ["tariff", "wharfage", "blue list", "vault", "berth", "document:tarif", "d:", "тариф"]
)
def test_it_is_found_and_filtered(query: str) -> None:
    results = json.loads(output("search", query, "--json"))
    assert results[0]["id"] == "tariff"
    assert results[0]["kind"] == "document"
    if ":" in query:
        assert {result["kind"] for result in results} == {"document"}
    assert json.loads(output("search", query, "--kind", "documents", "--json"))[0]["id"] == "tariff"


def test_another_kind_filters_it_out() -> None:
    assert run("search", "actor:wharfage", "--json")[0] == 1
    assert {result["kind"] for result in json.loads(output("search", "!d:wharfage", "--json"))} == {"paragraph"}


def written(path: Path) -> str:
    """The text of an exported file: of a Word document, its main part."""
    if path.read_bytes()[:2] != b"PK":
        return path.read_text(encoding="utf-8")
    with ZipFile(path) as document:
        return document.read("word/document.xml").decode()


@pytest.mark.parametrize("name", [each.name for each in FORMATS if each.name not in REFERENCES and not each.of_reader])
def test_it_is_exported(name: str, tmp_path: Path) -> None:
    assert output("export", "--to", name, "-o", str(tmp_path / "out")) == ""
    out = tmp_path / "out"
    files = [path for path in out.rglob("*") if path.is_file()] if out.is_dir() else [out]
    text = "\n".join(written(path) for path in files)
    assert "Tariff of wharfage" in text
    if name in {"json", "markdown", "obsidian", "csv"}:
        assert "Municipal vault 7" in text
    if name in {"obsidian", "csv"}:
        assert any("documents" in path.relative_to(out).as_posix() for path in files)


def test_it_is_in_the_schema() -> None:
    schema = json.loads(output("schema"))
    assert schema["properties"]["documents"]["items"] == {"$ref": "#/$defs/Document"}
    assert set(schema["$defs"]["Document"]["properties"]) >= {"id", "archive", "issuer", "date"}
    assert "documents" in schema["description"]
    assert "documents" in tomli.loads(ARTICLE.read_text(encoding="utf-8"))


def test_it_is_in_the_generated_tables() -> None:
    code = (
        "import runpy, sys; sys.path[:0] = [sys.argv[1], sys.argv[2]]\n"
        "from kztui.article import kinds\n"
        "from document import Document\n"
        "kinds.KINDS = (*kinds.KINDS, Document)\n"
        "import manual\n"
        "print(manual.format_tables()); print(manual.query())"
    )
    command = [sys.executable, "-c", code, str(HERE), str(HERE.parent)]
    tables = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "[[documents]]" in tables
    assert "document:" in tables


def test_it_is_drawn() -> None:
    env = {"KZTUI_ARTICLE": str(ARTICLE), "KZTUI_STATE": os.devnull}
    with Terminal(PROGRAM, env=env) as terminal:
        terminal.wait("Sections")
        terminal.wait(r"Documents ─.*\n.*Tariff of wharfage")
        terminal.press("/")
        terminal.wait("Find|find")
        terminal.type("d:tarif")
        terminal.wait("Municipal vault 7")  # the preview is its card
        terminal.press("enter")
        terminal.wait_gone("all kinds")
        terminal.wait(r"▤ Tariff of wharfage.*\n")
        terminal.wait(r"issued by\s+Port Office")
        terminal.press("q")
        assert terminal.exit_code() == 0
