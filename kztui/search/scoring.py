"""How well one entry answers the whole query, by the rules of rank."""

from collections.abc import Iterable, Sequence
from math import log
from typing import NamedTuple

from kztui.search import ranking
from kztui.search.entries import Entry
from kztui.search.folding import words
from kztui.search.stemming import COMMON
from kztui.search.term_matches import Spread

_COMMON_WEIGHT = 0.1


class Score(NamedTuple):
    """The worth of one entry, and its name that the query met; -1 where it met none."""

    value: float
    name: int
    by_name: bool
    """Whether names counted for more than facts and prose."""

    def plus(self, more: float) -> "Score":
        """The same, worth that much more."""
        return self._replace(value=self.value + more)


class _Name(NamedTuple):
    qualities: list[float]
    bonus: float


def _weights(spreads: Sequence[Spread], size: int) -> list[float]:
    """What each word counts for: the rarer, the more; all together 1."""
    raw = [_COMMON_WEIGHT if spread.reach.common else 1.0 + log((1 + size) / (1 + spread.size)) for spread in spreads]
    whole = sum(raw)
    return [weight / whole for weight in raw]


class Scoring:
    """Weighs entries against one query."""

    def __init__(self, spreads: Sequence[Spread], size: int) -> None:
        """`size` is the number of all entries."""
        self._spreads = spreads
        self._reaches = [spread.reach for spread in spreads]
        self._telling = [not reach.common for reach in self._reaches]
        if not any(self._telling):
            self._telling = [True] * len(self._reaches)
        self.weights = _weights(spreads, size)

    def score(self, number: int, entry: Entry, names: Iterable[str]) -> Score:
        """Weigh entry `number`; `names` are its names, folded, words parted by blanks."""
        best = [0.0] * len(self._spreads)
        bonus, best_name, best_sum = 0.0, -1, 0.0
        for place, name in enumerate(names):
            met = self._name(name.split())
            if met is None:
                continue
            field = ranking.IN_ALIAS if place else ranking.IN_NAME
            for word, quality in enumerate(met.qualities):
                best[word] = max(best[word], quality * field)
            of_name = sum(w * q for w, q in zip(self.weights, met.qualities, strict=True)) + met.bonus
            if of_name * field > best_sum:
                best_name, best_sum, bonus = place, of_name * field, met.bonus * field
        in_text = [ranking.IN_TEXT * self._in_text(spread, number) for spread in self._spreads]
        by_text = sum(w * max(0.0, t - b) for w, t, b in zip(self.weights, in_text, best, strict=True))
        value = sum(w * max(t, b) for w, t, b in zip(self.weights, in_text, best, strict=True)) + bonus
        value += ranking.told(entry.weight)
        if by_text:
            value += ranking.BY_KIND[entry.kind]
        return Score(value, best_name, best_sum > by_text)

    @staticmethod
    def _in_text(spread: Spread, number: int) -> float:
        return 0.0 if spread.reach.common else spread.in_text(number)

    def _name(self, tokens: list[str]) -> _Name | None:
        qualities, places = [], []
        for reach in self._reaches:
            quality, place = 0.0, -1
            for at, token in enumerate(tokens[:1] if reach.start else tokens):
                met = reach.quality(token)
                if met > quality:
                    quality, place = met, at
            qualities.append(quality)
            places.append(place)
        met_places = [place for place in places if place >= 0]
        if not met_places:
            return None
        return _Name(qualities, self._bonus(tokens, qualities, met_places))

    def _bonus(self, tokens: list[str], qualities: list[float], places: list[int]) -> float:
        """What it adds that the name is said in full, or how much of it, and in its order."""
        telling = [at for at, token in enumerate(tokens) if token not in COMMON] or list(range(len(tokens)))
        said = set(places)
        share = sum(len(tokens[at]) for at in telling if at in said) / sum(len(tokens[at]) for at in telling)
        needed = [quality for quality, tells in zip(qualities, self._telling, strict=True) if tells]
        bonus = ranking.SHARE_OF_NAME * share * sum(map(bool, needed)) / len(needed)
        if share == 1 and (surest := min(needed)) >= ranking.PLURAL:
            bonus += ranking.SAID_IN_FULL if surest == ranking.WHOLE else ranking.SAID_IN_FULL_NEARLY
        if len(places) > 1 and places == sorted(places):
            bonus += ranking.IN_ORDER
        return bonus

    def closeness(self, entry: Entry) -> float:
        """What it adds that the words stand close together in the entry's prose, and that the prose is short."""
        tokens = [token for text in entry.prose for token in words(text)]
        if not tokens:
            return 0.0
        last: dict[int, int] = {}
        narrowest = len(tokens) + 1
        reaches = [reach for reach, tells in zip(self._reaches, self._telling, strict=True) if tells]
        met: dict[str, list[int]] = {}
        for at, token in enumerate(tokens):
            if token not in met:
                met[token] = [word for word, reach in enumerate(reaches) if reach.quality(token)]
            for word in met[token]:
                last[word] = at
            if met[token] and len(last) == len(reaches):
                narrowest = min(narrowest, at - min(last.values()) + 1)
        close = ranking.CLOSE * len(reaches) / narrowest if narrowest <= len(tokens) else 0.0
        return close + ranking.SHORT * 20 / (20 + len(tokens))
