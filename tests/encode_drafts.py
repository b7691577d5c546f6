"""The draft that stories of the encode mode begin with: one page, read once, by this process."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kztui.importing.draft import make_draft
from kztui.importing.readers import read_here
from kztui.importing.reading import Reading
from kztui.importing.source import Source, source_of_file

PAGE = Path(__file__).parent / "tui" / "salt-road.html"


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The draft of PAGE as a folder, which is copied and never changed."""
    folder = tmp_path_factory.mktemp("drafts") / "salt"
    folder.mkdir()
    source = source_of_file(PAGE)
    for name, text in make_draft(read_here(source), source).files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def draft(kept: Path, sealed: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the draft in the working folder. Its original is read without a process of its own for each story."""

    def here(read: Callable[[Source], Reading], source: Source, _: type[Reading]) -> Reading:
        return read(source)

    monkeypatch.chdir(sealed)
    monkeypatch.setattr("kztui.importing.child.run_in_child", here)
    return Path(shutil.copytree(kept, sealed / "salt"))
