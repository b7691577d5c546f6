"""The state file: whatever happens to it, reading goes on and no bookmark is lost without a message."""

import json
import os
import stat
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kztui.session.state import EMPTY, State
from kztui.session.state_file import StateFile, state_path
from saved_state import FULL, HARBOUR, add_bookmark, bookmarks, loaded, remove_bookmark


@pytest.fixture
def path() -> Path:
    return Path(os.environ["KZTUI_STATE"])


def test_a_first_start_knows_nothing_and_writes_nothing(path: Path) -> None:
    state_file = loaded()
    assert state_file.state == EMPTY
    assert state_file.save() is None
    assert not path.exists()


def test_what_is_remembered_comes_back_as_it_was(path: Path) -> None:
    state_file = loaded()
    state_file.change(lambda _: FULL)
    assert state_file.state == FULL
    assert state_file.save() is None
    assert loaded().state == FULL
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text(encoding="utf-8"))["version"] == 2


def test_what_is_on_disk_already_is_not_written_again(path: Path) -> None:
    state_file = loaded()
    add_bookmark(state_file, "p1")
    state_file.save()
    written = path.stat().st_ino
    remove_bookmark(state_file, "p99")
    assert state_file.save() is None
    assert path.stat().st_ino == written


def test_two_at_once_keep_the_bookmarks_and_the_deletions_of_both() -> None:
    first = loaded()
    for target in ("p1", "p2", "p3"):
        add_bookmark(first, target)
    first.save()
    second = loaded()
    add_bookmark(first, "p4")
    remove_bookmark(first, "p1")
    add_bookmark(second, "p5")
    second.change(lambda state: state.without_bookmark(HARBOUR, "p2").with_style("mla"))
    assert second.save() is None
    assert first.save() is None
    assert bookmarks(first) == bookmarks(loaded()) == {"p3", "p4", "p5"}
    assert loaded().state.style == "mla"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 1), st.sampled_from(["save", "start", "+", "-"]), st.sampled_from("abc"))))
def test_any_order_of_two_gives_what_both_asked_for(path: Path, steps: list[tuple[int, str, str]]) -> None:
    path.unlink(missing_ok=True)
    state_files = [loaded(), loaded()]
    on_disk: set[str] = set()
    pending: list[list[tuple[str, str]]] = [[], []]
    for who, step, target in [*steps, (0, "save", ""), (1, "save", "")]:
        if step == "start":
            state_files[who], pending[who] = loaded(), []
        elif step == "save":
            assert state_files[who].save() is None
            for change, marked in pending[who]:
                on_disk = on_disk | {marked} if change == "+" else on_disk - {marked}
            if pending[who]:
                assert bookmarks(state_files[who]) == on_disk
            pending[who] = []
        else:
            pending[who].append((step, target))
            add_bookmark(state_files[who], target) if step == "+" else remove_bookmark(state_files[who], target)
    assert bookmarks(loaded()) == on_disk


class TestWhere:
    def test_a_missing_folder_is_made_for_its_owner_alone(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.delenv("KZTUI_STATE")
        monkeypatch.setenv("HOME", str(tmp_path))
        path = state_path()
        assert path is not None
        assert (path.name, path.parent.name) == ("state.json", "kztui")
        assert path.is_relative_to(tmp_path)
        state_file = loaded()
        add_bookmark(state_file, "p1")
        assert state_file.save() is None
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700

    def test_a_missing_home_is_reported_and_not_made(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        for name in ("KZTUI_STATE", "XDG_STATE_HOME"):
            monkeypatch.delenv(name)
        monkeypatch.setenv("HOME", str(tmp_path / "gone"))
        state_file, message = StateFile.load()
        assert message == "Position and bookmarks will not be saved: there is no home folder"
        add_bookmark(state_file, "p1")
        assert state_file.save() == message
        assert bookmarks(state_file) == {"p1"}
        assert not (tmp_path / "gone").exists()

    def test_a_file_in_the_place_of_its_folder_is_said_to_be_that(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "taken").touch()
        monkeypatch.setenv("KZTUI_STATE", str(tmp_path / "taken" / "state.json"))
        state_file, _ = StateFile.load()
        add_bookmark(state_file, "p1")
        assert str(state_file.save()).endswith("its folder is a file")

    def test_nowhere_at_all_may_be_asked_for(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("KZTUI_STATE", os.devnull)
        state_file = loaded()
        assert state_file.state == EMPTY
        add_bookmark(state_file, "p1")
        assert state_file.save() is None


def test_the_types_hold_what_their_names_say() -> None:
    assert msgspec.convert(msgspec.to_builtins(FULL), State) == FULL
