"""Edits interrupted by the end of their process, and undone on files that git has checked out."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from edited import edited_copy
from kztui.files.edit.article_files import EditRefusedError
from kztui.files.edit.editor import ArticleEditor
from kztui.files.edit.journal import Journal
from kztui.files.edit.merging import MergeItems
from requirements import require_program

KILLS = 1_000 if os.environ.get("KZTUI_LONG") == "1" else 10
KILLED = Path(__file__).with_name("killed.py")


def kill(times: int, folder: Path) -> tuple[int, int]:
    """Kill so many processes that edit; how many of them left something to do, and how many left the new files."""
    article = edited_copy("parts", folder)
    command = [sys.executable, str(KILLED), str(article), str(folder / "state" / "state.json"), str(times)]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stdout + done.stderr
    kills, recovered, new = map(int, done.stdout.split())
    print(f"{recovered} of {kills} killed processes left an edit to recover; {new} times the files were new")
    return recovered, new


@pytest.mark.long
@pytest.mark.timeout(1_800)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
def test_files_are_all_old_or_all_new_after_a_process_that_edits_was_killed(tmp_path: Path) -> None:
    recovered, new = kill(KILLS, tmp_path)
    assert recovered
    assert new or KILLS < 100


def test_an_edit_is_undone_where_git_has_its_lines_and_refused_where_git_has_others(tmp_path: Path) -> None:
    program = require_program("git")
    article = edited_copy("parts", tmp_path)
    before = {path.name: path.read_bytes() for path in article.iterdir()}

    def git(*words: str) -> str:
        command = [program, "-c", "user.name=A", "-c", "user.email=a@example.org", "-C", str(article), *words]
        env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        return subprocess.run(command, check=True, capture_output=True, text=True, env=env).stdout

    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "Draft")
    editor = ArticleEditor(article, Journal(tmp_path / "state" / "a.jsonl"))
    editor.edit(MergeItems("pilots", "union"))
    assert len(git("status", "--porcelain").splitlines()) > 2
    git("commit", "-qam", "Merge two actors")
    git("checkout", "-q", "HEAD~1")
    with pytest.raises(EditRefusedError, match=r"cannot be taken back: line \d+ of \w+\.toml has changed since"):
        editor.undo()
    assert not git("status", "--porcelain")
    git("checkout", "-q", "main")
    (article / "article.toml").write_bytes(before["article.toml"] + b"# seen\n")
    git("commit", "-qam", "Add a comment")
    editor.undo()
    shutil.rmtree(article / ".git")
    after = {path.name: path.read_bytes() for path in article.iterdir()}
    assert after == before | {"article.toml": before["article.toml"] + b"# seen\n"}
