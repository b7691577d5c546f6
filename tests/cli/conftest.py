"""Running the command line within the test, its streams and exit code in hand."""

import pytest

from harbour import HARBOUR
from kztui.cli.main import main
from said import Run, Said


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
    """The same, on the article of these tests."""
    monkeypatch.setenv("KZTUI_ARTICLE", str(HARBOUR))
    return run
