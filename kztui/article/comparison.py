"""Two items side by side: their facts, and what is linked to both, to the first alone, and to the second alone."""

from collections.abc import Iterator

from msgspec import Struct

from kztui.article.article import Article
from kztui.article.card import IN_TEXT, linked_items
from kztui.article.kinds import KINDS
from kztui.article.kinds.item import Item
from kztui.article.links import STATED


class ComparedFact(Struct, frozen=True):
    """A fact of one or both of two items, in plain words; empty where one has none of that label."""

    label: str
    first: str
    second: str

    @property
    def is_shared(self) -> bool:
        """Whether both say the same."""
        return self.first == self.second


class ComparedItem(Struct, frozen=True):
    """An item that is linked to one or both of two others: how it is linked to each, None where it is not."""

    item: Item
    first: str | None
    second: str | None

    @property
    def is_shared(self) -> bool:
        """Whether it is linked to both."""
        return self.first is not None and self.second is not None


class Comparison(Struct, frozen=True):
    """Two items compared."""

    first: Item
    second: Item
    direct: str | None
    """How the second is linked to the first; None where it is not."""
    facts: tuple[ComparedFact, ...]
    groups: dict[str, list[ComparedItem]]
    """What is linked to either, under its kind's plural, the text last; of each group, what both share comes first."""

    @property
    def shared(self) -> list[ComparedItem]:
        """What is linked to both."""
        return [one for group in self.groups.values() for one in group if one.is_shared]


def compare(article: Article, first: str, second: str) -> Comparison:
    """Compare two items. Raises KeyError where the article lacks one of them."""
    items = article.items[first], article.items[second]
    mine, theirs = _links(article, items[0]), _links(article, items[1])
    direct = mine.get(second)
    groups: dict[str, list[ComparedItem]] = {heading: [] for heading in _headings()}
    for target, item in article.items.items():
        if target not in {first, second} and (target in mine or target in theirs):
            one = ComparedItem(item, mine.get(target), theirs.get(target))
            groups[IN_TEXT if item.is_text else item.plural].append(one)
    groups = {heading: sorted(group, key=lambda one: not one.is_shared) for heading, group in groups.items() if group}
    return Comparison(items[0], items[1], direct, tuple(_facts(article, *items)), groups)


def _headings() -> Iterator[str]:
    yield from (kind.plural for kind in KINDS if not kind.is_text)
    yield IN_TEXT


def _links(article: Article, item: Item) -> dict[str, str]:
    """What is linked to an item, and how; a part of the text has what its paragraphs are linked to as well."""
    found = dict.fromkeys(article.around(item.id), "") if item.is_text else {}
    for group in linked_items(article, item.id).values():
        found.update((linked.item.id, linked.remark(article)) for linked in group)
    return found


def _facts(article: Article, first: Item, second: Item) -> Iterator[ComparedFact]:
    """The facts by their labels, those of the first item first."""
    mine, theirs = (
        {
            row.label: ", ".join(value.plain for value in row.values)
            for row in item.all_card_rows(article)
            if row.label != STATED.name
        }
        for item in (first, second)
    )
    if first.kind or second.kind:
        yield ComparedFact("kind", first.kind, second.kind)
    for label in dict.fromkeys((*mine, *theirs)):
        yield ComparedFact(label, mine.get(label, ""), theirs.get(label, ""))
