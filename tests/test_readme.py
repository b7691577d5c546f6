"""The README and the program say the same."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import readme
from kztui.article.check import check_paths
from kztui.cli.commands import COMMANDS as CLI_COMMANDS
from kztui.config import load_config
from kztui.tui.commands import BY_ID, COMMANDS, shown
from kztui.tui.keymap import NAMES, normal

TEXT = readme.README.read_text(encoding="utf-8")


def fenced(name: str) -> str:
    """The code between the markers of that name."""
    match = re.search(rf"<!-- {name} -->\n```\w*\n(.*?)```\n<!-- /{name} -->", TEXT, re.DOTALL)
    assert match, f"the README has no {name}"
    return match[1]


def test_what_the_program_declares_stands_in_the_readme() -> None:
    assert readme.filled(TEXT) == TEXT, "run: python tests/readme.py"


@pytest.mark.parametrize("name", sorted(readme.PARTS))
def test_no_made_part_is_empty(name: str) -> None:
    assert len(readme.PARTS[name]().splitlines()) > 3


def test_every_command_and_key_of_the_screen_is_named() -> None:
    for command in COMMANDS:
        assert f"`{command.id}`" in TEXT
        assert all(f"`{shown(key)}`" in TEXT for key in command.keys.split(","))


def test_every_command_of_the_command_line_is_named() -> None:
    assert all(f"`kztui {command.name}`" in TEXT for command in CLI_COMMANDS)


def test_exactly_two_commands_install_something() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)
    assert len([block for block in blocks if "pip install" in block]) == 2
    assert all(len(fenced(name).strip().splitlines()) == 1 for name in ("start", "test"))


def test_the_example_of_the_format_is_clean(tmp_path: Path) -> None:
    example = tmp_path / "example.toml"
    example.write_text(fenced("example"), encoding="utf-8")
    assert check_paths([example]) == []


def test_the_example_of_the_configuration_is_right(tmp_path: Path) -> None:
    match = re.search(r"## Configuration.*?```toml\n(.*?)```", TEXT, re.DOTALL)
    assert match
    path = tmp_path / "config.toml"
    path.write_text(match[1], encoding="utf-8")
    configured = load_config({"KZTUI_CONFIG": str(path)})
    assert configured.problems == ()
    assert configured.check_keys(BY_ID, normal, sorted(NAMES))[1] == []


def test_the_picture_is_of_this_program() -> None:
    drawn = readme.PICTURE.read_text(encoding="utf-8")
    assert readme.PICTURE.relative_to(readme.REPOSITORY).as_posix() in TEXT
    seen = re.sub(r"&#160;", " ", drawn)
    for words in ("Sections", "Events", "Actors", "Links", "Background", "Jund al-Khilafah", "Aktobe bombings"):
        assert words in seen


def test_the_map_names_every_room() -> None:
    rooms = {path.name for path in (readme.REPOSITORY / "kztui").iterdir() if path.is_dir() and "__" not in path.name}
    inside = TEXT[TEXT.index("## Inside") :]
    assert all(f"  {room}/" in inside for room in rooms)


def test_help_of_the_program_points_to_its_commands() -> None:
    done = subprocess.run([sys.executable, "-m", "kztui", "--help"], capture_output=True, text=True, check=True)
    assert all(command.name in done.stdout for command in CLI_COMMANDS)
