"""How two items are connected: the cheapest paths through the link graph, each step with its name and paragraphs.

Through its author everything in an article is connected with everything: no path passes through the author. Items with
very many links are left out where there is a path without them, and the more links an item has, the more it costs.
"""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from math import log2

from msgspec import Struct

from kztui.article.article import Article
from kztui.article.graph import Side
from kztui.article.network import Between, Network, Places, between

LIMIT = 3
"""How many paths are looked for unless more or fewer are asked for."""
HUB_LINKS = 20
HUB_SHARE = 1 / 8
"""A hub is linked to more than `HUB_LINKS` items, and to more than this share of all that the article speaks of."""
_CROWD = 40
"""What is added for passing through an item, for each doubling of its links."""

Targets = tuple[str, ...]


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


class PathFinder:
    """Finds paths in one article, whose links are prepared when it is made."""

    def __init__(self, article: Article) -> None:
        self._article = article
        items = article.items
        self._targets = tuple(items)
        self._places = {target: place for place, target in enumerate(items)}
        self._links: list[dict[int, Between]] = []
        for target in items:
            near: dict[int, list[Side]] = {}
            for side in article.graph.sides(target):
                near.setdefault(self._places[side.other], []).append(side)
            self._links.append({place: between(sides) for place, sides in near.items()})
        counts = [sum(bool(between.strong) for between in near.values()) for near in self._links]
        self._costs = [round(_CROWD * log2(1 + count)) for count in counts]
        names = {name.plain.casefold() for name in article.publication.author}
        self.authors = tuple(item.id for item in items.values() if names.intersection(map(str.casefold, item.names)))
        """The items that are authors of the article."""
        least = max(HUB_LINKS, HUB_SHARE * sum(not item.is_text for item in items.values()))
        hubs = (target for target, count in zip(items, counts, strict=True) if count > least)
        self.hubs = tuple(target for target in hubs if target not in self.authors)
        """The other items with very many links."""
        self._networks: dict[bool, Network] = {}
        """The networks between ends that are no text, by whether mentions are followed."""

    def find(self, start: str, end: str, limit: int = LIMIT, mentions: bool = False) -> FoundPaths:
        """At most `limit` paths from one item to another; with `mentions`, along weak links too.

        The way back is the same, reversed: it is always looked for from the item that comes first in the article.
        Raises KeyError where the article has no such item.
        """
        first, last = sorted((self._places[start], self._places[end]))
        if first == last:
            return FoundPaths(())
        network = self._network(self._text_ends(start, end), mentions)
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

    def _network(self, text_ends: AbstractSet[int], mentions: bool) -> Network:
        """The network between two ends; the one between ends that are no text is kept."""
        if text_ends:
            return Network(self._links, self._costs, text_ends, mentions)
        if mentions not in self._networks:
            self._networks[mentions] = Network(self._links, self._costs, text_ends, mentions)
        return self._networks[mentions]

    def _at(self, targets: Iterable[str]) -> set[int]:
        return {self._places[target] for target in targets}

    def _text_ends(self, *ends: str) -> set[int]:
        """Those of the ends that are text; the paragraphs of a section are with it, as it has no other links."""
        items = [self._article.items[target] for target in ends]
        within = [part.id for item in items for part in item.parts]
        return self._at([*within, *(item.id for item in items if item.is_text)])

    def _path(self, places: Places, network: Network) -> ItemPath:
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
        parts = [("without", names), ("only through", through)]
        return ", ".join(f"{word} {_listed(some)}" for word, some in parts if some)


def _listed(names: Sequence[str]) -> str:
    """`Mali`, `Mali and Niger`, `Mali, Niger and Chad`."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def _turned(side: Side) -> Side:
    link = side.link
    return Side(link, link.source if side.outgoing else link.target, not side.outgoing)
