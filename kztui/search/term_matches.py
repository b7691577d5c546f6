"""Term matches: the entries that a term of the query matches, and how well, names before texts."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from kztui.search import ranking
from kztui.search.term_expansion import TermExpansion

Postings = Mapping[str, Sequence[int]]
"""For each word, the numbers of the entries that hold it, in order."""
Graded = list[tuple[float, set[int]]]
"""Sets of entries, each with a quality, best first."""


def entries_with(postings: Postings, words: Iterable[str]) -> set[int]:
    """The entries that hold any of `words`."""
    return set().union(*(postings[word] for word in words if word in postings))


class TermMatches:
    """The entries that one term of the query matches. What is not asked for is not looked up."""

    def __init__(self, expansion: TermExpansion, names: Postings, texts: Postings) -> None:
        self.expansion: TermExpansion = expansion
        self._names = names
        self._texts = texts
        self._width = expansion.width

    def refreshed(self) -> "TermMatches":
        """This, looked up anew if the term has been expanded further."""
        if self.expansion.width != self._width:
            self._width = self.expansion.width
            for found in ("levels", "texts", "all_entries"):
                self.__dict__.pop(found, None)
        return self

    @cached_property
    def _prefix_in_names(self) -> set[int]:
        return entries_with(self._names, self.expansion.prefix_matches)

    @cached_property
    def _prefix_in_texts(self) -> set[int]:
        return entries_with(self._texts, self.expansion.prefix_matches)

    @cached_property
    def levels(self) -> tuple[set[int], ...]:
        """Entries from surest to least sure: whole word, prefix, fuzzy in names; then sure and fuzzy in texts."""
        expansion, sure = self.expansion, ranking.SAME_STEM
        qualities = expansion.confident | expansion.fuzzy
        whole = entries_with(self._names, (word for word, quality in expansion.confident.items() if quality >= sure))
        near = entries_with(self._names, (word for word, quality in qualities.items() if quality < sure))
        if expansion.term.at_name_start:
            return whole, self._prefix_in_names, near
        sure_texts = [entries for quality, entries in self.texts if quality >= sure]
        fuzzy_texts = [entries for quality, entries in self.texts if quality < sure]
        return whole, self._prefix_in_names, near, set().union(*sure_texts), set().union(*fuzzy_texts)

    @cached_property
    def texts(self) -> Graded:
        """Entries whose facts or prose have the term, by quality, best first."""
        if self.expansion.term.at_name_start:
            return []
        by_quality: dict[float, list[str]] = {}
        for word, quality in (self.expansion.fuzzy | self.expansion.confident).items():
            by_quality.setdefault(quality, []).append(word)
        graded = [(quality, entries_with(self._texts, words)) for quality, words in by_quality.items()]
        graded.append((ranking.PREFIX * ranking.PREFIX_IN_TEXT, self._prefix_in_texts))
        return sorted((grade for grade in graded if grade[1]), key=lambda grade: -grade[0])

    @cached_property
    def all_entries(self) -> set[int]:
        """All the entries that the term matches."""
        return set().union(*self.levels)

    @property
    def size(self) -> int:
        """About how many entries the term matches."""
        return max(map(len, self.levels))

    def in_text(self, entry: int) -> float:
        """How well the term matches the entry's facts or prose; 0 where it does not."""
        for quality, entries in self.texts:
            if entry in entries:
                return quality
        return 0.0
