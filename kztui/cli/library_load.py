"""Finding the library of a command, and bringing its index up to date, with messages for the command line."""

import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kztui.article.suggestion import did_you_mean, nearest
from kztui.cli.output import CommandError, write_message
from kztui.config import library_path, library_url, load_config
from kztui.files.folders import is_library
from kztui.library.addresses import UnknownItemError
from kztui.library.opening import connect, open_index_at, open_library_at, shared_at

if TYPE_CHECKING:
    from argparse import Namespace

    from kztui.library.catalogue import Library
    from kztui.library.library_index import LibraryIndex

_T = TypeVar("_T")
QUIET_SECONDS = 1.0
"""How long an index may be made without a word, and how often something is said where that goes to no terminal."""
_QUIET_IN_PIPE = 10.0


def resolve_library_path(chosen: str | None) -> Path:
    """The folder of the library: from the command line, KZTUI_LIBRARY, the settings, or the current one.

    A database is connected to; its folder is that of `library.opening`. Raises CommandError where no library is
    chosen or it is no folder, SharedLibraryError where a database cannot be read.
    """
    if url := library_url(chosen):
        return connect(url)
    path = library_path(chosen)
    if path is None:
        if is_library(Path.cwd()):
            return Path.cwd().resolve()
        raise CommandError(
            "kztui library: which library? Name its folder with --library PATH, or set `library` in the settings"
        )
    if not path.is_dir():
        if path.is_file():
            raise CommandError(f"kztui library: '{path}' is a file, and a library is a folder of articles")
        libraries = load_config().config.libraries
        if chosen in libraries:
            raise CommandError(f"kztui library: there is no folder '{path}', which is {chosen} in the settings")
        meant = did_you_mean(nearest(chosen or "", libraries))
        raise CommandError(f"kztui library: '{path}' is neither a folder nor a library in the settings{meant}")
    return path.resolve()


def open_catalogue(path: Path) -> "Library":
    """The library in a folder: as its index knows it where that is up to date, else every article is read."""
    index = open_index_at(path)
    return index.library() if index.is_fresh() else open_library_at(path)


def catalogue_of(index: "LibraryIndex") -> "Library":
    """The library of an index that `fresh_index` gave: every article is read where another program is at the index."""
    return open_library_at(index.path) if index.is_busy else index.library()


def fresh_index(options: "Namespace", *, anew: bool = False) -> "LibraryIndex":
    """The index of the library that the options name, up to date; says what is going on where that takes long.

    Raises CommandError where there can be none.
    """
    index = open_index_at(resolve_library_path(options.library))
    if anew or not index.is_fresh():
        _update(index, anew=anew)
    return index


def asked_of_fresh_index(options: "Namespace", ask: "Callable[[LibraryIndex], _T]") -> _T:
    """What `ask` gives of the index that `fresh_index` gives.

    It is asked at once, while another process looks whether the index is up to date, and again where it was not. What
    only `ask` needs is best imported by it: that process begins its work before.
    """
    from kztui.library.aside_check import begin  # noqa: PLC0415 - a list needs no index

    path = resolve_library_path(options.library)
    index = open_index_at(path, begin(path) if shared_at(path) is None else None)
    answers = []
    if index.is_checked_aside:  # one that is old or damaged may raise what one that is up to date would not
        with suppress(UnknownItemError, sqlite3.DatabaseError, ValueError, OSError):
            answers.append(ask(index))
    if not index.is_fresh():
        _update(index)
        answers = []
    return answers[0] if answers else ask(index)


def _update(index: "LibraryIndex", *, anew: bool = False) -> None:
    """Bring an index up to date, and say what is going on. Raises CommandError where there can be none."""
    from kztui.library.library_index import IndexUnavailableError  # noqa: PLC0415 - as above

    progress = ProgressReporter()
    try:
        index.update(progress.report, anew=anew)
    except IndexUnavailableError as error:
        raise CommandError(f"kztui library: {error}") from error
    finally:
        progress.end()
    if index.is_busy:
        write_message("kztui library: another kztui is at the index; what is in it by now is searched")
    if index.in_memory:
        write_message("kztui library: the index is in memory, and made anew each time")


class ProgressReporter:
    """Reports on standard error how far an index is: on a terminal in one line, else a line now and then."""

    def __init__(self) -> None:
        self._on_terminal = sys.stderr is not None and sys.stderr.isatty()
        self._next = time.monotonic() + (QUIET_SECONDS if self._on_terminal else _QUIET_IN_PIPE)
        self._reported = False

    def report(self, done: int, total: int) -> None:
        """So many articles of so many are done."""
        now = time.monotonic()
        if now < self._next or sys.stderr is None:
            return
        self._reported = True
        text = f"indexing: {done:,} of {total:,} articles"
        if self._on_terminal:
            sys.stderr.write(f"\r{text}")
            sys.stderr.flush()
            self._next = now + QUIET_SECONDS / 10
        else:
            write_message(text)
            self._next = now + _QUIET_IN_PIPE

    def end(self) -> None:
        """Clear the line on the terminal."""
        if self._reported and self._on_terminal and sys.stderr is not None:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
