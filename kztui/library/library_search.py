"""One search in a library: the stages, scores and order of `kztui.search`, over items that an engine gives.

An item that is found first in its article is found first among that article's in the library.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kztui.article.table import ItemKind
from kztui.library.engine import LEVELS, Engine, ItemFilter, TermWords, words_up_to
from kztui.library.query_filter import filter_of
from kztui.library.stored_items import LONGEST_BEGINNING, StoredItem
from kztui.search import ranking
from kztui.search.entries import IndexEntry
from kztui.search.filters import has_phrases
from kztui.search.highlight import QueryHighlighter
from kztui.search.lazy_sequence import LazySequence
from kztui.search.query import ParsedQuery, QueryTerm
from kztui.search.results import SearchResults, result_of
from kztui.search.scoring import Score
from kztui.search.staged import SCORED, StagedSearch, worth_reading
from kztui.search.suggestion import suggest_name
from kztui.search.term_expansion import TermExpansion

if TYPE_CHECKING:
    from collections.abc import Mapping

_WITH_PHRASES = 5
"""So many times as many are looked at where words must stand side by side, which the engine does not know."""
_SHORTEST_IN_TEXTS = 2
"""Letters with which words of texts are taken to begin."""


def words_of(expansion: TermExpansion) -> TermWords:
    """The words that a term can mean, by how surely, as `TermMatches.levels` has them in memory."""
    sure = ranking.SAME_STEM
    confident = expansion.confident
    qualities = expansion.fuzzy | confident
    at_start, text = expansion.term.at_name_start, expansion.text
    beginnings = tuple(expansion.prefix_matches)
    in_texts = beginnings if len(text) >= _SHORTEST_IN_TEXTS else ()
    return TermWords(
        tuple(word for word, quality in confident.items() if quality >= sure),
        text if beginnings else "",
        beginnings if len(text) > LONGEST_BEGINNING else (),
        tuple(word for word, quality in qualities.items() if quality < sure),
        tuple(word for word, quality in qualities.items() if quality >= sure),
        tuple(word for word, quality in qualities.items() if quality < sure) + in_texts,
        at_start,
    )


class _EngineMatches:
    """A term of the query, and how well it matches items of a library."""

    def __init__(self, expansion: TermExpansion, search: "LibrarySearch") -> None:
        self.expansion: TermExpansion = expansion
        self.words = words_of(expansion)
        self.width = expansion.width
        self._search = search
        self._size: int | None = None

    @property
    def size(self) -> int:
        """About how many items it matches."""
        if not self._search.weighs_terms:
            return 1  # of one term alone, the weight is the same however many items it matches
        if self._size is None:
            self._size = self._search.engine.frequency(self.words)
        return self._size

    def in_text(self, entry: int) -> float:
        """How well it matches the facts or prose of an item; 0 where it does not."""
        if self.expansion.term.at_name_start:
            return 0.0
        tokens = self._search.tokens(entry)
        prefix = ranking.PREFIX * ranking.PREFIX_IN_TEXT
        begins = bool(self.expansion.prefix_matches)
        for quality, words in self._graded:
            if begins and quality < prefix and self._search.has_beginning(entry, self.expansion.text):
                return prefix
            if not tokens.isdisjoint(words):
                return quality
        return prefix if begins and self._search.has_beginning(entry, self.expansion.text) else 0.0

    def is_in(self, entry: int, name_words: Iterable[str]) -> bool:
        """Whether it matches a word of the names of an item, or its facts or prose."""
        if any(map(self.expansion.quality, name_words)):
            return True
        if self.expansion.term.at_name_start:
            return False
        if not self._known.isdisjoint(self._search.tokens(entry)):
            return True
        return bool(self.expansion.prefix_matches) and self._search.has_beginning(entry, self.expansion.text)

    @cached_property
    def _known(self) -> frozenset[str]:
        """The words that it can mean."""
        return frozenset(self.expansion.fuzzy | self.expansion.confident)

    @cached_property
    def _graded(self) -> list[tuple[float, set[str]]]:
        """Words by quality, best first."""
        graded: dict[float, set[str]] = {}
        for word, quality in (self.expansion.fuzzy | self.expansion.confident).items():
            graded.setdefault(quality, set()).add(word)
        return sorted(graded.items(), reverse=True)


class LibrarySearch(StagedSearch[_EngineMatches]):
    """One query asked of an engine."""

    def __init__(
        self,
        engine: Engine,
        query: ParsedQuery,
        limit: int,
        cancelled: Callable[[], bool] = lambda: False,
        only: ItemFilter = ItemFilter(),  # noqa: B008 - nothing in it changes
        besides: str = "",
    ) -> None:
        """`only` narrows the search beyond what the query says; `besides` is an article whose items are left out."""
        super().__init__(engine.vocabulary, engine.size, cancelled)
        self.engine = engine
        self._query = query
        self._limit = limit
        self._besides = f"{besides}:" if besides else ""
        self._most = max(SCORED, 2 * limit)
        self._matches: dict[QueryTerm, _EngineMatches] = {}
        self._items: Mapping[int, StoredItem] = {}
        self._entries: dict[int, IndexEntry] = {}
        self._tokens: dict[int, frozenset[str]] = {}
        self._counted: list[tuple[tuple[TermWords, ...], ItemFilter]] = []
        """What was asked for, whose answers are counted."""
        excluded = tuple(tuple(each.words for each in self._widest(terms)) for terms in query.excluded)
        self.weighs_terms = False
        """Whether it matters how rare each term is."""
        self._only, self._problem = filter_of(query, engine, only, excluded)

    def _widest(self, terms: Iterable[QueryTerm]) -> list[_EngineMatches]:
        return self._matches_of(terms)

    def results(self) -> SearchResults:
        """What was found, or that there is nothing; targets are addresses. Raises CancelledError."""
        terms = worth_reading(self._query.terms)
        problem = self._query.problem or self._problem
        if not terms:
            return self._listing(problem)
        self._look_for(terms)
        highlighter = QueryHighlighter(tuple(self._used.values()))
        best = self._ranked()[: self._limit]
        return SearchResults(
            LazySequence(partial(result_of, self._entry(at), self._scores[at], highlighter, "") for at in best),
            self._total(),
            {},
            highlighter,
            self._partial,
            "" if best else suggest_name(self._vocabulary, self.engine.label_of, terms),
            problem,
        )

    def _total(self) -> int:
        """How many items were found: those that all terms match, or at least as many as were scored."""
        if self._query.phrases or self._partial or len(self._scores) < self._most:
            return len(self._scores)
        found = max((self.engine.count(terms, LEVELS - 1, only) for terms, only in self._counted), default=0)
        return max(found, len(self._scores))

    def _listing(self, problem: str) -> SearchResults:
        """All items that pass the filters, in the order of articles."""
        if self._only == ItemFilter():
            return SearchResults(problem=problem)
        numbers = self.engine.listing(self._only, self._limit)
        score, highlighter = Score(0.0, -1, by_name=False), QueryHighlighter()
        results = LazySequence(
            partial(result_of, self._entry(at), score, highlighter, "") for at in self._passing(numbers)
        )
        return SearchResults(results, self.engine.count((), 0, self._only), highlighter=highlighter, problem=problem)

    def items_by_address(self) -> dict[str, StoredItem]:
        """The items that were looked at, results among them."""
        return {item.address: item for item in self._items.values()}

    def _fetch(self, numbers: Sequence[int]) -> None:
        missing = [number for number in numbers if number not in self._items]
        self._items = {**self._items, **self.engine.items(missing)} if missing else self._items

    def _entry(self, at: int) -> IndexEntry:
        if at not in self._entries:
            self._entries[at] = self._items[at].entry()
        return self._entries[at]

    def _names(self, at: int) -> Sequence[str]:
        return self._items[at].folded_names

    def _position(self, at: int) -> int:
        return at

    def tokens(self, at: int) -> frozenset[str]:
        """The tokens of the facts and prose of an item."""
        if at not in self._tokens:
            self._tokens[at] = frozenset(self._items[at].tokens.split())
        return self._tokens[at]

    def has_beginning(self, at: int, beginning: str) -> bool:
        """Whether one of these tokens begins so."""
        return f" {beginning}" in f" {self._items[at].tokens}"

    def _matches_of(self, terms: Iterable[QueryTerm]) -> list[_EngineMatches]:
        found = []
        for term in terms:
            expansion = self._expansion(term)
            matches = self._matches.get(term)
            if matches is None or matches.width != expansion.width:
                matches = self._matches[term] = _EngineMatches(expansion, self)
            found.append(matches)
        self.weighs_terms = len(found) > 1
        return found

    def _begins_mentioned(self, expansion: TermExpansion) -> bool:
        if not expansion.prefix_matches or not ranking.max_typos(expansion.text):
            return bool(expansion.prefix_matches)
        return self.engine.begins_mentioned(expansion.text)

    def _is_mentioned(self, expansion: TermExpansion) -> bool:
        return self.engine.is_mentioned(expansion.sounding_alike())

    def _matching_all(self, matches: Sequence[_EngineMatches], kinds: Collection[ItemKind] | None) -> Sequence[int]:
        only = self._only if kinds is None else self._narrowed(kinds)
        terms = tuple(each.words for each in matches)
        most = self._most * _WITH_PHRASES if self._query.phrases else self._most
        # Most queries match so few items that all of them are scored: then it does not matter how surely each matches.
        every = self.engine.matching_all(terms, LEVELS - 1, only, most)
        if len(every) < most:
            return self._passing(every)
        chosen: dict[int, None] = {}
        asked: list[object] = []
        for level in range(LEVELS):
            self._check_cancelled()
            words = [words_up_to(term, level) for term in terms]
            wanted = most - len(chosen)
            if wanted <= 0:
                break
            if words == asked:
                continue
            asked = [*words]
            # Of a level those are left out that were found before, which may be as many as are wanted.
            found = self.engine.matching_all(terms, level, only, most)
            chosen.update(dict.fromkeys([number for number in found if number not in chosen][:wanted]))
        if chosen:
            self._counted.append((terms, only))
        return self._passing(list(chosen))

    def _narrowed(self, kinds: Collection[ItemKind]) -> ItemFilter:
        of_query = self._only.kinds
        return replace(self._only, kinds=frozenset(kinds) & of_query if of_query else frozenset(kinds))

    def _passing(self, numbers: Sequence[int]) -> list[int]:
        """Those that are there and have the phrases of the query."""
        self._fetch(numbers)
        found = [number for number in numbers if number in self._items]
        if self._besides:
            found = [number for number in found if not self._items[number].address.startswith(self._besides)]
        if self._query.phrases:
            found = [number for number in found if has_phrases(self._entry(number), self._query.phrases)]
        return found

    def _matching_most(self, matches: Sequence[_EngineMatches], weights: Sequence[float]) -> Sequence[int]:
        terms = [each.words for each in matches]
        weighed: dict[int, float] = {}
        subsets = [[term for at, term in enumerate(terms) if at != left_out] for left_out in range(len(terms))]
        for subset in [*(subsets if len(terms) > 2 else []), *([term] for term in terms)]:
            self._check_cancelled()
            found = self.engine.matching_all(subset, LEVELS - 1, self._only, self._most)
            weighed.update(dict.fromkeys((number for number in found if number not in weighed), 0.0))
        for number in self._passing(list(weighed)):
            words = {word for name in self._names(number) for word in name.split()}
            for each, weight in zip(matches, weights, strict=True):
                if each.is_in(number, words):
                    weighed[number] += weight
        best = sorted((number for number in weighed if weighed[number]), key=lambda number: -weighed[number])
        return best[: self._most]

    def _collect_subsequence(self, term: QueryTerm) -> None:
        """Letters of a name that stand apart are looked for within one article only: here they match too much."""
