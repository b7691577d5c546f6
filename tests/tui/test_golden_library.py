"""The screens of a library, whole, as text, at three sizes; `KZTUI_GOLDEN=write` writes them anew."""

import os
import shutil
from pathlib import Path

import pytest

from kztui.tui.dialogs.finder import FinderDialog
from kztui.tui.dialogs.join_dialog import JoinDialog
from kztui.tui.dialogs.library_table_dialog import LibraryTableDialog
from kztui.tui.options import Options
from stories import Reader, play
from strait import STRAIT

GOLDEN = Path(__file__).parent / "golden_library"
# Read before any test: tests see nothing of the environment they run in.
WRITE = os.environ.get("KZTUI_GOLDEN") == "write"
JOINED = """[[joins]]
a = "dzhaksybek2016:fire"
b = "hale2015:ferry-fire"
verdict = "same"
"""


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)], ids=lambda size: str(size[0]))
def test_the_screens_of_a_library_look_as_they_did(
    size: tuple[int, int], sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kztui.tui.controllers.status.StatusController.greet", lambda status: None)
    library = sealed / "strait"
    shutil.copytree(STRAIT, library)
    (library / "joins.toml").write_text(JOINED, encoding="utf-8")
    screens: dict[str, list[str]] = {}

    async def story(reader: Reader) -> None:
        await reader.until(lambda: isinstance(reader.top_screen, FinderDialog))
        await reader.until(lambda: bool(reader.main_screen.article.elsewhere))
        screens["articles"] = reader.lines
        await reader.press("escape")
        await reader.go("ferry-fire")
        screens["card"] = reader.lines
        await reader.press("V")
        screens["comparison"] = reader.lines
        await reader.press("escape", "9")
        await reader.until(lambda: isinstance(reader.top_screen, LibraryTableDialog))
        screens["timeline"] = reader.lines
        await reader.press("escape", "slash", "ctrl+l")
        await reader.type("sabira")
        await reader.until(lambda: "Rahimi 2018" in reader.text and "actor" in reader.text)
        screens["finder"] = reader.lines
        await reader.press("escape")
        await reader.go("dzhunusova")
        await reader.press("J")
        assert isinstance(reader.top_screen, JoinDialog)
        screens["join"] = reader.lines

    options = Options(clipboard="osc52", osc52=True, library=library, choose=True)
    play(story, library / "hale2015", size=size, options=options)
    for name, lines in screens.items():
        golden = GOLDEN / f"{name}-{size[0]}.txt"
        if WRITE:
            golden.parent.mkdir(exist_ok=True)
            golden.write_text("\n".join(line.rstrip() for line in lines) + "\n", encoding="utf-8")
        else:
            assert [line.rstrip() for line in lines] == golden.read_text(encoding="utf-8").splitlines(), name
