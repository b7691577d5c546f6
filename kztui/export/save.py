"""Write an export to a file or a folder, each file atomically; what exists is overwritten only with `force`."""

import os
from collections.abc import Mapping
from pathlib import Path


def save_file(path: Path, text: str | bytes, *, force: bool = False) -> None:
    """Write `text`, as UTF-8 if it is no bytes, its line ends as they are; to a device or pipe directly.

    Raises FileExistsError where the file exists and `force` is not set, IsADirectoryError for a folder, OSError where
    it cannot be written.
    """
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_file() and not path.is_dir():
        path.write_bytes(_encoded(text))
        return
    if os.path.lexists(path) and not force:
        raise FileExistsError(17, "already exists", str(path))
    _replace(path, text)


def save_folder(path: Path, files: Mapping[str, str], *, force: bool = False) -> None:
    """Write `files` (relative paths with `/` → text) into the folder `path`; other files in it stay as they are.

    Raises FileExistsError where the folder is not empty and `force` is not set, NotADirectoryError where `path` is a
    file, OSError where a file cannot be written.
    """
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_dir():
        raise NotADirectoryError(20, "is not a folder", str(path))
    if path.exists() and any(path.iterdir()) and not force:
        raise FileExistsError(17, "already exists and is not empty", str(path))
    for name, text in files.items():
        file = path.joinpath(*name.split("/"))
        file.parent.mkdir(parents=True, exist_ok=True)
        # One fsync for each of thousands of notes would take minutes.
        _replace(file, text, sync=False)


def _encoded(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def _replace(path: Path, text: str | bytes, *, sync: bool = True) -> None:
    """Write a temporary file beside `path` and rename it, so that no reader ever sees half a file.

    With `sync` the data is on the disk (fsync) before the old file is replaced. Raises IsADirectoryError for a folder,
    OSError when it cannot be written.
    """
    if path.is_dir():
        raise IsADirectoryError(21, "is a folder", str(path))
    temporary = path.with_name(f".{path.name[:100]}.{os.getpid()}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(_encoded(text))
            if sync:
                file.flush()
                os.fsync(file.fileno())
        if path.exists():
            temporary.chmod(path.stat().st_mode & 0o7777)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
