"""Tells whether the files of an article were saved, replaced or deleted since, without reading them."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kztui.files.source_files import toml_entries


class FileStamp(NamedTuple):
    """What changes when a file is saved or replaced; a copy that keeps the time of its original has another inode."""

    modified: int
    """In nanoseconds since 1970; the other time is that of the last change of the file or of its permissions."""
    changed: int
    size: int
    device: int
    inode: int
    mode: int


FileStamps = Mapping[str, FileStamp | None]
"""By name; None for what cannot be examined, such as a link that leads nowhere."""


def file_stamps(path: Path) -> FileStamps:
    """The stamps of the file at `path`, or of what is called `*.toml` in that folder. Never raises or blocks."""
    try:
        entries = toml_entries(path) if os.path.isdir(path) else [path]  # noqa: PTH112 - never raises
    except OSError:
        return {path.name: None}
    return {entry.name: _stamp(entry) for entry in entries}


def _stamp(path: Path) -> FileStamp | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return FileStamp(found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_dev, found.st_ino, found.st_mode)


def is_incomplete(before: FileStamps, after: FileStamps) -> bool:
    """Whether a file that had text is gone or empty: it may be on its way, as programs save in several steps."""
    return any(
        stamp is not None and stamp.size > 0 and not ((now := after.get(name)) and now.size)
        for name, stamp in before.items()
    )
