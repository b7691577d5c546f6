"""Writes the files of an edit, all of them or none: each is replaced in one step, and a full disk changes nothing."""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from kztui.files.edit.article_files import EditRefusedError
from kztui.files.edit.plan import NOTHING, FileChange
from kztui.files.edit.splices import digest
from kztui.files.sanitize import sanitize_line

ENDING = ".kztui-edit"
"""How the names of files end that an edit has not put in place yet."""


def content_of(path: Path) -> bytes | None:
    """The bytes of a file; None where there is none. Raises EditRefusedError where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise EditRefusedError(f"{error.strerror or error}: {sanitize_line(str(path))} cannot be read") from error


def digest_of(content: bytes | None) -> str:
    """The digest of a file's bytes; `NOTHING` for no file."""
    return NOTHING if content is None else digest(content)


def write_changes(changes: Iterable[FileChange], contents: Mapping[Path, bytes | None]) -> None:
    """Give each changed file its new bytes, or remove it where it has none.

    What is new is on the disk in full before the first file is replaced. Raises EditRefusedError where a file has
    changed since it was planned, or one cannot be written; then all files are as they were.
    """
    changes = list(changes)
    replaced: list[tuple[Path, bytes | None]] = []
    old: dict[Path, bytes | None] = {}
    try:
        for change in changes:
            old[change.path] = _unchanged(change)
            if (new := contents[change.path]) is not None:
                _write_temporary(change.path, new)
        for change in changes:
            replaced.append((change.path, old[change.path]))
            _put_in_place(change.path, contents[change.path])
    except BaseException as error:  # also Ctrl+C: what was replaced goes back
        for path, content in reversed(replaced):
            if content is not None:
                _write_temporary(path, content)
            _put_in_place(path, content)
        if isinstance(error, OSError):
            path = Path(error.filename or changes[0].path)
            place = sanitize_line(str(_target(path)))
            # The reason stands first: the line that shows it may be shorter than the path.
            message = f"nothing was changed: {error.strerror or error}: {place} cannot be written"
            raise EditRefusedError(message) from error
        raise
    finally:
        remove_temporaries(change.path for change in changes)


def remove_temporaries(paths: Iterable[Path]) -> None:
    """Remove what an interrupted edit has left beside the files."""
    for path in paths:
        with suppress(OSError):
            _temporary(_real(path)).unlink(missing_ok=True)


def _unchanged(change: FileChange) -> bytes | None:
    content = content_of(change.path)
    if digest_of(content) != change.before:
        raise EditRefusedError(f"{sanitize_line(change.path.name)} has just been changed by another program: try again")
    if content is not None and not os.access(change.path, os.W_OK):
        raise EditRefusedError(f"nothing was changed: {sanitize_line(change.path.name)} is read-only")
    return content


def _write_temporary(path: Path, content: bytes) -> None:
    """Write what a file is to hold beside it, onto the disk, with the permissions of the file."""
    real = _real(path)
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    file = os.open(_temporary(real), flags, 0o666)
    with os.fdopen(file, "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(file)
    if real.exists():
        _temporary(real).chmod(real.stat().st_mode & 0o7777)


def _put_in_place(path: Path, content: bytes | None) -> None:
    real = _real(path)
    if content is None:
        real.unlink(missing_ok=True)
    else:
        _temporary(real).replace(real)
    with suppress(OSError):  # a folder that cannot be synced, as on Windows
        folder = os.open(real.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _temporary(real: Path) -> Path:
    """Where the new bytes of a file stand until they are in place: a hidden file, which belongs to no article."""
    return real.with_name(f".{real.name[:100]}{ENDING}")


def _target(path: Path) -> Path:
    """The file that a temporary one stands for."""
    name = path.name
    return path.with_name(name[1:].removesuffix(ENDING)) if name.endswith(ENDING) else path


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))
