"""Textual without what the screen does not need: kept out at import, whole afterwards."""

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from kztui.cli.lean import LATER, MISSING, UNUSED, lean

ROOT = Path(__file__).parents[2]
OPENED = """
import json, sys
from kztui.cli.lean import lean
with lean():
    import kztui.tui.app
first = sorted(sys.modules)
from rich.style import Style
meta = Style(meta={"target": "p3"}).meta
from textual.command import CommandPalette
from rich.table import Table
import ssl, pickle
whole = [hasattr(CommandPalette, "compose"), hasattr(Table, "add_row"), hasattr(ssl, "SSLContext")]
whole.append(pickle.loads(pickle.dumps(1)))
print(json.dumps([first, meta, whole]))
"""


@pytest.fixture(scope="module")
def opened() -> list[object]:
    """What a fresh interpreter has after it imported the screen, and whether the rest is there when asked for."""
    done = subprocess.run([sys.executable, "-c", OPENED], capture_output=True, text=True, check=True, cwd=ROOT)
    answer: list[object] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize("module", [*MISSING, *UNUSED, *LATER, "textual.widgets._tree"])
def test_the_screen_comes_without_what_it_does_not_need(module: str, opened: list[list[str]]) -> None:
    assert "textual.screen" in opened[0]
    assert module not in opened[0]


def test_what_is_called_later_is_there_then(opened: list[object]) -> None:
    assert opened[1] == {"target": "p3"}


def test_afterwards_every_module_is_whole(opened: list[object]) -> None:
    assert opened[2] == [True, True, True, 1]


@pytest.mark.parametrize(("module", "names"), [*UNUSED.items(), *LATER.items()])
def test_whatever_is_stood_in_for_exists(module: str, names: tuple[str, ...]) -> None:
    assert [name for name in names if not hasattr(import_module(module), name)] == []


def test_a_name_that_is_not_foreseen_comes_from_the_module_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "rich.table", raising=False)
    with lean():
        from rich.table import Column  # noqa: PLC0415 what matters is when
    assert Column().header == ""


def test_what_is_there_already_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    there = import_module("rich.table")
    monkeypatch.setitem(sys.modules, "rich.table", there)
    with lean():
        assert sys.modules["rich.table"] is there
    assert sys.modules["rich.table"] is there
