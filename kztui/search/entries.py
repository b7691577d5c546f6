"""What is indexed: one entry for each item of an article, its names apart from its prose."""

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from kztui.article import dates, links
from kztui.article.article import Article
from kztui.article.model import Actor, Claim, Event, Item, ItemKind, Paragraph, Place


class IndexEntry(Struct, frozen=True, gc=False):
    """One item as the index holds it. Plain texts only: links in prose are already taken out."""

    target: str
    kind: ItemKind
    label: str
    """What stands for it in a list."""
    names: tuple[str, ...] = ()
    """What it is called, best first; matched more fuzzily than prose."""
    facts: tuple[str, ...] = ()
    """What is known of it in short: its kind, date, place, the names of those who took part."""
    prose: tuple[str, ...] = ()
    date: str = ""
    """EDTF."""
    mentions: int = 0
    """How often the article speaks of it; 0 for a bare name."""


def _linked_targets(item: Item) -> Iterator[str]:
    """The targets that an item's own fields name."""
    if isinstance(item, Event):
        yield from (part.actor for part in item.participants)
        yield item.place
    elif isinstance(item, Actor):
        yield from (relation.to for relation in item.relations)
    elif isinstance(item, Place):
        yield item.within
    elif isinstance(item, Claim):
        yield item.by
        yield from item.about


def _fact_texts(item: Item) -> Iterator[str]:
    """An item's facts but the names of other items; dates in words and as written."""
    if isinstance(item, Event):
        yield item.kind
        yield from (item.date, item.date and dates.words(item.date), item.date_text)
        yield from (part.role for part in item.participants)
    elif isinstance(item, Actor):
        yield item.kind
        yield from (relation.kind for relation in item.relations)
    elif isinstance(item, Claim):
        yield from (item.kind, item.date, item.date and dates.words(item.date), item.unit)
        yield "" if item.value is None else str(item.value)
    elif isinstance(item, Paragraph):
        yield f"{item.id} {item.number}"


def _names(item: Item) -> tuple[str, ...]:
    if isinstance(item, Paragraph | Claim):
        return ()
    return (item.caption, *item.aliases)


def _facts(article: Article, item: Item, linked: list[str]) -> Iterator[str]:
    yield from filter(None, _fact_texts(item))
    for target in linked:
        other = article.items.get(target)
        if other is not None:
            yield from _names(other)


def _plain(text: str, article: Article) -> str:
    """The same as `links.plain`, several times as fast: a command that searches reads all of an article's prose."""
    if "[[" in text:
        text = links.LINK.sub(lambda link: (link[2] or "").strip() or article.caption(link[1].strip()), text)
    return " ".join(text.split())


def entries(article: Article) -> Iterator[IndexEntry]:
    """An entry for every item of `article`, in its order."""
    linked = {target: [*filter(None, _linked_targets(item))] for target, item in article.items.items()}
    mentions = Counter(target for found in linked.values() for target in found)
    for target, item in article.items.items():
        prose = tuple([_plain(text, article) for text in item.prose if text])
        names = _names(item)
        yield IndexEntry(
            target,
            item.item_kind,
            names[0] if names else links.short(item.prose[0] and prose[0]) or item.caption,
            names,
            tuple(_facts(article, item, linked[target])),
            prose,
            item.date if isinstance(item, Event | Claim) else "",
            mentions[target] + len(item.numbers) + len(prose),
        )
