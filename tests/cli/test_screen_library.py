"""`kztui FOLDER` on a real terminal: a library opens by path or name, and one without articles says what to do."""

import shutil
import sys
from pathlib import Path

import pytest

from kztui.cli.output import ExitCode
from strait import STRAIT
from terminal import Terminal

KZTUI = [sys.executable, "-m", "kztui"]


@pytest.fixture
def home(sealed: Path) -> dict[str, str | None]:
    """An environment whose settings name a library."""
    shutil.copytree(STRAIT, sealed / "strait")
    (sealed / "config.toml").write_text(f'[libraries]\nstrait = "{sealed / "strait"}"\n', encoding="utf-8")
    config = str(sealed / "config.toml")
    return {"HOME": str(sealed), "KZTUI_CONFIG": config, "PYTHONPATH": str(Path(__file__).parents[2])}


def test_a_library_opens_by_its_name_then_an_article_of_it_and_back(home: dict[str, str | None]) -> None:
    with Terminal([*KZTUI, "--library", "strait"], size=(100, 30), env=home) as terminal:
        terminal.wait("Papers on the strait · 1 draft · 1 broken")
        terminal.wait("you are here")
        terminal.press(*["space" if each == " " else each for each in "a ferry burns"])
        terminal.wait("1 of 5")
        terminal.press("enter")
        terminal.wait("Hale 2015 · A ferry burns")
        terminal.press("/")
        terminal.press("ctrl+l")
        terminal.wait("Find in Papers on the strait")
        terminal.press(*["space" if each == " " else each for each in "junusova author:rahimi"])
        terminal.wait("actor .*Rahimi 2018")
        terminal.press("enter")
        terminal.wait("Rahimi 2018 · The list")
        terminal.press("H")
        terminal.wait("Hale 2015 · A ferry burns")
        terminal.press("q")
        assert terminal.exit_code() == ExitCode.OK


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ((), "has no article yet: kztui new PAGE -o"),
        (("torn2019",), "can be opened: kztui check"),
    ],
    ids=["empty", "all broken"],
)
def test_a_library_without_an_article_to_open_says_what_to_do(
    files: tuple[str, ...], message: str, home: dict[str, str | None], sealed: Path
) -> None:
    library = sealed / "papers"
    library.mkdir()
    (library / "library.toml").write_text("", encoding="utf-8")
    for name in files:
        shutil.copytree(STRAIT / name, library / name)
    with Terminal([*KZTUI, str(library)], size=(250, 10), env=home) as terminal:
        assert terminal.exit_code() == ExitCode.USAGE
        assert message in terminal.text
