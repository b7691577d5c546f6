"""Where the words stand that a word of the query reaches: entries by how well it meets them, names before texts."""

from functools import cached_property

from kztui.search import ranking
from kztui.search.postings import Postings
from kztui.search.term_expansion import Reach
from kztui.search.vocabulary import Vocabulary

Graded = list[tuple[float, set[int]]]
"""Sets of entries, each with a quality, best first."""


class Spread:
    """The entries that one word of the query meets. What is not asked for is not looked up."""

    def __init__(self, reach: Reach, vocabulary: Vocabulary, names: Postings, texts: Postings) -> None:
        self.reach = reach
        self._vocabulary = vocabulary
        self._names = names
        self._texts = texts
        self._as_wide_as = reach.width

    def follow(self) -> "Spread":
        """This, looked up anew if the word has come to reach further."""
        if self.reach.width != self._as_wide_as:
            self._as_wide_as = self.reach.width
            for found in ("levels", "texts", "everywhere"):
                self.__dict__.pop(found, None)
        return self

    def _numbers(self, words: dict[str, float], least: float, below: float = 2.0) -> list[int]:
        return [self._vocabulary.number(word) for word, quality in words.items() if least <= quality < below]

    @cached_property
    def _begun_names(self) -> set[int]:
        return set(self._names.of_range(self.reach.beginning))

    @cached_property
    def _begun_texts(self) -> set[int]:
        return set(self._texts.of_range(self.reach.beginning))

    @cached_property
    def levels(self) -> tuple[set[int], ...]:
        """Entries from surest to least sure: whole in names, begun in names, near in names, in texts, near in texts."""
        reach = self.reach
        whole = self._names.of_each(self._numbers(reach.sure, ranking.ROOT))
        near = self._names.of_each(self._numbers(reach.sure | reach.loose, 0.0, ranking.ROOT))
        if reach.start:
            return whole, self._begun_names, near
        texts = [entries for _quality, entries in self.texts]
        sure = sum(quality >= ranking.ROOT for quality, _entries in self.texts)
        return whole, self._begun_names, near, set().union(*texts[:sure]), set().union(*texts[sure:])

    @cached_property
    def texts(self) -> Graded:
        """Entries whose facts or prose have the word, by quality, best first."""
        if self.reach.start:
            return []
        by_quality: dict[float, list[int]] = {}
        for word, quality in (self.reach.loose | self.reach.sure).items():
            by_quality.setdefault(quality, []).append(self._vocabulary.number(word))
        graded = [(quality, self._texts.of_each(numbers)) for quality, numbers in by_quality.items()]
        graded.append((ranking.PREFIX * ranking.IN_TEXT_BEGINNING, self._begun_texts))
        return sorted((grade for grade in graded if grade[1]), key=lambda grade: -grade[0])

    @cached_property
    def everywhere(self) -> set[int]:
        """All the entries that the word meets."""
        largest, *others = sorted(self.levels, key=len, reverse=True)
        return largest.union(*others) if any(others) else largest

    @property
    def size(self) -> int:
        """About how many entries the word meets."""
        return max(map(len, self.levels))

    def in_text(self, entry: int) -> float:
        """How well the word meets the entry's facts or prose; 0 where it does not."""
        for quality, entries in self.texts:
            if entry in entries:
                return quality
        return 0.0
