"""The catalogue, items and vocabulary of a shared library in PostgreSQL, with the files of each article.

Paths are kept as they are below the folder of the library, so that it can be read on any machine.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import msgspec
from msgspec.structs import replace

from kztui.files.source_files import UnreadableError, read_bytes, toml_files
from kztui.library.catalogue_entry import encode_entry
from kztui.library.database_url import SharedLibraryError
from kztui.library.library_store import ITEMS_OF_ARTICLE, StoredArticle, words_of_items
from kztui.library.postgres.connection import PostgresDatabase
from kztui.library.postgres.untrusted import LARGEST_ITEM, entry_of, item_of
from kztui.library.stored_items import ArticleItems, StoredItem
from kztui.library.stored_vocabulary import StoredVocabulary, add_words, remove_words
from kztui.library.word_counts import counts_of

_FILES = msgspec.msgpack.Decoder(list[tuple[str, bytes]])
MOST_BYTES = 64 * 1024 * 1024
"""Of the files of one article, as `files.source_files` has it."""


def packed_files(path: Path) -> bytes:
    """The files of an article, packed: names and content; of one that cannot be read, none."""
    try:
        found = [(file.name, read_bytes(file)) for file in toml_files(path)]
    except UnreadableError:
        found = []
    return zlib.compress(msgspec.msgpack.encode(found), 6)


def unpacked_files(packed: bytes) -> list[tuple[str, bytes]]:
    """The names and the content of files that were packed. Raises ValueError where they are damaged or unsafe."""
    unpacking = zlib.decompressobj()
    try:
        found = _FILES.decode(unpacking.decompress(packed, MOST_BYTES))
    except (zlib.error, msgspec.DecodeError) as error:
        raise ValueError("the files are damaged") from error
    if not all(is_safe_name(name) and name.lower().endswith(".toml") for name, _ in found):
        raise ValueError("a file of it has an unsafe name")
    return found


def is_safe_name(name: str) -> bool:
    """Whether a name is that of one visible file or folder, and no way to another."""
    return bool(name) and name[0] != "." and not set(name) & set("/\\:\0") and name.isprintable()


class PostgresStore:
    """The database of one library as it is seen from the folder `folder`: paths are those that articles have there."""

    def __init__(self, database: PostgresDatabase, folder: Path) -> None:
        self.database = database
        self.folder = folder
        self.vocabulary = StoredVocabulary(database)
        self._hashes: dict[str, bytes] = {}
        """Of the articles in the database, by their paths there."""

    def close(self) -> None:
        """Close the connection."""
        self.database.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All changes within the block are made at its end, or none."""
        with self.database.transaction():
            yield
            self.database.change("UPDATE library SET revision = revision + 1")
        self.vocabulary.forget()

    def relative(self, path: str) -> str:
        """The path of an article as the database has it. Raises SharedLibraryError for one that cannot be stored."""
        below = Path(path).relative_to(self.folder).as_posix()
        below = self.folder.name if below == "." else below
        try:
            below.encode()
        except UnicodeEncodeError:
            raise SharedLibraryError(f"the path {below!r} is not UTF-8: give the article another name") from None
        return below

    def absolute(self, below: str) -> str:
        """The path of an article in the folder. Raises SharedLibraryError for one that leads out of it."""
        parts = PurePosixPath(below).parts
        if not parts or not all(map(is_safe_name, parts)):
            raise SharedLibraryError(f"{self.database.shown} has an article with the unsafe path {below[:300]!r}")
        inside = self.folder.joinpath(*parts)
        return str(self.folder if below == self.folder.name and not inside.exists() else inside)

    def articles(self) -> dict[str, StoredArticle]:
        """All articles by their paths in the folder."""
        rows = self.database.rows(
            "SELECT path, hash, CASE WHEN octet_length(entry) <= ? THEN entry END, number FROM articles ORDER BY path",
            LARGEST_ITEM,
        )
        self._hashes = {path: bytes(content) for path, content, _, _ in rows}
        found = {}
        for below, content, packed, number in rows:
            path = self.absolute(below)
            found[path] = StoredArticle(b"", bytes(content), entry_of(Path(path), packed), number)
        return found

    def put_article(self, path: str, article: StoredArticle, items: int) -> None:
        """Keep an article, which has so many items, and its files where they are others than those that are there."""
        below = self.relative(path)
        problem = article.entry.problem._replace(file=below) if article.entry.problem else None
        entry = encode_entry(replace(article.entry, location=below, problem=problem))
        values = (entry, article.number, article.entry.id, items)
        if self._hashes.get(below) == article.hash:
            self.database.change(
                "UPDATE articles SET entry = ?, number = ?, id = ?, items = ? WHERE path = ?", *values, below
            )
            return
        self.database.change(
            "INSERT INTO articles (entry, number, id, items, path, hash, files) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (path) DO UPDATE SET entry = excluded.entry, number = excluded.number, id = excluded.id,"
            " items = excluded.items, hash = excluded.hash, files = excluded.files, written_by = session_user,"
            " written_at = now()",
            *values,
            below,
            article.hash,
            packed_files(Path(path)),
        )
        self._hashes[below] = article.hash

    def restamp(self, path: str, stamp: bytes) -> None:
        """Times of files mean nothing on another machine."""

    def delete_article(self, path: str) -> None:
        """Delete an article, but not its items."""
        self.database.change("DELETE FROM articles WHERE path = ?", self.relative(path))

    def watched(self) -> Iterator[tuple[str, int, int]]:
        """Nothing: see `restamp`."""
        yield from ()

    def watch(self, files: Iterable[tuple[str, int, int]]) -> None:
        """Nothing is kept of times."""

    def watch_anew(self, folder: str, files: Iterable[tuple[str, int, int]]) -> None:
        """Nothing is kept of times."""

    def next_number(self) -> int:
        """A number that no article has."""
        return int(self.database.rows("SELECT coalesce(max(number), 0) + 1 FROM articles")[0][0])

    def numbers_of(self, ids: Iterable[str]) -> list[int]:
        """The numbers of the articles with these ids; those that are not indexed are left out."""
        statement = "SELECT number FROM articles WHERE id = ANY (?) AND number IS NOT NULL"
        return [int(row[0]) for row in self.database.rows(statement, list(ids))]

    def add_items(self, articles: Mapping[int, ArticleItems]) -> None:
        """Add the items of articles, by the articles' numbers, and count their words."""
        encode = msgspec.msgpack.Encoder().encode
        self.database.copy_in(
            "items",
            ("number", "item"),
            (
                (number * ITEMS_OF_ARTICLE + at, encode(item))
                for number, each in articles.items()
                for at, item in enumerate(each.stored)
            ),
        )
        pronunciations = {word: other for each in articles.values() for word, other in each.pronunciations.items()}
        add_words(self.database, counts_of(item for each in articles.values() for item in each.posted), pronunciations)

    def delete_items(self, number: int) -> None:
        """Delete the items of an article, and count their words out."""
        statement = "DELETE FROM items WHERE number >= ? AND number < ? RETURNING item"
        rows = self.database.rows(statement, number * ITEMS_OF_ARTICLE, (number + 1) * ITEMS_OF_ARTICLE)
        remove_words(self.database, words_of_items(self._item(row[0]) for row in rows))

    def items(self, numbers: Sequence[int]) -> dict[int, StoredItem]:
        """The items of these numbers; those that are gone are left out."""
        statement = "SELECT number, item FROM items WHERE number = ANY (?) AND octet_length(item) <= ?"
        rows = self.database.rows(statement, list(numbers), LARGEST_ITEM)
        return {number: self._item(item) for number, item in rows}

    def _item(self, packed: bytes) -> StoredItem:
        try:
            return item_of(packed)
        except (msgspec.DecodeError, ValueError):
            raise SharedLibraryError(
                f"{self.database.shown} has an item that cannot be read: whoever may write there renews it with"
                " kztui library index --into URL --force"
            ) from None
