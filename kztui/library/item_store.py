"""The items of a library in a SQLite database: the catalogue, each item as its results show it, and the vocabulary.

What is in it can be made anew from the articles at any time: nothing here is ever the only copy.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from kztui.library.catalogue_entry import decode_entry, encode_entry
from kztui.library.changed_files import WATCHED
from kztui.library.library_store import ITEMS_OF_ARTICLE, StoredArticle, words_of_items
from kztui.library.stored_items import ArticleItems, StoredItem
from kztui.library.stored_vocabulary import StoredVocabulary, add_words, remove_words
from kztui.library.vocabulary_tables import SCHEMA as VOCABULARY_SCHEMA
from kztui.library.vocabulary_tables import SqliteTables
from kztui.library.word_counts import counts_of

_SCHEMA = f"""
CREATE TABLE articles (
    path TEXT PRIMARY KEY, stamp BLOB, hash BLOB, entry BLOB, number INTEGER UNIQUE, id TEXT, items INTEGER
) WITHOUT ROWID;
CREATE INDEX article_ids ON articles (id);
CREATE TABLE watched (path TEXT PRIMARY KEY, time INTEGER, size INTEGER) WITHOUT ROWID;
CREATE TABLE items (number INTEGER PRIMARY KEY, item BLOB);
{VOCABULARY_SCHEMA}
"""
_BUSY_SECONDS = 5.0
_CACHE_KILOBYTES = 64_000
_MAPPED_BYTES = 1 << 30
"""Of the file that are read as memory; the system takes them back when it needs room."""
_VARIABLES = 500


_ITEM = msgspec.msgpack.Decoder(StoredItem)


class ItemStore:
    """The database of one library. Raises sqlite3.DatabaseError from any method where the file is damaged."""

    def __init__(self, path: Path | None) -> None:
        """Open the database at `path`, or make it; None for one in memory."""
        self._database = sqlite3.connect(
            ":memory:" if path is None else path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        # A crash may leave the file damaged: that is found out when it is opened, and the whole is made anew.
        self._database.executescript(
            f"PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; PRAGMA cache_size = -{_CACHE_KILOBYTES};"
            f" PRAGMA mmap_size = {_MAPPED_BYTES};"
        )
        if not self._database.execute("SELECT 1 FROM sqlite_master WHERE name = 'items'").fetchone():
            self._database.executescript(_SCHEMA)
        self._tables = SqliteTables(self._database)
        self.vocabulary = StoredVocabulary(self._tables)

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All changes within the block are made at its end; none where it raises, which goes on."""
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")
        self.vocabulary.forget()

    def articles(self) -> dict[str, StoredArticle]:
        """All articles by their paths."""
        rows = self._database.execute("SELECT path, stamp, hash, entry, number FROM articles ORDER BY path")
        return {path: StoredArticle(stamp, hash_, decode_entry(entry), at) for path, stamp, hash_, entry, at in rows}

    def put_article(self, path: str, article: StoredArticle, items: int) -> None:
        """Keep an article, which has so many items."""
        entry = encode_entry(article.entry)
        row = (path, article.stamp, article.hash, entry, article.number, article.entry.id, items)
        self._database.execute("INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def restamp(self, path: str, stamp: bytes) -> None:
        """Keep that the files of an article were looked at, and are what they were."""
        self._database.execute("UPDATE articles SET stamp = ? WHERE path = ?", (stamp, path))

    def delete_article(self, path: str) -> None:
        """Delete what is known of an article, but not its items."""
        self._database.execute("DELETE FROM articles WHERE path = ?", (path,))

    def watched(self) -> Iterator[tuple[str, int, int]]:
        """The files and folders of the library as they were when it was last indexed: path, time and size."""
        yield from self._database.execute(WATCHED)

    def watch(self, files: Iterable[tuple[str, int, int]]) -> None:
        """Keep how the files and folders of the library are now."""
        self._database.execute("DELETE FROM watched")
        self._database.executemany("INSERT OR REPLACE INTO watched VALUES (?, ?, ?)", files)

    def watch_anew(self, folder: str, files: Iterable[tuple[str, int, int]]) -> None:
        """The same for an article's files, or for those of its folder."""
        below = (folder, f"{folder}{os.sep}", f"{folder}{chr(ord(os.sep) + 1)}")
        self._database.execute("DELETE FROM watched WHERE path = ? OR (path >= ? AND path < ?)", below)
        self._database.executemany("INSERT OR REPLACE INTO watched VALUES (?, ?, ?)", files)

    def next_number(self) -> int:
        """A number that no article has."""
        return int(self._database.execute("SELECT coalesce(max(number), 0) + 1 FROM articles").fetchone()[0])

    def numbers_of(self, ids: Iterable[str]) -> list[int]:
        """The numbers of the articles with these ids; those that are not indexed are left out."""
        statement = "SELECT number FROM articles WHERE id = ? AND number IS NOT NULL"
        return [row[0] for each in ids for row in self._database.execute(statement, (each,))]

    def add_items(self, articles: Mapping[int, ArticleItems]) -> None:
        """Add the items of articles, by the articles' numbers, and count their words."""
        encoder = msgspec.msgpack.Encoder()
        self._database.executemany(
            "INSERT INTO items VALUES (?, ?)",
            (
                (number * ITEMS_OF_ARTICLE + at, encoder.encode(item))
                for number, each in articles.items()
                for at, item in enumerate(each.stored)
            ),
        )
        pronunciations = {word: other for each in articles.values() for word, other in each.pronunciations.items()}
        add_words(self._tables, counts_of(item for each in articles.values() for item in each.posted), pronunciations)

    def delete_items(self, number: int) -> None:
        """Delete the items of an article, and count their words out."""
        span = (number * ITEMS_OF_ARTICLE, (number + 1) * ITEMS_OF_ARTICLE)
        rows = self._database.execute("SELECT item FROM items WHERE number >= ? AND number < ?", span)
        remove_words(self._tables, words_of_items(_ITEM.decode(row[0]) for row in rows.fetchall()))
        self._database.execute("DELETE FROM items WHERE number >= ? AND number < ?", span)

    def items(self, numbers: Sequence[int]) -> dict[int, StoredItem]:
        """The items of these numbers; those that are gone are left out."""
        found: dict[int, StoredItem] = {}
        for at in range(0, len(numbers), _VARIABLES):
            part = numbers[at : at + _VARIABLES]
            marks = ", ".join("?" * len(part))
            rows = self._database.execute(f"SELECT number, item FROM items WHERE number IN ({marks})", part)  # noqa: S608 - marks alone
            found.update((number, _ITEM.decode(item)) for number, item in rows)
        return found
