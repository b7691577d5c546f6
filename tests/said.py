"""Running the command line within a test, and what it came to."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from harbour import HARBOUR
from kztui.cli.main import main


class Said(NamedTuple):
    """Exit code, standard output, standard error."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]
"""`run("list", "events")` runs that command within the test."""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """The command line on whatever article is the default."""

    def running(*argv: str) -> Said:
        code = main(argv)
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return running


@pytest.fixture
def kztui(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The same, on the made-up article of these tests."""
    monkeypatch.setenv("KZTUI_ARTICLE", str(HARBOUR))
    return run
