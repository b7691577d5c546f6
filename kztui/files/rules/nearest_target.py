"""The nearest right word to a wrong one, among many: pairs of letters find the few that are worth comparing."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher

from kztui.files.coerce import ALIKE, LONGEST

CANDIDATES = 12
"""How many words are compared letter by letter."""
POSTINGS = 300
"""How many words with a pair of letters in common are looked at."""


def _folded(word: str) -> str:
    return word.casefold().replace("_", "-").replace(" ", "-")[:LONGEST]


def _pairs(word: str) -> list[str]:
    framed = f" {word} "
    return list(dict.fromkeys(framed[at : at + 2] for at in range(len(framed) - 1)))


class Suggester:
    """Finds what was meant. Made from pairs of a word and what is suggested for it."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        self._words: list[tuple[str, str]] = []
        self._exact: dict[str, str] = {}
        self._with: dict[str, list[int]] = defaultdict(list)
        for word, meant in words:
            folded = _folded(word)
            for pair in _pairs(folded):
                self._with[pair].append(len(self._words))
            self._exact.setdefault(folded, meant)
            self._words.append((folded, meant))

    def nearest(self, word: str) -> str:
        """What `word` was most likely meant to be; empty where nothing is near."""
        folded = _folded(word)
        if folded in self._exact:
            return self._exact[folded]
        shared: Counter[int] = Counter()
        looked = 0
        for pair in sorted(_pairs(folded), key=lambda each: len(self._with.get(each, ()))):
            if looked > POSTINGS:
                break
            found = self._with.get(pair, [])[:POSTINGS]
            shared.update(found)
            looked += len(found)
        best, meant = ALIKE, ""
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(folded)
        for index, _ in shared.most_common(CANDIDATES):
            candidate, suggested = self._words[index]
            matcher.set_seq1(candidate)
            if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and matcher.ratio() > best:
                best, meant = matcher.ratio(), suggested
        return meant
