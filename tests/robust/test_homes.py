"""Whatever has become of the folders of settings and state, one can read; what cannot be kept is said."""

import json
from pathlib import Path

import pytest
from program import opened, said, small_article

from kztui.config import Config, load_config
from kztui.session.state import EMPTY
from kztui.session.state_file import StateFile
from saved_state import add_bookmark, bookmarks
from terminal import Terminal

NOWHERE = "/dev/null/no/such/folder"
"""Cannot be made, whoever asks."""
NO_PLACE: dict[str, dict[str, str | None]] = {
    "no home": {"HOME": NOWHERE, **dict.fromkeys(("KZTUI_STATE", "KZTUI_CONFIG", "XDG_STATE_HOME", "XDG_CONFIG_HOME"))},
    "no folder": {"KZTUI_STATE": f"{NOWHERE}/state.json", "KZTUI_CONFIG": f"{NOWHERE}/config.toml"},
    "a file system that takes nothing": {"KZTUI_STATE": "/proc/kztui/state.json"},
    "a full disk": {"KZTUI_STATE": "/dev/full"},
    "a folder": {"KZTUI_STATE": "/", "KZTUI_CONFIG": "/"},
}
HOME_UNSET: dict[str, str | None] = {**NO_PLACE["no home"], "HOME": None}
"""The system still knows a home for the user then."""


def walked(terminal: Terminal) -> None:
    """The program can be used from end to end."""
    terminal.wait("Links")
    terminal.press("2", "j", "enter", "m", "H", "y", quiet=0.02)
    assert terminal.running
    terminal.press("q")
    assert terminal.exit_code() == 0
    assert b"Traceback" not in terminal.raw


@pytest.mark.parametrize("env", [NO_PLACE["a folder"], HOME_UNSET], ids=["a folder", "home unset"])
def test_it_runs_without_a_place_to_save_to(env: dict[str, str | None], tmp_path: Path) -> None:
    with opened(small_article(tmp_path), env=env) as terminal:
        walked(terminal)
        if env is not HOME_UNSET:
            assert b"kztui: not saved: 1 change of bookmarks" in terminal.raw


@pytest.mark.parametrize("env", NO_PLACE.values(), ids=NO_PLACE)
def test_without_a_place_to_save_to_settings_and_state_are_as_at_the_first_start(
    env: dict[str, str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in env.items():
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    assert load_config().config == Config()
    state_file, message = StateFile.load()
    assert state_file.state == EMPTY
    add_bookmark(state_file, "p1")
    said_at_last = state_file.save()
    assert bookmarks(state_file) == {"p1"}
    assert message or said_at_last


def test_damaged_settings_and_a_damaged_state_keep_nobody_from_reading(tmp_path: Path, sealed: Path) -> None:
    state, damaged = sealed / "state.json", b'{"version": 2, "articles": {"small": {"bookm'
    state.write_bytes(damaged)
    (sealed / "config.toml").write_bytes(b"\xff\xfe\x00")
    article = small_article(tmp_path)
    with opened(article) as terminal:
        terminal.wait(r"config\.toml")  # and, once that was shown long enough, of the state: tui/test_story_persistence
        walked(terminal)
    assert json.loads(state.read_bytes())
    assert damaged in [path.read_bytes() for path in sealed.glob("state.json?*")]
    assert said("list", "--article", article).returncode == 0


def test_two_at_once_lose_no_bookmark(tmp_path: Path, sealed: Path) -> None:
    article = small_article(tmp_path)
    with opened(article) as one, opened(article) as other:
        for terminal in (one, other):
            terminal.wait("Links")
        one.press("2", "enter", "m")
        other.press("3", "enter", "m")
        for terminal in (one, other):
            terminal.press("q")
            assert terminal.exit_code() == 0
    [state] = json.loads((sealed / "state.json").read_bytes())["articles"]["small"].values()
    kept = state["bookmarks"]
    assert set(kept) == {"sinking", "lina"}
