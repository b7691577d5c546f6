"""The index over everything in an article, and the one question asked of it."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property

from kztui.article.article import Article
from kztui.article.model import ITEM_KINDS, ItemKind
from kztui.search.entries import Entry, entries
from kztui.search.folding import sounded, words
from kztui.search.hits import Found
from kztui.search.postings import Postings
from kztui.search.query import parse
from kztui.search.scattered import Scattered
from kztui.search.search import CancelledError, Search
from kztui.search.vocabulary import Vocabulary

_PAUSE_AFTER = 2000
"""Entries read between two pauses."""


def _never() -> bool:
    return False


def _no_pause() -> None:
    return None


class _Words:
    """Numbers words as they are met, and keeps which entry each stood in."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.sounded: dict[str, str] = {}
        self.in_names = (array("I"), array("I"))
        self.first_in_names = (array("I"), array("I"))
        self.in_texts = (array("I"), array("I"))

    def read(self, text: str) -> list[str]:
        found = words(text)
        if not text.isascii():
            self.sounded.update((word, said) for word, said in zip(found, sounded(text), strict=True) if word != said)
        return found

    def add(self, pairs: tuple[array[int], array[int]], found: Iterable[str], entry: int) -> None:
        numbers, (into_words, into_entries) = self.numbers, pairs
        for word in found:
            into_words.append(numbers.setdefault(word, len(numbers)))
            into_entries.append(entry)

    def postings(self, pairs: tuple[array[int], array[int]], order: array[int]) -> Postings:
        """`order` gives each word's alphabetical place for its number as met."""
        return Postings(array("I", [order[word] for word in pairs[0]]), pairs[1], len(self.numbers))


class Index:
    """Everything that can be found, ready to be searched. Nothing in it changes; searches may run side by side."""

    def __init__(self, listed: Iterable[Entry], pause: Callable[[], object] = _no_pause) -> None:
        """Read `listed`, in document order.

        `pause` is called every now and then: it may let others run, or raise to give up.
        """
        in_document = list(listed)
        # Entries are numbered so that of too many, the lowest are those to look at: told of, and short of name.
        order = sorted(range(len(in_document)), key=lambda at: (not in_document[at].weight, len(in_document[at].label)))
        self.places = array("I", order)
        """For each entry, its place in the document."""
        self.entries = [in_document[at] for at in order]
        self.kinds = bytes(ITEM_KINDS.index(entry.kind) for entry in self.entries)
        self.all_names: list[str] = []
        """Every folded name, entry by entry."""
        self.names_from = array("I", [0])
        """For each entry, where its names begin in `all_names`."""
        met = _Words()
        for number, entry in enumerate(self.entries):
            if number % _PAUSE_AFTER == 0:
                pause()
            self._read(met, number, entry)
        pause()
        alphabetical = sorted(met.numbers)
        new = array("I", bytes(4 * len(alphabetical)))
        for place, word in enumerate(alphabetical):
            new[met.numbers[word]] = place
        self.vocabulary = Vocabulary(alphabetical, met.sounded)
        self.names = met.postings(met.in_names, new)
        self.names_begin = met.postings(met.first_in_names, new)
        self.texts = met.postings(met.in_texts, new)

    @classmethod
    def of(cls, article: Article, pause: Callable[[], object] = _no_pause) -> Index:
        """The index of an article."""
        return cls(entries(article), pause)

    def _read(self, met: _Words, number: int, entry: Entry) -> None:
        for name in entry.names:
            found = met.read(name)
            met.add(met.in_names, found, number)
            met.add(met.first_in_names, found[:1], number)
            self.all_names.append(" ".join(found))
        self.names_from.append(len(self.all_names))
        if entry.facts or entry.prose:
            told = {word for text in (*entry.facts, *entry.prose) for word in met.read(text)}
            met.add(met.in_texts, sorted(told), number)

    def names_of(self, number: int) -> list[str]:
        """The folded names of an entry, best first."""
        return self.all_names[self.names_from[number] : self.names_from[number + 1]]

    @cached_property
    def scattered(self) -> Scattered:
        """All folded names, for letters that stand scattered in them."""
        return Scattered(self.all_names)

    @cached_property
    def owners(self) -> array[int]:
        """For each folded name, the number of its entry."""
        found = array("I")
        for number, entry in enumerate(self.entries):
            found.extend([number] * len(entry.names))
        return found

    def count(self, numbers: Iterable[int]) -> dict[ItemKind, int]:
        """How many of the entries are of each kind."""
        counts = Counter(map(self.kinds.__getitem__, numbers))
        return {kind: counts[place] for place, kind in enumerate(ITEM_KINDS) if counts[place]}

    @cached_property
    def of_kind(self) -> dict[ItemKind, array[int]]:
        """The numbers of the entries of each kind, in document order."""
        found = {kind: array("I") for kind in ITEM_KINDS}
        for number in sorted(range(len(self.entries)), key=self.places.__getitem__):
            found[self.entries[number].kind].append(number)
        return found

    @cached_property
    def dated(self) -> list[int]:
        """The numbers of the entries that have a date."""
        return [number for number, entry in enumerate(self.entries) if entry.date]

    def prepare(self) -> Iterator[None]:
        """Make, a part at a time, what otherwise the first search that needs it would make."""
        yield from self.vocabulary.prepare()
        self.scattered.prepare()
        yield
        self.owners, self.dated, self.of_kind  # noqa: B018 - cached properties are made by being read
        yield

    def find(
        self,
        query: str,
        kinds: Collection[ItemKind] | None = None,
        limit: int = 50,
        cancelled: Callable[[], bool] = _never,
    ) -> Found:
        """The items that `query` means, best first, at most `limit`; never raises.

        `kinds` narrows the hits, not `Found.counts`. `cancelled` is asked now and then; once true, it ends the search.
        """
        try:
            return Search(self, parse(query), kinds, limit, cancelled).found()
        except CancelledError:
            return Found(cancelled=True)
