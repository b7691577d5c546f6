"""The link graph: every way one item names another, both directions, each under a name that a reader understands."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kztui.article import links
from kztui.article.model import Actor, Claim, Event, Item, Paragraph, Place, Section


class Relation(NamedTuple):
    """A kind of link: `name` heads what the source links to, `reverse` what links to the target."""

    name: str
    reverse: str


MENTIONS = Relation("mentions", "mentioned in")
STATED = Relation("stated in", "states")
CONTAINS = Relation("paragraphs", "section")
PARTICIPANT = Relation("participants", "took part in")
HAPPENED_AT = Relation("took place in", "events here")
WITHIN = Relation("within", "contains")
SAID_BY = Relation("said by", "claims made")
ABOUT = Relation("about", "claims about it")

# What an article's author writes as `kind`, and how it reads from either side. Any other kind reads as it is written.
ACTOR_RELATIONS = {
    "administers": Relation("administers", "administered by"),
    "ally-of": Relation("ally of", "allies"),
    "affiliated-with": Relation("affiliated with", "affiliates"),
    "author-of": Relation("author of", "authors"),
    "based-in": Relation("based in", "hosts"),
    "citizen-of": Relation("citizen of", "citizens"),
    "connected-to": Relation("connected to", "connected to it"),
    "deputy-head-of": Relation("deputy head of", "deputy heads"),
    "employee-of": Relation("works for", "staff"),
    "founder-of": Relation("founder of", "founders"),
    "funds": Relation("funds", "funded by"),
    "head-of": Relation("head of", "headed by"),
    "influenced-by": Relation("influenced by", "influenced"),
    "leader-of": Relation("leader of", "led by"),
    "member-of": Relation("member of", "members"),
    "opposed-to": Relation("opposed to", "opposed by"),
    "parallel-to": Relation("parallel to", "paralleled by"),
    "part-of": Relation("part of", "parts"),
    "partner-of": Relation("partner of", "partners"),
    "possibly-among": Relation("possibly among", "possibly include"),
    "publisher-of": Relation("publisher of", "published by"),
    "recruits": Relation("recruits", "recruited by"),
    "subset-of": Relation("among", "include"),
    "targets": Relation("targets", "targeted by"),
    "trained": Relation("trained", "trained by"),
}


def actor_relation(kind: str) -> Relation:
    """The names of an actor's relation of `kind`; an unknown one reads as written, and as “… of” it in reverse."""
    words = kind.replace("-", " ").strip() or "related to"
    return ACTOR_RELATIONS.get(kind) or Relation(words, f"{words} (from)")


class Link(NamedTuple):
    """One item naming another."""

    source: str
    target: str
    relation: Relation
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
        return self.link.relation.name if self.outgoing else self.link.relation.reverse


def _of_event(event: Event) -> Iterator[Link]:
    for part in event.participants:
        yield Link(event.id, part.actor, PARTICIPANT, part.role)
    if event.place:
        yield Link(event.id, event.place, HAPPENED_AT)


def _of_actor(actor: Actor) -> Iterator[Link]:
    for relation in actor.relations:
        yield Link(actor.id, relation.to, actor_relation(relation.kind), "", relation.paragraphs)


def _of_claim(claim: Claim) -> Iterator[Link]:
    if claim.by:
        yield Link(claim.id, claim.by, SAID_BY)
    for target in claim.about:
        yield Link(claim.id, target, ABOUT)


def _named(item: Item) -> Iterator[Link]:
    """The links that an item's own fields make, in the order of the format."""
    if isinstance(item, Event):
        yield from _of_event(item)
    elif isinstance(item, Actor):
        yield from _of_actor(item)
    elif isinstance(item, Claim):
        yield from _of_claim(item)
    elif isinstance(item, Section):
        for paragraph in item.paragraphs:
            yield Link(item.id, paragraph.id, CONTAINS)
    elif isinstance(item, Place) and item.within:
        yield Link(item.id, item.within, WITHIN)


def links_of(item: Item) -> Iterator[Link]:
    """Every link that `item` makes: by its fields, in its prose, and to the paragraphs that state it."""
    yield from _named(item)
    mentioned = [target for text in item.prose for target in links.targets(text)]
    for at, target in enumerate(mentioned):
        yield Link(item.id, target, MENTIONS, "", (), at)
    if not isinstance(item, Section | Paragraph):
        for number in item.paragraphs:
            yield Link(item.id, f"p{number}", STATED)


class Graph:
    """The living links of an article: those whose target is an item of it."""

    def __init__(self, items: Mapping[str, Item]) -> None:
        self._out: dict[str, list[Link]] = {}
        self._in: dict[str, list[Link]] = {target: [] for target in items}
        self.count = 0
        incoming = self._in
        for item in items.values():
            source = item.id
            living = [link for link in links_of(item) if link.target in incoming and link.target != source]
            self._out[source] = living
            self.count += len(living)
            for link in living:
                incoming[link.target].append(link)

    def sides(self, target: str) -> list[Side]:
        """Every link of the item: those it makes, then those that lead to it, in document order of the sources."""
        outgoing = [Side(link, link.target, True) for link in self._out.get(target, ())]
        return outgoing + [Side(link, link.source, False) for link in self._in.get(target, ())]

    def groups(self, target: str) -> dict[str, list[Side]]:
        """The item's links under their headings; headings stand in the order of `HEADINGS`."""
        found: dict[str, list[Side]] = defaultdict(list)
        for side in self.sides(target):
            found[side.heading].append(side)
        return dict(sorted(found.items(), key=lambda pair: _RANK.get(pair[0], _RANK[""])))

    def neighbours(self, target: str) -> set[str]:
        """The items that are one link away, in either direction."""
        return {link.target for link in self._out.get(target, ())} | {link.source for link in self._in.get(target, ())}


# Facts first, then what the text says in passing, last where it is stated. Relations of actors, whose names are open,
# stand as met where the empty heading is.
HEADINGS = (
    PARTICIPANT.name,
    PARTICIPANT.reverse,
    HAPPENED_AT.name,
    HAPPENED_AT.reverse,
    SAID_BY.name,
    WITHIN.name,
    WITHIN.reverse,
    "",
    ABOUT.name,
    SAID_BY.reverse,
    ABOUT.reverse,
    CONTAINS.reverse,
    CONTAINS.name,
    MENTIONS.name,
    MENTIONS.reverse,
    STATED.name,
    STATED.reverse,
)
_RANK = {heading: rank for rank, heading in enumerate(HEADINGS)}
