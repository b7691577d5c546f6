"""`kztui new`: a folder with a draft, and the number of items found."""

import io
import json
import re
import time
from hashlib import sha256
from pathlib import Path

import pytest

from command_line import RunCommand
from kztui.article.item_kinds import ITEM_KINDS
from kztui.cli.output import ExitCode
from kztui.cli.read_draft import read_original
from kztui.session.state import AttachedOriginal
from kztui.session.state_file import StateFile
from web_server import answer, web_server

ORIGINAL = Path(__file__).parents[1] / "importing" / "originals" / "wrapped.txt"


def test_a_draft_is_an_article_that_opens(run: RunCommand, tmp_path: Path) -> None:
    result = run("new", str(ORIGINAL), "-o", str(tmp_path / "port"))
    assert (result.code, result.out) == (ExitCode.OK, "")
    assert f"wrote {tmp_path / 'port'}: 3 paragraphs in 2 sections; candidates: " in result.err
    assert result.err.startswith("read 110 of 119 words (92%)\n")
    assert result.err.endswith(f"\nread it: kztui {tmp_path / 'port'}\n")
    listed = run("list", "paragraphs", "--article", str(tmp_path / "port"))
    assert (listed.code, len(listed.out.splitlines())) == (ExitCode.OK, 3)


def test_the_folder_is_named_after_the_article(
    run: RunCommand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("new", str(ORIGINAL), "--json")
    found = json.loads(result.out)
    assert (found["folder"], found["paragraphs"], found["sections"]) == ("other2011", 3, 2)
    assert sorted(path.name for path in (tmp_path / "other2011").iterdir()) == found["files"]


def test_what_is_there_stays_without_force(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    result = run("new", str(ORIGINAL), "-o", str(tmp_path))
    assert result.code == ExitCode.USAGE
    assert result.err.endswith("--force overwrites it\n")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_original_without_paragraphs_or_none_at_all_is_reported(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("\n")
    assert run("new", str(tmp_path / "empty.txt")).code == ExitCode.USAGE
    (tmp_path / "empty.html").write_text("<html><body><img src='a.png'></body></html>")
    assert run("new", str(tmp_path / "empty.html")).code == ExitCode.NOT_FOUND
    result = run("new", str(tmp_path / "none.txt"))
    assert result.code == ExitCode.USAGE
    assert "error[missing-file]" in result.err


def test_a_draft_remembers_where_its_original_is_and_leaves_no_path_in_its_files(
    run: RunCommand, tmp_path: Path
) -> None:
    folder = tmp_path / "port"
    assert run("new", str(ORIGINAL), "-o", str(folder)).code == ExitCode.OK
    state = StateFile.load()[0].state
    (known,) = state.articles["other2011"].values()
    assert known.original == AttachedOriginal(file=str(ORIGINAL), sha256=sha256(ORIGINAL.read_bytes()).hexdigest())
    assert all(str(ORIGINAL.parent) not in file.read_text(encoding="utf-8") for file in folder.iterdir())


def test_a_blank_article_is_valid_and_every_table_in_it_is_when_it_is_filled_in(
    run: RunCommand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "--blank").err.startswith("wrote untitled: an empty article; ")
    assert run("check", "--strict", "untitled").err.startswith("no problems in 1 article")
    for file in (tmp_path / "untitled").iterdir():
        text = file.read_text(encoding="utf-8")
        comments = re.compile(r"^# (?=\[\[|\w[\w-]* = )", re.MULTILINE)
        file.write_text(comments.sub("", text), encoding="utf-8")
    listed = run("list", "--article", "untitled", "--json")
    assert {item["kind"] for item in json.loads(listed.out)} == set(ITEM_KINDS)
    assert ": error[" not in run("check", "untitled").out
    assert run("new", "--blank").code == ExitCode.USAGE
    assert run("new", "--blank", str(ORIGINAL)).code == ExitCode.USAGE
    assert run("new").code == ExitCode.USAGE


FERRIES = "".join(
    f"<p>The ferry of Port {name} was late again in May 2011, and nobody at the quay said why.</p>" for name in "ABC"
)
PAGE = f"<html><title>The ferry</title><body><article><h1>The ferry</h1>{FERRIES}</article></body></html>"


@pytest.mark.parametrize("address", ["ftp://quay.example/ferry.html", "file:///etc/hosts"])
def test_an_address_that_is_none_of_the_web_is_refused_as_that(run: RunCommand, address: str, tmp_path: Path) -> None:
    refused = run("new", address, "-o", str(tmp_path / "draft"))
    assert (refused.code, (tmp_path / "draft").exists()) == (2, False)
    assert "is no http:// or https:// address" in refused.err


def test_a_draft_comes_from_the_web_and_its_page_is_kept_for_its_reader(
    run: RunCommand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = tmp_path / "ferry"
    with web_server({"/ferry": answer(PAGE.encode(), Content_Type="text/html; charset=utf-8")}) as server:
        refused = run("new", f"{server}/ferry", "-o", str(folder))
        assert (refused.code, folder.exists()) == (ExitCode.USAGE, False)
        assert "--allow-private reads it all the same" in refused.err
        result = run("new", f"{server}/ferry", "-o", str(folder), "--allow-private")
    assert result.code == ExitCode.OK
    kept = next((tmp_path / "data" / "kztui" / "originals").iterdir())
    assert kept.read_text() == PAGE
    assert f"the original is kept in {kept}\n" in result.err
    assert f'url = "{server}/ferry"' in (folder / "article.toml").read_text()


def test_the_original_can_lie_beside_its_draft_where_git_ignores_it(run: RunCommand, tmp_path: Path) -> None:
    page, folder = tmp_path / "ferry.html", tmp_path / "ferry"
    page.write_text(PAGE)
    assert run("new", str(page), "-o", str(folder), "--keep-here").code == ExitCode.OK
    (folder / ".gitignore").write_text("*.bak\noriginal.html\n")
    assert run("new", str(page), "-o", str(folder), "--keep-here", "--force").code == ExitCode.OK
    assert (folder / "original.html").read_text() == PAGE
    assert (folder / ".gitignore").read_text() == "*.bak\noriginal.html\n"
    assert 'file = "original.html"' in (folder / "article.toml").read_text()


def test_a_draft_comes_from_standard_input(run: RunCommand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    assert run("new", "-", "-o", str(tmp_path / "ferry"), "--keep-here").code == ExitCode.OK
    assert (tmp_path / "ferry" / ".gitignore").read_text() == "original.html\n"


def test_a_text_as_long_as_a_book_is_said_to_be_looked_at_in_part(run: RunCommand, tmp_path: Path) -> None:
    book = tmp_path / "book.txt"
    for paragraphs, told in ((1, False), (190, True)):
        book.write_text(
            ("No ferry went over and none came back in a storm. " * 22 + "\n\n") * paragraphs, encoding="utf-8"
        )
        result = run("new", str(book), "-o", str(tmp_path / f"made{paragraphs}"))
        assert ("in the first 200,000 characters alone" in result.err) == told


def test_what_is_prepared_in_a_thread_has_ended_when_the_original_is_read() -> None:
    """msgspec crashes where two threads use a type for the first time."""
    done: list[str] = []

    def slowly() -> None:
        time.sleep(1.5)
        done.append("prepared")

    read_original(str(ORIGINAL), meanwhile=slowly)
    assert done == ["prepared"]
