"""The README leads a newcomer in: its commands, its picture and its links are right."""

import subprocess

import pytest

import picture
from kztui.article.kinds.actor import Actor
from kztui.files.folders import default
from kztui.files.load import load
from kztui.manual.pages import TOPICS
from kztui.tui.commands import BY_ID
from kztui.tui.controllers.status import GREETING
from markdown_parts import README, command, part

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
    expected = ["1 Sections", "2 Events", "3 Actors", "4 Places", "5 Read", "6 Links"]
    expected += [section.title for section in article.sections]
    expected += [BY_ID[command].name for command in GREETING]
    assert not [words for words in expected if words not in seen], "run: python tests/picture.py"
    events = [event.title for event in article.events if event.title in seen]
    actors = [actor.name for actor in article.of(Actor) if actor.name in seen]
    assert len(events) + len(actors) >= 5, "run: python tests/picture.py"


def test_the_picture_fetches_nothing() -> None:
    drawing = picture.PICTURE.read_text(encoding="utf-8")
    assert "url(http" not in drawing
    assert "<script" not in drawing
    assert "<image" not in drawing


def test_the_readme_shows_the_picture() -> None:
    assert "](.github/kztui.svg)" in TEXT
