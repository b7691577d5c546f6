"""The README leads a newcomer in: its commands, its picture and its links are right."""

import subprocess
from pathlib import Path

import pytest

import picture
from kztui.article.kinds.actor import Actor
from kztui.files.folders import default
from kztui.files.load import load
from kztui.manual.pages import TOPICS
from kztui.tui.commands import BY_ID
from kztui.tui.controllers.status import GREETING
from kztui.tui.theme import DARK
from markdown_parts import README, command, part
from screen_drawing import PAPER

pytestmark = pytest.mark.house

TEXT = README.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["start", "test"])
def test_there_is_one_command_to_start_and_one_to_test(name: str) -> None:
    line = command(TEXT, name)
    assert line.startswith("python3 -m venv .venv && .venv/bin/pip install -q ")
    done = subprocess.run(["sh", "-n", "-c", line], capture_output=True, check=False)
    assert done.returncode == 0


def test_every_page_of_the_manual_is_listed() -> None:
    rows = part(TEXT, "topics").splitlines()[2:]
    assert [row.split("](")[0].removeprefix("| [") for row in rows] == list(TOPICS)


def test_the_picture_shows_the_program_and_its_article() -> None:
    seen = picture.shown(picture.PICTURE.read_text(encoding="utf-8"))
    article = load(default()).article
    expected = ["1 Sections", "2 Events", "3 Actors", "4 Claims", "5 Places", "6 Terms", "0 Read", "7 Links"]
    expected += ["8 Timeline", *(section.title for section in article.sections[:3])]
    expected += [BY_ID[command].name for command in GREETING]
    assert not [words for words in expected if words not in seen], "run: python tests/picture.py"
    events = [event.title for event in article.events if event.title in seen]
    actors = [actor.name for actor in article.of(Actor) if actor.name in seen]
    assert len(events) + len(actors) >= 5, "run: python tests/picture.py"


@pytest.mark.parametrize("path", [picture.PICTURE, picture.FILM], ids=["picture", "film"])
def test_the_picture_and_the_film_show_the_colours_of_the_default_theme(path: Path) -> None:
    drawing = path.read_text(encoding="utf-8")
    assert DARK.background == f"#{PAPER}"  # what the terminal draws where the program names no colour
    for color in (DARK.primary, DARK.accent, DARK.warning, DARK.success, DARK.foreground):
        assert f"fill:{color}" in drawing, "run: python tests/picture.py"


def test_the_film_tells_its_story_and_is_small() -> None:
    drawing = picture.FILM.read_text(encoding="utf-8")
    assert len(drawing.encode()) <= 500_000
    seen = picture.shown(drawing)
    assert not [step.shows for step in picture.STORY if step.shows not in seen], "run: python tests/picture.py"
    assert drawing.count("<g transform") == len(picture.STORY) + 1
    assert "@keyframes play" in drawing


@pytest.mark.parametrize("path", [picture.PICTURE, picture.FILM], ids=["picture", "film"])
def test_the_picture_and_the_film_fetch_nothing(path: Path) -> None:
    drawing = path.read_text(encoding="utf-8")
    assert "url(http" not in drawing
    assert "<script" not in drawing
    assert "<image" not in drawing


def test_the_readme_shows_the_picture_and_the_film() -> None:
    assert "](.github/kztui.svg)" in TEXT
    assert "](.github/kztui-film.svg)" in TEXT
