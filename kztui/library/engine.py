"""What the search of a library asks of the engine that holds its items, whichever that is.

An engine answers exact words, beginnings and filters, and gives back items. What a word of a query can mean, and what
comes first, is the business of `kztui.search` alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from msgspec import Struct

from kztui.article.table import ItemKind
from kztui.library.stored_items import PostedItem, StoredItem
from kztui.search.vocabulary import Vocabulary

LEVELS = 5
"""How surely a term matches: whole word, beginning, near word in a name; then sure and near words in a text."""


class TermWords(Struct, frozen=True):
    """The words of the vocabulary that one term of a query can mean."""

    whole: tuple[str, ...] = ()
    """In a name."""
    beginning: str = ""
    """How words of a name may begin; empty where they must be whole."""
    long_beginnings: tuple[str, ...] = ()
    """The words that begin so, where it is longer than the beginnings that are kept of words."""
    near: tuple[str, ...] = ()
    """In a name."""
    sure_texts: tuple[str, ...] = ()
    """In facts or prose."""
    fuzzy_texts: tuple[str, ...] = ()
    at_name_start: bool = False
    """Only the first word of a name counts, and nothing in texts."""


class ItemCondition(Struct, frozen=True):
    """What an item must have, or must not have where `excluded`: one of `values` in a field, or all of `words`."""

    field: str
    """`types`, `states`, `source` or `within`."""
    values: tuple[str, ...] = ()
    names: tuple[tuple[str, ...], ...] = ()
    """For each word of a name, the words that it can mean; in the field `source_names` or `within_names`."""
    excluded: bool = False


class ItemFilter(Struct, frozen=True):
    """Which items of a library are looked at; empty for all."""

    kinds: frozenset[ItemKind] = frozenset()
    excluded_kinds: frozenset[ItemKind] = frozenset()
    days: tuple[tuple[int, int], ...] = ()
    """Spans of `day_number`s, each of which an item's date overlaps."""
    conditions: tuple[tuple[ItemCondition, ...], ...] = ()
    """Of each group, one holds."""
    excluded_terms: tuple[tuple[TermWords, ...], ...] = ()
    """No item has all the terms of one of these."""
    articles: frozenset[str] = frozenset()
    """The ids of the articles to look in."""


class Postings(Protocol):
    """The part of an engine that finds the numbers of items, and nothing else of them.

    Of many that match, those come first that rank lowest (`PostedItem.rank`), then those of earlier articles.
    """

    @property
    def size(self) -> int:
        """How many items there are."""

    def matching_all(self, terms: Sequence[TermWords], level: int, only: "NumberFilter", most: int) -> list[int]:
        """Items that every term matches up to a level; at most `most`."""

    def listing(self, only: "NumberFilter", most: int) -> list[int]:
        """Items that pass a filter, in the order of articles; at most `most`."""

    def count(self, terms: Sequence[TermWords], level: int, only: "NumberFilter") -> int:
        """How many items every term matches up to a level."""

    def add(self, article: int, items: Sequence[PostedItem]) -> None:
        """Add the items of the article of that number; they are found after the next `commit`."""

    def delete(self, article: int) -> None:
        """Delete the items of an article, from the next `commit` on."""

    def commit(self) -> None:
        """Let what was added be found, and what was deleted no more."""

    def reload(self) -> None:
        """Find what another process has committed."""

    def close(self) -> None:
        """Let go of all files."""


class NumberFilter(NamedTuple):
    """A filter, and the numbers of the articles to look in; None for all."""

    items: ItemFilter
    articles: frozenset[int] | None = None


class Engine(Protocol):
    """Holds the items of a library; items are known by numbers, in the order of articles."""

    @property
    def size(self) -> int:
        """How many items there are."""

    @property
    def vocabulary(self) -> Vocabulary:
        """All their words."""

    def matching_all(self, terms: Sequence[TermWords], level: int, only: ItemFilter, most: int) -> list[int]:
        """Items that every term matches up to a level, those first that rank lowest; at most `most`."""

    def listing(self, only: ItemFilter, most: int) -> list[int]:
        """Items that pass a filter, in the order of articles; at most `most`."""

    def count(self, terms: Sequence[TermWords], level: int, only: ItemFilter) -> int:
        """How many items every term matches up to a level."""

    def counts(self, terms: Sequence[TermWords], level: int, only: ItemFilter) -> Mapping[ItemKind, int]:
        """The same by kind; kinds without any are left out."""

    def items(self, numbers: Sequence[int]) -> Mapping[int, StoredItem]:
        """The items of these numbers; those that are gone are left out."""

    def frequency(self, term: TermWords) -> int:
        """About how many items a term matches."""

    def is_mentioned(self, words: Iterable[str]) -> bool:
        """Whether any of the words is in a name of an item of which its article says something."""

    def begins_mentioned(self, beginning: str) -> bool:
        """Whether such a word, or one of a text, begins so."""

    def label_of(self, word: str) -> str:
        """The label of the lowest-ranking item with a word in its name; empty where there is none."""


def words_up_to(term: TermWords, level: int) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """What a term matches up to a level: words of names, the beginning of one, words of texts."""
    names = term.whole + (term.near if level > 1 else ())
    texts = (term.sure_texts if level > 2 else ()) + (term.fuzzy_texts if level > 3 else ())
    return names, term.beginning if level else "", () if term.at_name_start else texts
