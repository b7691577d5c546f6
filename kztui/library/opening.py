"""Opens a library wherever it is: in a folder, or shared by a team in a PostgreSQL database.

A database is known by the folder of the cache that its articles are copied into (`connect`), so that whatever takes the
folder of a library takes it too. Only here is psycopg imported, when a database is opened.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from kztui.files.folders import shared_copies
from kztui.library.database_url import SharedLibraryError, database_key, shown_url

if TYPE_CHECKING:
    from kztui.files.load import Loaded
    from kztui.library.aside_check import AsideCheck
    from kztui.library.catalogue import Library
    from kztui.library.joins_file import JoinsFile
    from kztui.library.library_index import LibraryIndex
    from kztui.library.postgres.connection import PostgresDatabase
    from kztui.library.postgres.shared_library import SharedLibrary

_LONG = 3600.0
"""Seconds that one statement may take where a whole library is written: a large server may be slow at it."""
_CONNECTED: "dict[Path, SharedLibrary]" = {}
"""The databases that were opened, by the folders of their copies."""


def _require_psycopg(url: str) -> None:
    try:
        import psycopg  # noqa: F401, PLC0415 - to know whether it is there
    except ImportError:
        raise SharedLibraryError(
            f"{shown_url(url)} needs psycopg, which is not installed: pip install 'kztui[postgres]'"
        ) from None


def connect(url: str) -> Path:
    """Connect to the library at an address; gives the folder that stands for it from now on in this process.

    Raises SharedLibraryError where it cannot be read.
    """
    _require_psycopg(url)
    from kztui.library.postgres.shared_library import SharedLibrary  # noqa: PLC0415 - psycopg may be missing

    folder = shared_copies().resolve() / database_key(url)
    _CONNECTED[folder] = SharedLibrary(url, folder)
    return folder


def database_to_write(url: str) -> "PostgresDatabase":
    """A connection to write a library through. Raises SharedLibraryError where there is none."""
    _require_psycopg(url)
    from kztui.library.postgres.connection import PostgresDatabase  # noqa: PLC0415 - psycopg may be missing

    return PostgresDatabase(url, writing=True, answer_seconds=_LONG)


def shared_at(folder: Path) -> "SharedLibrary | None":
    """The database that a folder stands for; None where it is a library of its own."""
    return _CONNECTED.get(folder)


def open_index_at(folder: Path, check: "AsideCheck | None" = None) -> "LibraryIndex":
    """The index of the library in a folder, or of the database that it stands for; `check` as `open_index` takes it."""
    shared = shared_at(folder)
    if shared is not None:
        return shared.index
    from kztui.library.library_index import open_index  # noqa: PLC0415 - not of a shared library

    return open_index(folder, check=check)


def open_library_at(folder: Path) -> "Library":
    """The library in a folder, every article read; or the catalogue of the database that it stands for."""
    shared = shared_at(folder)
    if shared is not None:
        return shared.copies.catalogue()
    from kztui.library.catalogue import open_library  # noqa: PLC0415 - not of a shared library

    return open_library(folder)


def open_joins_at(folder: Path) -> "tuple[JoinsFile, str | None]":
    """The verdicts of the library in a folder, or of the database that it stands for; and a message as `joins_file`."""
    shared = shared_at(folder)
    if shared is not None:
        return shared.joins(), None
    from kztui.library.joins_file import joins_file  # noqa: PLC0415 - not of a shared library

    return joins_file(folder)


def load_at(folder: Path | None, path: Path) -> "tuple[Loaded, str]":
    """The article at a path, of the library in a folder or of none; and why it may be an older one, or nothing.

    Of a database it is copied first; where that does not answer, the last copy is taken. Raises LoadError where the
    article cannot be opened, SharedLibraryError where there is no copy of it.
    """
    from kztui.files.load import load  # noqa: PLC0415 - a search opens no article

    shared = shared_at(folder) if folder else None
    if shared is not None:
        try:
            shared.copies.renew([str(path)])
        except SharedLibraryError as error:
            if not path.exists():
                raise
            return load(path), f"This is the last copy, which may be an older one: {error}"
    return load(path), ""


def joins_to_read(folder: Path) -> "JoinsFile":
    """The same without the journal that recording needs."""
    shared = shared_at(folder)
    if shared is not None:
        return shared.joins()
    from kztui.library.joins_file import JoinsFile  # noqa: PLC0415 - not of a shared library

    return JoinsFile(folder)


def whole_folder(folder: Path) -> Path:
    """The folder with every article in it: of a database, all of them are copied into it first."""
    shared = shared_at(folder)
    return folder if shared is None else shared.copies.whole()
