"""The vocabulary of a library in a database: every word with its sound, consonants and stem, and where they begin.

A misspelt word is compared with few words instead of all: with those that have one of its halves (`typo_lookup`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from kztui.library.typo_lookup import LONGEST, SOUNDS, WORDS, TypoLookup, deletions
from kztui.library.vocabulary_tables import VocabularyTables
from kztui.library.word_counts import WordCounts
from kztui.search.phonetic import consonant_skeleton, phonetic_key
from kztui.search.stemming import stem
from kztui.search.vocabulary import Vocabulary, edit_distance

OPENING = 5
"""Letters of a phonetic key by which keys that begin with a typo are looked up."""
_MOST = 400
"""Words that are given of those that begin so, or sound so."""
_AFTER_LETTERS = "{"
_VARIABLES = 500
"""Values of one statement; old versions of SQLite take 999."""


class StoredVocabulary(Vocabulary):
    """The words in a database, with the ways that lead to each but its own letters."""

    def __init__(self, tables: VocabularyTables) -> None:
        super().__init__((), {})
        self._tables = tables
        self._typos = TypoLookup(tables)
        self._counts: dict[str, WordCounts | None] = {}

    def forget(self) -> None:
        """Read anew what has been changed in the database."""
        self._counts.clear()
        self.__dict__.pop("numbers", None)

    def counts(self, word: str) -> WordCounts | None:
        """In how many items a word stands; None where there is no such word."""
        if word not in self._counts:
            statement = "SELECT names, mentioned, texts FROM words WHERE word = ?"
            row = next(iter(self._tables.rows(statement, word)), None)
            self._counts[word] = WordCounts(*row) if row else None
        return self._counts[word]

    def counts_of(self, words: Iterable[str]) -> list[WordCounts]:
        """The same for those of some words that there are."""
        wanted = list(words)
        missing = [word for word in wanted if word not in self._counts]
        for at in range(0, len(missing), _VARIABLES):
            part = missing[at : at + _VARIABLES]
            self._counts.update(dict.fromkeys(part))
            statement = f"SELECT word, names, mentioned, texts FROM words WHERE word IN ({_marks(part)})"  # noqa: S608 - marks alone
            self._counts.update((word, WordCounts(*counts)) for word, *counts in self._tables.rows(statement, *part))
        return [counts for word in wanted if (counts := self._counts[word])]

    def _words(self, statement: str, *values: object) -> list[str]:
        return [row[0] for row in self._tables.rows(statement, *values)]

    def __contains__(self, word: str) -> bool:
        return self.counts(word) is not None

    def with_prefix(self, prefix: str) -> Sequence[str]:
        """The first of the words that begin with `prefix`, in alphabetical order."""
        return self._words(
            "SELECT word FROM words WHERE word >= ? AND word < ? ORDER BY word LIMIT ?",
            prefix,
            prefix + _AFTER_LETTERS,
            _MOST,
        )

    def begins_mentioned(self, prefix: str) -> bool:
        """Whether a word begins so that stands in a text, or in a name of which an article says something."""
        statement = "SELECT 1 FROM words WHERE word >= ? AND word < ? AND (texts > 0 OR mentioned > 0) LIMIT 1"
        return bool(self._words(statement, prefix, prefix + _AFTER_LETTERS))

    def with_stem(self, key: str) -> list[str]:
        """The words whose stem is `key`."""
        return self._words("SELECT word FROM words WHERE stem = ? ORDER BY word", key)

    def with_phonetic_key(self, key: str) -> Sequence[str]:
        """The words that sound as `key` does."""
        return self._words("SELECT word FROM sounds WHERE sound = ? ORDER BY word LIMIT ?", key, _MOST)

    def pronounced_otherwise(self, key: str) -> list[str]:
        """The words that sound as `key` does, of those only that are pronounced otherwise than written."""
        return self._words(
            "SELECT word FROM sounds WHERE sound = ? AND otherwise > 0 ORDER BY word LIMIT ?", key, _MOST
        )

    def with_phonetic_prefix(self, prefix: str, longer: int) -> Iterator[str]:
        """The first of the words whose phonetic key begins with `prefix` and has at most `longer` letters more."""
        statement = (
            "SELECT word FROM sounds WHERE sound >= ? AND sound < ? AND length(sound) <= ? ORDER BY sound, word LIMIT ?"
        )
        yield from self._words(statement, prefix, prefix + _AFTER_LETTERS, len(prefix) + longer, _MOST)

    def with_consonants(self, skeleton: str) -> Iterator[str]:
        """The words with just the consonants of `skeleton`."""
        statement = (
            "SELECT word FROM skeletons JOIN sounds USING (sound) WHERE consonants = ? ORDER BY sound, word LIMIT ?"
        )
        yield from self._words(statement, skeleton, _MOST)

    def within_edit_distance(self, text: str, most: int) -> Iterator[tuple[str, int]]:
        """The words at most `most` typos from `text`, each with its distance; of two typos, one is a lost letter."""
        yield from self._typos.within(WORDS, text, most)

    def near_phonetic_key(self, key: str) -> Iterator[str]:
        """The words whose phonetic key is at most one typo from `key`."""
        for other, _off in self._typos.within(SOUNDS, key, 1):
            yield from self.with_phonetic_key(other)

    def _near_openings(self, opening: str) -> Iterator[str]:
        """Those one typo from `opening` that begin with the same letter; the typo may be behind both."""
        swapped = opening[0] + opening[2] + opening[1] + opening[3:]
        statement = (
            "SELECT opening FROM openings WHERE opening >= ? AND opening < ? AND (substr(opening, 1, 2) = ? OR"
            " substr(opening, 3) IN (?, ?) OR substr(opening, 1, 4) = ? OR opening = ?) ORDER BY opening"
        )
        # The second letter is right, or another one, or one too many, or missing, or swapped with the third.
        ways = (opening[:2], opening[2:], opening[1:-1], opening[0] + opening[2:], swapped)
        distance, wanted = edit_distance(), deletions(opening)
        for other in self._words(statement, opening[0], opening[0] + _AFTER_LETTERS, *ways):
            if distance(opening, other, score_cutoff=2) <= 2 and not wanted.isdisjoint(deletions(other)):
                yield other

    def near_phonetic_prefix(self, prefix: str, longer: int) -> Iterator[str]:
        """The words whose phonetic key begins one typo from `prefix`, with the same letter, and goes on."""
        distance, size = edit_distance(), len(prefix)
        statement = "SELECT sound, word FROM sounds WHERE sound >= ? AND sound < ? ORDER BY sound, word LIMIT ?"
        for opening in self._near_openings(prefix[:OPENING]):
            for key, word in self._tables.rows(statement, opening, opening + _AFTER_LETTERS, _MOST):
                if size + 1 < len(key) <= size + longer and any(
                    distance(prefix, key[:cut], score_cutoff=1) <= 1 for cut in (size, size - 1, size + 1)
                ):
                    yield word

    def nearest(self, key: str) -> list[tuple[str, str]]:
        """Words that sound nearly as `key` does, or have its consonants; each with its key."""
        keys = [*self._typos.sharing(SOUNDS, key[:LONGEST], 1 + (len(key) > 4) + (len(key) > 6))]
        bare = consonant_skeleton(key)
        keys += (
            self._words("SELECT sound FROM skeletons WHERE consonants = ? ORDER BY sound LIMIT ?", bare, _MOST)
            if bare
            else []
        )
        keys = sorted(dict.fromkeys(keys), key=lambda other: (len(other), other))
        return [(word, other) for other in keys for word in self.with_phonetic_key(other)]

    @cached_property
    def numbers(self) -> list[tuple[int, str]]:
        """The whole numbers among the words, by value."""
        words = self._words("SELECT word FROM words WHERE word >= '0' AND word < ':' AND length(word) <= 12")
        return sorted((int(word), word) for word in words if word.isdecimal())

    def shared_outside_tokens(self) -> list[str]:
        """The words for outside ids (`article_items.outside_token`) that several items have, and few others."""
        return self._words(
            "SELECT word FROM words WHERE word >= 'id' AND word < 'ie' AND length(word) = 26 AND texts > 1"
        )

    def prepare(self) -> None:
        """Make what is otherwise made when first needed."""
        edit_distance()


def add_words(tables: VocabularyTables, found: Mapping[str, WordCounts], pronunciations: Mapping[str, str]) -> None:
    """Count the words of articles in."""
    tables.change_counts((n.names, n.mentioned, n.texts, word) for word, n in found.items())
    known = _known(tables, found)
    # In the order of the tables: each page of them is changed once.
    new = sorted(found.keys() - known)
    tables.insert_new(
        "words", ((word, stem(word), n.names, n.mentioned, n.texts) for word in new for n in (found[word],))
    )
    _add_sounds(tables, new, pronunciations)


def remove_words(tables: VocabularyTables, found: Mapping[str, WordCounts]) -> None:
    """Count the words of articles out; one that is in no item any more is deleted.

    What else it sounds like than it is written stays, and leads to no item.
    """
    tables.change_counts((-n.names, -n.mentioned, -n.texts, word) for word, n in found.items())
    gone = sorted(found.keys() - _known(tables, found, "AND names + texts > 0"))
    tables.delete("words", ("word",), ((word,) for word in gone))
    tables.delete("sounds", ("sound", "word"), ((phonetic_key(word), word) for word in gone))
    tables.delete("words_backwards", ("backwards",), ((word[::-1],) for word in gone))


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _known(tables: VocabularyTables, found: Iterable[str], condition: str = "") -> set[str]:
    """Those that are words, and meet a condition of SQL."""
    words, known = list(found), set()
    for at in range(0, len(words), _VARIABLES):
        part = words[at : at + _VARIABLES]
        statement = f"SELECT word FROM words WHERE word IN ({_marks(part)}) {condition}"  # noqa: S608 - marks alone
        known |= {row[0] for row in tables.rows(statement, *part)}
    return known


def _add_sounds(tables: VocabularyTables, new: Sequence[str], pronunciations: Mapping[str, str]) -> None:
    keys = {word: phonetic_key(word) for word in new}
    rows = [(key, word, int(word in pronunciations)) for word, key in keys.items()]
    rows += [
        (other, word, 1)
        for word in new
        if word in pronunciations and (other := phonetic_key(pronunciations[word])) != keys[word]
    ]
    tables.insert_new("sounds", sorted(rows))
    sounds = sorted({row[0] for row in rows})
    skeletons = ((consonant_skeleton(sound), sound) for sound in sounds)
    tables.insert_new("skeletons", sorted(pair for pair in skeletons if pair[0]))
    tables.insert_new("openings", ((each,) for each in sorted({s[:OPENING] for s in sounds if len(s) >= OPENING})))
    for table, wholes in (("words_backwards", new), ("sounds_backwards", sounds)):
        tables.insert_new(table, ((each,) for each in sorted(w[::-1] for w in wholes if len(w) <= LONGEST)))
