"""Suggestions ("did you mean …?") for an unknown word: the most similar known words, and how a message says so.

Similarity is the ratio of difflib's SequenceMatcher (Ratcliff-Obershelp, 0 to 1), in which case, blanks and underscores
do not count. Of many known words, only those that share the most letter pairs with the unknown one are compared.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

SIMILAR = 0.66
"""Ratio from which a word is suggested, if the caller does not say otherwise."""
_MAX_LENGTH = 80
"""Characters of a word that are compared."""
_COMPARED = 12
"""Known words that are compared letter by letter."""
_MOST_WORK = 2_000_000
"""Pairs of like letters that many questions to one `Suggester` may cost: two words of one letter have thousands."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The one of `known` that is most similar to `word`; empty where none is similar enough."""
    return Suggester.of(tuple(known)).nearest(word)


def nearest_words(word: str, known: Iterable[str], most: int = 3, similar: float = 0.6) -> tuple[str, ...]:
    """Up to `most` of `known` whose similarity to `word` is at least `similar`, the most similar first."""
    return Suggester.of(tuple(known)).nearest_words(word, most, similar)


def did_you_mean(*words: str) -> str:
    """`; did you mean a, b or c?`, to follow a message; empty where no word is given or all are empty."""
    given = [word for word in words if word]
    listed = " or ".join(filter(None, (", ".join(given[:-1]), *given[-1:])))
    return f"; did you mean {listed}?" if given else ""


def _folded(word: str) -> str:
    return word.casefold().replace("_", "-").replace(" ", "-")[:_MAX_LENGTH]


def _in_any_order(folded: str) -> str:
    """The same for words that differ only in the order of their parts."""
    return "-".join(sorted(folded.split("-")))


def _work(one: str, other: str) -> int:
    """How many pairs of like letters two words have: what difflib looks at."""
    counts = Counter(other)
    return sum(counts[char] for char in one)


def _bigrams(word: str) -> list[str]:
    framed = f" {word} "
    return list(dict.fromkeys(framed[at : at + 2] for at in range(len(framed) - 1)))


class Suggester:
    """Finds the nearest of many words, for many questions: an index of letter pairs. `nearest` is for one question."""

    def __init__(self, words: Iterable[tuple[str, str]], most_shared: int | None = None) -> None:
        """`words` are pairs: a known word, and what is suggested for it, such as the id of what it names.

        `most_shared` makes thousands of questions quick: of a letter pair that more words have, it leaves the rest out,
        and pairs that are more common still it ignores; after much work, it compares no more letters.
        """
        self._most_shared = most_shared
        self._left = sys.maxsize if most_shared is None else _MOST_WORK
        self._words: list[tuple[str, str]] = []
        self._exact: dict[str, str] = {}
        self._with_bigram: dict[str, list[int]] = defaultdict(list)
        for word, suggested in words:
            folded = _folded(word)
            for pair in _bigrams(folded):
                self._with_bigram[pair].append(len(self._words))
            self._exact.setdefault(_in_any_order(folded), suggested)
            self._words.append((folded, suggested))

    @classmethod
    @lru_cache(maxsize=8)
    def of(cls, words: tuple[str, ...]) -> "Suggester":
        """Suggests these words themselves; the same few lists are asked again and again, as those of a table's keys."""
        return cls((word, word) for word in words)

    def nearest(self, word: str) -> str:
        """What `word` was most likely meant to be; empty where nothing is similar enough."""
        return next(iter(self.nearest_words(word, 1, SIMILAR)), "")

    def nearest_words(self, word: str, most: int, similar: float) -> tuple[str, ...]:
        """Up to `most` suggestions with a similarity of at least `similar`, the most similar first."""
        from difflib import SequenceMatcher  # noqa: PLC0415 - needed only for a word that is not known

        folded = _folded(word)
        exact = self._exact.get(_in_any_order(folded))
        scored = [(2.0, exact)] if exact is not None else []
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(folded)
        for candidate, suggested in self._sharing_bigrams(folded):
            matcher.set_seq1(candidate)
            if matcher.real_quick_ratio() >= similar and matcher.quick_ratio() >= similar:
                self._left -= _work(candidate, folded)
                if self._left < 0:
                    break
                scored.append((matcher.ratio(), suggested))
        best = sorted((each for each in scored if each[0] >= similar), key=lambda each: -each[0])
        return tuple(dict.fromkeys(suggested for _ratio, suggested in best))[:most]

    def _sharing_bigrams(self, folded: str) -> list[tuple[str, str]]:
        """The words that share the largest part of their letter pairs with `folded` (Dice's coefficient)."""
        pairs = sorted(_bigrams(folded), key=lambda pair: len(self._with_bigram.get(pair, ())))
        shared: Counter[int] = Counter()
        for pair in pairs:
            if self._most_shared is not None and shared.total() > self._most_shared:
                break
            shared.update(self._with_bigram.get(pair, [])[: self._most_shared])
        # Not by heapq: every start would import it, for what only an error needs.
        most = sorted(shared, key=lambda at: shared[at] / (len(pairs) + len(self._words[at][0])), reverse=True)
        return [self._words[at] for at in most[:_COMPARED]]
