"""Which items of a library are the same thing: clusters computed from verdicts and shared outside ids.

A verdict `same` joins two items, and so does an id that both have in `ids`; chains of them make a cluster. A verdict
`different` keeps two items apart: the join that would bring them together through a chain is not made, and is listed as
a contradiction. Older verdicts come before younger ones, verdicts before ids, so that the result is one and the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kztui.article.article import Article
from kztui.article.kinds.item import Item
from kztui.library.addresses import ItemAddress
from kztui.library.joins import Join

Pair = tuple[ItemAddress, ItemAddress]
SharedIds = Mapping[str, Sequence[ItemAddress]]
"""Of each outside id, the items that have it."""


class Contradiction(NamedTuple):
    """A join that was not made, as two items that are different would be one through it."""

    pair: Pair
    """What was to be joined."""
    because: str
    """`same`, or the outside id that both have."""
    different: Pair
    """The verdict that it goes against."""

    def __str__(self) -> str:
        how = "are said to be the same" if self.because == "same" else f"share {self.because}"
        return f"{self.pair[0]} and {self.pair[1]} {how}, but {self.different[0]} and {self.different[1]} are different"


class Clusters:
    """The clusters of a library's items; an item that is joined with none is in none."""

    def __init__(self, joins: Iterable[Join], shared: SharedIds | None = None) -> None:
        self.contradictions: list[Contradiction] = []
        """The joins that were not made, in the order in which they were tried."""
        self._members: dict[ItemAddress, list[ItemAddress]] = {}
        """Of each item, the list of its cluster, which all items of that cluster have in common."""
        self._apart: dict[ItemAddress, set[ItemAddress]] = {}
        verdicts = sorted(joins, key=lambda join: (join.on, join.pair))
        for join in verdicts:
            if join.verdict == "different":
                self._apart.setdefault(join.a, set()).add(join.b)
                self._apart.setdefault(join.b, set()).add(join.a)
        for join in verdicts:
            if join.verdict == "same":
                self._join(join.pair, "same")
        for outside in sorted(shared or {}):
            addresses = sorted((shared or {})[outside])
            for address in addresses[1:]:
                self._join((addresses[0], address), outside)
        for members in {id(each): each for each in self._members.values()}.values():
            members.sort()

    def of(self, address: ItemAddress) -> Sequence[ItemAddress]:
        """Every item that is the same as this one, itself among them, in order; this one alone where there is none."""
        return self._members.get(address, (address,))

    def canonical(self, address: ItemAddress) -> ItemAddress:
        """The item that stands for a cluster: the first of it."""
        return self.of(address)[0]

    def all(self) -> Sequence[Sequence[ItemAddress]]:
        """All clusters of two items or more, in order."""
        return sorted({id(members): members for members in self._members.values()}.values())

    def _join(self, pair: Pair, because: str) -> None:
        one, other = (self._members.get(address) or [address] for address in pair)
        if one is other:
            return
        if len(one) < len(other):
            one, other = other, one
        against = self._difference(one, other)
        if against is not None:
            self.contradictions.append(Contradiction(pair, because, against))
            return
        one.extend(other)
        for address in (*other, *pair):
            self._members[address] = one

    def _difference(self, one: list[ItemAddress], other: list[ItemAddress]) -> Pair | None:
        """Two items of two clusters that a verdict keeps apart; `other` is the smaller cluster."""
        for address in other:
            for apart in self._apart.get(address, ()):
                if self._members.get(apart) is one or one == [apart]:
                    a, b = sorted((address, apart))
                    return a, b
        return None


def shared_ids(articles: Iterable[Article]) -> dict[str, list[ItemAddress]]:
    """The outside ids that items of two articles or more have, each with those items."""
    return shared_among((article.publication.id, article.items.values()) for article in articles)


def shared_among(articles: Iterable[tuple[str, Iterable[Item]]]) -> dict[str, list[ItemAddress]]:
    """The same of the ids of articles, each with its items."""
    found: dict[str, list[ItemAddress]] = {}
    for article_id, items in articles:
        for item in items:
            for outside in dict.fromkeys(getattr(item, "ids", ())):
                found.setdefault(outside, []).append(ItemAddress(article_id, item.id))
    return {outside: addresses for outside, addresses in found.items() if len({each.article for each in addresses}) > 1}
