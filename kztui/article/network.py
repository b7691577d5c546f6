"""The shortest (cheapest) paths between two items in a network of links, each avoiding what the others passed."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

from kztui.article.graph import Side
from kztui.article.links import CONTAINS, MENTIONS, STATED

_STEP, _WEAK_STEP = 100, 500
"""What a step costs along a link that a field makes, and along a mention."""
_AGAIN = 75
"""What is added for an item, and for a step, each time that a path has passed it: the next path is to differ."""
_DETOUR, _DETOUR_SHARE = 300, 1.4
"""A path that costs more than the cheapest one times the latter, and the former besides, explains nothing."""
_IN_VAIN = 5
"""After so many searches in a row that have found nothing new, or a detour alone, there is no other path."""

Places = tuple[int, ...]
"""Items by their places in the order of the article."""


class _Charges(NamedTuple):
    """What is added for what other paths have passed."""

    items: dict[int, int]
    steps: dict[int, dict[int, int]]
    """For each step from one item to another."""

    def add(self, path: Places) -> None:
        """Charge again for each item between the ends of a path, and for each of its steps."""
        for each in path[1:-1]:
            self.items[each] = self.items.get(each, 0) + _AGAIN
        for one, other in pairwise(path):
            from_one = self.steps.setdefault(one, {})
            from_one[other] = from_one.get(other, 0) + _AGAIN


class Between(NamedTuple):
    """The links between two items, as seen from the first of them."""

    strong: tuple[Side, ...]
    """Those that fields make."""
    stated: tuple[Side, ...]
    """Between a paragraph and what it states, and between a section and its paragraphs."""
    weak: tuple[Side, ...]
    """Those along which a path goes on request only."""

    def followed(self, is_text_end: bool, mentions: bool) -> tuple[tuple[Side, ...], bool]:
        """The links to follow, none where there are none to, and whether they are weak.

        Text has no links but to what it states and mentions: at an end of a path that is text, the former are strong.
        """
        if found := self.strong or (self.stated if is_text_end else ()):
            return found, False
        return (self.weak if mentions else ()), True


def between(sides: Sequence[Side]) -> Between:
    """The links between two items, by how they are followed."""
    strong = tuple(side for side in sides if side.link.relation not in (MENTIONS, STATED, CONTAINS))
    stated = tuple(side for side in sides if side.link.relation in (STATED, CONTAINS))
    mentions = tuple(side for side in sides if side.link.relation is MENTIONS)
    return Between(strong, stated, mentions or tuple(side for side in stated if side.link.relation is STATED))


class Network:
    """What may be followed between two ends, and what passing through an item costs."""

    def __init__(
        self, links: Sequence[Mapping[int, Between]], costs: Sequence[int], text_ends: AbstractSet[int], mentions: bool
    ) -> None:
        self._links, self._costs = links, costs
        self._text_ends, self._mentions = text_ends, mentions
        self._near: dict[int, list[tuple[int, int]]] = {}

    def followed(self, one: int, other: int) -> tuple[tuple[Side, ...], bool]:
        """The links to follow from an item to a neighbour of it, and whether they are weak."""
        is_text_end = one in self._text_ends or other in self._text_ends
        return self._links[one][other].followed(is_text_end, self._mentions)

    def near(self, here: int) -> list[tuple[int, int]]:
        """The items that are one step away, each with what it costs to go there and on."""
        if here not in self._near:
            found = [(other, *self.followed(here, other)) for other in self._links[here]]
            self._near[here] = [
                (other, self._costs[other] + (_WEAK_STEP if is_weak else _STEP))
                for other, sides, is_weak in found
                if sides
            ]
        return self._near[here]

    def paths(self, first: int, last: int, limit: int, barred: AbstractSet[int]) -> list[Places]:
        """At most `limit` paths, the cheapest first, each avoiding as far as it can what others have passed."""
        found: dict[Places, int] = {}
        charges = _Charges({}, {})
        in_vain = 0
        while len(found) < limit and in_vain < _IN_VAIN:
            path = self._cheapest(first, last, barred, charges)
            if path is None:
                break
            cost = self._cost(path)
            if path in found or cost > _DETOUR + _DETOUR_SHARE * min(found.values(), default=cost):
                in_vain += 1
            else:
                found[path], in_vain = cost, 0
            charges.add(path)
        return sorted(found, key=found.__getitem__)

    def _cost(self, path: Places) -> int:
        return sum(cost for one, other in pairwise(path) for there, cost in self.near(one) if there == other)

    def _cheapest(self, first: int, last: int, barred: AbstractSet[int], charges: _Charges) -> Places | None:
        """Dijkstra's algorithm; what is equally near is visited in the order of the article."""
        best, before = {first: 0}, {first: -1}
        queue = [(0, first)]
        visited = set(barred)
        while queue:
            cost, here = heappop(queue)
            if here in visited:
                continue
            visited.add(here)
            if here == last:
                return _traced(before, last)
            steps = charges.steps.get(here, {})
            for other, step in self.near(here):
                if other in visited:
                    continue
                total = cost + step + charges.items.get(other, 0) + steps.get(other, 0)
                if other not in best or total < best[other]:
                    best[other], before[other] = total, here
                    heappush(queue, (total, other))
        return None


def _traced(before: Mapping[int, int], last: int) -> Places:
    path = [last]
    while before[path[-1]] >= 0:
        path.append(before[path[-1]])
    return tuple(path[::-1])
