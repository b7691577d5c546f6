"""`kztui` without a command: what is said before the screen opens, and as it opens."""

import re
import sys
from pathlib import Path

import pytest

from command_line import RunCommand
from kztui.cli.output import ExitCode
from kztui.cli.parser import screen_parser
from kztui.cli.screen import NO_ARGUMENTS
from terminal import Terminal


@pytest.fixture
def home(sealed: Path) -> dict[str, str | None]:
    """An environment without a desktop or settings."""
    return {"HOME": str(sealed), "PYTHONPATH": str(Path(__file__).parents[2])}


def test_an_empty_command_line_needs_no_parser() -> None:
    assert vars(screen_parser().parse_args([])) == vars(NO_ARGUMENTS)


@pytest.mark.parametrize("argv", [["--source", "mine.txt"], ["--source=mine.txt"]])
def test_the_old_name_of_an_option_is_understood_with_a_hint(run: RunCommand, argv: list[str]) -> None:
    ran = run(*argv)
    assert ran.err.startswith("kztui: --source is now called --original\nkztui: the screen needs a terminal, and ")
    assert "is not a terminal" in ran.err
    assert ran.code == ExitCode.USAGE


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["--theme", "kztui-lihgt"], "kztui: there is no theme “kztui-lihgt”; did you mean kztui-light?"),
        (["--style", "vancuver"], "kztui: there is no style “vancuver”; did you mean vancouver?"),
    ],
)
def test_a_wrong_name_on_the_command_line_is_answered_before_the_screen(
    argv: list[str], message: str, home: dict[str, str | None]
) -> None:
    with Terminal([sys.executable, "-m", "kztui", *argv], size=(120, 10), env=home) as terminal:
        assert terminal.exit_code() == ExitCode.USAGE
        assert message in terminal.text


def test_a_color_system_that_there_is_not_is_answered_before_the_screen(home: dict[str, str | None]) -> None:
    env = {**home, "TEXTUAL_COLOR_SYSTEM": "trucolor"}
    with Terminal([sys.executable, "-m", "kztui"], size=(200, 10), env=env) as terminal:
        assert terminal.exit_code() == ExitCode.USAGE
        assert "TEXTUAL_COLOR_SYSTEM is 'trucolor'" in terminal.text
        assert "did you mean truecolor?" in terminal.text


@pytest.mark.parametrize(
    ("name", "value"),
    [("TEXTUAL_DRIVER", value) for value in ("", "nowhere", "nowhere:Driver", "os:system", "os:nothing", "/x")]
    + [("TEXTUAL_LOG", "/nowhere/x"), ("TEXTUAL_LOG", "x" * 300)],
)
def test_what_the_environment_names_and_there_is_not_is_answered_before_the_screen(
    name: str, value: str, home: dict[str, str | None]
) -> None:
    with Terminal([sys.executable, "-m", "kztui"], size=(200, 10), env={**home, name: value}) as terminal:
        assert terminal.exit_code() == ExitCode.USAGE
        assert f"{name} is '" in terminal.text
        assert "Traceback" not in terminal.text


def test_numbers_of_the_environment_that_no_screen_can_have_are_ignored(home: dict[str, str | None]) -> None:
    for columns, lines, other in (("9" * 5000, "²", "9" * 400), ("99999", "99999", "-1"), ("٣", "0", "1e999")):
        numbers = {"COLUMNS": columns, "LINES": lines}
        numbers |= dict.fromkeys(("ESCDELAY", "TEXTUAL_FPS", "TEXTUAL_DIM_FACTOR", "TEXTUAL_SLOW_THRESHOLD"), other)
        with Terminal([sys.executable, "-m", "kztui"], size=(80, 24), env={**home, **numbers}) as terminal:
            terminal.wait("Sections")
            terminal.press("q")
            assert terminal.exit_code() == ExitCode.OK


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ('theme = "kztui-lihgt"', "config.toml:1:1: there is no theme “kztui-lihgt”; did you mean kztui-light?"),
        ('style = "vancuver"', "config.toml:1:1: there is no style “vancuver”; did you mean vancouver?"),
        ('original = "lost.txt"', "config.toml:1:1: no such file: '"),
        ('measure = 80\noriginal = "."', "config.toml:2:1: '"),
    ],
)
def test_a_wrong_name_in_the_settings_is_reported_and_does_not_prevent_reading(
    setting: str, message: str, home: dict[str, str | None], tmp_path: Path
) -> None:
    (tmp_path / "config.toml").write_text(setting, encoding="utf-8")
    env = {**home, "KZTUI_CONFIG": str(tmp_path / "config.toml")}
    with Terminal([sys.executable, "-m", "kztui"], size=(200, 20), env=env) as terminal:
        terminal.wait("Sections")
        terminal.wait(re.escape(message))


def test_the_environment_may_name_an_original(home: dict[str, str | None], tmp_path: Path) -> None:
    original = tmp_path / "wells.txt"
    original.write_text("The village has two wells.\n\nBoth dried up in 2019.\n", encoding="utf-8")
    env = {**home, "KZTUI_ARTICLE": str(original)}
    with Terminal([sys.executable, "-m", "kztui"], size=(120, 20), env=env) as terminal:
        terminal.wait("two wells")
