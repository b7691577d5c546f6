"""Keys as readers write them: each proper name, each slip, and what the configuration makes of them."""

from pathlib import Path

import pytest

from kztui.config import load_config
from kztui.tui.commands import COMMANDS
from kztui.tui.keymap import normal, remapped
from kztui.tui.options import Options


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("j", "j"),
        ("J", "J"),
        ("7", "7"),
        ("ж", "ж"),
        ("?", "question_mark"),
        ("/", "slash"),
        (":", "colon"),
        ("'", "apostrophe"),
        ("-", "minus"),
        ("+", "plus"),
        ("_", "underscore"),
        ("@", "at"),
        ("<", "less_than_sign"),
        ("{", "left_curly_bracket"),
        ("slash", "slash"),
        ("question_mark", "question_mark"),
        ("Enter", "enter"),
        ("return", "enter"),
        ("Esc", "escape"),
        ("ESCAPE", "escape"),
        ("Space", "space"),
        ("Tab", "tab"),
        ("PgDn", "pagedown"),
        ("PageUp", "pageup"),
        ("del", "delete"),
        ("F1", "f1"),
        ("Ctrl+D", "ctrl+d"),
        ("ctrl+d", "ctrl+d"),
        ("Alt+Left", "alt+left"),
        ("Ctrl+Shift+Up", "ctrl+shift+up"),
        ("\\", "backslash"),
        ("less_than_sign", "less_than_sign"),
        ("ctrl+/", "ctrl+slash"),
        ("Ctrl+]", "ctrl+right_square_bracket"),
        ("ctrl++", "ctrl+plus"),
    ],
)
def test_a_key_has_one_proper_name(written: str, name: str) -> None:
    assert normal(written) == name


@pytest.mark.parametrize(
    "written",
    ["", "control+d", "entr", "ctrl+", "ctrl+entr", "jj", "ctrl+jj", "hyper-x", "ä ö", "+a", "latin_small_letter_j"],
)
def test_what_is_no_key_has_no_name(written: str) -> None:
    assert normal(written) is None


def test_every_key_of_ours_is_its_own_proper_name() -> None:
    ours = [key for command in COMMANDS for key in command.keys.split(",")]
    assert ours == [normal(key) for key in ours]


def test_the_configuration_moves_keys(sealed: Path) -> None:
    (sealed / "config.toml").write_text('[keys]\nfind = ["Ctrl+F", "?"]\nback = "B"\n', encoding="utf-8")
    options = remapped(load_config(), Options())
    assert options.keys == {"find": "ctrl+f,question_mark", "back": "B"}
    assert options.messages == ()


def test_a_wrong_key_is_said_with_its_place_and_the_nearest_right_one_and_the_others_hold(sealed: Path) -> None:
    written = '[keys]\nfnid = "x"\nback = "entr"\ncite = "C"\n'
    (sealed / "config.toml").write_text(written, encoding="utf-8")
    options = remapped(load_config(), Options(messages=("before",)))
    assert options.keys == {"cite": "C"}
    before, said = options.messages
    assert before == "before"
    assert said.startswith(f"{sealed / 'config.toml'}:2:1: ")
    assert "there is no action called fnid" in said
    assert "did you mean find?" in said
    assert said.endswith("(and 1 more)")
