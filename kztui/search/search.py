"""One search: from a parsed query to ranked results, matching more fuzzily only while nothing good is found."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from kztui.article.model import ITEM_KINDS
from kztui.article.table import ItemKind
from kztui.search import ranking, retrieval
from kztui.search.compounds import compound_variants
from kztui.search.filters import QueryFilters
from kztui.search.highlight import QueryHighlighter
from kztui.search.lazy_sequence import LazySequence
from kztui.search.query import KIND_NAMES, MAX_TERMS, ParsedQuery, QueryTerm
from kztui.search.results import SearchResults, result_of
from kztui.search.scoring import Score, Scorer
from kztui.search.subsequence import alignment_quality, best_alignment, names_with_subsequence
from kztui.search.suggestion import suggest_name
from kztui.search.term_expansion import TermExpansion
from kztui.search.term_matches import TermMatches, entries_with

if TYPE_CHECKING:
    from kztui.search.index import Index

_SCORED = 200
"""Entries scored, or twice as many as are asked for; of more, those mentioned, then those with the shortest labels."""
_PROXIMITY_SCORED = 40
"""Best entries whose prose is read once more, for how close the terms stand in it."""
_MOST_LETTERS = 2
_KIND_NAMED = 0.97
"""What an entry counts for whose kind a term of the query names, against one that has that term."""
_CHECK_CANCELLED_EVERY = 64
"""Entries scored between two checks whether the search is cancelled."""


def _worth_reading(terms: Iterable[QueryTerm]) -> list[QueryTerm]:
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


class Search:
    """One query asked of an index."""

    def __init__(
        self,
        index: "Index",
        query: ParsedQuery,
        kinds: Collection[ItemKind] | None,
        limit: int,
        cancelled: Callable[[], bool],
        bookmarks: Collection[str] = (),
    ) -> None:
        self._index = index
        self._query = query
        self._limit = limit
        self._most = max(_SCORED, 2 * limit)
        self._cancelled = cancelled
        self._expansions: dict[QueryTerm, TermExpansion] = {}
        self._matches: dict[QueryTerm, TermMatches] = {}
        self._used: dict[QueryTerm, TermExpansion] = {}
        """Those that led to entries."""
        self._scores: dict[int, Score] = {}
        self._found: set[int] = set()
        self._letters: dict[int, str] = {}
        """For entries found by a subsequence of letters, the letters."""
        self._partial = False
        excluded = retrieval.matching_excluded([self._matches_of(terms) for terms in query.excluded])
        self._allowed = QueryFilters(index, query, excluded, bookmarks)
        self._kinds = frozenset(kinds or ITEM_KINDS)
        self._wanted = QueryFilters(index, ParsedQuery(kinds=self._kinds), set())

    def results(self) -> SearchResults:
        """What was found, or that there is nothing. Raises CancelledError."""
        index, query = self._index, self._query
        terms = _worth_reading(query.terms)
        if not terms:
            return self._listing()
        self._look_for(terms)
        highlighter = QueryHighlighter(tuple(self._used.values()))
        best = self._ranked()[: self._limit]
        return SearchResults(
            LazySequence(
                partial(result_of, index.entries[at], self._scores[at], highlighter, self._letters.get(at, ""))
                for at in best
            ),
            len(self._found),
            index.count(self._found),
            highlighter,
            self._partial,
            "" if best else suggest_name(index, terms),
            query.problem or self._allowed.problem,
        )

    def _listing(self) -> SearchResults:
        """All entries that pass the filters, in document order."""
        index, problem = self._index, self._query.problem or self._allowed.problem
        if not (self._allowed or self._wanted):
            return SearchResults(problem=problem)
        wanted = self._allowed.narrowed(self._kinds)
        score, highlighter = Score(0.0, -1, by_name=False), QueryHighlighter()
        best = islice(wanted.in_document_order(), self._limit)
        results = LazySequence(partial(result_of, index.entries[at], score, highlighter, "") for at in best)
        total, counts = sum(wanted.count_all().values()), self._allowed.count_all()
        return SearchResults(results, total, counts, highlighter, problem=problem)

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
            for other in compound_variants(terms, self._index.vocabulary):
                self._collect(other)
        if len(terms) == 1 and not self._expansion(terms[0]).is_known:
            self._collect_subsequence(terms[0])
        if not self._scores and len(terms) > 1:
            self._collect_partial(terms)

    def _expansion(self, term: QueryTerm) -> TermExpansion:
        if term not in self._expansions:
            self._check_cancelled()
            self._expansions[term] = TermExpansion(term, self._index.vocabulary)
        return self._expansions[term]

    def _matches_of(self, terms: Iterable[QueryTerm]) -> list[TermMatches]:
        index = self._index
        for term in terms:
            if term not in self._matches:
                names = index.first_token_postings if term.at_name_start else index.name_postings
                self._matches[term] = TermMatches(self._expansion(term), names, index.text_postings)
        return [self._matches[term].refreshed() for term in terms]

    def _begins_mentioned(self, expansion: TermExpansion) -> bool:
        """Whether a mentioned item has a word that begins so, or the term is too short for typos."""
        index, words = self._index, expansion.prefix_matches
        if not words or not ranking.max_typos(expansion.text):
            return bool(words)
        if any(word in index.text_postings for word in words):
            return True
        return any(index.entries[at].mentions for at in entries_with(index.name_postings, words))

    def _is_mentioned(self, expansion: TermExpansion) -> bool:
        """Whether a mentioned item has a name so much like the term that no other need be looked for."""
        index, qualities = self._index, expansion.confident | expansion.fuzzy
        near = (word for word, quality in qualities.items() if quality >= ranking.SAME_SOUND)
        return any(index.entries[at].mentions for at in entries_with(index.name_postings, near))

    def _check_cancelled(self) -> None:
        """Raises CancelledError when the search is cancelled."""
        if self._cancelled():
            raise CancelledError

    def _collect(self, terms: Sequence[QueryTerm], allowed: QueryFilters | None = None, factor: float = 1.0) -> bool:
        """Score the entries that have all the terms; whether any has one of them in a name."""
        matches = self._matches_of(terms)
        significant = [each for each in matches if not each.expansion.is_stop_word] or matches
        chosen, found = retrieval.matching_all(significant, allowed or self._allowed, self._wanted, self._most)
        self._found.update(*found)
        return self._score(matches, chosen, factor)

    def _score(self, matches: Sequence[TermMatches], chosen: Sequence[int], factor: float = 1.0) -> bool:
        index = self._index
        scorer = Scorer(matches, len(index.entries))
        named = False
        scores: dict[int, Score] = {}
        for done, at in enumerate(chosen):
            if done % _CHECK_CANCELLED_EVERY == 0:
                self._check_cancelled()
            score = scorer.score(at, index.entries[at], index.names[at])
            named = named or score.by_name
            scores[at] = score
        for at in sorted(scores, key=lambda at: -scores[at].value)[:_PROXIMITY_SCORED]:
            if not scores[at].by_name:
                scores[at] = scores[at].plus(scorer.proximity(index.entries[at]))
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
                self._collect(others, self._allowed.narrowed({kind}), _KIND_NAMED)

    def _collect_subsequence(self, term: QueryTerm) -> None:
        """Score the entries in whose names the letters of the term stand in order."""
        index = self._index
        if term.exact or term.at_name_start:
            return
        found = [index.name_owners[name] for name in names_with_subsequence(term.text, index.all_names)]
        passing = self._wanted(self._allowed({at for at, _place in found}))
        for at, place in found:
            if at not in passing:
                continue
            name, mentions = index.names[at][place], index.entries[at].mentions
            value = ranking.SUBSEQUENCE
            value += ranking.SUBSEQUENCE_QUALITY * alignment_quality(best_alignment(term.text, name), name)
            value += ranking.NAME_COVERAGE * len(term.text) / len(name) + ranking.mention_boost(mentions)
            score = Score(value, place, by_name=True)
            if at not in self._scores or score.value > self._scores[at].value:
                self._scores[at] = score
                self._letters[at] = term.text
        self._found |= passing

    def _collect_partial(self, terms: Sequence[QueryTerm]) -> None:
        """Score the entries that have some of the terms."""
        matches = self._matches_of(terms)
        matches = [each for each in matches if not each.expansion.is_stop_word] or matches
        weights = Scorer(matches, len(self._index.entries)).weights
        chosen = retrieval.matching_most(matches, weights, lambda found: self._wanted(self._allowed(found)), self._most)
        self._partial = bool(chosen)
        self._found.update(chosen)
        self._score(matches, chosen)

    def _ranked(self) -> list[int]:
        scores, positions = self._scores, self._index.positions
        return sorted(scores, key=lambda at: (-round(scores[at].value, 6), positions[at]))
