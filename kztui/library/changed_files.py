"""Which files of a library have changed since its index was brought up to date, and what bringing it up to date did."""

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

from msgspec import Struct

Progress = Callable[[int, int], None]
"""Is told how many of how many articles are done."""


WATCHED = "SELECT path, time, size FROM watched ORDER BY path"
"""From the database of the items: the files and folders of a library as they were when it was last indexed."""
WATCHED_BACKWARDS = f"{WATCHED} DESC"
COUNT_OF_WATCHED = "SELECT count(*) FROM watched"


class Changes(Struct):
    """What an update did."""

    indexed: int = 0
    """Articles that were read and can be searched now, or were read and are broken."""
    deleted: int = 0


def watched_files(library: Path, paths: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """The files and folders that tell whether anything in a library has changed: path, time and size."""
    folders = {str(library)}
    for path in paths:
        folders.add(path if os.path.isdir(path) else os.path.dirname(path))  # noqa: PTH112, PTH120 - for ten thousand of them
    folders |= {os.path.dirname(folder) for folder in folders if folder != str(library)}  # noqa: PTH120 - as above
    for folder in sorted(folders):
        try:
            with os.scandir(folder) as entries:
                states = [(entry.path, entry.stat()) for entry in entries if entry.name.endswith(".toml")]
            own = os.stat(folder)  # noqa: PTH116 - as above
        except OSError:
            continue
        yield folder, own.st_mtime_ns, 0
        yield from ((path, state.st_mtime_ns, state.st_size) for path, state in states)


def states_at(path: str) -> Iterator[tuple[str, int, int]]:
    """The same for one article alone: its file, or its folder and the files in it."""
    if os.path.isdir(path):  # noqa: PTH112 - as above
        yield from (row for row in watched_files(Path(path), [path]) if row[0].startswith(path))
    else:
        state = os.stat(path)  # noqa: PTH116 - as above
        yield path, state.st_mtime_ns, state.st_size


def changed_files(watched: Iterable[tuple[str, int, int]]) -> list[str] | None:
    """Those files and folders that are not as they were, by times and sizes; None where none is watched."""
    rest = iter(watched)
    first = next(rest, None)
    return None if first is None else [*changes(chain([first], rest))]


def changes(watched: Iterable[tuple[str, int, int]]) -> Iterator[str]:
    """The same one after the other; nothing where none is watched."""
    for path, time, size in watched:
        try:
            state = os.stat(path)  # noqa: PTH116 - a Path for each of twenty thousand takes longer than to look at it
        except OSError:
            yield path
            continue
        if state.st_mtime_ns != time or (size and state.st_size != size):
            yield path
