"""The rooms at run time: what each command brings in, seen in an interpreter of its own."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from harbour import HARBOUR
from kztui.cli.commands import COMMAND_NAMES

HEAVY = (
    "textual",
    "rich.console",
    "rapidfuzz",
    "citeproc",
    "tree_sitter",
    "shtab",
    "networkx",
    "lxml",
    "importlib.metadata",
)
SCRIPT = """
import contextlib, io, json, sys
argv, heavy = json.loads(sys.argv[1])
with contextlib.redirect_stdout(io.StringIO()):
    from kztui.cli.main import main
    code = main(argv)
print(json.dumps([code, [name for name in heavy if name in sys.modules]]))
"""


def brought_in(*argv: str) -> tuple[int, set[str]]:
    """The exit code of a command line, and which of the heavy packages it imported."""
    given = json.dumps([argv, HEAVY])
    said = subprocess.run([sys.executable, "-c", SCRIPT, given], capture_output=True, text=True, check=True)
    code, modules = json.loads(said.stdout)
    return code, set(modules)


ORIGINAL = HARBOUR.parents[1] / "importing" / "originals" / "wrapped.txt"
ARTICLE = ("--article", str(HARBOUR))
COMMANDS: dict[str, tuple[Iterable[str], set[str]]] = {
    "search": (("search", "strike", *ARTICLE), {"rapidfuzz"}),
    "show": (("show", "dockers", *ARTICLE), set()),
    "list": (("list", *ARTICLE), set()),
    "cite": (("cite", "p3", *ARTICLE), {"citeproc", "lxml"}),
    "check": (("check",), set()),
    "export": (("export", *ARTICLE), set()),
    "schema": (("schema",), set()),
    "help": (("help", "keys"), set()),
    "new": (("new", str(ORIGINAL), "-o", "{folder}"), set()),
    "completions": (("completions", "bash"), {"shtab", "importlib.metadata"}),
}


def test_every_command_is_looked_at() -> None:
    assert set(COMMANDS) == set(COMMAND_NAMES)


@pytest.mark.parametrize("name", COMMAND_NAMES)
def test_a_command_brings_in_what_it_needs_and_no_more(name: str, tmp_path: Path) -> None:
    argv, allowed = COMMANDS[name]
    code, found = brought_in(*(word.format(folder=tmp_path / "new") for word in argv))
    assert code == 0
    assert found <= allowed
    assert "textual" not in found


def test_help_and_wrong_words_bring_in_nothing() -> None:
    assert brought_in("--help") == (0, set())
    assert brought_in("shwo") == (2, set())


@pytest.mark.parametrize(
    "room", ["article.card", "files.load", "files.check", "config", "importing.original", "export.formats"]
)
def test_a_room_knows_nothing_above_it(room: str) -> None:
    script = f"import sys, json, kztui.{room}; print(json.dumps([m for m in sys.modules if m.startswith('kztui.')]))"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    floors = ("article", "files", "config", "importing", "export", "cli", "tui")
    own = floors.index(room.split(".", maxsplit=1)[0])
    assert {name.split(".")[1] for name in json.loads(said.stdout)}.isdisjoint(floors[own + 1 :])
