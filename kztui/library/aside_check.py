"""Finds out in another process whether a library has changed since its index was made, while this one searches it.

To look at the twenty thousand files and folders of ten thousand articles takes longer than most searches. A thread
would not help: it would hold the interpreter's lock at each of them.
"""

import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import NoReturn

from kztui.library.changed_files import WATCHED, changed_files

SMALL_BYTES = 8_000_000
"""Of the items of a library whose files are looked at sooner than a process is made."""
_FRESH, _CHANGED, _UNKNOWN = range(3)


class AsideCheck:
    """One look at the files of a library, in a process of its own."""

    def __init__(self, process: int) -> None:
        self._process = process

    def is_fresh(self) -> bool | None:
        """Wait for the answer: whether nothing had changed; None where that is not known. To be asked once."""
        try:
            _, status = os.waitpid(self._process, 0)
        except ChildProcessError:  # the caller of this program has set that nobody waits for processes
            return None
        code = os.waitstatus_to_exitcode(status)
        return None if code not in {_FRESH, _CHANGED} else code == _FRESH


def begin(items: Path) -> AsideCheck | None:
    """Begin to look, with the database of the items, which this process has not opened yet; None where it cannot be.

    A copy of this process is made (fork), which is sound only while it has one thread, and is not everywhere.
    """
    try:
        if not hasattr(os, "fork") or threading.active_count() > 1 or items.stat().st_size < SMALL_BYTES:
            return None
        process = os.fork()
    except OSError:
        return None
    if not process:
        _answer(items)
    return AsideCheck(process)


def _answer(items: Path) -> NoReturn:
    """Look, and end this process with what was found, and with nothing that a program does at its end."""
    code = _UNKNOWN
    try:
        with closing(sqlite3.connect(items)) as database:
            changed = changed_files(database.execute(WATCHED))
        code = _CHANGED if changed != [] else _FRESH
    finally:
        os._exit(code)
