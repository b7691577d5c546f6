"""The card of an item as data: everything there is to know about it, for the screen and for the command line alike.

`card(article, target)` gives a `Card`:

- `heading` names the item ("Jund al-Khilafah", "Paragraph 3"), `kind` and `aliases` stand under it;
- `rows` are the facts of its own fields, each a label and one or more values as linked text ("participants": …);
- `body` is its prose: one block, or for a section one block for each of its paragraphs, with their numbers;
- `note` is ours and shown as ours;
- `groups` are all its links, both directions, under their headings (`Graph.groups`). What stands beside a link is
  `remark(article, side)` (a role, a date, the paragraphs), the words around it `context.context(article, side)`: both
  are asked for only for the links that are shown, since a country may have thousands.

Spans in linked text carry targets; one that is no key of `article.items` is a dead link.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kztui.article import dates
from kztui.article.article import Article
from kztui.article.graph import ABOUT, CONTAINS, HAPPENED_AT, PARTICIPANT, SAID_BY, STATED, WITHIN, Side, actor_relation
from kztui.article.links import Linked, Span
from kztui.article.model import Actor, Claim, Event, Item, Paragraph, Place, Section
from kztui.article.number_ranges import fold_ranges


class Row(NamedTuple):
    """One fact: a label in lower case and its values, most often one."""

    label: str
    values: tuple[Linked, ...]


class Block(NamedTuple):
    """A stretch of prose; `number` is its paragraph's, 0 where it is not one of the article's paragraphs."""

    text: Linked
    number: int = 0


class Card(NamedTuple):
    """An item as a reader meets it."""

    item: Item
    heading: str
    kind: str
    """The item's kind, and its own kind where it has one: "actor · group"."""
    aliases: tuple[str, ...]
    rows: tuple[Row, ...]
    body: tuple[Block, ...]
    note: Linked
    groups: dict[str, list[Side]]


def card(article: Article, target: str) -> Card:
    """The card of the item `target`. Raises KeyError where the article has no such item."""
    item = article.items[target]
    return Card(
        item=item,
        heading=_heading(item),
        kind=f"{item.item_kind} · {own_kind(item)}" if own_kind(item) else item.item_kind,
        aliases=item.aliases,
        rows=tuple(row for row in _rows(article, item) if row.values),
        body=tuple(_body(article, item)),
        note=article.linked(item.note),
        groups=article.graph.groups(target),
    )


def own_kind(item: Item) -> str:
    """What the article calls it beyond its item kind: "bombing", "person", "figure"; empty where it has none."""
    return item.kind if isinstance(item, Event | Actor | Claim) else ""


def pilcrows(numbers: Sequence[int]) -> str:
    """Paragraph numbers with a pilcrow, runs folded: "¶2–5, 9"; empty for none."""
    return f"¶{fold_ranges(numbers)}" if numbers else ""


def date_of(item: Item) -> str:
    """The item's EDTF date; empty where it has none."""
    return item.date if isinstance(item, Event | Claim) else ""


def date_in_words(item: Item) -> str:
    """When, in the source's terms where the article gives them; empty where there is nothing to say."""
    if isinstance(item, Event):
        said = item.date_text or ("undated" if item.undated else _words(item.date))
        return f"{said} (foreseen)" if item.foreseen and said else "foreseen" if item.foreseen else said
    return _words(date_of(item))


def _words(date: str) -> str:
    return dates.words(date) if date else ""


def remark(article: Article, side: Side) -> str:
    """What belongs beside a link: the role, the other event's date, the paragraphs that say so."""
    other = article.items[side.other]
    when = date_in_words(other) if isinstance(other, Event) else ""
    return " · ".join(part for part in (side.link.detail, when, pilcrows(side.link.numbers)) if part)


def _heading(item: Item) -> str:
    if isinstance(item, Paragraph):
        return f"Paragraph {item.number}"
    if isinstance(item, Claim):
        return item.kind.capitalize() or "Claim"
    return item.caption


def _body(article: Article, item: Item) -> Iterator[Block]:
    if isinstance(item, Section):
        for paragraph in item.paragraphs:
            yield Block(article.linked(paragraph.text), paragraph.number)
    elif item.prose[0]:
        yield Block(article.linked(item.prose[0]), item.number if isinstance(item, Paragraph) else 0)


def _rows(article: Article, item: Item) -> Iterator[Row]:
    """The facts of the item's own fields, in the order in which a reader asks for them; those without a value too."""
    if isinstance(item, Section):
        yield _row("paragraphs", pilcrows(item.numbers))
        return
    if isinstance(item, Paragraph):
        section = article.section_of(item.number)
        yield Row(CONTAINS.reverse, (_to(article, section.id),) if section else ())
        return
    if isinstance(item, Event | Claim):
        yield _row("date", date_in_words(item))
    if isinstance(item, Event):
        yield Row(HAPPENED_AT.name, _each(article, item.place))
        yield Row(PARTICIPANT.name, tuple(_to(article, part.actor, part.role) for part in item.participants))
    elif isinstance(item, Actor):
        yield from _relations(article, item)
    elif isinstance(item, Place):
        yield Row(WITHIN.name, _each(article, item.within))
        yield _row("coordinates", coordinates(item))
    elif isinstance(item, Claim):
        yield Row(SAID_BY.name, _each(article, item.by))
        yield _row("value", figure(item))
        yield Row(ABOUT.name, _each(article, *item.about))
    yield Row(STATED.name, tuple(_to(article, f"p{number}") for number in item.numbers))


def figure(claim: Claim) -> str:
    """A claim's value with its unit, as one says it: thousands apart, a hedge that the unit has in brackets first."""
    value = "" if claim.value is None else claim.value if isinstance(claim.value, str) else f"{claim.value:,}"
    unit, _, hedge = claim.unit.partition(" (")
    hedged = hedge.endswith(")") and bool(value)
    return " ".join(part for part in (hedge[:-1] if hedged else "", value, unit if hedged else claim.unit) if part)


def _relations(article: Article, actor: Actor) -> Iterator[Row]:
    """The actor's relations, those of one name together."""
    found: dict[str, list[Linked]] = {}
    for relation in actor.relations:
        value = _to(article, relation.to, pilcrows(relation.paragraphs))
        found.setdefault(actor_relation(relation.kind).name, []).append(value)
    yield from (Row(name, tuple(values)) for name, values in found.items())


def coordinates(place: Place) -> str:
    """Where on the globe: "43.24° N, 76.95° E"; empty where the article does not say."""
    if place.latitude is None or place.longitude is None:
        return ""
    north, east = "S" if place.latitude < 0 else "N", "W" if place.longitude < 0 else "E"
    return f"{abs(place.latitude):g}° {north}, {abs(place.longitude):g}° {east}"


def _row(label: str, plain: str) -> Row:
    return Row(label, (Linked(plain, ()),) if plain else ())


def _each(article: Article, *targets: str) -> tuple[Linked, ...]:
    return tuple(_to(article, target) for target in targets if target)


def _to(article: Article, target: str, remark: str = "") -> Linked:
    """A link as a value of its own, with what belongs to it in brackets."""
    item = article.items.get(target)
    words = article.label(target) if isinstance(item, Claim) else article.caption(target)
    return Linked(f"{words} ({remark})" if remark else words, (Span(0, len(words), target),))
