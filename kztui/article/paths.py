"""How two items are connected: the cheapest paths through the link graph, each step with its name and paragraphs.

Through its author everything in an article is connected with everything: no path passes through the author. Items with
very many links are left out where there is a path without them, and the more links an item has, the more it costs.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from heapq import heappop, heappush
from itertools import pairwise
from math import log2
from typing import NamedTuple

from msgspec import Struct

from kztui.article.article import Article
from kztui.article.graph import Side
from kztui.article.links import CONTAINS, MENTIONS, STATED

LIMIT = 3
"""How many paths are looked for unless more or fewer are asked for."""
HUB_LINKS = 20
HUB_SHARE = 1 / 8
"""A hub is linked to more than `HUB_LINKS` items, and to more than this share of all that the article speaks of."""
_STEP, _WEAK_STEP = 100, 500
"""What a step costs along a link that a field makes, and along a mention."""
_CROWD = 40
"""What is added for passing through an item, for each doubling of its links."""
_AGAIN = 75
"""What is added for an item, and for a step, each time that a path has passed it: the next path is to differ."""
_DETOUR, _DETOUR_SHARE = 300, 1.4
"""A path that costs more than the cheapest one times the latter, and the former besides, explains nothing."""
_IN_VAIN = 5
"""After so many searches in a row that have found nothing new, or a detour alone, there is no other path."""

Targets = tuple[str, ...]
Places = tuple[int, ...]
"""Items by their places in the order of the article."""


_Charges = dict[int | tuple[int, int], int]
"""What is added for passing through an item, and for a step from one to another."""


class Step(Struct, frozen=True):
    """From one item of a path to the next."""

    sides: tuple[Side, ...]
    """The links between the two, as seen from the first."""
    paragraphs: tuple[int, ...]
    """The paragraphs that say so, in ascending order."""
    is_weak: bool
    """Whether nothing is said of the two but that one mentions the other, or is in that paragraph."""

    @property
    def name(self) -> str:
        """What the second item is to the first: the names of the links, each with its role if it has one."""
        names = (f"{side.heading} ({side.link.detail})" if side.link.detail else side.heading for side in self.sides)
        return " · ".join(dict.fromkeys(names))

    def reversed(self) -> "Step":
        """The same step from its other end."""
        return Step(tuple(map(_turned, self.sides)), self.paragraphs, self.is_weak)


class ItemPath(Struct, frozen=True):
    """A path from the first of `targets` to the last; there is one step fewer than targets."""

    targets: Targets
    steps: tuple[Step, ...]

    @property
    def paragraphs(self) -> tuple[int, ...]:
        """The paragraphs of all its steps, in ascending order."""
        return tuple(sorted({number for step in self.steps for number in step.paragraphs}))

    def in_words(self, label_of: Callable[[str], str]) -> str:
        """The path on one line: items by their labels, each step between two by its name."""
        steps = (
            f" – {step.name} – {label_of(target)}" for step, target in zip(self.steps, self.targets[1:], strict=True)
        )
        return "".join([label_of(self.targets[0]), *steps])

    def reversed(self) -> "ItemPath":
        """The same path from its last item to its first."""
        return ItemPath(self.targets[::-1], tuple(step.reversed() for step in self.steps[::-1]))


class FoundPaths(Struct, frozen=True):
    """The paths between two items, the cheapest first."""

    paths: tuple[ItemPath, ...]
    left_out: Targets = ()
    """What no path was to pass through: the authors, and hubs where there is a path without them."""
    only_through: Targets = ()
    """The hubs that these paths pass through, as there is no path without them."""


class _Between(NamedTuple):
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


def _between(sides: Sequence[Side]) -> _Between:
    strong = tuple(side for side in sides if side.link.relation not in (MENTIONS, STATED, CONTAINS))
    stated = tuple(side for side in sides if side.link.relation in (STATED, CONTAINS))
    mentions = tuple(side for side in sides if side.link.relation is MENTIONS)
    return _Between(strong, stated, mentions or tuple(side for side in stated if side.link.relation is STATED))


class _Network:
    """What may be followed between two ends, and what passing through an item costs."""

    def __init__(
        self, links: Sequence[Mapping[int, _Between]], costs: Sequence[int], text_ends: AbstractSet[int], mentions: bool
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
        charges: _Charges = {}
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
            passed: list[int | tuple[int, int]] = [*path[1:-1], *pairwise(path)]
            for each in passed:
                charges[each] = charges.get(each, 0) + _AGAIN
        return sorted(found, key=found.__getitem__)

    def _cost(self, path: Places) -> int:
        return sum(dict(self.near(one))[other] for one, other in pairwise(path))

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
            for other, step in self.near(here):
                if other in visited:
                    continue
                total = cost + step + charges.get(other, 0) + charges.get((here, other), 0)
                if total < best.get(other, total + 1):
                    best[other], before[other] = total, here
                    heappush(queue, (total, other))
        return None


class PathFinder:
    """Finds paths in one article, whose links are prepared when it is made."""

    def __init__(self, article: Article) -> None:
        self._article = article
        items = article.items
        self._targets = tuple(items)
        self._places = {target: place for place, target in enumerate(items)}
        self._links: list[dict[int, _Between]] = []
        for target in items:
            near: dict[int, list[Side]] = {}
            for side in article.graph.sides(target):
                near.setdefault(self._places[side.other], []).append(side)
            self._links.append({place: _between(sides) for place, sides in near.items()})
        counts = [sum(bool(between.strong) for between in near.values()) for near in self._links]
        self._costs = [round(_CROWD * log2(1 + count)) for count in counts]
        names = {name.plain.casefold() for name in article.publication.author}
        self.authors = tuple(item.id for item in items.values() if names.intersection(map(str.casefold, item.names)))
        """The items that are authors of the article."""
        least = max(HUB_LINKS, HUB_SHARE * sum(not item.is_text for item in items.values()))
        hubs = (target for target, count in zip(items, counts, strict=True) if count > least)
        self.hubs = tuple(target for target in hubs if target not in self.authors)
        """The other items with very many links."""

    def find(self, start: str, end: str, limit: int = LIMIT, mentions: bool = False) -> FoundPaths:
        """At most `limit` paths from one item to another; with `mentions`, along weak links too.

        The way back is the same, reversed: it is always looked for from the item that comes first in the article.
        Raises KeyError where the article has no such item.
        """
        first, last = sorted((self._places[start], self._places[end]))
        if first == last:
            return FoundPaths(())
        network = _Network(self._links, self._costs, self._text_ends(start, end), mentions)
        authors, hubs = ([hub for hub in each if hub not in (start, end)] for each in (self.authors, self.hubs))
        left_out, only_through = (*authors, *hubs), list[str]()
        found = network.paths(first, last, limit, self._at(left_out))
        if not found and hubs:
            left_out = tuple(authors)
            found = network.paths(first, last, limit, self._at(left_out))
            passed = {self._targets[place] for path in found for place in path}
            only_through = [hub for hub in hubs if hub in passed]
        paths = tuple(self._path(places, network) for places in found)
        if self._places[start] != first:
            paths = tuple(path.reversed() for path in paths)
        return FoundPaths(paths, left_out, tuple(only_through))

    def _at(self, targets: Iterable[str]) -> set[int]:
        return {self._places[target] for target in targets}

    def _text_ends(self, *ends: str) -> set[int]:
        """Those of the ends that are text; the paragraphs of a section are with it, as it has no other links."""
        items = [self._article.items[target] for target in ends]
        within = [part.id for item in items for part in item.parts]
        return self._at([*within, *(item.id for item in items if item.is_text)])

    def _path(self, places: Places, network: _Network) -> ItemPath:
        followed = [network.followed(one, other) for one, other in pairwise(places)]
        steps = tuple(Step(sides, self._paragraphs(sides), is_weak) for sides, is_weak in followed)
        return ItemPath(tuple(self._targets[place] for place in places), steps)

    def _paragraphs(self, sides: Iterable[Side]) -> tuple[int, ...]:
        """The paragraphs of the links; of one that has none of its own, those that state both of its ends.

        Where there are none, those of the item that makes it, if it is stated together with its links.
        """
        items, found = self._article.items, set[int]()
        for link in (side.link for side in sides):
            source, target = items[link.source], items[link.target]
            both = set(source.numbers).intersection(target.numbers)
            found.update(link.numbers or both or (source.numbers if source.is_stated_whole else ()))
        return tuple(sorted(found))

    def in_words(self, found: FoundPaths) -> str:
        """What was left out, or could not be: `without the author and Mali`; empty where that is nothing."""
        caption = self._article.caption
        authors = [target for target in found.left_out if target in self.authors]
        names = [f"the author{'s' * (len(authors) > 1)}"] if authors else []
        names += [caption(target) for target in found.left_out if target not in self.authors]
        through = [caption(target) for target in found.only_through]
        said = [("without", names), ("only through", through)]
        return ", ".join(f"{word} {_listed(some)}" for word, some in said if some)


def _listed(names: Sequence[str]) -> str:
    """`Mali`, `Mali and Niger`, `Mali, Niger and Chad`."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def _turned(side: Side) -> Side:
    link = side.link
    return Side(link, link.source if side.outgoing else link.target, not side.outgoing)


def _traced(before: Mapping[int, int], last: int) -> Places:
    path = [last]
    while before[path[-1]] >= 0:
        path.append(before[path[-1]])
    return tuple(path[::-1])
