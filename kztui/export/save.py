"""Write an export to a file or a folder, each file atomically; what exists is overwritten only with `force`."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

_STREAM = re.compile(r"/dev/(?:std(?:out|err)|fd/\d+)$|/proc/(?:self|\d+)/fd/\d+$")
"""Open files of a process: they are written to, and never replaced."""
_BUFFER = 1 << 16
"""Bytes of a file that are written at once; without a number, Python asks the system for each file what is best."""


def save_file(path: Path, text: str | bytes | Iterable[str], *, force: bool = False) -> None:
    """Write `text`, or its pieces, as UTF-8 if it is no bytes, its line ends as they are; to a device or pipe directly.

    Raises FileExistsError where the file exists and `force` is not set, IsADirectoryError for a folder, OSError where
    it cannot be written.
    """
    # Before links are resolved: of a pipe, /dev/stdout is a link to a name that is no path.
    if _STREAM.match(str(path)) or (path.exists() and not path.is_file() and not path.is_dir()):
        with path.open("wb") as file:
            file.writelines(_pieces(text))
        return
    path = Path(os.path.realpath(path))
    if os.path.lexists(path) and not force:
        raise FileExistsError(17, "already exists", str(path))
    _replace(path, text)


def save_folder(path: Path, files: Mapping[str, str | bytes], *, force: bool = False) -> None:
    """Write `files` (relative paths with `/` → text or bytes) into the folder `path`: all of them, or none.

    Other files in it stay as they are. Whatever keeps a file from being written, a full disk or Ctrl+C, leaves nothing
    behind. Raises FileExistsError where the folder is not empty and `force` is not set, NotADirectoryError where `path`
    is a file, OSError where a file cannot be written.
    """
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_dir():
        raise NotADirectoryError(20, "is not a folder", str(path))
    exists = path.exists()
    if exists and any(path.iterdir()) and not force:
        raise FileExistsError(17, "already exists and is not empty", str(path))
    made = _make_folders(path.parent)
    temporary = (path if exists else path.parent) / f".{path.name[:40]}.{os.getpid()}.tmp"
    try:
        _write_all(temporary / "new", files)
        if exists:
            _move_in(temporary, path, list(files))
        else:
            (temporary / "new").rename(path)
    except BaseException:  # also Ctrl+C: what was made goes again
        _remove(temporary)
        for folder in made:
            with suppress(OSError):
                folder.rmdir()
        raise
    _remove(temporary)


def _encoded(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def _pieces(text: str | bytes | Iterable[str]) -> Iterator[bytes]:
    return map(_encoded, (text,) if isinstance(text, str | bytes) else text)


def _make_folders(path: Path) -> list[Path]:
    """Make a folder with its parents; gives those that were not there, the innermost first."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    path.mkdir(parents=True, exist_ok=True)
    return missing


def _write_all(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files into a new folder."""
    for inner in {name.rpartition("/")[0] for name in files} | {""}:
        (folder / inner).mkdir(parents=True, exist_ok=True)
    within = f"{folder}/"
    for name, content in files.items():
        # One fsync for each of thousands of notes would take minutes; paths as objects, a third of the time.
        with open(within + name, "wb", _BUFFER) as file:  # noqa: PTH123 - see above
            file.write(_encoded(content))


def _move_in(temporary: Path, path: Path, names: Sequence[str]) -> None:
    """Move the new files to their places in a folder that exists; when one fails, those before it are put back."""
    moved: list[tuple[Path, Path | None]] = []
    made: list[Path] = []
    for name in names:
        if (path / name).is_dir():
            raise IsADirectoryError(21, "is a folder", str(path / name))
    try:
        for name in names:
            file, old = path.joinpath(*name.split("/")), temporary / "old" / name
            made += _make_folders(file.parent)
            new = temporary / "new" / name
            kept = None
            if file.exists():
                new.chmod(file.stat().st_mode & 0o7777)
                old.parent.mkdir(parents=True, exist_ok=True)
                kept = old
                file.replace(old)
            moved.append((file, kept))
            new.replace(file)
    except BaseException:  # the same
        for file, kept in reversed(moved):
            file.unlink(missing_ok=True)
            if kept:
                kept.replace(file)
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        raise


def _remove(folder: Path) -> None:
    """Remove a folder with all that is in it, without shutil, which is slow to import."""
    if not folder.is_dir():
        return
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            _remove(entry)
        else:
            entry.unlink(missing_ok=True)
    folder.rmdir()


def _replace(path: Path, text: str | bytes | Iterable[str]) -> None:
    """Write a temporary file beside `path` and rename it, so that no reader ever sees half a file.

    The data is on the disk (fsync) before the old file is replaced. Raises IsADirectoryError for a folder, OSError when
    it cannot be written.
    """
    if path.is_dir():
        raise IsADirectoryError(21, "is a folder", str(path))
    temporary = path.with_name(f".{path.name[:40]}.{os.getpid()}.tmp")
    try:
        with temporary.open("xb") as file:
            file.writelines(_pieces(text))
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            temporary.chmod(path.stat().st_mode & 0o7777)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
