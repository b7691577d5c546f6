"""Looks up words with typos in a database: fuzzy matching without comparing a misspelt word with all words.

A word one typo away from another has its first half, or its last one, or two letters swapped where these meet. So the
words that begin with the one half or end with the other are compared; for those the database has every word backwards
too. Where more typos are forgiven, all but one are letters too many: the halves are those of the text without them.
"""

from collections.abc import Iterator
from typing import NamedTuple

from kztui.library.vocabulary_tables import VocabularyTables
from kztui.search.vocabulary import edit_distance

LONGEST = 24
"""Letters of words that are found with typos."""
_PARTS = 400
"""Values of one statement; old versions of SQLite take 999."""
_LAST = "\U0010ffff"
"""Sorts behind everything that a word is written with."""


class Wholes(NamedTuple):
    """What is looked up: a table, its column, and the table that has the same backwards."""

    table: str
    column: str
    backwards: str


WORDS = Wholes("words", "word", "words_backwards")
SOUNDS = Wholes("sounds", "sound", "sounds_backwards")


def deletions(text: str) -> set[str]:
    """`text`, and with each one of its letters left out."""
    return {text, *(text[:at] + text[at + 1 :] for at in range(len(text)))}


def _shortened(text: str, times: int) -> set[str]:
    """`text`, and without up to so many of its letters; of a very long one, without none."""
    found = {text}
    for _ in range(times if len(text) <= LONGEST else 0):
        found = set().union(*map(deletions, found))
    return found


def _is_shared(shorts: set[str], word: str) -> bool:
    """Whether a word, or the word without one of its letters, is one of these (the symmetric delete of SymSpell)."""
    return not shorts.isdisjoint(deletions(word))


class TypoLookup:
    """The words and phonetic keys in the tables of a vocabulary, by what is typed for them."""

    def __init__(self, tables: VocabularyTables) -> None:
        self._tables = tables

    def within(self, wholes: Wholes, text: str, most: int) -> Iterator[tuple[str, int]]:
        """Those at most `most` typos from `text`, each with its distance; of two typos, one is a letter too many."""
        distance, shorts = edit_distance(), set[str]()
        for word in self._with_halves(wholes, text, most):
            off = distance(text, word, score_cutoff=most)
            if off > 1:
                shorts = shorts or self._shorts(text, most)
            if off <= 1 or (off <= most and _is_shared(shorts, word)):
                yield word, off

    def sharing(self, wholes: Wholes, text: str, most: int) -> Iterator[str]:
        """Those that share with `text` what is left where one letter goes, of `text` two for a `most` of 2 or 3."""
        shorts = self._shorts(text, most)
        return (word for word in self._with_halves(wholes, text, most) if _is_shared(shorts, word))

    def _shorts(self, text: str, most: int) -> set[str]:
        return set().union(*map(deletions, _shortened(text, min(most - 1, 1))))

    def _with_halves(self, wholes: Wholes, text: str, most: int) -> list[str]:
        """Those with a half of `text`, or of it without up to `most - 1` letters, and of its length; sorted."""
        beginnings, endings = set[str](), set[str]()
        for each in _shortened(text, min(most, 3) - 1):
            at = len(each) // 2
            beginnings.add(each[:at])
            if at:
                beginnings.add(each[: at - 1] + each[at] + each[at - 1] + each[at + 1 :])
            endings.add(each[at:][::-1])
        longest = min(len(text) + 1, LONGEST)
        shortest = len(text) - min(most, 2)
        found = {*self._beginning(wholes.table, wholes.column, beginnings, shortest, longest)}
        found.update(each[::-1] for each in self._beginning(wholes.backwards, "backwards", endings, shortest, longest))
        return sorted(found)

    def _beginning(self, table: str, column: str, parts: set[str], shortest: int, longest: int) -> Iterator[str]:
        """Those of the column that begin with one of these parts and have so many letters."""
        wanted = sorted(parts)
        for at in range(0, len(wanted), _PARTS):
            part = wanted[at : at + _PARTS]
            marks = ", ".join(["(?)"] * len(part))
            statement = (
                f"WITH parts (part) AS (VALUES {marks}) SELECT {column} FROM parts CROSS JOIN {table}"  # noqa: S608 - our names, and marks
                f" WHERE {column} >= part AND {column} < part || ? AND length({column}) BETWEEN ? AND ?"
            )
            yield from (row[0] for row in self._tables.rows(statement, *part, _LAST, shortest, longest))
