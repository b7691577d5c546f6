"""Tests see nothing of the machine they run on: no configuration, no state, no desktop, no terminal of its own."""

import gc
import os
import signal
import sys
from collections.abc import Generator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = [
    "command_line",
    "desktop_fixtures",
    "encode_drafts",
    "export_fixtures",
    "postgres_server",
    "scheduling",
]

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
# often as Python does by itself took a quarter of the tests' time. Until they are all there, none of it is garbage.
gc.set_threshold(20_000, 20, 20)
gc.disable()

SCREEN = ("tui", "robust")
"""The folders whose tests drive the screen."""
ONCE = ("timeline",)
"""The folders whose tests try our own arithmetic at length, which is the same on every Python."""

_BELOW = len(Path(__file__).parent.parts)
_NUMBERS = count()
_SURROUNDINGS = (
    *("TMUX", "TMUX_PANE", "STY", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "VTE_VERSION", "TERM_PROGRAM"),
    *("WSL_DISTRO_NAME", "WSL_INTEROP", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"),
)
_FOLDERS = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
_TERMINAL = {"TEXTUAL_ANIMATIONS": "none", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
_FOLDER = pytest.StashKey[Path]()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Function) -> None:
    """Give the test a folder of its own with every folder and setting of the user's, and no trace of the surroundings.

    No fixture, and not pytest's own folders: with those, this took half of the time of a small test.
    """
    for name in list(os.environ):
        if name.startswith(("SSH_", "TEXTUAL", "KZTUI_")) or name in _SURROUNDINGS:
            del os.environ[name]
    base: Path = item.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]  # no public way to it
    folder = item.stash[_FOLDER] = base / f"{next(_NUMBERS)}-{item.originalname[:24]}"
    folder.mkdir(mode=0o700)
    os.environ.update({name: f"{folder}/{name.lower()}" for name in _FOLDERS})
    os.environ.update(_TERMINAL, KZTUI_CONFIG=f"{folder}/config.toml", KZTUI_STATE=f"{folder}/state.json")


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest) -> Path:
    """The folder of the test's own."""
    return Path(request.node.stash[_FOLDER])


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    """The same, for tests of what is kept in the user's folders and settings."""
    return tmp_path


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Let each process of pytest-xdist begin with other folders.

    So one compiles what another has not come to yet, and finds compiled what others have been through.
    """
    report = yield
    process = getattr(collector.config, "workerinput", None)
    if process and collector.path == Path(__file__).parent:
        number, processes = int(process["workerid"].removeprefix("gw")), process["workercount"]
        begin = len(report.result) * number // processes
        report.result = report.result[begin:] + report.result[:begin]
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put what processes collected from different folders on into one order."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: str(item.path))


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop() -> None:
    """Take all that was collected out of the garbage collector's sight."""
    gc.collect()
    gc.freeze()
    gc.enable()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what need not run on every Python, so that a test in any other folder does unless it says otherwise."""
    folder = item.path.parts[_BELOW]
    if folder in SCREEN:
        item.add_marker("screen")
    if folder in ONCE:
        item.add_marker("once")
