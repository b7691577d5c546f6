"""The tables of a library's vocabulary, in SQLite or elsewhere: what is asked of them and how they are changed.

`words` has every word with its stem and in how many items it stands; `sounds` its phonetic keys; `skeletons` the
consonants of those; `openings` how they begin; `words_backwards` and `sounds_backwards` words and keys from their ends.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, Protocol

SCHEMA = """
CREATE TABLE words (word TEXT PRIMARY KEY, stem TEXT, names INTEGER, mentioned INTEGER, texts INTEGER) WITHOUT ROWID;
CREATE INDEX stems ON words (stem);
CREATE TABLE sounds (sound TEXT, word TEXT, otherwise INTEGER, PRIMARY KEY (sound, word)) WITHOUT ROWID;
CREATE TABLE skeletons (consonants TEXT, sound TEXT, PRIMARY KEY (consonants, sound)) WITHOUT ROWID;
CREATE TABLE openings (opening TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE words_backwards (backwards TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE sounds_backwards (backwards TEXT PRIMARY KEY) WITHOUT ROWID;
"""
COLUMNS = {
    "words": ("word", "stem", "names", "mentioned", "texts"),
    "sounds": ("sound", "word", "otherwise"),
    "skeletons": ("consonants", "sound"),
    "openings": ("opening",),
    "words_backwards": ("backwards",),
    "sounds_backwards": ("backwards",),
}
"""Of each table."""


class VocabularyTables(Protocol):
    """The tables in one database."""

    def rows(self, statement: str, *values: object) -> Sequence[tuple[Any, ...]]:
        """The answer to a statement of SQL whose values are written as `?`."""

    def insert_new(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Insert rows in all columns; those whose key is there already are left out."""

    def delete(self, table: str, columns: Sequence[str], rows: Iterable[tuple[object, ...]]) -> None:
        """Delete the rows that have these values in the columns."""

    def change_counts(self, rows: Iterable[tuple[int, int, int, str]]) -> None:
        """Add to `names`, `mentioned` and `texts` of a word; what is no word yet stays none."""


class SqliteTables:
    """The tables in a SQLite database, whose transactions are begun and ended by others."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """The answer to a statement of SQL whose values are written as `?`."""
        return self._database.execute(statement, values).fetchall()

    def insert_new(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Insert rows in all columns; those whose key is there already are left out."""
        rest = iter(rows)
        for first in rest:
            marks = ", ".join("?" * len(first))
            self._database.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", chain([first], rest))  # noqa: S608 - our names

    def delete(self, table: str, columns: Sequence[str], rows: Iterable[tuple[object, ...]]) -> None:
        """Delete the rows that have these values in the columns."""
        which = " AND ".join(f"{column} = ?" for column in columns)
        self._database.executemany(f"DELETE FROM {table} WHERE {which}", rows)  # noqa: S608 - our names

    def change_counts(self, rows: Iterable[tuple[int, int, int, str]]) -> None:
        """Add to `names`, `mentioned` and `texts` of a word; what is no word yet stays none."""
        self._database.executemany(
            "UPDATE words SET names = names + ?, mentioned = mentioned + ?, texts = texts + ? WHERE word = ?", rows
        )
