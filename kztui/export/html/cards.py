"""The cards of a page: an item with its facts, its text, and every link to and from it that nothing before it shows."""

from collections.abc import Iterator
from typing import NamedTuple

from kztui.article.article import Article
from kztui.article.card import card, remark
from kztui.article.card_rows import CardRow, Passage
from kztui.article.graph import Side
from kztui.article.kinds.item import Item
from kztui.article.links import CONTAINS, STATED, Linked
from kztui.article.table import Target
from kztui.export.html.search_names import folded_names


class CardLink(NamedTuple):
    """A link in a list of links."""

    item: Item
    words: str
    remark: str
    """What belongs beside it: a role, a date, paragraphs; may be empty."""


class LinkGroup(NamedTuple):
    """The links of one type."""

    heading: str
    links: tuple[CardLink, ...]


class PageCard(NamedTuple):
    """An item as a page shows it."""

    item: Item
    heading: str
    """Its name; what has none is headed by what it is, and known by its text."""
    kind: str
    """Its own kind: "bombing"; may be empty."""
    aliases: tuple[str, ...]
    rows: tuple[CardRow, ...]
    stated: tuple[Linked, ...]
    """A link for each of the paragraphs that state it."""
    passages: tuple[Passage, ...]
    note: Linked
    groups: tuple[LinkGroup, ...]
    names: str
    """What the search finds it by."""

    def rows_besides(self, known: Target) -> tuple[CardRow, ...]:
        """The facts but for one that leads to `known` alone: where all cards share it, it stands above them."""
        return tuple(row for row in self.rows if not known or _targets(row) != [known])


def _targets(row: CardRow) -> list[Target]:
    return [span.target for value in row.values for span in value.spans]


def page_card(article: Article, item: Item) -> PageCard:
    """The card of an item. Each other item is linked once: by a fact, in the text, or under the first heading."""
    shown = card(article, item.id)
    rows = tuple(row for row in shown.rows if row.label != STATED.name)
    stated = tuple(value for row in shown.rows if row.label == STATED.name for value in row.values)
    passages = shown.passages if not item.is_text or item.numbers else ()
    texts = [*(value for row in rows for value in row.values), *stated, *(each.text for each in passages), shown.note]
    seen = {span.target for text in texts for span in text.spans}
    return PageCard(
        item=item,
        heading=shown.heading if item.is_named or item.is_text else (item.kind or item.item_kind).capitalize(),
        kind=item.kind,
        aliases=shown.aliases,
        rows=rows,
        stated=stated,
        passages=passages,
        note=shown.note,
        groups=tuple(_groups(article, shown.groups, seen)),
        names=folded_names(item),
    )


def _groups(article: Article, groups: dict[str, list[Side]], seen: set[str]) -> Iterator[LinkGroup]:
    for heading, sides in groups.items():
        links: list[CardLink] = []
        for side in sides:
            # A section stands around its paragraphs.
            if side.other not in seen and side.link.relation is not CONTAINS:
                seen.add(side.other)
                links.append(CardLink(article.items[side.other], article.link_label(side.other), remark(article, side)))
        if links:
            yield LinkGroup(heading, tuple(links))
