"""One search: from a query taken apart to entries in order, going further only while nothing good is found."""

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

from kztui.article.model import ITEM_KINDS, ItemKind
from kztui.search import ranking, retrieval
from kztui.search.compounds import respelled
from kztui.search.filters import Filters
from kztui.search.highlight import Light
from kztui.search.query import KIND_WORDS, MOST_WORDS, Query, Word
from kztui.search.results import Found
from kztui.search.scoring import Score, Scoring
from kztui.search.showing import show
from kztui.search.subsequence import best_places, evenness
from kztui.search.suggestion import nearest_name
from kztui.search.term_expansion import Reach
from kztui.search.term_matches import Spread

if TYPE_CHECKING:
    from kztui.search.index import Index

_WEIGHED = 200
"""Entries weighed in full, or twice as many as are asked for; of more, those most told of, then shortest."""
_WEIGHED_AGAIN = 40
"""Best entries whose prose is read once more, for how close the words stand in it."""
_MOST_LETTERS = 2
_KIND_NAMED = 0.97
"""What an entry counts for whose kind a word of the query names, against one that has that word."""
_ASK_AFTER = 64
"""Entries weighed between two questions whether anyone still wants to know."""


def _worth_reading(words: Iterable[Word]) -> list[Word]:
    """Not more words than a person types, nor more than two lone letters, which begin words everywhere."""
    found: list[Word] = []
    letters = 0
    for word in words:
        letters += len(word.text) == 1
        if len(word.text) > 1 or letters <= _MOST_LETTERS:
            found.append(word)
    return found[:MOST_WORDS]


class CancelledError(Exception):
    """Nobody wants to know any more."""


class Search:
    """A query on its way through an index."""

    def __init__(
        self,
        index: "Index",
        query: Query,
        kinds: Collection[ItemKind] | None,
        limit: int,
        cancelled: Callable[[], bool],
    ) -> None:
        self._index = index
        self._query = query
        self._limit = limit
        self._most = max(_WEIGHED, 2 * limit)
        self._cancelled = cancelled
        self._reaches: dict[Word, Reach] = {}
        self._known_spreads: dict[Word, Spread] = {}
        self._used: dict[Word, Reach] = {}
        """Those that led to entries."""
        self._scores: dict[int, Score] = {}
        self._met: list[set[int]] = []
        """All entries found, in parts that have none in common."""
        self._letters: dict[int, str] = {}
        """For entries found by scattered letters, the letters."""
        self._partial = False
        excluded = retrieval.without([self._spreads(words) for words in query.without])
        self._allowed = Filters(index, query, excluded)
        self._kinds = frozenset(kinds or ITEM_KINDS)
        self._wanted = Filters(index, Query(kinds=self._kinds), set())

    def found(self) -> Found:
        """The hits, or that there are none; raises CancelledError."""
        index, query = self._index, self._query
        words = _worth_reading(query.words)
        if not words:
            return self._listing()
        self._look(words)
        light = Light(tuple(self._used.values()))
        best = self._in_order()[: self._limit]
        return Found(
            tuple(show(index.entries[at], self._scores[at], light, self._letters.get(at, "")) for at in best),
            sum(map(len, self._met)),
            index.count(chain.from_iterable(self._met)),
            light,
            self._partial,
            "" if best else nearest_name(index, words),
            query.problem,
        )

    def _listing(self) -> Found:
        """All that the filters let through, in document order."""
        index, problem = self._index, self._query.problem
        if not (self._allowed or self._wanted):
            return Found(problem=problem)
        wanted = self._allowed.narrowed(self._kinds)
        score, light = Score(0.0, -1, by_name=False), Light()
        best = islice(wanted.in_document_order(), self._limit)
        hits = tuple(show(index.entries[at], score, light, "") for at in best)
        return Found(hits, sum(wanted.count_all().values()), self._allowed.count_all(), light, problem=problem)

    def _look(self, words: Sequence[Word]) -> None:
        """Weigh what the words mean: as they are, more freely, parted otherwise, scattered, in part."""
        for word in words:
            reach = self._reach(word)
            if not (reach.whole or self._begins_told(reach) or self._is_told(reach)):
                reach.widen_by_slips()
                if not self._is_told(reach):
                    reach.widen()
        named = self._gather(words)
        self._gather_of_named_kind(words)
        if not named:
            for word in words:
                self._reach(word).widen()
            self._gather(words)
        if not self._scores:
            for other in respelled(words, self._index.vocabulary):
                self._gather(other)
        if len(words) == 1 and not self._reach(words[0]).known:
            self._gather_scattered(words[0])
        if not self._scores and len(words) > 1:
            self._gather_partly(words)

    def _reach(self, word: Word) -> Reach:
        if word not in self._reaches:
            self._ask()
            self._reaches[word] = Reach(word, self._index.vocabulary)
        return self._reaches[word]

    def _spreads(self, words: Iterable[Word]) -> list[Spread]:
        return [self._spread(word).follow() for word in words]

    def _spread(self, word: Word) -> Spread:
        index = self._index
        if word not in self._known_spreads:
            names = index.names_begin if word.start else index.names
            self._known_spreads[word] = Spread(self._reach(word), index.vocabulary, names, index.texts)
        return self._known_spreads[word]

    def _begins_told(self, reach: Reach) -> bool:
        """Whether something the article speaks of has a word that begins so, or the word is too short for slips."""
        index = self._index
        if not reach.beginning or not ranking.slips_forgiven(reach.text):
            return bool(reach.beginning)
        named = min(index.names.of_range(reach.beginning), default=-1)
        return bool(index.texts.of_range(reach.beginning)) or bool(index.entries[named].weight)

    def _is_told(self, reach: Reach) -> bool:
        """Whether something the article speaks of has a name so much like the word that no other need be looked for."""
        index = self._index
        near = (word for word, quality in (reach.sure | reach.loose).items() if quality >= ranking.SOUND)
        numbers = map(index.vocabulary.number, near)
        return any(index.entries[at].weight for number in numbers for at in index.names.of(number)[:1])

    def _ask(self) -> None:
        if self._cancelled():
            raise CancelledError

    def _gather(self, words: Sequence[Word], allowed: Filters | None = None, factor: float = 1.0) -> bool:
        """Weigh the entries that have all the words; whether any has one of them in a name."""
        spreads = self._spreads(words)
        telling = [spread for spread in spreads if not spread.reach.common] or spreads
        chosen, met = retrieval.with_all(telling, allowed or self._allowed, self._wanted, self._most)
        self._add(met)
        return self._weigh(spreads, chosen, factor)

    def _add(self, met: list[set[int]]) -> None:
        self._met = [set().union(*self._met, *met)] if self._met and any(met) else self._met or met

    def _weigh(self, spreads: Sequence[Spread], chosen: Sequence[int], factor: float = 1.0) -> bool:
        index = self._index
        scoring = Scoring(spreads, len(index.entries))
        named = False
        scores: dict[int, Score] = {}
        for asked, at in enumerate(chosen):
            if asked % _ASK_AFTER == 0:
                self._ask()
            score = scoring.score(at, index.entries[at], index.names_of(at))
            named = named or score.by_name
            scores[at] = score
        for at in sorted(scores, key=lambda at: -scores[at].value)[:_WEIGHED_AGAIN]:
            if not scores[at].by_name:
                scores[at] = scores[at].plus(scoring.closeness(index.entries[at]))
        for at, score in scores.items():
            known = self._scores.get(at)
            if known is None or score.value * factor > known.value:
                self._scores[at] = score._replace(value=score.value * factor)
        if chosen:
            self._used.update((spread.reach.word, spread.reach) for spread in spreads)
        return named

    def _gather_of_named_kind(self, words: Sequence[Word]) -> None:
        """Read `event` beside another word as the kind that is meant."""
        for word in words:
            kind = KIND_WORDS.get(word.text)
            others = [other for other in words if other != word]
            if kind and others and not word.exact:
                self._gather(others, self._allowed.narrowed({kind}), _KIND_NAMED)

    def _gather_scattered(self, word: Word) -> None:
        index = self._index
        if word.exact or word.start:
            return
        names = index.scattered.holding(word.text)
        let_through = self._wanted(self._allowed({index.owners[name] for name in names}))
        for name in names:
            at = index.owners[name]
            if at not in let_through:
                continue
            entry, text = index.entries[at], index.all_names[name]
            value = ranking.SCATTERED + ranking.SCATTERED_BEST * evenness(best_places(word.text, text), text)
            value += ranking.SHARE_OF_NAME * len(word.text) / len(text) + ranking.told(entry.weight)
            score = Score(value, name - index.names_from[at], by_name=True)
            if at not in self._scores or score.value > self._scores[at].value:
                self._scores[at] = score
                self._letters[at] = word.text
        self._add([let_through])

    def _gather_partly(self, words: Sequence[Word]) -> None:
        spreads = [spread for spread in self._spreads(words) if not spread.reach.common] or self._spreads(words)
        weights = Scoring(spreads, len(self._index.entries)).weights
        chosen = retrieval.with_most(spreads, weights, lambda met: self._wanted(self._allowed(met)), self._most)
        self._partial = bool(chosen)
        self._add([set(chosen)])
        self._weigh(spreads, chosen)

    def _in_order(self) -> list[int]:
        scores, places = self._scores, self._index.places
        return sorted(scores, key=lambda at: (-round(scores[at].value, 6), places[at]))
