"""Every word that an index holds, and which of them a term of a query can mean: by prefix, stem, sound or typo.

Words are kept in alphabetical order, so that those with a common prefix are neighbours.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import TypeVar

from kztui.search.phonetic import FIRST_LETTERS, consonant_skeleton, phonetic_key
from kztui.search.stemming import PROTECTED_LETTERS, stem

_AFTER_LETTERS = "{"
"""Sorts behind every letter and digit."""
_LONGEST_NUMBER = 12

_KeyT = TypeVar("_KeyT")
_Grouped = Mapping[str, Sequence[str]]


def edit_distance() -> Callable[..., int]:
    """Damerau-Levenshtein distance in its restricted form, optimal string alignment: a swap of neighbours counts 1."""
    # imported where it is needed: it costs a fifth of a command's start, and most queries hold no typo
    from rapidfuzz.distance.OSA import distance  # noqa: PLC0415

    return distance


def _with_prefix(ordered: Sequence[str], prefix: str) -> Sequence[str]:
    return ordered[bisect_left(ordered, prefix) : bisect_left(ordered, prefix + _AFTER_LETTERS)]


def _grouped(pairs: Iterable[tuple[_KeyT, str]]) -> dict[_KeyT, list[str]]:
    groups: dict[_KeyT, list[str]] = defaultdict(list)
    for key, word in pairs:
        groups[key].append(word)
    return dict(groups)


def _bigrams(word: str) -> set[str]:
    padded = f"^{word}$"
    return {padded[at : at + 2] for at in range(len(padded) - 1)}


class Vocabulary:
    """The words of an index in alphabetical order, with the ways that lead to each but its own letters."""

    def __init__(self, words: Iterable[str], pronunciations: Mapping[str, str]) -> None:
        """`pronunciations` spells those words as pronounced that were written with more than ASCII letters."""
        self.words = sorted(words)
        self._known = frozenset(self.words)
        self._pronunciations = pronunciations
        self._by_first_symbol: dict[str, _Grouped] = {}
        """For the first symbol of a phonetic key: the keys that begin so, each with its words."""

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def with_prefix(self, prefix: str) -> Sequence[str]:
        """The words that begin with `prefix`, in alphabetical order."""
        return _with_prefix(self.words, prefix)

    def with_stem(self, key: str) -> list[str]:
        """The words whose stem is `key`."""
        return [word for word in self.with_prefix(key[:PROTECTED_LETTERS]) if stem(word) == key]

    def _keyed(self, words: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Phonetic keys of words; a word that is pronounced otherwise than written has two."""
        for word in words:
            key = phonetic_key(word)
            yield key, word
            other = self._pronunciations.get(word)
            if other is not None and (second := phonetic_key(other)) != key:
                yield second, word

    def with_phonetic_key(self, key: str) -> Sequence[str]:
        """The words that sound as `key` does."""
        first = key[0]
        if first not in self._by_first_symbol:
            # A command searches once, and needs the keys of words with a few first letters, not of all words.
            words = chain.from_iterable(map(self.with_prefix, FIRST_LETTERS.get(first, first)))
            self._by_first_symbol[first] = _grouped(pair for pair in self._keyed(words) if pair[0][0] == first)
        return self._by_first_symbol[first].get(key, ())

    def pronounced_otherwise(self, key: str) -> list[str]:
        """The words that sound as `key` does, of those only that are pronounced otherwise than written."""
        return [word for word in self.with_phonetic_key(key) if word in self._pronunciations]

    @cached_property
    def _phonetic_keys(self) -> list[str]:
        by_symbol: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for pair in self._keyed(self.words):
            by_symbol[pair[0][0]].append(pair)
        self._by_first_symbol.update((symbol, _grouped(pairs)) for symbol, pairs in by_symbol.items())
        return sorted(chain.from_iterable(self._by_first_symbol.values()))

    def _sounding(self, keys: Iterable[str]) -> Iterator[str]:
        return chain.from_iterable(map(self.with_phonetic_key, keys))

    def with_phonetic_prefix(self, prefix: str, longer: int) -> Iterator[str]:
        """The words whose phonetic key begins with `prefix` and has at most `longer` letters more."""
        longest = len(prefix) + longer
        return self._sounding(key for key in _with_prefix(self._phonetic_keys, prefix) if len(key) <= longest)

    @cached_property
    def _by_skeleton(self) -> _Grouped:
        return _grouped((bare, key) for key in self._phonetic_keys if (bare := consonant_skeleton(key)))

    def with_consonants(self, skeleton: str) -> Iterator[str]:
        """The words with just the consonants of `skeleton`."""
        return self._sounding(self._by_skeleton.get(skeleton, ()))

    @cached_property
    def _words_by_length(self) -> Mapping[int, Sequence[str]]:
        return _grouped((len(word), word) for word in self.words)

    @cached_property
    def _keys_by_length(self) -> Mapping[int, Sequence[str]]:
        return _grouped((len(key), key) for key in self._phonetic_keys)

    @cached_property
    def _keys_by_bigram(self) -> _Grouped:
        return _grouped((pair, key) for key in self._phonetic_keys for pair in _bigrams(key))

    def within_edit_distance(self, text: str, most: int) -> Iterator[tuple[str, int]]:
        """The words at most `most` typos from `text`, each with its edit distance."""
        return _near(self._words_by_length, text, most)

    def near_phonetic_key(self, key: str) -> Iterator[str]:
        """The words whose phonetic key is at most one typo from `key`."""
        return self._sounding(near for near, _distance in _near(self._keys_by_length, key, 1))

    def near_phonetic_prefix(self, prefix: str, longer: int) -> Iterator[str]:
        """The words whose phonetic key begins one typo from `prefix`, with the same letter, and goes on."""
        distance, size = edit_distance(), len(prefix)
        return self._sounding(
            key
            for key in _with_prefix(self._phonetic_keys, prefix[0])
            if size + 1 < len(key) <= size + longer
            and any(distance(prefix, key[:cut], score_cutoff=1) <= 1 for cut in (size, size - 1, size + 1))
        )

    def nearest(self, key: str) -> list[tuple[str, str]]:
        """The few words that share the most letter pairs with `key`, at least three if there are; each with its key."""
        pairs = _bigrams(key)
        shared = Counter(chain.from_iterable(self._keys_by_bigram.get(pair, ()) for pair in pairs))
        lengths = range(max(1, len(key) // 2), len(key) * 2 + 1)
        found: list[str] = []
        for least in range(len(pairs), 0, -1):
            found = [other for other, count in shared.items() if count >= least and len(other) in lengths]
            if len(found) >= 3 or (found and least <= 2):
                break
        found.sort(key=lambda other: (len(other), other))
        return [(word, other) for other in found for word in self.with_phonetic_key(other)]

    @cached_property
    def numbers(self) -> list[tuple[int, str]]:
        """The whole numbers among the words, by value."""
        digits = self.words[bisect_left(self.words, "0") : bisect_left(self.words, ":")]
        return sorted((int(word), word) for word in digits if word.isdecimal() and len(word) <= _LONGEST_NUMBER)

    def prepare(self) -> None:
        """Make what is otherwise made when first needed."""
        edit_distance()
        self._by_skeleton, self._keys_by_bigram, self.numbers  # noqa: B018 - cached properties are made by being read
        self._words_by_length, self._keys_by_length  # noqa: B018 - as above


def _near(by_length: Mapping[int, Sequence[str]], text: str, most: int) -> Iterator[tuple[str, int]]:
    """Those at most `most` typos from `text`, each with its edit distance."""
    distance = edit_distance()
    for length in range(len(text) - most, len(text) + most + 1):
        for word in by_length.get(length, ()):
            if (off := distance(text, word, score_cutoff=most)) <= most:
                yield word, off
