"""The card of an item as data: everything there is to know about it, for the screen and for the command line alike.

A card says each thing once: an item that is linked in several ways is one entry with all of them, and what the facts
name is not listed again. Spans in linked text carry targets; one that is no key of `article.items` is a dead link.
"""

from collections.abc import Collection, Iterable

from msgspec import Struct

from kztui.article import dates
from kztui.article.article import Article
from kztui.article.card_rows import CardRow, Passage
from kztui.article.graph import Side, grouped
from kztui.article.ids import pilcrows
from kztui.article.kinds import KINDS
from kztui.article.kinds.item import Item
from kztui.article.links import CONTAINS, MENTIONS, STATED, Linked, Span

IN_TEXT = "in the text"
"""The heading above the paragraphs that an item is linked to."""
PASSING = (MENTIONS, STATED, CONTAINS)
"""The links that the text makes, rather than a field that says how two items are related."""


class LinkedItem(Struct, frozen=True):
    """An item that is linked to the one whose card it is, with all links between the two, the weightiest first."""

    item: Item
    sides: tuple[Side, ...]

    @property
    def at(self) -> int:
        """For what mentions the card's item: which span of its prose does so first; else -1."""
        return next((side.link.at for side in self.sides if side.link.relation is MENTIONS and not side.outgoing), -1)

    @property
    def is_passing(self) -> bool:
        """Whether only the text links the two, and no field."""
        return all(side.link.relation in PASSING for side in self.sides)

    def remark(self, article: Article) -> str:
        """How the two are linked, in one line: roles and relations, date, source, paragraphs.

        That one mentions the other is said where nothing else links them, and neither is the text.
        """
        near = self.sides[0]
        subject = near.link.source if near.outgoing else near.link.target
        named = [side.phrase for side in self.sides if side.link.relation not in PASSING]
        when = dates.compact(self.item.date) if self.item.on_timeline and self.item.date else ""
        by = article.items.get(self.item.source) if self.item.source not in {"", subject} else None
        source = f"by {by.short_name}" if by else ""
        if self.item.is_text or article.items[subject].is_text:
            return " · ".join(part for part in (*dict.fromkeys(named), when, source) if part)
        mentioned = near.phrase if self.is_passing else ""
        parts = (*named, when, source, f"{mentioned} {pilcrows(self._paragraphs)}".strip())
        return " · ".join(dict.fromkeys(part for part in parts if part))

    @property
    def _paragraphs(self) -> set[int]:
        """The paragraphs that say so: the links' own, else those of the item that makes the link."""
        own = {number for side in self.sides for number in side.link.numbers}
        return own or (set() if self.sides[0].outgoing else set(self.item.numbers))


class Card(Struct, frozen=True):
    """An item with everything that a card shows of it."""

    item: Item
    heading: str
    """Its name: "Jund al-Khilafah", "Paragraph 3"."""
    kind: str
    """The item's kind, and its own kind where it has one: "actor · group"."""
    aliases: tuple[str, ...]
    rows: tuple[CardRow, ...]
    """The facts of its own fields."""
    passages: tuple[Passage, ...]
    """Its prose: one passage, or for a section one for each of its paragraphs."""
    note: Linked
    """The editor's note."""
    all_sides: list[Side]
    """All its links, both directions."""
    sides: list[Side]
    """Its links without those that its own fields and its own prose tell of already."""

    @property
    def groups(self) -> dict[str, list[Side]]:
        """All its links under their headings."""
        return grouped(self.all_sides)

    @property
    def title(self) -> Linked:
        """The heading; with the links of the item's text where it ends in all of that."""
        if len(self.body) == len(self.passages):
            return Linked(self.heading, ())
        text = self.passages[0].text
        shift = len(self.heading) - len(text.plain)
        return Linked(self.heading, tuple(Span(start + shift, end + shift, to) for start, end, to in text.spans))

    def linked(self, article: Article) -> dict[str, list[LinkedItem]]:
        """The linked items by their kind's plural, without those that only its own fields and its own prose name."""
        return linked_items(article, self.item.id, self.sides)

    @property
    def body(self) -> tuple[Passage, ...]:
        """The passages, without one that the heading has in full."""
        in_heading = len(self.passages) == 1 and self.heading.endswith(self.passages[0].text.plain)
        return () if in_heading else self.passages


def card(article: Article, target: str, plain_prose: bool = False) -> Card:
    """The card of the item `target`. Raises KeyError where the article has no such item.

    What is linked in its prose is listed too where that is shown as plain words, `plain_prose`.
    """
    item = article.items[target]
    rows = tuple(item.all_card_rows(article))
    facts = {span.target for row in rows for value in row.values for span in value.spans}
    sides = article.graph.sides(target)
    return Card(
        item=item,
        heading=item.heading(article),
        kind=f"{item.item_kind} · {item.kind}" if item.kind else item.item_kind,
        aliases=item.aliases,
        rows=rows,
        passages=tuple(item.passages(article)),
        note=article.linked(item.note),
        all_sides=sides,
        sides=[side for side in sides if _is_new(side, facts, plain_prose)],
    )


def _is_new(side: Side, facts: Collection[str], plain_prose: bool) -> bool:
    """Whether a card has to list the link: neither facts nor prose tell of it already, nor the paragraphs shown."""
    relation = side.link.relation
    if relation is STATED:
        return side.outgoing or plain_prose
    if relation is CONTAINS:
        return False
    if relation is MENTIONS:
        return side.other not in facts and (plain_prose or not side.outgoing)
    return not side.outgoing or side.other not in facts


def linked_items(article: Article, target: str, sides: Iterable[Side] | None = None) -> dict[str, list[LinkedItem]]:
    """The items that links lead to or come from, each once, under headings; `sides` for these links of `target` only.

    Headings are the plurals of the kinds, in their order; the text comes last, in reading order. Under a heading those
    come first that a field links.
    """
    found: dict[str, list[Side]] = {}
    for side in article.graph.sides(target) if sides is None else sides:
        found.setdefault(side.other, []).append(side)
    groups: dict[str, list[LinkedItem]] = {}
    for other, links in found.items():
        entry = LinkedItem(article.items[other], tuple(sorted(links, key=lambda side: side.rank)))
        groups.setdefault(_heading(entry), []).append(entry)
    by_kind = sorted(groups.items(), key=lambda group: _rank(group[1][0].item))
    return {heading: sorted(entries, key=_order) for heading, entries in by_kind}


def _heading(entry: LinkedItem) -> str:
    if not entry.item.is_text:
        return entry.item.plural
    side = entry.sides[0]
    return side.heading if side.link.relation is CONTAINS else IN_TEXT


def _rank(item: Item) -> tuple[bool, int]:
    return item.is_text, KINDS.index(type(item))


def _order(entry: LinkedItem) -> tuple[bool, int]:
    """Of the text by number, of other items by what links them."""
    if entry.item.is_text:
        return False, min(entry.item.numbers, default=0)
    return entry.is_passing, 0


def remark(article: Article, side: Side) -> str:
    """What belongs beside a link: the role, the other item's date where it happened, the paragraphs that say so."""
    other = article.items[side.other]
    when = other.date_in_words if other.on_timeline else ""
    return " · ".join(part for part in (side.link.detail, when, pilcrows(side.link.numbers)) if part)
