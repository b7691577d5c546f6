"""What other articles of a library say of the items of one article, as a card shows it."""

from collections.abc import Iterator

from kztui.article.article import Article
from kztui.article.elsewhere import Elsewhere
from kztui.article.graph import context
from kztui.article.kinds.item import Item
from kztui.library.addresses import ItemAddress
from kztui.library.catalogue import CatalogueEntry, Library, UnknownItemError
from kztui.library.clusters import Clusters, SharedIds, shared_ids

MOST = 20
"""Other articles that a card lists of one item; the command line lists all."""
AROUND = 80
"""Characters of the words around a link."""
READ_FOR_IDS = 300
"""Articles that are read to know which of their items share an outside id."""


def short_title(entry: CatalogueEntry) -> str:
    """How an article is called in a line: "Hale 2015", "Джаксыбек and Hale 2016", its title where it has no author."""
    names = entry.short_authors
    who = f"{names[0]} et al." if len(names) > 2 else " and ".join(names)
    return " ".join(part for part in (who or entry.title or entry.id, entry.year) if part)


def elsewhere_of(article: Article, library: Library, clusters: Clusters) -> dict[str, tuple[Elsewhere, ...]]:
    """For each item of an article that others have too, what these say of it; at most `MOST` of one item."""
    own = article.publication.id
    found: dict[str, tuple[Elsewhere, ...]] = {}
    for target in article.items:
        others = [each for each in clusters.of(ItemAddress(own, target)) if each.article != own]
        if others:
            found[target] = tuple(_told(library, others[:MOST]))
    return {target: told for target, told in found.items() if told}


def _told(library: Library, addresses: list[ItemAddress]) -> Iterator[Elsewhere]:
    for address in addresses:
        entry = library.by_id.get(address.article)
        if entry is None:
            continue
        try:
            article, item = library.item(address)
        except UnknownItemError:
            continue
        label = article.label(item.id)
        yield Elsewhere(
            str(address), item.item_kind, short_title(entry), label, item.numbers, words_about(article, item)
        )


def words_about(article: Article, item: Item) -> str:
    """What an article says of an item: its text of it, or the words around the first link to it."""
    text = article.main_text(item).plain
    if text:
        return text
    sides = [side for side in article.graph.sides(item.id) if article.items[side.other].is_text]
    return next((words for side in sides if (words := context(article, side, AROUND).plain)), "")


def shared_by(library: Library) -> SharedIds:
    """The outside ids that items of several articles share."""
    if len(library.by_id) > READ_FOR_IDS:
        return {}
    return shared_ids(library.articles())
