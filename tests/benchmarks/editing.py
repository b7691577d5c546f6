"""Edits of the bundled article: the operation alone, and in the encode mode from the key to the repainted screen."""

import shutil
import sys
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from latency import Keyed, compared
from measure import ARTICLE, BARE, KZTUI, Row, beside, in_turn, milliseconds

from kztui.files.check import check
from kztui.files.edit.editor import ArticleEditor
from kztui.files.edit.field_edits import SetField
from kztui.files.edit.journal import Journal
from kztui.files.edit.naming import Rename
from kztui.files.edit.operation import Operation
from kztui.files.load import load

EDIT_BUDGET = 100.0
KEY_BUDGET = 60.0
OPERATIONS = (
    ("a note written", SetField("jak", "note", "Seen."), SetField("jak", "note", "Seen twice.")),
    ("an id renamed at 137 places", Rename("kazakhstan", "kz"), Rename("kz", "kazakhstan")),
)
# Each: what is done, the keys that lead there from the first screen, the keys that are timed.
KEYS = (
    ("moving among the words of an original", "v", "w" * 12 + "b" * 6),
    ("giving an item another kind", "", "c" * 12),
    ("taking an edit back", "c" * 12, "u" * 12),
)
ORIGINAL = "Pilots met at the harbour and asked for pay. " * 12


def _edits(editor: ArticleEditor, operations: Iterator[Operation]) -> Callable[[], float]:
    return lambda: milliseconds(lambda: editor.edit(next(operations)))


def _operations(folder: Path, rounds: int) -> list[Row]:
    """Each operation there and back, beside reading and checking the whole article."""
    editor = ArticleEditor(folder, Journal(folder.parent / "journal.jsonl"))
    found = []
    for what, there, back in OPERATIONS:
        pair = in_turn(
            _edits(editor, cycle((there, back))),
            lambda: milliseconds(lambda: check(load(folder))),
            2 * (rounds // 2) + 1,
        )
        row = beside(f"an edit of the bundled article, {what} · load and check", pair, "ms")
        found.append(row._replace(budget=f"≤ {EDIT_BUDGET:.0f} ms", kept=pair.ours <= EDIT_BUDGET))
    return found


def _keys(folder: Path) -> list[Row]:
    """Keys of the encode mode, in a terminal."""
    original = folder.parent / "original.txt"
    original.write_text("\n\n".join(["Harbour", *[ORIGINAL] * 3]), encoding="utf-8")
    bare = Keyed([sys.executable, str(BARE / "field.py")], b"nothing typed")
    found = []
    try:
        for what, way, keys in KEYS:
            ours = Keyed([*KZTUI, str(folder), "--original", str(original)], b"filter")
            for key in ("E", "/", *"jak", "enter", *way):
                ours.terminal.press(key)
            ours.rest()
            pair, _ = compared(ours, bare, keys)
            ours.terminal.close()
            row = beside(f"key to repainted screen, {what} · an Input with a Static", pair, "ms")
            found.append(row._replace(budget=f"≤ {KEY_BUDGET:.0f} ms", kept=pair.ours <= KEY_BUDGET))
    finally:
        bare.terminal.close()
    return found


def rows(rounds: int = 15) -> list[Row]:
    """The operations alone, then keys."""
    with TemporaryDirectory() as place:
        folder = Path(shutil.copytree(ARTICLE, Path(place) / "article"))
        return _operations(folder, rounds) + _keys(folder)
