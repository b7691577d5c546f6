"""Files of the reader: read whole, replaced atomically by one writer at a time; the state file is checked as well."""

import os
import re
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from kztui.files.sanitize import may_be_unsafe, sanitize_line
from kztui.session.state import LONGEST_PATH, VERSION, State, read_version

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


LARGEST = 256_000_000
"""Bytes; the state of a thousand articles has about a hundredth of them."""
TEXT = 500
"""Characters of a label or query; no real one is as long."""
_LONG = re.compile(rf'[^"]{{{TEXT + 1}}}')


class DamagedError(Exception):
    """The file is there, but is not what it should be."""


class NewerError(Exception):
    """The file was written by a newer kztui, in a version that this one does not know."""


class _Versioned(msgspec.Struct):
    version: int


def read_state(path: Path) -> State | None:
    """The state in the file, of whatever version; None where there is no file.

    Raises DamagedError when it is not a state file, NewerError when its version is newer, OSError when it cannot be
    read.
    """
    raw = read_bytes(path)
    if raw is None:
        return None
    try:
        version = msgspec.json.decode(raw, type=_Versioned).version
        if version > VERSION:
            raise NewerError
        if version < 1:
            raise DamagedError
        return read_version(_safe(raw), version).bounded()
    except (msgspec.MsgspecError, UnicodeError, RecursionError, ValueError) as error:
        raise DamagedError from error


def write_state(path: Path, state: State) -> None:
    """Replace the file by `state`. Raises OSError when it cannot be written. Only while holding the lock."""
    replace_file(path, msgspec.json.encode(state.bounded()) + b"\n")


def replace_file(path: Path, data: bytes) -> None:
    """Replace the file, readable by its owner alone: a crash at any moment leaves the old file or the new one.

    Raises OSError when it cannot be written. Only while holding the lock: all writers use the same name for
    the new file.
    """
    new = path.with_name(f"{path.name}.new")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        file = os.open(new, flags, 0o600)
        try:
            _write_all(file, data)
            os.fsync(file)
        finally:
            os.close(file)
        os.replace(new, path)  # noqa: PTH105 - the call that is atomic, by its name
    except OSError:
        with suppress(OSError):
            new.unlink()
        raise
    _sync_folder(path.parent)


def set_aside(path: Path) -> Path:
    """Move a damaged file out of the way, to a name with the time. Raises OSError when it cannot be moved."""
    moment = time.strftime("%Y%m%d-%H%M%S")
    for number in count(1):
        aside = path.with_name(f"{path.name}.damaged-{moment}{f'-{number}' if number > 1 else ''}")
        if not os.path.lexists(aside):
            break
    path.rename(aside)
    return aside


def read_bytes(path: Path) -> bytes | None:
    """The content of the file; None where there is none.

    Raises OSError when it cannot be read, DamagedError when it is too large.
    """
    # Opening a pipe must not block.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        file = os.open(path, flags)
    except FileNotFoundError:
        return None
    try:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            raise OSError(0, "not a file")
        with os.fdopen(file, "rb", closefd=False) as opened:
            raw = opened.read(LARGEST + 1)
    finally:
        os.close(file)
    if len(raw) > LARGEST:
        raise DamagedError
    return raw


def _safe(raw: bytes) -> bytes:
    """The same JSON with its texts made safe; a look at the whole tells for nearly every file that they are."""
    text = raw.decode()
    if may_be_unsafe(text) or _LONG.search(text):
        return msgspec.json.encode(_sanitized(msgspec.json.decode(raw)))
    return raw


def _sanitized(data: Any) -> Any:
    """`data` with all its texts made safe to show and cut: keys to the length of a path, values to that of a label."""
    kind = type(data)
    if kind is str:
        return _text(data, TEXT)
    if kind is dict:
        # Most values are numbers, and most texts come again and again.
        return {
            _text(key, LONGEST_PATH): value if type(value) is int else _sanitized(value) for key, value in data.items()
        }
    if kind is list:
        return [_sanitized(value) for value in data]
    return data


@lru_cache(maxsize=1024)
def _text(text: str, most: int) -> str:
    return sanitize_line(text[:most])


def _write_all(file: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(file, left) :]


def _sync_folder(folder: Path) -> None:
    """Make the renaming survive a power failure, on systems that can."""
    with suppress(OSError):
        file = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)


def shown_path(path: Path) -> str:
    """A path as messages show it."""
    return sanitize_line(str(path))


def reason_of(error: Exception) -> str:
    """Why a file cannot be read or written, in a few words."""
    if isinstance(error, FileExistsError):  # only where a folder is made, if it is not there yet
        return "its folder is a file"
    return (getattr(error, "strerror", None) or str(error) or "another kztui has locked it").lower()
