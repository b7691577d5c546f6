"""Scores how well one entry matches the whole query, by the rules of `ranking`."""

from collections.abc import Iterable, Sequence
from math import log
from typing import NamedTuple, Protocol

from msgspec import Struct

from kztui.search import ranking
from kztui.search.entries import IndexEntry
from kztui.search.folding import tokenize
from kztui.search.synonyms import STOP_WORDS
from kztui.search.term_expansion import TermExpansion

_STOP_WORD_WEIGHT = 0.1


class MatchedTerm(Protocol):
    """A term of the query, and how well it matches entries."""

    @property
    def expansion(self) -> TermExpansion:
        """The words that it can mean."""

    @property
    def size(self) -> int:
        """About how many entries it matches."""

    def in_text(self, entry: int) -> float:
        """How well it matches the facts or prose of the entry of that number; 0 where it does not."""


class Score(NamedTuple):
    """The score of one entry, and the place of its name that matched best; -1 where none did."""

    value: float
    name: int
    by_name: bool
    """Whether names counted for more than facts and prose."""

    def plus(self, more: float) -> "Score":
        """The same, worth that much more."""
        return self._replace(value=self.value + more)


class _NameMatch(Struct, frozen=True):
    qualities: list[float]
    bonus: float


def _weights(terms: Sequence[MatchedTerm], size: int) -> list[float]:
    """What each term counts for: the rarer (by inverse document frequency), the more; all together 1."""
    raw = [
        _STOP_WORD_WEIGHT if term.expansion.is_stop_word else 1 + log((1 + size) / (1 + term.size)) for term in terms
    ]
    total = sum(raw)
    return [weight / total for weight in raw]


class Scorer:
    """Scores entries against one query."""

    def __init__(self, terms: Sequence[MatchedTerm], size: int) -> None:
        """`size` is the number of all entries."""
        self._terms = terms
        self._expansions = [term.expansion for term in terms]
        self._significant = [not expansion.is_stop_word for expansion in self._expansions]
        if not any(self._significant):
            self._significant = [True] * len(self._expansions)
        self.weights = _weights(terms, size)

    def score(self, number: int, entry: IndexEntry, names: Iterable[str]) -> Score:
        """Score entry `number`; `names` are its names, folded, tokens separated by blanks."""
        best = [0.0] * len(self._terms)
        bonus, best_name, best_sum = 0.0, -1, 0.0
        for place, name in enumerate(names):
            match = self._match_name(name.split())
            if match is None:
                continue
            field = ranking.IN_ALIAS if place else ranking.IN_NAME
            for term, quality in enumerate(match.qualities):
                best[term] = max(best[term], quality * field)
            of_name = sum(w * q for w, q in zip(self.weights, match.qualities, strict=True)) + match.bonus
            if of_name * field > best_sum:
                best_name, best_sum, bonus = place, of_name * field, match.bonus * field
        in_text = [ranking.IN_TEXT * self._in_text(term, number) for term in self._terms]
        by_text = sum(w * max(0.0, t - b) for w, t, b in zip(self.weights, in_text, best, strict=True))
        value = sum(w * max(t, b) for w, t, b in zip(self.weights, in_text, best, strict=True)) + bonus
        value += ranking.mention_boost(entry.mentions)
        if by_text:
            value += ranking.BY_KIND[entry.kind]
        return Score(value, best_name, best_sum > by_text)

    @staticmethod
    def _in_text(term: MatchedTerm, number: int) -> float:
        return 0.0 if term.expansion.is_stop_word else term.in_text(number)

    def _match_name(self, tokens: list[str]) -> _NameMatch | None:
        qualities, places = [], []
        for expansion in self._expansions:
            quality, place = 0.0, -1
            for at, token in enumerate(tokens[:1] if expansion.term.at_name_start else tokens):
                of_token = expansion.quality(token)
                if of_token > quality:
                    quality, place = of_token, at
            qualities.append(quality)
            places.append(place)
        matched = [place for place in places if place >= 0]
        if not matched:
            return None
        return _NameMatch(qualities, self._bonus(tokens, qualities, matched))

    def _bonus(self, tokens: list[str], qualities: list[float], places: list[int]) -> float:
        """What it adds that the query has the full name, or how much of it, and in its order."""
        significant = [at for at, token in enumerate(tokens) if token not in STOP_WORDS] or list(range(len(tokens)))
        share = sum(len(tokens[at]) for at in significant if at in places) / sum(len(tokens[at]) for at in significant)
        needed = [quality for quality, counts in zip(qualities, self._significant, strict=True) if counts]
        bonus = ranking.NAME_COVERAGE * share * sum(map(bool, needed)) / len(needed)
        if share == 1 and (surest := min(needed)) >= ranking.PLURAL:
            bonus += ranking.FULL_NAME if surest == ranking.WHOLE_WORD else ranking.FULL_NAME_INFLECTED
        if len(places) > 1 and places == sorted(places):
            bonus += ranking.IN_ORDER
        return bonus

    def proximity(self, entry: IndexEntry) -> float:
        """What it adds that the terms stand close together in the entry's prose, and that the prose is short."""
        tokens = [token for text in entry.prose for token in tokenize(text)]
        if not tokens:
            return 0.0
        last: dict[int, int] = {}
        narrowest = len(tokens) + 1
        expansions = [each for each, counts in zip(self._expansions, self._significant, strict=True) if counts]
        matching: dict[str, list[int]] = {}
        for at, token in enumerate(tokens):
            if token not in matching:
                matching[token] = [term for term, each in enumerate(expansions) if each.quality(token)]
            for term in matching[token]:
                last[term] = at
            if matching[token] and len(last) == len(expansions):
                narrowest = min(narrowest, at - min(last.values()) + 1)
        close = ranking.PROXIMITY * len(expansions) / narrowest if narrowest <= len(tokens) else 0.0
        return close + ranking.SHORT_TEXT * 20 / (20 + len(tokens))
