"""A shared library as one in a folder is used: its catalogue, articles, index and verdicts, all from a database.

An article that is opened is copied into the cache folder, where nobody edits it: changes are made in the folder that it
comes from, and written into the database from there.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from glob import escape
from pathlib import Path

from kztui.article.article import Article
from kztui.files.folders import LIBRARY
from kztui.files.load import Loaded, load
from kztui.library.aside_check import AsideCheck
from kztui.library.catalogue import Library, library_of
from kztui.library.changed_files import Changes, Progress
from kztui.library.database_url import SharedLibraryError
from kztui.library.extraction import hash_of
from kztui.library.library_index import LibraryIndex
from kztui.library.postgres.connection import PostgresDatabase
from kztui.library.postgres.joins import SharedJoins
from kztui.library.postgres.postings import PostgresPostings
from kztui.library.postgres.schema import check_schema
from kztui.library.postgres.store import MOST_BYTES, PostgresStore, unpacked_files
from kztui.library.postgres.untrusted import line_of
from kztui.library.settings import LibrarySettings
from kztui.library.stored_engine import StoredEngine

_AT_ONCE = 100
"""Articles that are copied with one statement."""


class ArticleCopies:
    """The articles of a database in a folder of the cache, each as it was when it was last opened."""

    def __init__(self, database: PostgresDatabase, folder: Path) -> None:
        self.database = database
        self.store = PostgresStore(database, folder)
        self.folder = folder

    def renew(self, paths: Iterable[str]) -> None:
        """Copy those of the articles at these paths that are others in the database.

        Raises SharedLibraryError where one cannot be copied.
        """
        wanted = {self.store.relative(path): path for path in paths}
        names = list(wanted)
        for at in range(0, len(names), _AT_ONCE):
            part = names[at : at + _AT_ONCE]
            hashes = self.database.rows("SELECT path, hash FROM articles WHERE path = ANY (?)", part)
            old = [below for below, content in hashes if hash_of(Path(wanted[below])) != bytes(content)]
            statement = "SELECT path, files FROM articles WHERE path = ANY (?) AND octet_length(files) <= ?"
            rows = self.database.rows(statement, old, MOST_BYTES) if old else []
            for below, packed in rows:
                self._copy(Path(self.store.absolute(below)), bytes(packed))

    def _copy(self, path: Path, packed: bytes) -> None:
        try:
            files = unpacked_files(packed)
        except ValueError as error:
            raise SharedLibraryError(f"the article {path.name} in {self.database.shown}: {error}") from error
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if len(files) == 1 and files[0][0] == path.name:
                _replace(path, files[0][1])
                return
            shutil.rmtree(path, ignore_errors=True)
            path.mkdir()
            for name, content in files:
                _replace(path / name, content)
        except OSError as error:
            raise SharedLibraryError(f"the copy of an article cannot be written: {path}: {error.strerror}") from error

    def catalogue(self) -> "CopiedLibrary":
        """The catalogue as it is in the database; no article is copied."""
        rows = self.database.rows("SELECT name FROM library")
        name = line_of(rows[0][0]) if rows else ""
        entries = [article.entry for article in self.store.articles().values()]
        found = library_of(self.folder, LibrarySettings(name=name), entries)
        return CopiedLibrary(found, self.renew)

    def whole(self) -> Path:
        """The folder with all articles, as a library of its own."""
        entries = self.catalogue().entries
        self.renew(str(entry.path) for entry in entries)
        kept = {entry.path for entry in entries}
        parents = sorted({entry.path.parent for entry in entries})
        for parent in parents:
            for other in parent.iterdir():
                if other not in kept and other not in parents and not any(other in path.parents for path in kept):
                    shutil.rmtree(other, ignore_errors=True) if other.is_dir() else other.unlink()
        globs = [(escape(parent.relative_to(self.folder).as_posix()) + "/*").removeprefix("./") for parent in parents]
        quoted = ", ".join(f"'{glob}'" for glob in globs)
        self.folder.mkdir(parents=True, exist_ok=True)
        _replace(self.folder / LIBRARY, f"articles = [{quoted}]\n".encode())
        return self.folder


def _replace(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    beside.replace(path)


class CopiedLibrary(Library):
    """The library of a database, whose articles are copied when they are opened."""

    def __init__(self, found: Library, renew: Callable[[Iterable[str]], None]) -> None:
        super().__init__(found.path, found.name, found.entries, found.problems)
        self._renew = renew

        def copied(path: Path) -> Loaded:
            """The article at a path as it is in the database now."""
            renew([str(path)])
            return load(path)

        self._load = lru_cache(32)(copied)

    def articles(self) -> Iterator[Article]:
        """Every article that can be opened, loaded one after the other and not kept."""
        self._renew(str(entry.path) for entry in self.by_id.values())
        yield from super().articles()


class SharedIndex(LibraryIndex):
    """The index of a shared library: the database itself."""

    def __init__(self, copies: ArticleCopies) -> None:
        super().__init__(copies.folder, None)
        self._copies = copies
        self._engine = StoredEngine(copies.store, PostgresPostings(copies.database))
        self._revision = -1
        """What was in the database when it was last read."""

    @property
    def in_memory(self) -> bool:
        """It is in the database."""
        return False

    def close(self) -> None:
        """The connection is that of the library."""

    def load(self, check: AsideCheck | None = None) -> bool:
        """It is there."""
        return True

    def is_fresh(self) -> bool:
        """Whoever writes the articles into the database writes the index with them."""
        return True

    def _update(self, progress: Progress, *, anew: bool) -> Changes:
        revision = int(self._copies.database.rows("SELECT revision FROM library")[0][0])
        if self._engine is not None and revision != self._revision:
            self._engine.refresh()
        self._revision = revision
        return Changes()

    def library(self) -> Library:
        """The catalogue as it is in the database."""
        return self._copies.catalogue()

    def _searched(self) -> StoredEngine | None:
        """The items that are in the database now."""
        self.update()
        return self._engine


class SharedLibrary:
    """A library in a database, which copies its articles into a folder."""

    def __init__(self, url: str, folder: Path) -> None:
        """Connect to it. Raises SharedLibraryError where it cannot be read."""
        self.database = PostgresDatabase(url)
        check_schema(self.database)
        self._url = url
        self._writer: PostgresDatabase | None = None
        self.copies = ArticleCopies(self.database, folder)
        self.index = SharedIndex(self.copies)

    def joins(self) -> SharedJoins:
        """Its verdicts; a server that can be written to is looked for when one is recorded."""
        return SharedJoins(self.database, self._writable, self.copies.folder)

    def _writable(self) -> PostgresDatabase:
        if self._writer is None:
            self._writer = PostgresDatabase(self._url, writing=True)
        return self._writer
