"""What a query lets through: kinds, dates, what it excludes, phrases."""

from collections.abc import Collection, Iterator, Sequence
from heapq import merge
from typing import TYPE_CHECKING

from kztui.article import dates
from kztui.article.model import ITEM_KINDS, ItemKind
from kztui.search.entries import Entry
from kztui.search.folding import words
from kztui.search.query import Query, Span

if TYPE_CHECKING:
    from kztui.search.index import Index


def overlaps(date: str, spans: Sequence[Span]) -> bool:
    """Whether an EDTF date touches every one of `spans`; no date, or none that can be read, touches none."""
    try:
        read = dates.parse(date)
    except ValueError:
        return False
    first = read.earliest or (None if read.open_start else read.latest)
    last = read.latest or (None if read.open_end else read.earliest)
    return all((last is None or last >= span[0]) and (first is None or first <= span[1]) for span in spans)


def _says(entry: Entry, phrases: Sequence[tuple[str, ...]]) -> bool:
    told = [f" {' '.join(words(text))} " for text in (*entry.names, *entry.prose)]
    return all(any(f" {' '.join(phrase)} " in text for text in told) for phrase in phrases)


class Filters:
    """The filters of one query over the entries of an index."""

    def __init__(self, index: "Index", query: Query, excluded: set[int]) -> None:
        self._index = index
        self._phrases = query.phrases
        self._excluded = excluded
        self._kinds = (query.kinds or frozenset(ITEM_KINDS)) - query.not_kinds
        self._in_time: set[int] | None = None
        if query.spans:
            self._in_time = {at for at in index.dated if overlaps(index.entries[at].date, query.spans)}

    def __bool__(self) -> bool:
        """Whether anything is held back at all."""
        return len(self._kinds) < len(ITEM_KINDS) or self._in_time is not None or bool(self._excluded)

    def __call__(self, found: set[int]) -> set[int]:
        """What is let through of `found`."""
        if self._excluded:
            found = found - self._excluded
        if self._in_time is not None:
            found = found & self._in_time
        if len(self._kinds) < len(ITEM_KINDS):
            kinds, wanted = self._index.kinds, bytes(map(ITEM_KINDS.index, self._kinds))
            found = {at for at in found if kinds[at] in wanted}
        if self._phrases:
            entries = self._index.entries
            found = {at for at in found if _says(entries[at], self._phrases)}
        return found

    def narrowed(self, kinds: Collection[ItemKind]) -> "Filters":
        """These filters, and only those kinds."""
        narrower = Filters(self._index, Query(phrases=self._phrases), self._excluded)
        narrower._kinds = self._kinds.intersection(kinds)
        narrower._in_time = self._in_time
        return narrower

    def count_all(self) -> dict[ItemKind, int]:
        """How many of all entries are let through, by kind."""
        index = self._index
        if self._in_time is not None:
            return index.count(self(self._in_time))
        held_back = index.count(self._excluded)
        counts = {kind: len(index.of_kind[kind]) - held_back.get(kind, 0) for kind in ITEM_KINDS if kind in self._kinds}
        return {kind: count for kind, count in counts.items() if count}

    def in_document_order(self) -> Iterator[int]:
        """All entries that are let through, in document order."""
        places = self._index.places
        if self._in_time is not None:
            yield from sorted(self(self._in_time), key=places.__getitem__)
            return
        for at in merge(*(self._index.of_kind[kind] for kind in self._kinds), key=places.__getitem__):
            if at not in self._excluded:
                yield at
