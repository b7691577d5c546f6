"""Finds out in another process whether a library has changed since its index was made, while this one searches it.

To look at the twenty thousand files and folders of ten thousand articles takes longer than most searches. A thread
would not help: it would hold the interpreter's lock at each of them. When the search is done before the other process
is, this one looks at files too, from the other end of the list.
"""

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from mmap import mmap
from pathlib import Path
from typing import NoReturn

from kztui.library.changed_files import COUNT_OF_WATCHED, WATCHED, WATCHED_BACKWARDS, changes
from kztui.library.index_folder import ITEMS_FILE, IndexFolder, has_tantivy, index_folder

SMALL_BYTES = 8_000_000
"""Of the items of a library whose files are looked at sooner than a process is made."""
_FRESH, _CHANGED, _UNKNOWN = range(3)
_ASIDE, _HERE = range(2)
_FILES = (WATCHED, WATCHED_BACKWARDS)
"""In the order in which the process aside looks at files, and this one."""
_COUNTER_BYTES = 8
_ALL = 1 << 62
"""More files than there can be."""


class AsideCheck:
    """One look at the files of a library, in a process of its own."""

    def __init__(self, build: Path, process: int, shares: "_Shares") -> None:
        self.build = build
        """The build of the index whose files are looked at."""
        self._process = process
        self._shares = shares

    def is_fresh(self) -> bool | None:
        """Help to look, and wait for the other process: whether nothing had changed; None where that is not known.

        To be asked once.
        """
        code = self._ended(os.WNOHANG)
        if code is None:
            here = _UNKNOWN
            try:
                with suppress(sqlite3.DatabaseError):
                    here = self._shares.look(self.build / ITEMS_FILE, _HERE)
            finally:
                if here != _FRESH:
                    self._shares.end(_HERE)
                aside = self._ended(0)
            code = aside if here == _FRESH else here
        return None if code not in {_FRESH, _CHANGED} else code == _FRESH

    def _ended(self, options: int) -> int | None:
        """What the process ended with; None where it has not ended, and is not waited for."""
        try:
            process, status = os.waitpid(self._process, options)
        except ChildProcessError:  # the caller of this program has set that nobody waits for processes
            return _UNKNOWN
        return os.waitstatus_to_exitcode(status) if process else None


class _Shares:
    """How many of the files each of two processes has looked at by now, in memory that both have.

    Each begins at another end of the list, and stops where the other one has been. Neither waits for the other: at
    worst both look at one file.
    """

    def __init__(self) -> None:
        self._counts = memoryview(mmap(-1, 2 * _COUNTER_BYTES)).cast("Q")

    def end(self, who: int) -> None:
        """Leave nothing to look at to the other process, as the answer is known."""
        self._counts[who] = _ALL

    def look(self, items: Path, who: int) -> int:
        """Look at files until one has changed or all have been looked at.

        Raises sqlite3.DatabaseError where the database is damaged.
        """
        with closing(sqlite3.connect(items)) as database:
            (total,) = database.execute(COUNT_OF_WATCHED).fetchone()
            files = database.execute(_FILES[who])
            is_fresh = total and next(changes(self._share(files, total, who)), None) is None
        if not is_fresh:
            self.end(who)
        return _FRESH if is_fresh else _CHANGED

    def _share(self, files: Iterable[tuple[str, int, int]], total: int, who: int) -> Iterator[tuple[str, int, int]]:
        """The files that one of the two has to look at."""
        for done, file in enumerate(files):
            self._counts[who] = done
            if done + self._counts[1 - who] >= total:
                return
            yield file
        self._counts[who] = total


def begin(library: Path) -> AsideCheck | None:
    """Begin to look at the files of a library that has an index; None where that cannot be done aside.

    This process must not have opened the index yet. A copy of it is made (fork), which is sound only while it has one
    thread, and is not everywhere.
    """
    folder = index_folder(library) if has_tantivy() else None
    build = IndexFolder(folder).usable() if folder else None
    if build is None:
        return None
    try:
        items = build / ITEMS_FILE
        if not hasattr(os, "fork") or threading.active_count() > 1 or items.stat().st_size < SMALL_BYTES:
            return None
        shares = _Shares()
        process = os.fork()
    except OSError:
        return None
    if not process:
        _answer(shares, items)
    return AsideCheck(build, process, shares)


def _answer(shares: _Shares, items: Path) -> NoReturn:
    """Look, and end this process with what was found, and with nothing that a program does at its end."""
    code = _UNKNOWN
    try:
        code = shares.look(items, _ASIDE)
    finally:
        os._exit(code)
