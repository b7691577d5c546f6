"""Processes that edit an article and are killed at random moments: what each start finds afterwards.

    python tests/files/edit/killed.py ARTICLE STATE KILLS

Prints how many kills there were, and how many of them left an edit to finish or to take back. Ends with an error where
files are neither all old nor all new, or something is left beside them.
"""

import os
import random
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

from kztui.files.edit.editor import ArticleEditor, NothingToReverseError
from kztui.files.edit.merging import MergeItems
from kztui.files.edit.plan import plan_edit
from kztui.session.edit_journal import article_journal

OPERATION = MergeItems("pilots", "union")
"""Changes several files."""
STEPS = 3
"""Each process is killed during a step from the second to this one, which begins once it has done those before."""


def contents(article: Path) -> dict[str, bytes]:
    """Whatever stands in the folder."""
    return {path.name: path.read_bytes() for path in article.iterdir()}


def edit_for_ever(editor: ArticleEditor, done: int) -> None:
    """Make the edit, take it back, make it again, and so on; each step done is a byte to `done`."""
    while True:
        for step in (editor.undo, lambda: editor.edit(OPERATION), editor.undo, editor.redo):
            with suppress(NothingToReverseError):
                step()
                os.write(done, b".")


def kill_one(article: Path) -> None:
    """Kill a process that edits, at any moment of a step: for as long as that takes, the one before has told."""
    told, done = os.pipe()
    child = os.fork()
    if child == 0:
        edit_for_ever(ArticleEditor(article, article_journal(article)[0]), done)
    begun = seconds = 0.0
    for _ in range(random.randint(2, STEPS)):  # noqa: S311 - a moment, no secret
        os.read(told, 1)
        seconds, begun = time.monotonic() - begun, time.monotonic()
    time.sleep(random.uniform(0, min(seconds, 1)))  # noqa: S311 - the same
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(told)
    os.close(done)


def main(article: Path, kills: int) -> int:
    """Kill `kills` processes, one after the other."""
    old = contents(article)
    editor = ArticleEditor(article)
    new = old | {path.name: content for path, content in plan_edit(editor.files, OPERATION).after.contents.items()}
    number = recovered = seen = 0
    while number < kills or (not recovered and number < 10 * kills):
        number += 1
        kill_one(article)
        recovered += bool(ArticleEditor(article, article_journal(article)[0]).recovered)
        found = contents(article)
        if found not in (old, new):
            print(f"after kill {number}: {sorted(name for name in found if found[name] != old.get(name))}")
            return 1
        seen += found == new
    print(number, recovered, seen)
    return 0


if __name__ == "__main__":
    os.environ["KZTUI_STATE"] = sys.argv[2]
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[3])))
