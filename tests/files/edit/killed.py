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
MOST_SECONDS = 0.03
"""How long a process lives at most; an edit takes about a third of that."""


def contents(article: Path) -> dict[str, bytes]:
    """Whatever stands in the folder."""
    return {path.name: path.read_bytes() for path in article.iterdir()}


def edit_for_ever(editor: ArticleEditor, started: int) -> None:
    """Make the edit, take it back, make it again, and so on; say by a byte to `started` when it begins."""
    os.write(started, b".")
    while True:
        for step in (editor.undo, lambda: editor.edit(OPERATION), editor.undo, editor.redo):
            with suppress(NothingToReverseError):
                step()


def main(article: Path, kills: int) -> int:
    """Kill `kills` processes, one after the other."""
    old = contents(article)
    editor = ArticleEditor(article)
    new = old | {path.name: content for path, content in plan_edit(editor.files, OPERATION).after.contents.items()}
    recovered = seen = 0
    for number in range(1, kills + 1):
        begun, started = os.pipe()
        child = os.fork()
        if child == 0:
            edit_for_ever(ArticleEditor(article, article_journal(article)[0]), started)
        os.read(begun, 1)
        time.sleep(random.uniform(0, MOST_SECONDS))  # noqa: S311 - a moment, no secret
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        for end in (begun, started):
            os.close(end)
        recovered += bool(ArticleEditor(article, article_journal(article)[0]).recovered)
        found = contents(article)
        if found not in (old, new):
            print(f"after kill {number}: {sorted(name for name in found if found[name] != old.get(name))}")
            return 1
        seen += found == new
    print(kills, recovered, seen)
    return 0


if __name__ == "__main__":
    os.environ["KZTUI_STATE"] = sys.argv[2]
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[3])))
