"""Completions: each shell is asked what it would offer."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from harbour import HARBOUR, harbour
from kztui.citation.styles import SHORT_NAMES
from kztui.cli.commands import NAMES
from kztui.cli.exits import Exit
from programs import needed
from said import Run
from terminal import Terminal

ASKED = {
    "kztui show fer": "ferry-line",
    "kztui cite --style chicago-n": "chicago-notes",
    "kztui comp": "completions",
    "kztui export --to mark": "markdown",
    "kztui search --kind para": "paragraph",
    "kztui --source harb": "harbour.toml",
}
BASH = """
source "$1"
COMP_WORDS=($2); COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 )); COMP_LINE="$2"
_shtab_kztui
printf '%s\\n' "${COMPREPLY[@]}"
"""
FILE = "kztui harb"
"""The first word may be a file as well, such as the one beside this."""


@pytest.fixture
def env(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """An environment whose PATH has this kztui, and whose article is the one of these tests."""
    program = tmp_path / "bin" / "kztui"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kztui "$@"\n')
    program.chmod(0o755)
    return {
        **os.environ,
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "KZTUI_ARTICLE": str(HARBOUR),
    }


def script(run: Run, name: str, folder: Path) -> Path:
    said = run("completions", name)
    assert (said.code, said.err) == (Exit.FINE, "")
    file = folder / f"kztui.{name}"
    file.write_text(said.out)
    return file


@pytest.mark.parametrize(("typed", "offered"), ASKED.items())
def test_bash_completes(run: Run, tmp_path: Path, env: dict[str, str], typed: str, offered: str) -> None:
    command = [needed("bash"), "-c", BASH, "bash", str(script(run, "bash", tmp_path)), typed]
    said = subprocess.run(command, env=env, cwd=HARBOUR.parent, capture_output=True, text=True, check=False)
    assert offered in said.stdout.split()


@pytest.mark.parametrize(("typed", "offered"), [*ASKED.items(), (FILE, HARBOUR.name)])
def test_fish_completes(run: Run, tmp_path: Path, env: dict[str, str], typed: str, offered: str) -> None:
    line = f"source {script(run, 'fish', tmp_path)}; complete -C '{typed}'"
    command = [needed("fish"), "-c", line]
    said = subprocess.run(command, env=env, cwd=HARBOUR.parent, capture_output=True, text=True, check=False)
    assert offered in [line.split("\t")[0] for line in said.stdout.splitlines()]


def test_zsh_completes(tmp_path: Path, env: dict[str, str]) -> None:
    with Terminal(
        [needed("zsh"), "-f", "-i"], size=(100, 30), env={**env, "PS1": "> "}, cwd=HARBOUR.parent
    ) as terminal:
        terminal.type('autoload -U compinit; compinit -u -D; eval "$(kztui completions zsh)"; print re""ady')
        terminal.press("enter")
        terminal.wait("^ready")
        for typed, offered in [*ASKED.items(), (FILE, HARBOUR.name)]:
            terminal.type(typed)
            terminal.press("tab")
            terminal.wait(rf"{typed.rsplit(' ', 1)[0]} {offered}")
            terminal.press("ctrl+u")


def test_bash_falls_back_to_files(tmp_path: Path, env: dict[str, str]) -> None:
    where = HARBOUR.parent
    with Terminal([needed("bash"), "--norc", "-i"], size=(100, 30), env={**env, "PS1": "> "}, cwd=where) as terminal:
        terminal.type('eval "$(kztui completions bash)"; printf re"ady\\n"')
        terminal.press("enter")
        terminal.wait("^ready")
        terminal.type(FILE)
        terminal.press("tab")
        terminal.wait(f"kztui {HARBOUR.name}")


def test_the_lists_that_a_shell_asks_for(kztui: Run) -> None:
    assert kztui("completions", "targets").out.split() == list(harbour().items)
    assert kztui("completions", "styles").out.split() == list(SHORT_NAMES)


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_every_command_is_in_every_script(run: Run, name: str) -> None:
    said = run("completions", name)
    assert all(command in said.out for command in NAMES)
