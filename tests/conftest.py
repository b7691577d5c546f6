"""Tests see nothing of the machine they run on: no configuration, no state, no desktop, no terminal of its own."""

import gc
import os
import signal
import sys
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ["command_line", "desktop_fixtures", "export_fixtures", "postgres_server"]

# Textual reads this when it is imported, which is before any fixture runs.
os.environ["TEXTUAL_ANIMATIONS"] = "none"
# Where bytecode is not kept, each of the hundreds of programs that tests start would compile kztui anew, and each
# process of pytest would rewrite the assertions of every test at every run.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# What a shell starts in the background ignores Ctrl+C, and so would every program that a test starts.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Each run draws other examples: a few at a time come to many. No deadline, because a busy machine would miss it.
settings.register_profile("short", max_examples=40, deadline=None)
settings.register_profile("long", max_examples=2_000, deadline=None)
settings.load_profile("long" if os.environ.get("KZTUI_LONG") == "1" else "short")

# A process of pytest holds hundreds of thousands of objects that stay to its end: looking through them for garbage as
# often as Python does by itself took a quarter of the tests' time.
gc.set_threshold(20_000, 20, 20)

SCREEN = ("tui", "robust")
"""The folders whose tests drive the screen."""
ONCE = ("timeline",)
"""The folders whose tests try our own arithmetic at length, which is the same on every Python."""

_BELOW = len(Path(__file__).parent.parts)
_NUMBERS = count()
_FOLDERS = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
_SURROUNDINGS = (
    *("TMUX", "TMUX_PANE", "STY", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "VTE_VERSION", "TERM_PROGRAM"),
    *("WSL_DISTRO_NAME", "WSL_INTEROP", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"),
)


@pytest.fixture
def tmp_path(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A folder of the test's own: as pytest's, without looking through thousands of others for its number."""
    return tmp_path_factory.mktemp(f"{next(_NUMBERS)}-{request.node.originalname[:24]}", numbered=False)


@pytest.fixture(autouse=True)
def sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every folder of the user's and every setting of ours below `tmp_path`, and no trace of the surroundings."""
    for name in os.environ:
        if name.startswith(("SSH_", "TEXTUAL", "KZTUI_")) or name in _SURROUNDINGS:
            monkeypatch.delenv(name)
    for name in _FOLDERS:
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("KZTUI_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("KZTUI_STATE", str(tmp_path / "state.json"))
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    return tmp_path


def pytest_collection_finish() -> None:
    """Take all that was collected out of the garbage collector's sight."""
    gc.collect()
    gc.freeze()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what need not run on every Python, so that a test in any other folder does unless it says otherwise."""
    folder = item.path.parts[_BELOW]
    if folder in SCREEN:
        item.add_marker("screen")
    if folder in ONCE:
        item.add_marker("once")
