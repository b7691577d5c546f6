"""Several programs that save their state at once."""

import multiprocessing
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kztui.session.state_file import StateFile
from kztui.session.storage import locked
from saved_state import HARBOUR

BEFORE = [f"old-{number}" for number in range(40)]


def mark(state_file: StateFile, target: str) -> None:
    state_file.change(lambda state: state.with_bookmark(HARBOUR, target, "", 0))


def marks() -> set[str]:
    state_file, message = StateFile.load()
    assert message is None
    return set(state_file.state.article(HARBOUR).bookmarks)


def many_marks(path: Path, who: int) -> None:
    """In a process of its own: set ten bookmarks and remove ten old ones, saving after each."""
    state_file, _ = StateFile.load({"KZTUI_STATE": str(path)})
    for number in range(10):
        mark(state_file, f"new-{who}-{number}")
        # On a busy machine, the others may hold the lock for longer than a reader would wait.
        assert state_file.save(30.0) is None
        gone = BEFORE[who * 10 + number]
        state_file.change(lambda state, gone=gone: state.without_bookmark(HARBOUR, gone))  # type: ignore[misc] # a bound loop variable
        assert state_file.save(30.0) is None


def endless_marks(path: Path) -> None:
    """In a process of its own, until it is killed: set bookmarks in order."""
    state_file, _ = StateFile.load({"KZTUI_STATE": str(path)})
    for number in range(1_000_000):
        mark(state_file, f"p{number}")
        state_file.save()


@pytest.fixture
def path() -> Path:
    return Path(os.environ["KZTUI_STATE"])


def test_no_bookmark_and_no_deletion_of_four_processes_is_lost(path: Path) -> None:
    state_file, _ = StateFile.load()
    for target in [*BEFORE, "stays"]:
        mark(state_file, target)
    assert state_file.save() is None
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=many_marks, args=(path, who)) for who in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0, 0, 0]
    assert marks() == {"stays", *(f"new-{who}-{number}" for who in range(4) for number in range(10))}


def test_a_process_killed_at_any_moment_leaves_what_it_had_saved(path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    for delay in (0.0, 0.003, 0.011, 0.02, 0.037):
        path.unlink(missing_ok=True)
        process = context.Process(target=endless_marks, args=(path,))
        process.start()
        end = time.monotonic() + 30
        while not path.exists() and time.monotonic() < end:
            time.sleep(0.002)
        time.sleep(delay)
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        kept = marks()
        assert kept == {f"p{number}" for number in range(len(kept))}
        assert kept
        survivor, message = StateFile.load()
        assert message is None
        mark(survivor, "after")
        assert survivor.save() is None


def test_a_lock_that_is_held_on_and_on_is_reported_and_saved_later(path: Path) -> None:
    state_file, _ = StateFile.load()
    mark(state_file, "p1")
    with locked(path.with_name("state.json.lock")):
        assert state_file.save(0.1) == f"Position and bookmarks not saved yet: another kztui has locked {path}"
        assert not path.exists()
    assert state_file.save() is None
    assert marks() == {"p1"}


class TestWithoutLocks:
    """On a file system that knows no locks."""

    @pytest.fixture(autouse=True)
    def lockless(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(_: int) -> bool:
            raise OSError(95, "operation not supported")

        monkeypatch.setattr("kztui.session.storage._try_lock", refuse)

    def test_a_second_file_stands_for_the_lock(self, path: Path) -> None:
        state_file, _ = StateFile.load()
        mark(state_file, "p1")
        with locked(path.with_name("state.json.lock")):
            assert "another kztui has locked" in str(state_file.save(0.1))
        assert state_file.save() is None
        assert marks() == {"p1"}
        assert not path.with_name("state.json.locked").exists()

    def test_one_that_was_left_behind_counts_no_longer(self, path: Path) -> None:
        left = path.with_name("state.json.locked")
        left.touch()
        state_file, _ = StateFile.load()
        mark(state_file, "p1")
        assert "another kztui has locked" in str(state_file.save(0.1))
        os.utime(left, (time.time() - 60, time.time() - 60))
        assert state_file.save() is None
        assert marks() == {"p1"}


def test_threads_of_one_program_save_together(path: Path) -> None:
    state_file, _ = StateFile.load()

    def work(number: int) -> str | None:
        mark(state_file, f"p{number}")
        return state_file.save()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(work, range(60))) == {None}
    assert marks() == {f"p{number}" for number in range(60)}
    assert path.exists()


def test_a_change_made_while_two_threads_wait_to_save_is_not_taken_for_saved(path: Path) -> None:
    state_file, _ = StateFile.load()
    mark(state_file, "p1")
    with ThreadPoolExecutor(2) as pool:
        with locked(path.with_name("state.json.lock")):
            saving = [pool.submit(state_file.save) for _ in range(2)]
            time.sleep(0.2)
            mark(state_file, "p2")
        assert [save.result() for save in saving] == [None, None]
    assert state_file.save() is None
    assert marks() == {"p1", "p2"}
