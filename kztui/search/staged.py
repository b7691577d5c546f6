"""The stages of one search: matching more fuzzily only while nothing good is found, scoring, and ranking.

Where entries are looked up is left open: `search.Search` has them in memory, the search of a library asks an engine.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Generic, TypeVar

from kztui.article.table import ItemKind
from kztui.search.compounds import compound_variants
from kztui.search.entries import IndexEntry
from kztui.search.query import KIND_NAMES, MAX_TERMS, QueryTerm
from kztui.search.scoring import MatchedTerm, Score, Scorer
from kztui.search.term_expansion import TermExpansion
from kztui.search.vocabulary import Vocabulary

SCORED = 200
"""Entries scored, or twice as many as are asked for; of more, those mentioned, then those with the shortest labels."""
_PROXIMITY_SCORED = 40
"""Best entries whose prose is read once more, for how close the terms stand in it."""
_MOST_LETTERS = 2
_KIND_NAMED = 0.97
"""What an entry counts for whose kind a term of the query names, against one that has that term."""
_CHECK_CANCELLED_EVERY = 64
"""Entries scored between two checks whether the search is cancelled."""

MatchT = TypeVar("MatchT", bound=MatchedTerm)


def worth_reading(terms: Iterable[QueryTerm]) -> list[QueryTerm]:
    """Not more terms than a person types, nor more than two single letters, which begin words everywhere."""
    found: list[QueryTerm] = []
    letters = 0
    for term in terms:
        letters += len(term.text) == 1
        if len(term.text) > 1 or letters <= _MOST_LETTERS:
            found.append(term)
    return found[:MAX_TERMS]


class CancelledError(Exception):
    """The search was cancelled."""


class StagedSearch(ABC, Generic[MatchT]):
    """One query asked of entries that are known by numbers."""

    def __init__(self, vocabulary: Vocabulary, size: int, cancelled: Callable[[], bool]) -> None:
        """`size` is the number of all entries; `cancelled` is asked now and then, and once true ends the search."""
        self._vocabulary = vocabulary
        self._size = size
        self._cancelled = cancelled
        self._expansions: dict[QueryTerm, TermExpansion] = {}
        self._used: dict[QueryTerm, TermExpansion] = {}
        """Those that led to entries."""
        self._scores: dict[int, Score] = {}
        self._letters: dict[int, str] = {}
        """For entries found by a subsequence of letters, the letters."""
        self._partial = False

    @abstractmethod
    def _entry(self, at: int) -> IndexEntry:
        """The entry of that number."""

    @abstractmethod
    def _names(self, at: int) -> Sequence[str]:
        """Its folded names, tokens separated by blanks."""

    @abstractmethod
    def _position(self, at: int) -> int:
        """Its place in the document, or in all of them."""

    @abstractmethod
    def _begins_mentioned(self, expansion: TermExpansion) -> bool:
        """Whether a mentioned item has a word that begins so, or the term is too short for typos."""

    @abstractmethod
    def _is_mentioned(self, expansion: TermExpansion) -> bool:
        """Whether a mentioned item has a name so much like the term that no other need be looked for."""

    @abstractmethod
    def _matches_of(self, terms: Iterable[QueryTerm]) -> list[MatchT]:
        """What the terms match, as they are expanded by now."""

    @abstractmethod
    def _matching_all(self, matches: Sequence[MatchT], kinds: Collection[ItemKind] | None) -> Sequence[int]:
        """The entries to score that every term matches, surest first; `kinds` narrows them. Counts all as found."""

    @abstractmethod
    def _matching_most(self, matches: Sequence[MatchT], weights: Sequence[float]) -> Sequence[int]:
        """The entries to score that some of the terms match. Counts them as found."""

    @abstractmethod
    def _collect_subsequence(self, term: QueryTerm) -> None:
        """Score the entries in whose names the letters of the term stand in order."""

    def _look_for(self, terms: Sequence[QueryTerm]) -> None:
        """Score what the terms match: as they are, more fuzzily, as compounds, as a subsequence, in part."""
        for term in terms:
            expansion = self._expansion(term)
            if not (expansion.has_whole_word or self._begins_mentioned(expansion) or self._is_mentioned(expansion)):
                expansion.add_typos()
                if not self._is_mentioned(expansion):
                    expansion.add_fuzzy()
        named = self._collect(terms)
        self._collect_named_kind(terms)
        if not named:
            for term in terms:
                self._expansion(term).add_fuzzy()
            self._collect(terms)
        if not self._scores:
            for other in compound_variants(terms, self._vocabulary):
                self._collect(other)
        if len(terms) == 1 and not self._expansion(terms[0]).is_known:
            self._collect_subsequence(terms[0])
        if not self._scores and len(terms) > 1:
            self._collect_partial(terms)

    def _expansion(self, term: QueryTerm) -> TermExpansion:
        if term not in self._expansions:
            self._check_cancelled()
            self._expansions[term] = TermExpansion(term, self._vocabulary)
        return self._expansions[term]

    def _check_cancelled(self) -> None:
        """Raises CancelledError when the search is cancelled."""
        if self._cancelled():
            raise CancelledError

    def _collect(
        self, terms: Sequence[QueryTerm], kinds: Collection[ItemKind] | None = None, factor: float = 1.0
    ) -> bool:
        """Score the entries that have all the terms; whether any has one of them in a name."""
        matches = self._matches_of(terms)
        significant = [each for each in matches if not each.expansion.is_stop_word] or matches
        return self._score(matches, self._matching_all(significant, kinds), factor)

    def _score(self, matches: Sequence[MatchT], chosen: Sequence[int], factor: float = 1.0) -> bool:
        scorer = Scorer(matches, self._size)
        named = False
        scores: dict[int, Score] = {}
        for done, at in enumerate(chosen):
            if done % _CHECK_CANCELLED_EVERY == 0:
                self._check_cancelled()
            score = scorer.score(at, self._entry(at), self._names(at))
            named = named or score.by_name
            scores[at] = score
        for at in sorted(scores, key=lambda at: -scores[at].value)[:_PROXIMITY_SCORED]:
            if not scores[at].by_name:
                scores[at] = scores[at].plus(scorer.proximity(self._entry(at)))
        for at, score in scores.items():
            known = self._scores.get(at)
            if known is None or score.value * factor > known.value:
                self._scores[at] = score._replace(value=score.value * factor)
        if chosen:
            self._used.update((each.expansion.term, each.expansion) for each in matches)
        return named

    def _collect_named_kind(self, terms: Sequence[QueryTerm]) -> None:
        """Read `event` beside another term as the kind that is meant."""
        for term in terms:
            kind = KIND_NAMES.get(term.text)
            others = [other for other in terms if other != term]
            if kind and others and not term.exact:
                self._collect(others, {kind}, _KIND_NAMED)

    def _collect_partial(self, terms: Sequence[QueryTerm]) -> None:
        """Score the entries that have some of the terms."""
        matches = self._matches_of(terms)
        matches = [each for each in matches if not each.expansion.is_stop_word] or matches
        chosen = self._matching_most(matches, Scorer(matches, self._size).weights)
        self._partial = bool(chosen)
        self._score(matches, chosen)

    def _ranked(self) -> list[int]:
        scores = self._scores
        return sorted(scores, key=lambda at: (-round(scores[at].value, 6), self._position(at)))
