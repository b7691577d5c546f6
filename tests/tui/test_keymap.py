"""Keys as readers write them: each proper name, each slip, and what the configuration makes of them."""

from pathlib import Path

import pytest

from kztui.config import load_config, renamed_actions
from kztui.tui.commands import BY_ID, COMMANDS
from kztui.tui.keymap import PANES, normal, remapped
from kztui.tui.options import Options

RENAMED = Path(__file__).parents[1] / "config" / "renamed" / "actions.toml"


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
    (sealed / "config.toml").write_text('[keys]\nfind = ["Ctrl+G", "%"]\nback = "B"\n', encoding="utf-8")
    options = remapped(load_config(), Options())
    assert options.keys == {"find": "ctrl+g,percent_sign", "back": "B"}
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


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ('find = "Y"', ["2:1: find takes the key Y from copy_as"]),
        ('original = "x"\nfind = ["x", "Ctrl+G"]', ["3:1: find and original are both given the key x"]),
        ('find = "j"', ["2:1: find is given the key j, which down has in the panes"]),
        ('next_link = "slash"', ["2:1: next_link takes the key / from find"]),
        ('cite = "q"', ["2:1: cite takes the key q from quit"]),
        ('lanes = "l"', ["2:1: lanes takes the key l from later"]),
        ('open_result = "ctrl+y"', ["2:1: open_result takes the key Ctrl+Y from cite_result"]),
        ('find = "n"\nnext_result = "/"', []),
        ('find = "n"\nnext_result = ["/", "n"]', ["3:1: next_result and find are both given the key n"]),
        ('lanes = "h"\nprevious_link = "x"\nearlier = "left"', []),
        ('open_result = "j"', []),
        ('find = "slash"', []),
    ],
)
def test_a_key_of_two_actions_is_said_once_with_both(keys: str, said: list[str], sealed: Path) -> None:
    (sealed / "config.toml").write_text(f"[keys]\n{keys}\n", encoding="utf-8")
    found = remapped(load_config(), Options()).messages
    assert list(found) == [f"{sealed / 'config.toml'}:{message}" for message in said]


def test_every_pane_with_commands_of_its_own_is_known() -> None:
    everywhere = {"app", "screen", "pane", "finder", "encode mode", "original words", "item fields", "library table"}
    scopes = {command.scope for command in COMMANDS if not command.scope.endswith("dialog")}
    assert scopes - everywhere == set(PANES)


def test_no_two_actions_have_one_key_from_the_start(sealed: Path) -> None:
    own = "\n".join(f'{command.id} = "{command.keys}"' for command in COMMANDS)
    (sealed / "config.toml").write_text(f"[keys]\n{own}\n", encoding="utf-8")
    assert remapped(load_config(), Options()).messages == ()


def test_an_action_by_its_old_name_is_understood_with_a_hint() -> None:
    configured = load_config({"KZTUI_CONFIG": str(RENAMED)})
    bound, problems = configured.check_keys(BY_ID, normal)
    assert set(configured.config.keys) == set(renamed_actions())
    assert bound == dict.fromkeys(renamed_actions().values(), "ctrl+k")
    hints = [(problem.rule, problem.message, problem.suggestion) for problem in problems]
    assert hints == [("renamed-action", f"{old} is now called {new}", new) for old, new in renamed_actions().items()]


def test_an_action_by_its_new_name_wins_over_the_old_one(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[keys]\nfind_go = "x"\nopen_result = "y"\n', encoding="utf-8")
    bound, problems = load_config({"KZTUI_CONFIG": str(config)}).check_keys(BY_ID, normal)
    assert bound == {"open_result": "y"}
    assert [problem.rule for problem in problems] == ["renamed-action"]


def test_the_hint_of_a_renamed_action_is_shown_at_the_start(sealed: Path) -> None:
    (sealed / "config.toml").write_text('[keys]\nnarrow = "x"\n', encoding="utf-8")
    options = remapped(load_config(), Options())
    assert options.keys == {"filter": "x"}
    assert options.messages == (f"{sealed / 'config.toml'}:2:1: narrow is now called filter",)


def test_a_conflict_of_a_renamed_action_is_reported_where_the_old_name_is(sealed: Path) -> None:
    (sealed / "config.toml").write_text('[keys]\nfind = "slash"\nnarrow = "Y"\n', encoding="utf-8")
    (message,) = remapped(load_config(), Options()).messages
    assert message.endswith("3:1: narrow is now called filter (and 1 more)")
