"""`kztui new`: a folder with a draft, and the number of items found."""

import json
from pathlib import Path

import pytest

from kztui.cli.exit_codes import ExitCode
from said import Run

ORIGINAL = Path(__file__).parents[1] / "importing" / "originals" / "wrapped.txt"


def test_a_draft_is_an_article_that_opens(run: Run, tmp_path: Path) -> None:
    said = run("new", str(ORIGINAL), "-o", str(tmp_path / "port"))
    assert (said.code, said.out) == (ExitCode.OK, "")
    assert said.err.startswith(f"wrote {tmp_path / 'port'}: 3 paragraphs in 2 sections; to be reviewed: ")
    listed = run("list", "paragraphs", "--article", str(tmp_path / "port"))
    assert (listed.code, len(listed.out.splitlines())) == (ExitCode.OK, 3)


def test_the_folder_is_named_after_the_article(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = run("new", str(ORIGINAL), "--json")
    found = json.loads(said.out)
    assert (found["folder"], found["paragraphs"], found["sections"]) == ("other2011", 3, 2)
    assert sorted(path.name for path in (tmp_path / "other2011").iterdir()) == found["files"]


def test_what_is_there_stays_without_force(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    said = run("new", str(ORIGINAL), "-o", str(tmp_path))
    assert said.code == ExitCode.USAGE
    assert said.err.endswith("--force overwrites it\n")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_original_without_paragraphs_or_none_at_all_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("\n")
    assert run("new", str(tmp_path / "empty.txt")).code == ExitCode.NOT_FOUND
    said = run("new", str(tmp_path / "none.txt"))
    assert said.code == ExitCode.USAGE
    assert "error[missing-file]" in said.err
