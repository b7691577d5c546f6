"""The layers at run time: what each command imports, seen in an interpreter of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from harbour import HARBOUR
from kztui.article.kinds import KINDS
from kztui.cli.commands import COMMAND_NAMES
from strait import STRAIT

HEAVY = (
    "textual",
    "rich.cells",
    "rich.console",
    "rapidfuzz",
    "citeproc",
    "tree_sitter",
    "shtab",
    "networkx",
    "jinja2",
    "lxml",
    "tantivy",
    "importlib.metadata",
    "zipfile",
    "anyascii",
)
SCRIPT = """
import contextlib, io, json, sys
argv, heavy = json.loads(sys.argv[1])
with contextlib.redirect_stdout(io.StringIO()):
    from kztui.cli.main import main
    code = main(argv)
print(json.dumps([code, [name for name in heavy if name in sys.modules]]))
"""


MODULES_AT_START = 84
"""The most modules of ours that may be imported before the first paint, besides one for each kind of items; each takes
a quarter of a millisecond."""
FIRST_PAINT = """
import sys
from kztui.cli import main, dispatch, screen
from kztui.tui.app import KztuiApp
from kztui.tui.controllers import reloading
from kztui.tui.textual_compat import driver

# What is prepared in the background after the first paint may begin before a busy machine has said that it was painted.
reloading.AFTER_FIRST_PAINT = 3600

on_mount, names = KztuiApp.on_mount, []

def painted(app):
    names.extend(name for name in sys.modules if name.split(".")[0] == "kztui")
    app.exit()

def opened(app):
    on_mount(app)
    app.call_after_refresh(painted, app)

KztuiApp.on_mount = opened
KztuiApp(screen.load_article(screen.resolve_article_path(None))).run(headless=True, size=(120, 40))
print(*names)
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
    "path": (("path", "dockers", "brandt", *ARTICLE), set()),
    "cite": (("cite", "p3", *ARTICLE), {"citeproc", "lxml"}),
    "check": (("check",), set()),
    "export": (("export", *ARTICLE), set()),
    "schema": (("schema",), set()),
    "help": (("help", "keys"), set()),
    "edit": (("edit", "rename", "dockers", "dock-workers", "--dry-run", *ARTICLE), {"tree_sitter"}),
    "new": (("new", str(ORIGINAL), "-o", "{folder}"), set()),
    "library": (("library", "list", "--library", str(STRAIT)), {"tree_sitter"}),
    "completions": (("completions", "bash"), {"shtab", "importlib.metadata", "zipfile"}),
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


def test_the_first_paint_waits_for_few_modules(tmp_path: Path) -> None:
    environment = {**os.environ, "KZTUI_STATE": str(tmp_path / "state.json"), "KZTUI_CONFIG": str(tmp_path / "config")}
    script = [sys.executable, "-c", FIRST_PAINT]
    names = set(subprocess.run(script, env=environment, capture_output=True, text=True, check=True).stdout.split())
    assert {"kztui.tui.main_screen", "kztui.tui.panes.reader"} <= names
    assert len(names - {kind.__module__ for kind in KINDS}) <= MODULES_AT_START
    assert not {name for name in names if "dialogs" in name or name.startswith(("kztui.search", "kztui.files.check"))}


def test_the_process_that_reads_a_page_imports_neither_rules_nor_kinds() -> None:
    modules = json.dumps(["importing.child", "importing.readers", "importing.html_page"])
    said = subprocess.run([sys.executable, "-c", LOADED, modules], capture_output=True, text=True, check=True)
    loaded = set(json.loads(said.stdout.splitlines()[-1]))
    # On Python 3.10 msgspec imports uuid, and that imports subprocess.
    no_process = {"subprocess"} if sys.version_info >= (3, 11) else set()
    assert loaded.isdisjoint({"zipfile", "anyascii", "kztui.article.kinds", "kztui.files.rules.values", *no_process})


PURE = (
    *("article.card", "files.load", "files.check", "search.index", "session.session", "config", "clipboard.copy"),
    *("citation.cite", "timeline.lanes", "importing.original", "export.formats"),
    *("library.catalogue", "library.library_index"),
)
"""Modules of the packages below the screen and the command line, the lowest first."""
LAYERS = (
    ("article",),
    ("files",),
    ("search", "session", "config", "clipboard", "citation", "timeline"),
    ("importing", "export"),
    ("library",),
)
LOADED = """
import importlib, json, sys
for name in json.loads(sys.argv[1]):
    importlib.import_module("kztui." + name)
    print(json.dumps([*sys.modules]))
"""


def test_a_package_imports_nothing_above_it_and_nothing_that_draws() -> None:
    command = [sys.executable, "-c", LOADED, json.dumps(PURE)]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    for module, line in zip(PURE, said.stdout.splitlines(), strict=True):
        loaded = json.loads(line)
        own = next(at for at, layer in enumerate(LAYERS) if module.split(".", maxsplit=1)[0] in layer)
        above = {"cli", "tui", "manual", *(name for layer in LAYERS[own + 1 :] for name in layer)}
        assert {name.split(".")[1] for name in loaded if name.startswith("kztui.")}.isdisjoint(above), module
        assert {name.partition(".")[0] for name in loaded}.isdisjoint({"rich", "textual"}), module
