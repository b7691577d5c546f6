"""The index over everything in an article, and the one question asked of it."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property

from kztui.article.article import Article
from kztui.article.model import ITEM_KINDS, ItemKind
from kztui.search.entries import Entry, entries
from kztui.search.folding import is_plain, sounded, words
from kztui.search.postings import Postings
from kztui.search.query import parse
from kztui.search.results import Found
from kztui.search.search import CancelledError, Search
from kztui.search.subsequence import Scattered
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
        self.numbers: defaultdict[str, int] = defaultdict()
        self.numbers.default_factory = self.numbers.__len__
        self.sounded: dict[str, str] = {}
        self.in_names = (array("I"), array("I"))
        self.first_in_names = (array("I"), array("I"))
        self.in_texts = (array("I"), array("I"))
        self._facts: dict[str, list[str]] = {}

    def read(self, text: str) -> list[str]:
        found = words(text)
        if not is_plain(text):
            self.sounded.update((word, said) for word, said in zip(found, sounded(text), strict=True) if word != said)
        return found

    def read_fact(self, text: str) -> list[str]:
        """The same for what is said of many entries, and so read once."""
        if text not in self._facts:
            self._facts[text] = self.read(text)
        return self._facts[text]

    def add(self, pairs: tuple[array[int], array[int]], found: Collection[str], entry: int) -> None:
        into_words, into_entries = pairs
        into_words.extend(map(self.numbers.__getitem__, found))
        into_entries.extend([entry] * len(found))

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
            told: set[str] = set()
            told.update(*map(met.read_fact, entry.facts), *map(met.read, entry.prose))
            met.add(met.in_texts, told, number)

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
