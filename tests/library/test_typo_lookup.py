"""Words with typos are found in a database as if each had been compared, whatever the words."""

import random
import sqlite3
from itertools import product

import pytest

from kztui.library.stored_vocabulary import OPENING, StoredVocabulary, add_words, remove_words
from kztui.library.typo_lookup import LONGEST, deletions
from kztui.library.vocabulary_tables import COLUMNS, SCHEMA, SqliteTables
from kztui.library.word_counts import WordCounts
from kztui.search.phonetic import phonetic_key
from kztui.search.vocabulary import Vocabulary, edit_distance

_MOST = 400
"""Of the words that sound alike, as many are given."""


def _vocabulary(words: set[str]) -> tuple[StoredVocabulary, SqliteTables]:
    database = sqlite3.connect(":memory:")
    database.executescript(SCHEMA)
    tables = SqliteTables(database)
    add_words(tables, {word: WordCounts(1, 1, 1) for word in words}, {})
    return StoredVocabulary(tables), tables


def _short_words() -> set[str]:
    """Every word of up to five of two letters, so that each has many neighbours."""
    return {"".join(letters) for size in range(1, 6) for letters in product("an", repeat=size)}


def _long_words(chance: random.Random) -> set[str]:
    """Words of up to thirty letters with their misspelt forms."""
    words = {"".join(chance.choice("aeknrst") for _ in range(chance.randint(4, 30))) for _ in range(40)}
    return words | {_misspelt(word, chance) for word in words for _ in range(8)}


def _misspelt(word: str, chance: random.Random) -> str:
    for _ in range(chance.randint(1, min(3, len(word)))):
        at = chance.randrange(len(word))
        letter = chance.choice("aeknrst")
        replaced = chance.choice((letter, "", letter + word[at], word[at : at + 2][::-1]))
        word = word[:at] + replaced + word[at + (2 if len(replaced) == 2 and replaced[1:] == word[at] else 1) :]
    return word or "a"


def _compared_with_all(text: str, most: int, words: set[str]) -> dict[str, int]:
    """What is within so many typos, of which all but one are letters too many: every word compared."""
    distance, shorts = edit_distance(), deletions(text)
    if most > 1 and len(text) <= LONGEST:
        shorts = set().union(*map(deletions, shorts))
    return {
        word: off
        for word in words
        if len(word) <= LONGEST and (off := distance(text, word)) <= most and not shorts.isdisjoint(deletions(word))
    }


@pytest.mark.parametrize("most", [1, 2, 3])
def test_no_word_with_typos_is_missed(most: int) -> None:
    chance = random.Random(most)  # noqa: S311 - the same words each time
    for words in (_short_words(), _long_words(chance)):
        vocabulary, _ = _vocabulary(words)
        for word in chance.sample(sorted(words), 30):
            text = _misspelt(word, chance)
            if len(text) > most:
                assert dict(vocabulary.within_edit_distance(text, most)) == _compared_with_all(text, most, words), text


def test_no_word_that_sounds_nearly_so_is_missed() -> None:
    chance = random.Random(4)  # noqa: S311 - as above
    words = _long_words(chance)
    vocabulary, _ = _vocabulary(words)
    distance = edit_distance()
    for word in sorted(words):
        key = phonetic_key(_misspelt(word, chance))
        near = {each for each in words if len(other := phonetic_key(each)) <= LONGEST and distance(key, other) <= 1}
        assert len(near) < _MOST
        assert set(vocabulary.near_phonetic_key(key)) == near, key


def test_no_word_whose_sound_begins_nearly_so_is_missed() -> None:
    chance = random.Random(5)  # noqa: S311 - as above
    words = {f"{word}{ending}" for word in _long_words(chance) for ending in ("ka", "narset")}
    vocabulary, in_memory = _vocabulary(words)[0], Vocabulary(words, {})
    found = 0
    for word in chance.sample(sorted(words), 200):
        prefix = phonetic_key(_misspelt(word, chance))[: chance.randint(5, 12)]
        if len(prefix) >= OPENING:
            near = set(in_memory.near_phonetic_prefix(prefix, 8))
            assert set(vocabulary.near_phonetic_prefix(prefix, 8)) == near, prefix
            found += bool(near)
    assert found > 20


def test_words_that_are_gone_are_not_found_with_typos() -> None:
    vocabulary, tables = _vocabulary({"harbour", "harbours"})
    remove_words(tables, {"harbour": WordCounts(1, 1, 1)})
    assert list(vocabulary.within_edit_distance("harbuor", 2)) == []
    assert [word for word, _ in vocabulary.within_edit_distance("harbuors", 2)] == ["harbours"]


def test_a_word_takes_a_few_rows() -> None:
    # A row for each letter that may be missing made an article of 160,000 words take a quarter of a minute.
    words = {f"{first}{second}" for first in _short_words() for second in ("strakenar", "kestanren", "nartsaken")}
    _, tables = _vocabulary(words)
    rows = sum(tables.rows(f"SELECT count(*) FROM {table}")[0][0] for table in COLUMNS)  # noqa: S608 - our names
    assert rows <= 6 * len(words)
