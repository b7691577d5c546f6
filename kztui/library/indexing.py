"""Brings the index of a library up to date: what is new or changed is read, what is gone is deleted.

An article that has the content it had is not read again, whatever the times of its files. Of two articles of one id,
the one whose path comes first is indexed.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from itertools import islice
from pathlib import Path

from kztui.files.folders import articles_in
from kztui.files.load import collecting_later
from kztui.library.catalogue import article_paths
from kztui.library.changed_files import Changes, Progress, changed_files, states_at, watched_files
from kztui.library.engine import Postings
from kztui.library.extraction import ExtractedArticle, extract_each, stamp_of
from kztui.library.library_store import LibraryStore, StoredArticle
from kztui.library.stored_items import ArticleItems

FIRST_BATCH, BATCH = 100, 400
"""Articles that are made searchable at once: first, so that there is soon something to search, and at most."""


def _nothing(done: int, total: int) -> None:
    """Nobody wants to know."""


class IndexUpdate:
    """One update of a store and its postings."""

    def __init__(self, library: Path, store: LibraryStore, postings: Postings) -> None:
        self._library = library
        self._store = store
        self._postings = postings
        self._known = store.articles()
        self._owners: dict[str, str] = {}
        """For each id, the path of the article that is found under it."""
        for path, article in self._known.items():
            if article.number is not None:
                self._owners[article.entry.id] = path
        self._next_number = store.next_number()
        self.changes = Changes()

    def run(self, progress: Progress = _nothing, checkpoint: Callable[[int], None] = lambda _done: None) -> Changes:
        """Do it, a batch at a time; `checkpoint` is called after each with the number of articles done."""
        changed = self._changed_articles()
        if changed is not None:
            paths, wanted = list(self._known), changed
            watched = {path: list(states_at(path)) for path in changed}
        else:
            paths = [str(path) for path in article_paths(self._library)]
            every = list(watched_files(self._library, paths))
            self._delete_gone(paths)
            wanted = [path for path in paths if not self._is_as_known(path)]
        hashes = {path: article.hash for path, article in self._known.items()}
        done = self._index(wanted, hashes, 0, progress, checkpoint)
        # An id whose owner is gone is given to the next article that has it, which has not changed.
        left = [path for path in paths if self._is_unowned(path)]
        self._index(left, {}, done, progress, checkpoint)
        with self._store.writing():
            if changed is None:
                self._store.watch(every)
            else:
                for path, files in watched.items():
                    self._store.watch_anew(path, files)
        return self.changes

    def _is_as_known(self, path: str) -> bool:
        """Whether the files of an article have the names, sizes and times that they had."""
        known, stamp = self._known.get(path), stamp_of(Path(path))
        return bool(stamp) and known is not None and known.stamp == stamp

    def _changed_articles(self) -> list[str] | None:
        """The known articles with changed files, by path; None where articles may have come or gone.

        Ten thousand folders are looked through only where one of those changed that is no article's own.
        """
        changed = changed_files(self._store.watched())
        if changed is None:
            return None
        found = set()
        for path in changed:
            article = path if path in self._known else os.path.dirname(path)  # noqa: PTH120 - as below
            if (
                article not in self._known
                or articles_in(Path(article)) != [Path(article)]
                or not stamp_of(Path(article))
            ):
                return None
            found.add(article)
        return sorted(found)

    def _index(
        self,
        paths: list[str],
        hashes: Mapping[str, bytes],
        done: int,
        progress: Progress,
        checkpoint: Callable[[int], None],
    ) -> int:
        total = done + len(paths)
        with closing(extract_each(paths, hashes)) as extracted:
            size = min(FIRST_BATCH, BATCH)
            while batch := list(islice(extracted, size)):
                with collecting_later():
                    self._put(batch)
                done += len(batch)
                size = min(2 * size, BATCH)
                checkpoint(done)
                progress(done, total)
        return done

    def _is_unowned(self, path: str) -> bool:
        article = self._known.get(path)
        if article is None or article.number is not None or article.entry.is_broken:
            return False
        return self._owners.get(article.entry.id, path) >= path

    def _delete_gone(self, paths: Iterable[str]) -> None:
        gone = self._known.keys() - set(paths)
        if not gone:
            return
        with self._store.writing():
            for path in sorted(gone):
                self._remove_items(path)
                self._store.delete_article(path)
                del self._known[path]
            self._postings.commit()
        self.changes.deleted = len(gone)

    def _remove_items(self, path: str) -> None:
        """Take the items of an article out of the index, and its id from it."""
        article = self._known.get(path)
        if article is None or article.number is None:
            return
        self._store.delete_items(article.number)
        self._postings.delete(article.number)
        if self._owners.get(article.entry.id) == path:
            del self._owners[article.entry.id]
        self._known[path] = kept = StoredArticle(article.stamp, article.hash, article.entry, None)
        self._store.put_article(path, kept, 0)

    def _put(self, batch: list[ExtractedArticle]) -> None:
        with self._store.writing():
            added: dict[int, ArticleItems] = {}
            for article in batch:
                if article.entry is None:
                    self._store.restamp(article.path, article.stamp)
                else:
                    self._remove_items(article.path)
                    added.update(self._numbered(article))
            if added:
                self._store.add_items(added)
            for number, items in added.items():
                # A program that was ended may have left items of this number.
                self._postings.delete(number)
                self._postings.add(number, items.posted)
            self._postings.commit()

    def _numbered(self, article: ExtractedArticle) -> Iterator[tuple[int, ArticleItems]]:
        """The article kept in the store; its items with their number, unless another has its id or it is broken."""
        entry, items = article.entry, article.items
        if entry is None:
            return
        number = None
        owner = self._owners.get(entry.id, article.path)
        if items is not None and owner >= article.path:
            if owner != article.path:
                self._remove_items(owner)
            number, self._next_number = self._next_number, self._next_number + 1
            self._owners[entry.id] = article.path
            yield number, items
        stored = StoredArticle(article.stamp, article.hash, entry, number)
        self._known[article.path] = stored
        self._store.put_article(article.path, stored, len(items.stored) if items and number else 0)
        self.changes.indexed += 1
