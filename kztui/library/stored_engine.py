"""The engine of a library: items and vocabulary in a store, their words in postings, whichever these are."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from kztui.article.item_kinds import ITEM_KINDS
from kztui.article.table import ItemKind
from kztui.library.engine import ItemFilter, NumberFilter, Postings, TermWords
from kztui.library.library_store import LibraryStore
from kztui.library.stored_items import StoredItem
from kztui.library.stored_vocabulary import StoredVocabulary


class StoredEngine:
    """Items in a store, found by postings."""

    def __init__(self, store: LibraryStore, postings: Postings) -> None:
        self.store = store
        self.postings = postings
        self._size: int | None = None

    @property
    def size(self) -> int:
        """How many items there are."""
        if self._size is None:
            self._size = self.postings.size
        return self._size

    def refresh(self) -> None:
        """Find what has been changed, by this process or another."""
        self._size = None
        self.store.vocabulary.forget()
        self.postings.reload()

    @property
    def vocabulary(self) -> StoredVocabulary:
        """All their words."""
        return self.store.vocabulary

    def _numbered(self, only: ItemFilter) -> NumberFilter:
        return NumberFilter(only, frozenset(self.store.numbers_of(only.articles)) if only.articles else None)

    def matching_all(self, terms: Sequence[TermWords], level: int, only: ItemFilter, most: int) -> list[int]:
        """Items that every term matches up to a level, those first that rank lowest; at most `most`."""
        return self.postings.matching_all(terms, level, self._numbered(only), most)

    def listing(self, only: ItemFilter, most: int) -> list[int]:
        """Items that pass a filter, in the order of articles; at most `most`."""
        return self.postings.listing(self._numbered(only), most)

    def count(self, terms: Sequence[TermWords], level: int, only: ItemFilter) -> int:
        """How many items every term matches up to a level."""
        return self.postings.count(terms, level, self._numbered(only))

    def counts(self, terms: Sequence[TermWords], level: int, only: ItemFilter) -> Mapping[ItemKind, int]:
        """The same by kind; kinds without any are left out."""
        kinds = (only.kinds or frozenset(ITEM_KINDS)) - only.excluded_kinds
        found = {
            kind: self.count(terms, level, replace(only, kinds=frozenset({kind})))
            for kind in ITEM_KINDS
            if kind in kinds
        }
        return {kind: count for kind, count in found.items() if count}

    def items(self, numbers: Sequence[int]) -> Mapping[int, StoredItem]:
        """The items of these numbers; those that are gone are left out."""
        return self.store.items(numbers)

    def frequency(self, term: TermWords) -> int:
        """About how many items a term matches: as many as its most frequent group of words."""
        groups = [term.whole + term.near, term.sure_texts, term.fuzzy_texts]
        counts = [self.vocabulary.counts_of(words) for words in groups]
        names = sum(found.names for found in counts[0])
        if term.beginning:
            beginning = TermWords(beginning=term.beginning, long_beginnings=term.long_beginnings)
            names = max(names, self.count((beginning,), 1, ItemFilter()))
        texts = [sum(found.texts for found in group) for group in counts[1:]]
        return min(self.size, max(names, *texts))

    def is_mentioned(self, words: Iterable[str]) -> bool:
        """Whether any of the words is in a name of an item of which its article says something."""
        return any(found.mentioned > 0 for found in self.vocabulary.counts_of(words))

    def begins_mentioned(self, beginning: str) -> bool:
        """Whether such a word, or one of a text, begins so."""
        return self.vocabulary.begins_mentioned(beginning)

    def label_of(self, word: str) -> str:
        """The label of the lowest-ranking item with a word in its name; empty where there is none."""
        found = self.items(self.matching_all((TermWords(whole=(word,)),), 0, ItemFilter(), 1))
        return next((item.label for item in found.values()), "")
