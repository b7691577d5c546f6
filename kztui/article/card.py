"""The card of an item as data: everything there is to know about it, for the screen and for the command line alike.

Spans in linked text carry targets; one that is no key of `article.items` is a dead link.
"""

from msgspec import Struct

from kztui.article.article import Article
from kztui.article.card_rows import CardRow, Passage
from kztui.article.graph import Side
from kztui.article.ids import pilcrows
from kztui.article.kinds.item import Item
from kztui.article.links import Linked


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
    groups: dict[str, list[Side]]
    """All its links, both directions, under their headings."""


def card(article: Article, target: str) -> Card:
    """The card of the item `target`. Raises KeyError where the article has no such item."""
    item = article.items[target]
    return Card(
        item=item,
        heading=item.heading,
        kind=f"{item.item_kind} · {item.kind}" if item.kind else item.item_kind,
        aliases=item.aliases,
        rows=tuple(item.all_card_rows(article)),
        passages=tuple(item.passages(article)),
        note=article.linked(item.note),
        groups=article.graph.groups(target),
    )


def remark(article: Article, side: Side) -> str:
    """What belongs beside a link: the role, the other item's date where it happened, the paragraphs that say so."""
    other = article.items[side.other]
    when = other.date_in_words if other.on_timeline else ""
    return " · ".join(part for part in (side.link.detail, when, pilcrows(side.link.numbers)) if part)
