"""Fixtures that run the command line within a test and return its exit code and output."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from harbour import HARBOUR
from kztui.cli.main import main


class CommandResult(NamedTuple):
    """Exit code, standard output, standard error."""

    code: int
    out: str
    err: str


RunCommand = Callable[..., CommandResult]
"""`run("list", "events")` runs that command within the test."""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> RunCommand:
    """Runs the command line on the default article."""

    def running(*argv: str) -> CommandResult:
        code = main(argv)
        out, err = capsys.readouterr()
        return CommandResult(code, out, err)

    return running


@pytest.fixture
def kztui(run: RunCommand, monkeypatch: pytest.MonkeyPatch) -> RunCommand:
    """The same, with the made-up article of these tests as the default."""
    monkeypatch.setenv("KZTUI_ARTICLE", str(HARBOUR))
    return run
