"""The README and the program say the same, and what the README shows works."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import picture
import readme
from kztui.cli.commands import COMMANDS as CLI_COMMANDS
from kztui.files.bundled import default
from kztui.files.load import load
from kztui.tui.commands import COMMANDS, SHEETS, shown

pytestmark = pytest.mark.house

TEXT = readme.README.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", readme.PARTS)
def test_the_readme_says_what_the_program_declares(name: str) -> None:
    assert readme.part(TEXT, name) == readme.PARTS[name](), "run: python tests/readme.py"


def test_every_key_of_the_reading_room_is_named() -> None:
    keys = readme.part(TEXT, "keys")
    missing = [
        (command.id, key)
        for command in COMMANDS
        if command.group != SHEETS
        for key in command.keys.split(",")
        if f"`{command.id}`" not in keys or f"`{shown(key)}`" not in keys
    ]
    assert not missing


def test_every_command_is_named() -> None:
    assert not [command.name for command in CLI_COMMANDS if f"`kztui {command.name}`" not in TEXT]


def test_every_room_is_on_the_map() -> None:
    inside = TEXT.partition("## Inside")[2].partition("\n## ")[0]
    rooms = [path for path in (readme.REPOSITORY / "kztui").iterdir() if path.suffix in {"", ".py"}]
    names = [f"  {path.name}{'/' if path.is_dir() else ''} " for path in rooms if path.name[:2] != "__"]
    assert len(names) >= 9
    assert not [name for name in names if name not in inside]


@pytest.mark.parametrize("name", ["start", "test"])
def test_there_is_one_command_to_start_and_one_to_test(name: str) -> None:
    command = readme.command(TEXT, name)
    assert command.startswith("python3 -m venv .venv && .venv/bin/pip install -q ")
    done = subprocess.run(["sh", "-n", "-c", command], capture_output=True, check=False)
    assert done.returncode == 0


def test_the_example_of_the_format_is_an_article_without_a_problem(tmp_path: Path) -> None:
    example = readme.part(TEXT, "article").removeprefix("```toml\n").removesuffix("\n```")
    path = tmp_path / "quay.toml"
    path.write_text(example, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(readme.REPOSITORY)}
    command = [sys.executable, "-m", "kztui", "check", "--strict", str(path)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    assert len(load(path).article.items) == 4


def test_the_picture_shows_the_program_and_its_article() -> None:
    seen = picture.shown(picture.PICTURE.read_text(encoding="utf-8"))
    article = load(default()).article
    expected = ["1 Sections", "2 Events", "3 Actors", "4 Places", "5 Read", "6 Links"]
    expected += [section.title for section in article.sections]
    expected += [
        command.name for command in COMMANDS if command.footer and command.scope in {"screen", "pane", "reader"}
    ]
    assert not [words for words in expected if words not in seen], "run: python tests/picture.py"
    events = [event.title for event in article.events if event.title in seen]
    actors = [actor.name for actor in article.actors if actor.name in seen]
    assert len(events) + len(actors) >= 5, "run: python tests/picture.py"


def test_the_picture_fetches_nothing() -> None:
    drawing = picture.PICTURE.read_text(encoding="utf-8")
    assert "url(http" not in drawing
    assert "<script" not in drawing
    assert "<image" not in drawing


def test_the_readme_shows_the_picture() -> None:
    assert "](.github/kztui.svg)" in TEXT


def test_the_benchmarks_table_stands_in_the_readme() -> None:
    rows = readme.part(TEXT, "benchmarks").splitlines()
    assert sum("×" in row for row in rows) >= 10
