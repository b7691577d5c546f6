"""The index of a library as others use it: `open_index(path)`, `update`, `find`, and the catalogue.

On the disk it is a cache: where it is missing, damaged, of another version or was left half written, `update` builds it
anew. The articles are only ever read.
"""

import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kztui.article.table import ItemKind
from kztui.library.changed_files import Changes, Progress, changed_files
from kztui.library.engine import ItemFilter
from kztui.library.index_folder import (
    ITEMS_FILE,
    WORDS_FOLDER,
    IndexFolder,
    has_tantivy,
    index_folder,
    is_whole,
    seal,
    unseal,
)
from kztui.library.item_store import ItemStore
from kztui.library.library_search import LibrarySearch
from kztui.library.stored_engine import StoredEngine
from kztui.library.stored_items import StoredItem
from kztui.search.query import parse
from kztui.search.results import SearchResult, SearchResults
from kztui.search.staged import CancelledError

if TYPE_CHECKING:
    from kztui.library.aside_check import AsideCheck
    from kztui.library.catalogue import Library
    from kztui.library.catalogue_entry import CatalogueEntry

IN_MEMORY = 300
"""Articles that are indexed in memory where there is no tantivy, or no folder for the index."""
_SEAL_EVERY = 2_000
"""Articles after which a build is sealed, so that a program that is ended then need not begin anew."""


class IndexUnavailableError(Exception):
    """There can be no index of this library; the message says why, and what would help."""


def _nothing(done: int, total: int) -> None:
    """Nobody wants to know."""


class LibraryResults(NamedTuple):
    """The results of a search in a library, whose targets are addresses, and their items by these."""

    found: SearchResults
    items: Mapping[str, StoredItem]


class LibraryIndex:
    """The index of one library. Not for several threads at once."""

    def __init__(self, path: Path, folder: IndexFolder | None) -> None:
        self.path = path
        self._folder = folder
        """None for an index in memory."""
        self._build: Path | None = None
        self._engine: StoredEngine | None = None
        self._check: AsideCheck | None = None
        self.changes = Changes()
        """What the last update did."""
        self.is_busy = False
        """Whether the last update was left to another program, which is at it."""

    @property
    def engine(self) -> StoredEngine | None:
        """What holds the items; None before there are any."""
        return self._engine

    @property
    def in_memory(self) -> bool:
        """Whether nothing of it is kept on the disk."""
        return self._folder is None

    @property
    def is_checked_aside(self) -> bool:
        """Whether another process is looking for what has changed."""
        return self._check is not None

    def close(self) -> None:
        """Let go of its files."""
        if self._engine is not None:
            self._engine.postings.close()
            self._engine.store.close()
        self._engine = self._build = None

    def _open(self, build: Path) -> StoredEngine:
        from kztui.library.tantivy_postings import TantivyPostings  # noqa: PLC0415 - it may be missing

        self.close()
        self._engine = StoredEngine(ItemStore(build / ITEMS_FILE), TantivyPostings(build / WORDS_FOLDER))
        self._build = build
        return self._engine

    def load(self, check: "AsideCheck | None" = None) -> bool:
        """Open what there is on the disk; whether it is usable. Nothing is looked up in the library.

        `check` is another process that looks there, for whose answer `is_fresh` waits.
        """
        build = self._folder.usable() if self._folder else None
        if build is None:
            return self._engine is not None and self._folder is None
        # A build that another program has finished since is not the one whose files are looked at.
        self._check = check if check and check.build == build else None
        with suppress(sqlite3.DatabaseError, ValueError, OSError):
            self._open(build)
            return True
        return False

    def is_fresh(self) -> bool:
        """Whether no file or folder of the library has changed since the last update, by times and sizes."""
        check, self._check = self._check, None
        answer = check.is_fresh() if check else None
        if answer is not None:
            return answer and self._engine is not None
        with suppress(sqlite3.DatabaseError):
            return self._engine is not None and changed_files(self._engine.store.watched()) == []
        return False

    def update(self, progress: Progress = _nothing, *, anew: bool = False) -> Changes:
        """Bring it up to date, or make it `anew`, and open it; `changes` keeps what it did.

        Where another program does that at the time, what there is is used (`is_busy`).

        Raises IndexUnavailableError where neither disk nor memory can hold it, OSError where the disk is full.
        """
        self.changes = self._update(progress, anew=anew)
        return self.changes

    def _update(self, progress: Progress, *, anew: bool) -> Changes:
        if self._folder is None:
            return self._update_in_memory(progress)
        with ExitStack() as stack:
            try:
                stack.enter_context(self._folder.writing())
            except TimeoutError:
                self.is_busy = True
                self.load()
                return Changes()
            except OSError:  # the cache cannot be written
                self._folder = None
                return self._update_in_memory(progress)
            self.is_busy = False
            try:
                return self._update_on_disk(self._folder, progress, anew=anew)
            except (sqlite3.DatabaseError, ValueError):
                # Damaged in a way that the manifest did not show.
                self.close()
                return self._update_on_disk(self._folder, progress, anew=True)

    def _update_on_disk(self, folder: IndexFolder, progress: Progress, *, anew: bool = False) -> Changes:
        from kztui.library.indexing import IndexUpdate  # noqa: PLC0415 - most searches find the index up to date

        current = folder.current()
        is_new = anew or current is None or not is_whole(current)
        build = folder.new() if is_new or current is None else current
        before = unseal(build)
        engine = self._open(build)
        sealed = 0

        def checkpoint(done: int) -> None:
            """Use a new build from its first articles on, and seal it now and then."""
            nonlocal sealed
            if is_new and folder.current() != build:
                folder.use(build)
            engine.refresh()
            if done - sealed >= _SEAL_EVERY:
                engine.postings.close()
                seal(build, before)
                sealed = done

        changes = IndexUpdate(self.path, engine.store, engine.postings).run(progress, checkpoint)
        engine.postings.close()
        seal(build, before)
        if is_new:
            folder.use(build)
        engine.refresh()
        return changes

    def _update_in_memory(self, progress: Progress) -> Changes:
        from kztui.library.catalogue import article_paths  # noqa: PLC0415 - few indexes are in memory

        count = len(article_paths(self.path))
        if count > IN_MEMORY:
            raise IndexUnavailableError(
                f"the library has {count:,} articles, and more than {IN_MEMORY} need an index on the disk:"
                " install tantivy (pip install tantivy) and let kztui write to its cache folder"
            )
        from kztui.library.indexing import IndexUpdate  # noqa: PLC0415 - as above
        from kztui.library.memory_postings import MemoryPostings  # noqa: PLC0415 - as above

        if self._engine is None:
            self._engine = StoredEngine(ItemStore(None), MemoryPostings())
        changes = IndexUpdate(self.path, self._engine.store, self._engine.postings).run(progress)
        self._engine.refresh()
        return changes

    def library(self) -> "Library":
        """The catalogue as of the last update; no file of an article is read."""
        from kztui.library.catalogue import library_of  # noqa: PLC0415 - most searches look at no article
        from kztui.library.settings import read_settings  # noqa: PLC0415 - as above

        settings, problems = read_settings(self.path)
        entries: list[CatalogueEntry] = []
        if self._engine is not None:
            entries = [article.entry for article in self._engine.store.articles().values()]
        return library_of(self.path, settings, entries, problems)

    def search(
        self,
        query: str,
        kinds: Collection[ItemKind] | None = None,
        limit: int = 50,
        cancelled: Callable[[], bool] = lambda: False,
        articles: Collection[str] = (),
        besides: str = "",
    ) -> "LibraryResults":
        """The items that match `query`, best first, at most `limit`, as `search.Index.find`; targets are addresses.

        `articles` are the ids of those to look in, none for all; `besides` is that of one to leave out. Items that are
        not indexed yet are not found.
        """
        engine = self._searched()
        if engine is None:
            return LibraryResults(SearchResults(), {})
        only = ItemFilter(kinds=frozenset(kinds or ()), articles=frozenset(articles))
        search = LibrarySearch(engine, parse(query), limit, cancelled, only, besides)
        try:
            found = search.results()
        except CancelledError:
            return LibraryResults(SearchResults(cancelled=True), {})
        return LibraryResults(found, search.items_by_address())

    def _searched(self) -> StoredEngine | None:
        """What is searched: the items as of the last update."""
        return self._engine

    def find(self, query: str, kinds: Collection[ItemKind] | None = None, limit: int = 50) -> SearchResults:
        """The results of `search` alone."""
        return self.search(query, kinds, limit).found

    def find_elsewhere(self, query: str, kind: ItemKind, limit: int, besides: str) -> Sequence[SearchResult]:
        """The items of one kind in all articles but one, whose names do not keep like ones from being found."""
        return self.search(query, [kind], limit, besides=besides).found.results


def open_index(path: Path, *, in_memory: bool = False, check: "AsideCheck | None" = None) -> LibraryIndex:
    """The index of the library in the folder `path`, as it is on the disk; `update` brings it up to date.

    `check` is as in `load`.
    """
    path = path.resolve()
    folder = None if in_memory or not has_tantivy() else index_folder(path)
    index = LibraryIndex(path, IndexFolder(folder) if folder else None)
    index.load(check)
    return index
