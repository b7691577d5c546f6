"""One search in an index in memory: from a parsed query to ranked results."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from kztui.article.item_kinds import ITEM_KINDS
from kztui.article.table import ItemKind
from kztui.search import ranking, retrieval
from kztui.search.entries import IndexEntry
from kztui.search.filters import QueryFilters
from kztui.search.highlight import QueryHighlighter
from kztui.search.lazy_sequence import LazySequence
from kztui.search.query import ParsedQuery, QueryTerm
from kztui.search.results import SearchResults, result_of
from kztui.search.scoring import Score
from kztui.search.staged import SCORED, StagedSearch, worth_reading
from kztui.search.subsequence import alignment_quality, best_alignment, names_with_subsequence
from kztui.search.suggestion import suggest_name
from kztui.search.term_expansion import TermExpansion
from kztui.search.term_matches import TermMatches, entries_with

if TYPE_CHECKING:
    from kztui.search.index import Index


class Search(StagedSearch[TermMatches]):
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
        super().__init__(index.vocabulary, len(index.entries), cancelled)
        self._index = index
        self._query = query
        self._limit = limit
        self._most = max(SCORED, 2 * limit)
        self._matches: dict[QueryTerm, TermMatches] = {}
        self._found: set[int] = set()
        excluded = retrieval.matching_excluded([self._matches_of(terms) for terms in query.excluded])
        self._allowed = QueryFilters(index, query, excluded, bookmarks)
        self._kinds = frozenset(kinds or ITEM_KINDS)
        self._wanted = QueryFilters(index, ParsedQuery(kinds=self._kinds), set())

    def results(self) -> SearchResults:
        """What was found, or that there is nothing. Raises CancelledError."""
        index, query = self._index, self._query
        terms = worth_reading(query.terms)
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
            "" if best else suggest_name(index.vocabulary, self._label_of, terms),
            query.problem or self._allowed.problem,
        )

    def _label_of(self, word: str) -> str:
        numbers = self._index.name_postings.get(word)
        return self._index.entries[min(numbers)].label if numbers else ""

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

    def _entry(self, at: int) -> IndexEntry:
        return self._index.entries[at]

    def _names(self, at: int) -> Sequence[str]:
        return self._index.names[at]

    def _position(self, at: int) -> int:
        return self._index.positions[at]

    def _matches_of(self, terms: Iterable[QueryTerm]) -> list[TermMatches]:
        index = self._index
        for term in terms:
            if term not in self._matches:
                names = index.first_token_postings if term.at_name_start else index.name_postings
                self._matches[term] = TermMatches(self._expansion(term), names, index.text_postings)
        return [self._matches[term].refreshed() for term in terms]

    def _begins_mentioned(self, expansion: TermExpansion) -> bool:
        index, words = self._index, expansion.prefix_matches
        if not words or not ranking.max_typos(expansion.text):
            return bool(words)
        if any(word in index.text_postings for word in words):
            return True
        return any(index.entries[at].mentions for at in entries_with(index.name_postings, words))

    def _is_mentioned(self, expansion: TermExpansion) -> bool:
        index = self._index
        return any(index.entries[at].mentions for at in entries_with(index.name_postings, expansion.sounding_alike()))

    def _matching_all(self, matches: Sequence[TermMatches], kinds: Collection[ItemKind] | None) -> Sequence[int]:
        allowed = self._allowed if kinds is None else self._allowed.narrowed(kinds)
        chosen, found = retrieval.matching_all(matches, allowed, self._wanted, self._most)
        self._found.update(*found)
        return chosen

    def _matching_most(self, matches: Sequence[TermMatches], weights: Sequence[float]) -> Sequence[int]:
        chosen = retrieval.matching_most(matches, weights, lambda found: self._wanted(self._allowed(found)), self._most)
        self._found.update(chosen)
        return chosen

    def _collect_subsequence(self, term: QueryTerm) -> None:
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
