"""The index of a library while a program goes on: updated in one thread, searched meanwhile in others."""

import sqlite3
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import NamedTuple

from kztui.article.article import Article
from kztui.article.table import ItemKind
from kztui.library.catalogue import Library
from kztui.library.clusters import SharedIds
from kztui.library.database_url import SharedLibraryError
from kztui.library.library_index import IndexUnavailableError, LibraryIndex, open_index
from kztui.library.neighbours import shared_by
from kztui.library.opening import open_index_at
from kztui.search.results import SearchResult, SearchResults

PROGRESS_SECONDS = 1.0
"""How often progress is told, and what is indexed by then is searched."""


class Listener(NamedTuple):
    """Whom to tell, in the thread of the update."""

    changed: Callable[[], None]
    """More is known of the library, or less."""
    say: Callable[[str, bool], None]
    """A message for the reader, and whether it is a warning."""


class BackgroundIndex:
    """What is known of one library, and its search. For several threads at once."""

    def __init__(self, path: Path, listener: Listener, known: Library | None = None) -> None:
        """`known` is the catalogue as it was last read, which stays until it is read anew."""
        self.path = path
        self._listener = listener
        self._lock = Lock()
        self._index: LibraryIndex | None = None
        self.library = known
        """The catalogue; None before the index was opened."""
        self._next_progress = 0.0
        """When to tell how far it is, on the clock of `monotonic`."""

    def update(self) -> None:
        """Open what there is, then bring it up to date. Tells what goes wrong; never raises."""
        try:
            index = open_index_at(self.path)
            self._use(index)
            if not index.is_fresh():
                self._bring_up_to_date(index)
        except SharedLibraryError as error:
            self._listener.say(f"The library is not read: {error}", True)
        except IndexUnavailableError as error:
            self._listener.say(f"The library is not searched: {error}", True)
        except OSError as error:
            self._listener.say(f"The index of the library cannot be written: {error.strerror}", True)

    def _bring_up_to_date(self, index: LibraryIndex) -> None:
        """Update in another connection where there is a file: what is in it by then is searched meanwhile."""
        if index.in_memory:
            with self._lock:
                index.update(self._progress)
            self._use(index)
            return
        builder = open_index(index.path)
        builder.update(self._progress)
        if builder.is_busy:
            self._listener.say("Another kztui reads the library: what it has read by now is searched", False)
        if not builder.in_memory:
            builder.close()
            with self._lock:
                index.load()
        self._use(builder if builder.in_memory else index)

    def _progress(self, done: int, total: int) -> None:
        now = monotonic()
        if done >= total or now < self._next_progress:
            return
        self._next_progress = now + PROGRESS_SECONDS
        if self._index is not None and not self._index.in_memory:
            with self._lock:
                self._index.load()
                self.library = self._index.library()
            self._listener.changed()
        self._listener.say(f"Reading the library: {done:,} of {total:,} articles", False)

    def _use(self, index: LibraryIndex) -> None:
        with self._lock:
            self._index = index
            self.library = index.library()
        self._listener.changed()

    def search(
        self,
        query: str,
        kinds: Collection[ItemKind] | None,
        limit: int,
        cancelled: Callable[[], bool] = lambda: False,
        articles: Collection[str] = (),
    ) -> SearchResults:
        """Search all articles, or those of these ids, as `LibraryIndex.search` does.

        Raises SharedLibraryError where a database does not answer.
        """
        with self._lock:
            return (
                self._index.search(query, kinds, limit, cancelled, articles).found if self._index else SearchResults()
            )

    def find_elsewhere(self, query: str, kind: ItemKind, limit: int, besides: str) -> Sequence[SearchResult]:
        """The items of one kind in all articles but one, as `LibraryIndex.find_elsewhere` gives them."""
        with self._lock:
            return self._index.find_elsewhere(query, kind, limit, besides) if self._index else ()

    def shared_ids(self, article: Article) -> SharedIds:
        """The outside ids that items of an article share with others; none where the index is damaged.

        Raises SharedLibraryError where a database does not answer.
        """
        with self._lock, suppress(sqlite3.DatabaseError):
            if self._index is not None and self._index.engine is not None:
                return shared_by(self._index.engine, article)
        return {}
