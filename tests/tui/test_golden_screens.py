"""The few screens that matter, whole, as text: a change in their look is seen in review.

Each file of `golden/` is a story and its last screen: the first line says at what size which keys were pressed, and
which article (`.toml`) or original, by its path from this folder, is open instead of the tests' article; a draft that
the keys keep is kept in the test's folder. To write them anew after a wanted change, and look at what changed:

    KZTUI_GOLDEN=write python -m pytest tests/tui/test_golden_screens.py && git diff tests/tui/golden
"""

import os
import re
from contextlib import suppress
from pathlib import Path

import pytest

from caspian import CASPIAN
from kztui.importing.draft import UnkeptDraft, make_draft
from kztui.importing.readers import read_here
from kztui.importing.source import source_of_file
from kztui.tui.copy_forms import FORMS
from kztui.tui.dialogs.copy_dialog import CopyDialog, FormsPane
from kztui.tui.options import Options
from stories import Reader, play

FOLDER = Path(__file__).parent
GOLDEN = sorted((FOLDER / "golden").glob("*.txt"))
# Read before any test: tests see nothing of the environment they run in.
WRITE = os.environ.get("KZTUI_GOLDEN") == "write"
HEAD = re.compile(r"(?P<columns>\d+)×(?P<rows>\d+)(?: (?P<opened>\S+))?: (?P<keys>.*)")


def opened(name: str) -> Options:
    """The options with which an original is read as a draft."""
    source = source_of_file(FOLDER / name)
    return Options(unkept=UnkeptDraft(make_draft(read_here(source), source), source))


def test_there_are_golden_screens() -> None:
    assert GOLDEN


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_the_screen_looks_as_it_did(golden: Path, sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sealed)
    monkeypatch.setattr("kztui.tui.controllers.status.StatusController.greet", lambda status: None)
    head, *expected = golden.read_text(encoding="utf-8").splitlines()
    said = HEAD.fullmatch(head)
    assert said, f"the first line of {golden.name} is to be like: 80×24: j enter"
    screens: list[list[str]] = []

    async def story(reader: Reader) -> None:
        await reader.press(*said["keys"].split())
        if isinstance(reader.top_screen, CopyDialog):
            forms = reader.widget("dialog", FormsPane)
            await reader.until(lambda: len(forms.texts) == len(FORMS))
        if not WRITE:  # what lies below a dialog is drawn again only after it
            with suppress(AssertionError):
                await reader.until(lambda: reader.lines == expected)
        screens.append(reader.lines)

    named = said["opened"] or ""
    article = FOLDER / named if named.endswith(".toml") else CASPIAN
    options = opened(named) if named and article is CASPIAN else None
    play(story, article, size=(int(said["columns"]), int(said["rows"])), options=options)
    if WRITE:
        golden.write_text("\n".join([head, *screens[0]]) + "\n", encoding="utf-8")
    else:
        assert screens[0] == expected
