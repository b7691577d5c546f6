"""The index over everything in an article, and the one question asked of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from functools import cached_property

from kztui.article.article import Article
from kztui.article.item_kinds import ITEM_KINDS
from kztui.article.kinds import KINDS
from kztui.article.table import ItemKind
from kztui.search.entries import IndexEntry, entries
from kztui.search.folding import folds_one_to_one, tokenize, tokenize_as_pronounced
from kztui.search.query import parse
from kztui.search.results import SearchResults
from kztui.search.search import Search
from kztui.search.staged import CancelledError
from kztui.search.term_matches import Postings
from kztui.search.vocabulary import Vocabulary


class EntryTokenizer:
    """Tokenizes entries, and keeps how those tokens are pronounced that are not pronounced as written."""

    def __init__(self) -> None:
        self.pronunciations: dict[str, str] = {}
        self._facts: dict[str, list[str]] = {}

    def read(self, text: str) -> list[str]:
        """The folded tokens of a text."""
        tokens = tokenize(text)
        if not folds_one_to_one(text):
            pairs = zip(tokens, tokenize_as_pronounced(text), strict=True)
            self.pronunciations.update((token, other) for token, other in pairs if token != other)
        return tokens

    def _read_fact(self, text: str) -> list[str]:
        """The same for a fact, which many entries share: read once."""
        if text not in self._facts:
            self._facts[text] = self.read(text)
        return self._facts[text]

    def names(self, entry: IndexEntry) -> list[list[str]]:
        """The tokens of each of its names."""
        return list(map(self.read, entry.names))

    def texts(self, entry: IndexEntry) -> set[str]:
        """The tokens of its facts and prose."""
        return set().union(*map(self._read_fact, entry.facts), *map(self.read, entry.prose))


def number_rank(entry: IndexEntry) -> tuple[bool, int]:
    """Where a term matches more entries than are scored, those are that rank lowest: mentioned, and short."""
    return not entry.mentions, len(entry.label)


class Index:
    """Everything that can be found, ready to be searched. Nothing in it changes; searches may run side by side."""

    def __init__(self, listed: Iterable[IndexEntry]) -> None:
        """Index the entries `listed` in document order."""
        in_document = list(listed)
        ranks = [*map(number_rank, in_document)]
        order = sorted(range(len(in_document)), key=ranks.__getitem__)
        self.entries = [in_document[at] for at in order]
        """All entries; everywhere else, an entry is known by its number, its place in this list."""
        self.positions = order
        """For each entry, its place in the document."""
        self.names: list[list[str]] = []
        """For each entry, its folded names, best first, tokens separated by blanks."""
        names: defaultdict[str, list[int]] = defaultdict(list)
        first_tokens: defaultdict[str, list[int]] = defaultdict(list)
        texts: defaultdict[str, list[int]] = defaultdict(list)
        tokenizer = EntryTokenizer()
        for number, entry in enumerate(self.entries):
            tokens_of_names = tokenizer.names(entry)
            self.names.append([" ".join(tokens) for tokens in tokens_of_names])
            for tokens in tokens_of_names:
                for token in tokens:
                    names[token].append(number)
                for token in tokens[:1]:
                    first_tokens[token].append(number)
            for token in tokenizer.texts(entry):
                texts[token].append(number)
        self.name_postings: Postings = dict(names)
        self.first_token_postings: Postings = dict(first_tokens)
        """By the first token of a name only."""
        self.text_postings: Postings = dict(texts)
        """By the tokens of facts and prose."""
        self._by_letter: dict[tuple[str, int], SearchResults] = {}
        """What was found for single letters, by letter and limit."""
        self.vocabulary = Vocabulary(names.keys() | texts.keys(), tokenizer.pronunciations)

    @classmethod
    def of(cls, article: Article) -> Index:
        """The index of an article."""
        return cls(entries(article))

    @cached_property
    def all_names(self) -> list[str]:
        """The folded names of all entries, one after the other."""
        return [name for names in self.names for name in names]

    @cached_property
    def name_owners(self) -> list[tuple[int, int]]:
        """For each of `all_names`, the number of its entry and its place among the names of that."""
        return [(number, place) for number, names in enumerate(self.names) for place in range(len(names))]

    def count(self, numbers: Iterable[int]) -> dict[ItemKind, int]:
        """How many of the entries are of each kind."""
        counts = Counter(self.entries[number].kind for number in numbers)
        return {kind: counts[kind] for kind in ITEM_KINDS if counts[kind]}

    @cached_property
    def of_kind(self) -> dict[ItemKind, list[int]]:
        """The numbers of the entries of each kind, in document order."""
        found: dict[ItemKind, list[int]] = {kind: [] for kind in ITEM_KINDS}
        for number in sorted(range(len(self.entries)), key=self.positions.__getitem__):
            found[self.entries[number].kind].append(number)
        return found

    @cached_property
    def dated(self) -> list[int]:
        """The numbers of the entries that have a date."""
        return [number for number, entry in enumerate(self.entries) if entry.date]

    @cached_property
    def own_kinds(self) -> dict[str, tuple[str, ...]]:
        """What entries are called beyond their kinds, each with its singular and plural as a query folds them."""
        plurals = {kind.item_kind: kind.plural_kind for kind in KINDS}
        return {
            entry.own_kind: tuple(
                " ".join(tokenize(word)) for word in (entry.own_kind, plurals[entry.kind](entry.own_kind))
            )
            for entry in self.entries
            if entry.own_kind
        }

    def prepare(self) -> None:
        """Make what otherwise the first search that needs it would make."""
        self.vocabulary.prepare()
        self.all_names, self.name_owners, self.dated, self.of_kind  # noqa: B018 - cached properties are made by being read

    def find(
        self,
        query: str,
        kinds: Collection[ItemKind] | None = None,
        limit: int = 50,
        cancelled: Callable[[], bool] = lambda: False,
        bookmarks: Collection[str] = (),
    ) -> SearchResults:
        """The items that match `query`, best first, at most `limit`; never raises.

        `kinds` narrows the results, not `SearchResults.counts`. `bookmarks` are the targets of `is:bookmarked`, which
        the index does not know. `cancelled` is asked now and then; once true, it ends
        the search.
        """
        if len(query) == 1 and not kinds and (kept := self._by_letter.get((query, limit))):
            return kept
        try:
            found = Search(self, parse(query), kinds, limit, cancelled, bookmarks).results()
        except CancelledError:
            return SearchResults(cancelled=True)
        if len(query) == 1 and not kinds:
            self._by_letter[query, limit] = found
        return found

    def prepare_letters(self, limit: int, shown: int) -> None:
        """Find what single letters match, for all with which a name begins, and make the results to be `shown` first.

        One letter matches more than any word.
        """
        for letter in sorted({token[0] for token in self.first_token_postings}):
            self.find(letter, limit=limit).results[:shown]
