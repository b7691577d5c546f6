"""Fixtures of desktops and terminal multiplexers: real ones where they are installed, and fake clipboard programs."""

import os
import resource
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from requirements import require_program

Helpers = Callable[..., dict[str, str]]
FullDisk = Callable[[int], AbstractContextManager[None]]
Copying = Callable[..., tuple[str, ...]]


@pytest.fixture
def helpers(tmp_path: Path) -> Helpers:
    """Makes shell scripts under the names of helper programs: an environment that finds these and no others."""
    folder = tmp_path / "bin"
    folder.mkdir()

    def make(**scripts: str) -> dict[str, str]:
        for name, script in scripts.items():
            program = folder / name.replace("_", "-").replace("-exe", ".exe")
            program.write_text(f"#!/bin/sh\nPATH=/usr/local/bin:/usr/bin:/bin\n{textwrap.dedent(script)}\n")
            program.chmod(0o755)
        return {"PATH": str(folder), "HOME": str(tmp_path), "TERM": "xterm-256color"}

    return make


@pytest.fixture
def full_disk() -> FullDisk:
    """Makes a context in which no file can grow beyond some bytes, as on a full disk."""

    @contextmanager
    def limited(size: int) -> Iterator[None]:
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    return limited


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A true X server without a screen in front of it: what DISPLAY must say."""
    server = require_program("Xvfb")
    reading, writing = os.pipe()
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a device
        process = subprocess.Popen(
            [server, "-displayfd", str(writing), "-nolisten", "tcp"], pass_fds=[writing], stderr=nowhere
        )
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    yield f":{number}"
    process.terminate()
    process.wait()


@pytest.fixture
def tmux() -> Iterator[tuple[str, ...]]:
    """A tmux of its own in its default configuration: the command to speak with it."""
    command = (require_program("tmux"), "-L", f"kztui-{uuid4().hex[:8]}", "-f", "/dev/null")
    yield command
    subprocess.run([*command, "kill-server"], stderr=subprocess.DEVNULL, check=False)


@pytest.fixture
def copying(tmp_path: Path) -> Copying:
    """The command of a program that copies and writes status, way and message to `outcome` in the test's folder."""

    def command(text: str, **options: object) -> tuple[str, ...]:
        script = tmp_path / "copying.py"
        script.write_text(
            textwrap.dedent(f"""
            import os, sys
            sys.path.insert(0, {str(Path(__file__).parents[1])!r})
            from kztui.clipboard.copy import copy

            def terminal(characters):
                os.write(1, characters.encode())

            outcome = copy({text!r}, terminal=terminal, **{options!r})
            with open({str(tmp_path / "outcome.new")!r}, "w", encoding="utf-8") as file:
                file.write("\\n".join((outcome.status.value, outcome.via, outcome.message)))
            os.rename({str(tmp_path / "outcome.new")!r}, {str(tmp_path / "outcome")!r})
            print("finished", flush=True)
            sys.stdin.readline()
            """),
            encoding="utf-8",
        )
        return (sys.executable, str(script))

    return command
