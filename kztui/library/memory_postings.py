"""The words of a library in memory: for small ones where tantivy cannot be imported, and to compare it with."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kztui.library.engine import ItemCondition, ItemFilter, NumberFilter, TermWords, words_up_to
from kztui.library.library_store import ITEMS_OF_ARTICLE
from kztui.library.stored_items import LONGEST_BEGINNING, PostedItem

_WORDS = ("names", "starts", "beginnings", "name_starts", "texts", "source_names", "within_names")
_VALUES = ("types", "states", "source", "within")
_NAMES_OF = {"source": "source_names", "within": "within_names"}


class MemoryPostings:
    """For each field and token the numbers of the items that have it."""

    def __init__(self) -> None:
        self._found: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        self._items: dict[int, PostedItem] = {}

    @property
    def size(self) -> int:
        """How many items there are."""
        return len(self._items)

    def add(self, article: int, items: Sequence[PostedItem]) -> None:
        """Add the items of the article of that number."""
        for at, item in enumerate(items):
            number = article * ITEMS_OF_ARTICLE + at
            self._items[number] = item
            for key in _keys(item):
                self._found[key].add(number)

    def delete(self, article: int) -> None:
        """Delete the items of an article."""
        for number in [number for number in self._items if number // ITEMS_OF_ARTICLE == article]:
            for key in _keys(self._items.pop(number)):
                self._found[key].discard(number)

    def commit(self) -> None:
        """Everything is found at once."""

    def reload(self) -> None:
        """Nobody else changes it."""

    def close(self) -> None:
        """There are no files."""

    def matching_all(self, terms: Sequence[TermWords], level: int, only: NumberFilter, most: int) -> list[int]:
        """Items that every term matches up to a level, those first that rank lowest; at most `most`."""
        found = self._passing(self._matching(terms, level), only)
        return sorted(found, key=lambda number: (self._items[number].rank, number))[:most]

    def listing(self, only: NumberFilter, most: int) -> list[int]:
        """Items that pass a filter, in the order of articles; at most `most`."""
        return sorted(self._passing(set(self._items), only))[:most]

    def count(self, terms: Sequence[TermWords], level: int, only: NumberFilter) -> int:
        """How many items every term matches up to a level."""
        return len(self._passing(self._matching(terms, level), only))

    def _matching(self, terms: Sequence[TermWords], level: int) -> set[int]:
        sets = sorted((self._term(term, level) for term in terms), key=len)
        return set.intersection(*sets) if sets else set(self._items)

    def _with(self, field: str, words: Iterable[str]) -> set[int]:
        return set().union(*(self._found[field, word] for word in words if (field, word) in self._found))

    def _term(self, term: TermWords, level: int) -> set[int]:
        names, beginning, texts = words_up_to(term, level)
        field = "starts" if term.at_name_start else "names"
        found = self._with(field, names) | self._with("texts", texts)
        if len(beginning) > LONGEST_BEGINNING:
            return found | self._with(field, term.long_beginnings)
        return found | self._with("name_starts" if term.at_name_start else "beginnings", [beginning])

    def _passing(self, found: set[int], only: NumberFilter) -> set[int]:
        if only.articles is not None:
            found = {number for number in found if number // ITEMS_OF_ARTICLE in only.articles}
        items = only.items
        found = {number for number in found if self._is_in(self._items[number], items)}
        for group in items.conditions:
            holding = set().union(*map(self._condition, group))
            found = found - holding if group[0].excluded else found & holding
        for terms in items.excluded_terms:
            found -= self._matching(terms, 4)
        return found

    @staticmethod
    def _is_in(item: PostedItem, only: ItemFilter) -> bool:
        if (only.kinds and item.kind not in only.kinds) or item.kind in only.excluded_kinds:
            return False
        return all(item.first_day <= last and item.last_day >= first for first, last in only.days)

    def _condition(self, condition: ItemCondition) -> set[int]:
        found = self._with(condition.field, condition.values)
        if condition.names:
            found |= set.intersection(*(self._with(_NAMES_OF[condition.field], words) for words in condition.names))
        return found


def _keys(item: PostedItem) -> set[tuple[str, str]]:
    found = {(name, word) for name in _WORDS for word in getattr(item, name).split()}
    return found | {(name, value) for name in _VALUES for value in getattr(item, name)}
