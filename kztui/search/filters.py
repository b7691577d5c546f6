"""The filters of a query: kinds, dates, exclusions, phrases."""

from collections.abc import Collection, Iterator, Sequence
from heapq import merge
from typing import TYPE_CHECKING

from kztui.article import dates
from kztui.article.item_kinds import ITEM_KINDS
from kztui.article.table import ItemKind
from kztui.search.conditions import ConditionSets
from kztui.search.entries import IndexEntry
from kztui.search.folding import tokenize
from kztui.search.query import DateRange, ParsedQuery

if TYPE_CHECKING:
    from kztui.search.index import Index


def overlaps(date: str, ranges: Sequence[DateRange]) -> bool:
    """Whether an EDTF date overlaps every one of `ranges`; no date, or none that can be read, overlaps none."""
    read = dates.parse_or_none(date)
    if read is None:
        return False
    first, last = read.reach
    return all((last is None or last >= start) and (first is None or first <= end) for start, end in ranges)


def has_phrases(entry: IndexEntry, phrases: Sequence[tuple[str, ...]]) -> bool:
    """Whether the words of each phrase stand side by side in one of the entry's names or texts."""
    texts = [f" {' '.join(tokenize(text))} " for text in (*entry.names, *entry.prose)]
    return all(any(f" {' '.join(phrase)} " in text for text in texts) for phrase in phrases)


class QueryFilters:
    """The filters of one query over the entries of an index."""

    def __init__(self, index: "Index", query: ParsedQuery, excluded: set[int], bookmarks: Collection[str] = ()) -> None:
        """`excluded` are the numbers of the entries that match what the query excludes.

        `bookmarks` are the targets that `is:bookmarked` lets through.
        """
        self._index = index
        self._phrases = query.phrases
        self._excluded = excluded
        self._kinds = (query.kinds or frozenset(ITEM_KINDS)) - query.excluded_kinds
        sets = ConditionSets(index, bookmarks)
        self._only = sets.passing(query.conditions)
        self.problem = sets.problem
        """Which condition of the query names nothing that there is."""
        if query.date_ranges:
            in_time = {at for at in index.dated if overlaps(index.entries[at].date, query.date_ranges)}
            self._only = in_time if self._only is None else self._only & in_time

    def __bool__(self) -> bool:
        """Whether the filters exclude anything at all."""
        return len(self._kinds) < len(ITEM_KINDS) or self._only is not None or bool(self._excluded)

    def __call__(self, found: set[int]) -> set[int]:
        """Those of `found` that pass the filters."""
        entries = self._index.entries
        if self._excluded:
            found = found - self._excluded
        if self._only is not None:
            found = found & self._only
        if len(self._kinds) < len(ITEM_KINDS):
            found = {at for at in found if entries[at].kind in self._kinds}
        if self._phrases:
            found = {at for at in found if has_phrases(entries[at], self._phrases)}
        return found

    def narrowed(self, kinds: Collection[ItemKind]) -> "QueryFilters":
        """These filters, and only those kinds."""
        narrower = QueryFilters(self._index, ParsedQuery(phrases=self._phrases), self._excluded)
        narrower._kinds = self._kinds.intersection(kinds)
        narrower._only = self._only
        return narrower

    def count_all(self) -> dict[ItemKind, int]:
        """How many of all entries pass the filters, by kind."""
        index = self._index
        if self._only is not None:
            return index.count(self(self._only))
        excluded = index.count(self._excluded)
        counts = {kind: len(index.of_kind[kind]) - excluded.get(kind, 0) for kind in ITEM_KINDS if kind in self._kinds}
        return {kind: count for kind, count in counts.items() if count}

    def in_document_order(self) -> Iterator[int]:
        """All entries that pass the filters, in document order."""
        positions = self._index.positions
        if self._only is not None:
            yield from sorted(self(self._only), key=positions.__getitem__)
            return
        for at in merge(*(self._index.of_kind[kind] for kind in self._kinds), key=positions.__getitem__):
            if at not in self._excluded:
                yield at
