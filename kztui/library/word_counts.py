"""Counts in how many items of a library each word stands, as the ranking of a search weighs rare words."""

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct


class WordCounts(Struct, array_like=True):
    """In how many items of an article a word stands: in names, in names of mentioned ones, in facts and prose."""

    names: int = 0
    mentioned: int = 0
    texts: int = 0


def count_words(words: dict[str, WordCounts], names: set[str], texts: set[str], *, mentioned: bool) -> None:
    """Count in the words of one item among few; a whole article is counted by `WordCounter`, several times as fast."""
    for word in names:
        counts = words.get(word) or words.setdefault(word, WordCounts())
        counts.names += 1
        counts.mentioned += mentioned
    for word in texts:
        counts = words.get(word) or words.setdefault(word, WordCounts())
        counts.texts += 1


class WordCounter:
    """Counts in how many items each word stands."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._mentioned: list[str] = []
        self._texts: list[str] = []

    def count(self, names: Iterable[str], texts: Iterable[str], *, mentioned: bool) -> None:
        """Count in the words of an item, each once: those of its names, and those of its facts and prose."""
        self._names += names
        self._texts += texts
        if mentioned:
            self._mentioned += names

    def counts(self) -> dict[str, WordCounts]:
        """Of each word, the counts."""
        names, mentioned, texts = Counter(self._names), Counter(self._mentioned), Counter(self._texts)
        words = dict.fromkeys((*names, *texts))
        return {word: WordCounts(names.get(word, 0), mentioned.get(word, 0), texts.get(word, 0)) for word in words}


def summed(counts: Iterable[Mapping[str, WordCounts]]) -> dict[str, WordCounts]:
    """The counts of the words of several articles together."""
    total: dict[str, WordCounts] = {}
    known = total.get
    for each in counts:
        for word, found in each.items():
            so_far = known(word)
            if so_far is None:
                total[word] = WordCounts(found.names, found.mentioned, found.texts)
            else:
                so_far.names += found.names
                so_far.mentioned += found.mentioned
                so_far.texts += found.texts
    return total
