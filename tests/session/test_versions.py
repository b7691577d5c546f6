"""Every version of the state file stays readable: `versions/vN.json` was written by a kztui of version N."""

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from kztui.session.state import UNKNOWN_PATH, VERSION
from kztui.session.state_file import StateFile
from saved_state import FULL, HARBOUR, add_bookmark, bookmarks, loaded

FILES = sorted(Path(__file__).parent.glob("versions/v*.json"))


def test_there_is_a_file_of_every_version() -> None:
    assert [file.name for file in FILES] == [f"v{number}.json" for number in range(1, VERSION + 1)]


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def state_file(request: pytest.FixtureRequest) -> StateFile:
    """The state as it is after a start with the file of a version."""
    Path(os.environ["KZTUI_STATE"]).write_bytes(request.param.read_bytes())
    return loaded()


def test_all_of_it_is_read(state_file: StateFile) -> None:
    [(article_id, paths)] = state_file.state.articles.items()
    [(path, state)] = paths.items()
    assert article_id == HARBOUR.id
    assert path in {UNKNOWN_PATH, HARBOUR.path}
    assert state == FULL.article(HARBOUR)
    assert replace(state_file.state, articles={}) == replace(FULL, articles={})


def test_it_is_the_state_of_the_article_that_is_opened_and_is_written_in_the_version_of_today(
    state_file: StateFile,
) -> None:
    assert state_file.open_article(HARBOUR) == FULL.article(HARBOUR)
    assert state_file.state == FULL
    assert state_file.save() is None
    add_bookmark(state_file, "p9")
    assert state_file.save() is None
    again = loaded()
    assert again.state.version == VERSION
    assert bookmarks(again) == {"p3", "p9"}


def test_a_start_without_a_change_leaves_the_file_as_it_is(state_file: StateFile) -> None:
    path = Path(os.environ["KZTUI_STATE"])
    before = path.read_bytes()
    assert state_file.save() is None
    assert path.read_bytes() == before


def test_what_two_processes_make_of_the_old_file_is_merged(state_file: StateFile) -> None:
    other = loaded()
    for number, process in enumerate((state_file, other)):
        process.open_article(HARBOUR)
        add_bookmark(process, f"p{number}")
    assert state_file.save() is None
    assert other.save() is None
    assert bookmarks(loaded()) == {"p0", "p1", "p3"}
    assert list(loaded().state.articles[HARBOUR.id]) == [HARBOUR.path]
