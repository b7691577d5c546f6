"""The link graph: every way one item names another, both directions, each with its name."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kztui.article import links
from kztui.article.kinds.item import Item
from kztui.article.link_types import MENTIONS, STATED, LinkType


class Link(NamedTuple):
    """One item naming another."""

    source: str
    target: str
    relation: LinkType
    detail: str = ""
    """A participant's role; empty elsewhere."""
    numbers: tuple[int, ...] = ()
    """The paragraphs that say so, where the link has its own."""
    at: int = -1
    """For a mention: which span of the source's prose, counted over all of it. Else -1."""


class Side(NamedTuple):
    """A link as seen from one of its two ends."""

    link: Link
    other: str
    outgoing: bool

    @property
    def heading(self) -> str:
        """The name of the link from this side."""
        return self.link.relation.name if self.outgoing else self.link.relation.reverse

    @property
    def rank(self) -> int:
        """Where its heading stands among a card's, the lowest first."""
        return self.link.relation.rank if self.outgoing else self.link.relation.reverse_rank


def links_of(item: Item) -> Iterator[Link]:
    """Every link that `item` makes: by its fields, in its prose, and to the paragraphs that state it."""
    for reference in item.references():
        yield Link(item.id, reference.target, reference.type, reference.detail, reference.paragraphs)
    mentioned = [target for text in item.prose for target in links.targets(text)]
    for at, target in enumerate(mentioned):
        yield Link(item.id, target, MENTIONS, "", (), at)
    if not item.is_text:
        for number in item.numbers:
            yield Link(item.id, f"p{number}", STATED)


class Graph:
    """The links of an article whose target is one of its items; others are left out."""

    def __init__(self, items: Mapping[str, Item]) -> None:
        self._out: dict[str, list[Link]] = {}
        self._in: dict[str, list[Link]] = {target: [] for target in items}
        self.count = 0
        incoming = self._in
        for item in items.values():
            source = item.id
            existing = [link for link in links_of(item) if link.target in incoming and link.target != source]
            self._out[source] = existing
            self.count += len(existing)
            for link in existing:
                incoming[link.target].append(link)

    def sides(self, target: str) -> list[Side]:
        """Every link of the item: those it makes, then those that lead to it, in document order of the sources."""
        outgoing = [Side(link, link.target, True) for link in self._out.get(target, ())]
        return outgoing + [Side(link, link.source, False) for link in self._in.get(target, ())]

    def groups(self, target: str) -> dict[str, list[Side]]:
        """The item's links under their headings, which stand by the ranks of their link types."""
        found: dict[str, list[Side]] = defaultdict(list)
        for side in self.sides(target):
            found[side.heading].append(side)
        return dict(sorted(found.items(), key=lambda pair: min(side.rank for side in pair[1])))

    def neighbours(self, target: str) -> set[str]:
        """The items that are one link away, in either direction."""
        return {link.target for link in self._out.get(target, ())} | {link.source for link in self._in.get(target, ())}
