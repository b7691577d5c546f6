"""Putting what was written where it belongs: all of it or nothing, and over what is there only if that is meant."""

import os
from collections.abc import Mapping
from pathlib import Path


def save_file(path: Path, text: str, *, force: bool = False) -> None:
    """Write `text` as UTF-8. Raises FileExistsError where there is something and no `force`; OSError as it comes.

    A device or pipe is written to as it is.
    """
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_file() and not path.is_dir():
        path.write_bytes(text.encode())
        return
    if os.path.lexists(path) and not force:
        raise FileExistsError(17, "is there already", str(path))
    _replace(path, text)


def save_folder(path: Path, files: Mapping[str, str], *, force: bool = False) -> None:
    """Write a folder of files, their paths with `/`. Into one that has anything in it only with `force`.

    Other files in it are left alone, since a vault may hold its reader's own notes.
    """
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_dir():
        raise NotADirectoryError(20, "is no folder", str(path))
    if path.exists() and any(path.iterdir()) and not force:
        raise FileExistsError(17, "is there already, and not empty", str(path))
    for name, text in files.items():
        file = path.joinpath(*name.split("/"))
        file.parent.mkdir(parents=True, exist_ok=True)
        # Waiting for the disk after each of thousands of notes takes minutes.
        _replace(file, text, wait=False)


def _replace(path: Path, text: str, *, wait: bool = True) -> None:
    """Write beside `path` and move it there in one step, so that nobody ever meets half a file.

    With `wait`, the disk has it before the old file goes.
    """
    if path.is_dir():
        raise IsADirectoryError(21, "is a folder", str(path))
    beside = path.with_name(f".{path.name[:100]}.{os.getpid()}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(text.encode())
            if wait:
                file.flush()
                os.fsync(file.fileno())
        if path.exists():
            beside.chmod(path.stat().st_mode & 0o7777)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
