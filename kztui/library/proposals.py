"""Record linkage: which items of other articles may be the same as one of this; a person decides, nothing is joined.

Names are looked for by the search of kztui, which knows them across scripts, spellings and sounds: whole, by their
words, how these begin, and by initials, of theirs or of others. Events are also proposed where their dates overlap and
they have a kind and a place or participant in common.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import chain, pairwise

from msgspec import Struct

from kztui.article.article import Article
from kztui.article.dates import parse_or_none
from kztui.article.edtf import Day, written_year
from kztui.article.kinds.item import Item
from kztui.article.table import ItemKind
from kztui.library.addresses import ItemAddress, UnknownItemError, parse_address
from kztui.library.catalogue import Library
from kztui.library.clusters import Clusters, Pair
from kztui.search.folding import tokenize
from kztui.search.results import SearchResult

Find = Callable[[str, ItemKind, int, str], Sequence[SearchResult]]
"""From a query, a kind of items, how many at most, and the id of an article whose items are left out, to what is found
in the other articles of a library; targets are addresses."""
NAMES = 8
"""Names of an item that are looked for at most: its own, then its aliases."""
RESULTS = 10
"""Results that are looked at for each name."""
WORDS, OF_A_WORD = 12, 20
"""Words of its names that are looked for one at a time, and results that are looked at for each."""
MOST = 25
"""Proposals for one item."""
DATED = 200
"""Events of the same time that are looked at."""
SAME_NAME, SHORTER_NAME, ALIKE, INITIALS, SAME_TIME, IN_TEXT = 1.0, 0.8, 0.6, 0.55, 0.5, 0.2
BEGINNING, A_WORD, TWO_WORDS, ALL_WORDS = 0.15, 0.25, 0.3, 0.45
"""Where a name is found by how a word of it begins, by one of its words, by two side by side, and by each of them."""
_LONG_WORD, _BEGINNING = 7, 5
"""Letters of words that are also looked for without their endings, which languages have of their own, and of what is
left."""
ABBREVIATED = 1_500
"""Names that are looked at for one that an abbreviation may stand for."""
DATES_OVERLAP = "dates overlap"
_SHORT_WORD = 3
"""Letters of words that initials may leave out."""
_FEWEST_INITIALS, _MOST_INITIALS = 2, 8
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_OPERATORS = re.compile(r"[!\":|]|\bOR\b")


class Proposal(Struct, frozen=True):
    """Two items that may be the same, and why."""

    item: ItemAddress
    other: ItemAddress
    score: float
    """From 0 to 1; for order alone."""
    reasons: tuple[str, ...]

    @property
    def pair(self) -> Pair:
        """Both items, in order."""
        a, b = sorted((self.item, self.other))
        return a, b


class Proposer:
    """Proposes items of one library: what has a verdict already, or is joined, is not proposed again."""

    def __init__(self, library: Library, find: Find, clusters: Clusters, judged: Collection[Pair] = ()) -> None:
        self._library = library
        self._find = find
        self._clusters = clusters
        self._judged = judged

    def of_article(self, article: Article) -> Iterator[Proposal]:
        """Proposals for every item of an article that may be known to others, in its order; each pair once."""
        seen: set[Pair] = set()
        for item in article.items.values():
            if item.is_named and not item.is_text:
                for proposal in self.of(article, item):
                    if proposal.pair not in seen:
                        seen.add(proposal.pair)
                        yield proposal

    def of(self, article: Article, item: Item) -> list[Proposal]:
        """What may be the same as an item, most likely first."""
        address = ItemAddress(article.publication.id, item.id)
        found: dict[ItemAddress, Proposal] = {}
        by_words = (self._by_words(address, item, found), self._by_parts(address, item, found))
        for proposal in chain(self._by_name(address, item), *by_words, self._by_time(article, address, item)):
            known = found.get(proposal.other)
            found[proposal.other] = _together(known, proposal) if known else proposal
        # Of the same score, what more reasons speak for comes first.
        return sorted(found.values(), key=lambda each: (-each.score, -len(each.reasons), each.other))[:MOST]

    def _by_name(self, address: ItemAddress, item: Item) -> Iterator[Proposal]:
        for name in _names(item):
            words = tokenize(name)
            for result in self._found(name, address, item, RESULTS) if words else ():
                other = parse_address(result.target)
                if self._is_open(address, other):
                    score, reason = _likeness(words, result)
                    yield Proposal(address, other, score, (reason,))
            yield from self._abbreviated(name, address, item)
            for initials in _initials(name):
                for result in self._found(initials, address, item, OF_A_WORD):
                    other = parse_address(result.target)
                    if result.matched_name.casefold() == initials.casefold() and self._is_open(address, other):
                        yield Proposal(address, other, INITIALS, (f"{result.matched_name} are its initials",))

    def _abbreviated(self, name: str, address: ItemAddress, item: Item) -> Iterator[Proposal]:
        """The items that have a name whose initials a name is, found by how its words begin."""
        letters = "".join(tokenize(name))
        if not _is_abbreviation(name) or not _FEWEST_INITIALS <= len(letters) <= _MOST_INITIALS:
            return
        for result in self._found(" ".join(letters), address, item, ABBREVIATED):
            other = parse_address(result.target)
            names = (each for each in (result.label, *result.aliases) if letters in map(_folded, _initials(each)))
            full = next(names, None)
            if full is not None and self._is_open(address, other):
                yield Proposal(address, other, INITIALS, (f"{name} are the initials of {full}",))

    def _by_words(self, address: ItemAddress, item: Item, by_name: Collection[ItemAddress]) -> Iterator[Proposal]:
        """What is found by words of the names one at a time, and not by a whole one: the more words, the likelier."""
        found: dict[str, list[ItemAddress]] = {}
        for name in _names(item):
            words = dict.fromkeys(_long_words(name))
            shared: dict[ItemAddress, list[str]] = {}
            for word in words if len(words) > 1 else ():
                if word not in found:
                    if len(found) >= WORDS:
                        break
                    results = (each for each in self._found(word, address, item, OF_A_WORD) if each.field != "text")
                    found[word] = [parse_address(each.target) for each in results]
                for other in found[word]:
                    shared.setdefault(other, []).append(word)
            for other, common in shared.items():
                if other not in by_name and self._is_open(address, other):
                    score = A_WORD + (ALL_WORDS - A_WORD) * (len(common) - 1) / (len(words) - 1)
                    yield Proposal(address, other, score, (f"{' and '.join(common)} in both names",))

    def _by_parts(self, address: ItemAddress, item: Item, known: Collection[ItemAddress]) -> Iterator[Proposal]:
        """What is found by two words that stand side by side in a name, and by how long words begin."""
        parts: dict[str, tuple[float, str]] = {}
        for name in _names(item):
            words = _long_words(name)
            for one, other in pairwise(words) if len(words) > 2 else ():
                parts.setdefault(f"{one} {other}", (TWO_WORDS, f"{one} {other} in both names"))
            for word in words:
                if len(word) >= _LONG_WORD:
                    start = word[:_BEGINNING]
                    parts.setdefault(start, (BEGINNING, f"words of both names begin with {start}"))
        for part, (score, reason) in list(parts.items())[: 2 * WORDS]:
            for result in self._found(part, address, item, OF_A_WORD):
                other_item = parse_address(result.target)
                if result.field != "text" and other_item not in known and self._is_open(address, other_item):
                    yield Proposal(address, other_item, score, (reason,))

    def _found(self, name: str, address: ItemAddress, item: Item, most: int) -> Sequence[SearchResult]:
        return self._find(_OPERATORS.sub(" ", name), item.item_kind, most, address.article)

    def _by_time(self, article: Article, address: ItemAddress, item: Item) -> Iterator[Proposal]:
        query = _date_query(item.date) if item.on_timeline and item.kind else ""
        around = self._around(article, item) if query else set()
        for result in self._find(query, item.item_kind, DATED, address.article) if around else ():
            other = parse_address(result.target)
            if not self._is_open(address, other):
                continue
            try:
                other_article, other_item = self._library.item(other)
            except UnknownItemError:  # changed since it was indexed
                continue
            common = around & self._around(other_article, other_item) if other_item.kind == item.kind else set()
            if common:
                names = sorted(self._library.item(each)[1].caption for each in common)
                reasons = (DATES_OVERLAP, f"the same kind, {item.kind}", *(f"{name} is in both" for name in names))
                yield Proposal(address, other, SAME_TIME + min(len(common), 4) / 20, reasons)

    def _around(self, article: Article, item: Item) -> set[ItemAddress]:
        """What stands for the items that this one refers to: its place and participants, each by its cluster."""
        targets = {reference.target for reference in item.references()}
        found = (ItemAddress(article.publication.id, target) for target in targets if target in article.items)
        return {self._clusters.canonical(each) for each in found}

    def _is_open(self, address: ItemAddress, other: ItemAddress) -> bool:
        if other.article == address.article or other in self._clusters.of(address):
            return False
        a, b = sorted((address, other))
        return (a, b) not in self._judged


def _together(known: Proposal, other: Proposal) -> Proposal:
    """One proposal for two of the same items: where a name is told that both have, names alike say nothing more."""
    better, worse = (known, other) if known.score >= other.score else (other, known)
    if worse.score < better.score >= SHORTER_NAME and DATES_OVERLAP not in worse.reasons:
        return better
    reasons = tuple(dict.fromkeys((*known.reasons, *other.reasons)))
    return Proposal(known.item, known.other, better.score, reasons)


def _names(item: Item) -> list[str]:
    return [item.caption, *item.aliases][:NAMES]


def _initials(name: str) -> list[str]:
    """What the name may be shortened to: the first letters of its words, with and without short ones as "of"."""
    found = ("".join(word[0] for word in each) for each in (_WORD.findall(name), _long_words(name)) if len(each) > 1)
    return list(dict.fromkeys(found))


def _long_words(name: str) -> list[str]:
    """The words of a name without short ones, as "of", unless it has no others."""
    words = _WORD.findall(name)
    return [word for word in words if len(word) > _SHORT_WORD or word[0].isupper()] or words


def _folded(text: str) -> str:
    return "".join(tokenize(text))


def _is_abbreviation(name: str) -> bool:
    """Whether a name is one word of which at least two letters, and half of them, are capitals."""
    capitals = sum(letter.isupper() for letter in name)
    return name.isalpha() and capitals > 1 and 2 * capitals >= len(name)


def _likeness(words: Sequence[str], result: SearchResult) -> tuple[float, str]:
    """How much a name is like the words of another, and what to say of it."""
    matched = result.matched_name
    if result.field == "text":
        return IN_TEXT, "the name is in what is said of it"
    others = tokenize(matched)
    if sorted(words) == sorted(others):
        return SAME_NAME, f"the same name, {matched}"
    if set(words) <= set(others) or set(others) <= set(words):
        return SHORTER_NAME, f"a part of the name, {matched}"
    return ALIKE, f"a name alike, {matched}"


def _date_query(edtf: str) -> str:
    """The query for everything whose date overlaps this one; empty where it has no beginning or end."""
    date = parse_or_none(edtf) if edtf else None
    if date is None or date.earliest is None or date.latest is None:
        return ""
    return f"date:{_day(date.earliest)}..{_day(date.latest)}"


def _day(day: Day) -> str:
    return f"{written_year(day[0])}-{day[1]:02}-{day[2]:02}"
