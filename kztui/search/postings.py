"""Which entries each word of the vocabulary stands in, as two flat arrays."""

from __future__ import annotations

from array import array
from collections.abc import Iterable


class Postings:
    """For words numbered in alphabetical order: the entries of a word, or of all words of a range, as one slice."""

    __slots__ = ("_entries", "_starts")

    def __init__(self, words: array[int], entries: array[int], size: int) -> None:
        """`words` and `entries` are pairs side by side, in any order of words; `size` is that of the vocabulary."""
        counts = array("I", bytes(4 * (size + 1)))
        for word in words:
            counts[word] += 1
        starts = array("I", bytes(4 * (size + 1)))
        total = 0
        for word, count in enumerate(counts):
            starts[word] = total
            total += count
        places = starts[:]
        placed = array("I", bytes(4 * len(entries)))
        for word, entry in zip(words, entries, strict=True):
            placed[places[word]] = entry
            places[word] += 1
        self._starts = starts
        self._entries = placed

    def of(self, word: int) -> array[int]:
        """The entries that hold the word, doubles kept."""
        return self._entries[self._starts[word] : self._starts[word + 1]]

    def of_range(self, words: range) -> array[int]:
        """The entries that hold any word of a range of neighbours, doubles kept."""
        return self._entries[self._starts[words.start] : self._starts[words.stop]]

    def of_each(self, words: Iterable[int]) -> set[int]:
        """The entries that hold any of `words`."""
        found: set[int] = set()
        for word in words:
            found.update(self.of(word))
        return found

    def holds(self, word: int) -> bool:
        """Whether any entry holds the word."""
        return self._starts[word] != self._starts[word + 1]
