"""What a query lets through: kinds, dates, what it excludes, phrases."""

from collections.abc import Sequence
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
        self._query = query
        self._excluded = excluded
        kinds = (query.kinds or frozenset(ITEM_KINDS)) - query.not_kinds
        self._kinds: frozenset[ItemKind] | None = kinds if query.kinds or query.not_kinds else None
        self._in_time: set[int] | None = None
        if query.spans:
            self._in_time = {at for at in index.dated if overlaps(index.entries[at].date, query.spans)}

    def __bool__(self) -> bool:
        """Whether anything is held back at all."""
        return bool(self._kinds is not None or self._in_time is not None or self._excluded)

    def __call__(self, found: set[int]) -> set[int]:
        """What is let through of `found`."""
        entries, kinds, phrases = self._index.entries, self._kinds, self._query.phrases
        if self._excluded:
            found = found - self._excluded
        if self._in_time is not None:
            found = found & self._in_time
        if kinds is not None:
            found = {at for at in found if entries[at].kind in kinds}
        if phrases:
            found = {at for at in found if _says(entries[at], phrases)}
        return found

    def everything(self) -> set[int]:
        """What is let through of all entries."""
        return self(self._in_time if self._in_time is not None else set(range(len(self._index.entries))))

    def narrowed(self, kind: ItemKind) -> "Filters":
        """These filters, and only that kind."""
        narrower = Filters.__new__(Filters)
        narrower.__dict__ = {**self.__dict__, "_kinds": frozenset({kind}) & (self._kinds or frozenset(ITEM_KINDS))}
        return narrower
