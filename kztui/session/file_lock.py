"""One writer of a file at a time: `locked(path)` holds a lock file, by the system's locks where there are any."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

TIMEOUT = 2.0
"""Seconds to wait for another writer. A write takes milliseconds; who holds a lock for longer is stuck."""
_PAUSE = 0.01
_ABANDONED = 30.0


@contextmanager
def locked(path: Path, timeout: float = TIMEOUT) -> Iterator[None]:
    """Hold the lock file at `path`.

    Raises TimeoutError when another program holds the lock for longer than `timeout` seconds, OSError when the file
    cannot be made.

    The system releases a lock when the process ends. Where the file system has no locks, the existence of a second
    file is the lock, for at most `_ABANDONED` seconds.
    """
    release = _acquire(path, time.monotonic() + timeout)
    try:
        yield
    finally:
        release()


def _acquire(path: Path, end: float) -> Callable[[], None]:
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _wait(lambda: _try_lock(file), end)
    except TimeoutError:
        os.close(file)
        raise
    except (ImportError, OSError):
        os.close(file)
        return _acquire_by_existence(path.with_name(f"{path.name}ed"), end)
    return lambda: os.close(file)


def _try_lock(file: int) -> bool:
    """Whether the system gave the lock; any error but its being held means that there are no locks here."""
    if os.name == "nt":
        import msvcrt  # noqa: PLC0415 - on Windows alone

        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore] # on Windows alone
        except PermissionError:
            return False
        return True
    import fcntl  # noqa: PLC0415 - not on Windows

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _acquire_by_existence(path: Path, end: float) -> Callable[[], None]:
    def create() -> bool:
        """Make the file; False where it exists. One older than `_ABANDONED` seconds is deleted."""
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > _ABANDONED:
                    path.unlink()
            return False
        return True

    def remove() -> None:
        """Delete the file."""
        with suppress(OSError):
            path.unlink()

    _wait(create, end)
    return remove


def _wait(attempt: Callable[[], bool], end: float) -> None:
    """Repeat until `attempt` succeeds. Raises TimeoutError at the time `end`."""
    while not attempt():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(_PAUSE)
