"""Disks and folders to which the state cannot be written, and crashes while it is written."""

import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from desktop_fixtures import FullDisk
from kztui.session.state_file import StateFile
from saved_state import add_bookmark, bookmarks, loaded, moved_away, remove_bookmark


@pytest.fixture
def path() -> Path:
    return Path(os.environ["KZTUI_STATE"])


class Crash(BaseException):
    pass


def crash_at(step: int, monkeypatch: pytest.MonkeyPatch) -> Callable[[], bool]:
    """Pull the plug at the nth touch of the disk, each byte written being one; whether it came to that."""
    left = step
    crashed = False
    touch = {name: getattr(os, name) for name in ("open", "write", "fsync", "replace", "close")}

    def count() -> None:
        nonlocal left, crashed
        if left == 0:
            crashed = True
            raise Crash
        left -= 1

    def write(file: int, data: memoryview) -> int:
        for at in range(len(data)):
            count()
            touch["write"](file, bytes(data[at : at + 1]))
        return len(data)

    def touching(name: str) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            count()
            return touch[name](*arguments)

        return call

    for name in ("open", "fsync", "replace"):
        monkeypatch.setattr(f"kztui.session.storage.os.{name}", touching(name))
    monkeypatch.setattr("kztui.session.storage.os.write", write)
    return lambda: crashed


def test_a_crash_at_any_byte_leaves_the_old_state_or_the_new(path: Path) -> None:
    old = loaded()
    add_bookmark(old, "p1")
    old.save()
    seen = set()
    for step in range(10_000):
        state_file = loaded()
        remove_bookmark(state_file, "p2")
        state_file.save()
        add_bookmark(state_file, "p2")
        with pytest.MonkeyPatch.context() as patch:
            crashed = crash_at(step, patch)
            with suppress(Crash):
                state_file.save()
            finished = not crashed()
        kept = frozenset(bookmarks(loaded()))
        assert kept in {frozenset({"p1"}), frozenset({"p1", "p2"})}
        seen.add(kept)
        if finished:
            break
    assert finished
    assert len(seen) == 2
    assert step > len(path.read_bytes())
    assert moved_away(path) == []


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that an ordinary user may not write to, and an ordinary user."""
    root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        monkeypatch.setenv("KZTUI_STATE", str(folder / "state.json"))
        if root:
            os.chown(folder, 65534, -1)
            os.seteuid(65534)
        yield folder
        if root:
            os.seteuid(0)
        folder.chmod(0o700)


def test_a_folder_that_cannot_be_written_to_is_reported_and_saved_later(folder: Path) -> None:
    state_file = loaded()
    add_bookmark(state_file, "p1")
    state_file.save()
    folder.chmod(0o500)
    state_file = loaded()
    assert bookmarks(state_file) == {"p1"}
    add_bookmark(state_file, "p2")
    (folder / "state.json.lock").chmod(0o400)
    assert state_file.save() == f"Position and bookmarks not saved: {folder}/state.json: permission denied"
    assert bookmarks(state_file) == {"p1", "p2"}
    folder.chmod(0o700)
    (folder / "state.json.lock").chmod(0o600)
    assert state_file.save() is None
    assert bookmarks(loaded()) == {"p1", "p2"}


def test_a_file_that_cannot_be_read_is_never_written_over(folder: Path) -> None:
    (folder / "state.json").write_text("secret")
    (folder / "state.json").chmod(0)
    state_file, message = StateFile.load()
    assert message == f"Saved position and bookmarks cannot be read: {folder}/state.json: permission denied"
    add_bookmark(state_file, "p1")
    assert state_file.save() == f"Position and bookmarks not saved: {folder}/state.json: permission denied"
    (folder / "state.json").chmod(0o600)
    assert (folder / "state.json").read_text() == "secret"


def test_a_damaged_file_that_cannot_be_moved_is_never_written_over(folder: Path) -> None:
    (folder / "state.json").write_text("{")
    folder.chmod(0o500)
    state_file, message = StateFile.load()
    assert message is not None
    assert "cannot be moved away: permission denied" in message
    add_bookmark(state_file, "p1")
    assert "permission denied" in str(state_file.save())
    assert (folder / "state.json").read_text() == "{"


def test_a_full_disk_leaves_the_old_file_and_is_made_up_for(path: Path, full_disk: FullDisk) -> None:
    state_file = loaded()
    add_bookmark(state_file, "p1")
    state_file.save()
    before = path.read_bytes()
    add_bookmark(state_file, "p2")
    with full_disk(20):
        assert state_file.save() == f"Position and bookmarks not saved: {path}: file too large"
    assert path.read_bytes() == before
    assert sorted(file.name for file in path.parent.glob("state*")) == ["state.json", "state.json.lock"]
    assert state_file.save() is None
    assert bookmarks(loaded()) == {"p1", "p2"}


@pytest.mark.parametrize("call", ["write", "fsync", "replace", "open"])
def test_a_disk_that_fails_at_any_call_is_reported(call: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state_file = loaded()
    add_bookmark(state_file, "p1")

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(f"kztui.session.storage.os.{call}", fail)
        assert state_file.save() == f"Position and bookmarks not saved: {path}: no space left on device"
    assert not path.exists()
    assert state_file.save() is None
    assert bookmarks(loaded()) == {"p1"}


@pytest.mark.parametrize("place", ["a-file/state.json", "a-folder", "a-pipe"])
def test_a_place_that_cannot_hold_it_is_reported(place: str, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    (path.parent / "a-file").touch()
    (path.parent / "a-folder").mkdir()
    os.mkfifo(path.parent / "a-pipe")
    monkeypatch.setenv("KZTUI_STATE", str(path.parent / place))
    state_file, message = StateFile.load()
    assert message is not None
    assert message.startswith("Saved position and bookmarks cannot be read: ")
    add_bookmark(state_file, "p1")
    assert str(state_file.save()).startswith(f"Position and bookmarks not saved: {path.parent / place}: ")
    assert bookmarks(state_file) == {"p1"}


def test_a_link_stays_a_link(path: Path) -> None:
    real = path.parent / "elsewhere" / "mine.json"
    real.parent.mkdir()
    path.symlink_to(real)
    state_file = loaded()
    add_bookmark(state_file, "p1")
    assert state_file.save() is None
    assert path.is_symlink()
    assert bookmarks(loaded()) == {"p1"}
    assert real.is_file()
