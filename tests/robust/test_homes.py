"""Whatever has become of the folders of settings and memory, one can read; what cannot be kept is said."""

import json
from pathlib import Path

import pytest
from program import opened, said, small_article

from terminal import Terminal

NOWHERE = "/dev/null/no/such/folder"
"""Cannot be made, whoever asks."""
DAMAGED = {
    "empty": b"",
    "cut off": b'{"format": 1, "articles": {"small": {"bookm',
    "no text": bytes(range(256)),
    "another shape": b"[1, 2, 3]",
    "wrong types": b'{"format": "x", "articles": 7, "theme": [], "greeted": {}}',
    "from the future": b'{"format": 99, "articles": {}}',
    "deep": b"[" * 100_000,
}


def walked(terminal: Terminal) -> None:
    """The program can be used from end to end."""
    terminal.wait("Links")
    terminal.press("2", "j", "enter", "m", "H", "y", quiet=0.02)
    assert terminal.running
    terminal.press("q")
    assert terminal.exit_code() == 0
    assert b"Traceback" not in terminal.raw


@pytest.mark.parametrize(
    "env",
    [
        {"HOME": NOWHERE, "KZTUI_STATE": None, "KZTUI_CONFIG": None, "XDG_STATE_HOME": None, "XDG_CONFIG_HOME": None},
        {"HOME": None, "KZTUI_STATE": None, "KZTUI_CONFIG": None, "XDG_STATE_HOME": None, "XDG_CONFIG_HOME": None},
        {"KZTUI_STATE": f"{NOWHERE}/state.json", "KZTUI_CONFIG": f"{NOWHERE}/config.toml"},
        {"KZTUI_STATE": "/proc/kztui/state.json"},
        {"KZTUI_STATE": "/dev/full"},
        {"KZTUI_STATE": "/", "KZTUI_CONFIG": "/"},
    ],
    ids=["no home", "home unset", "no folder", "a file system that takes nothing", "a full disk", "a folder"],
)
def test_it_runs_without_a_place_to_remember(env: dict[str, str | None], tmp_path: Path) -> None:
    with opened(small_article(tmp_path), env=env) as terminal:
        walked(terminal)


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_memory_is_set_aside_and_never_lost(content: bytes, tmp_path: Path, sealed: Path) -> None:
    state = sealed / "state.json"
    state.write_bytes(content)
    with opened(small_article(tmp_path)) as terminal:
        walked(terminal)
    assert json.loads(state.read_bytes())
    kept = [path.read_bytes() for path in sealed.iterdir() if path.name.startswith("state.json") and path != state]
    assert not content or content in kept


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"theme = ", b"theme = 7\nkeys = 3\n", b"nonsense = 1\n"], ids=repr
)
def test_damaged_settings_are_said_and_one_can_read(content: bytes, tmp_path: Path, sealed: Path) -> None:
    (sealed / "config.toml").write_bytes(content)
    article = small_article(tmp_path)
    with opened(article) as terminal:
        if content:
            terminal.wait(r"config\.toml")
        walked(terminal)
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
