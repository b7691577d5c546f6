"""What other articles of a library say of the items of one article, as a card shows it."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from kztui.article.article import Article
from kztui.article.elsewhere import Elsewhere, ToldElsewhere
from kztui.article.graph import context
from kztui.article.kinds.item import Item
from kztui.library.addresses import ItemAddress, parse_address
from kztui.library.catalogue import CatalogueEntry, Library, UnknownItemError
from kztui.library.clusters import Clusters, SharedIds, shared_ids
from kztui.library.engine import ItemFilter, TermWords
from kztui.library.stored_engine import StoredEngine
from kztui.library.stored_items import outside_token

MOST = 20
"""Other articles that a card lists of one item; the command line lists all."""
AROUND = 80
"""Characters of the words around a link."""
READ_FOR_IDS = 300
"""Articles that are read to know which of their items share an outside id, where no index is asked."""
MOST_WITH_ID = 100
"""Items that are looked at for one outside id."""
MOST_IDS = 500
"""Outside ids that are looked for."""
_SURE_TEXT = 3
"""The level of the engine on which the words of facts are sure."""


def short_title(entry: CatalogueEntry) -> str:
    """How an article is called in a line: "Hale 2015", "Hale and Novak 2016", its title where it has no author."""
    names = entry.short_authors
    who = f"{names[0]} et al." if len(names) > 2 else " and ".join(names)
    return " ".join(part for part in (who or entry.title or entry.id, entry.year) if part)


def elsewhere_of(article: Article, library: Library, clusters: Clusters) -> dict[str, ToldElsewhere]:
    """For each item of an article that others have too, what these say; at most `MOST` of one are listed."""
    own = article.publication.id
    found: dict[str, ToldElsewhere] = {}
    for target in article.items:
        others = [each for each in clusters.of(ItemAddress(own, target)) if each.article != own]
        listed = tuple(_told(library, others[:MOST]))
        if listed:
            missing = len({each.article for each in others[:MOST]}) - len({each.article for each in listed})
            found[target] = ToldElsewhere(len({each.article for each in others}) - missing, listed)
    return found


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


def shared_by(article: Article, library: Library, engine: StoredEngine) -> SharedIds:
    """The outside ids that items of an article share with items of others, and those that these share with yet others.

    Only articles are read that the index names: what is not indexed yet is not found.
    """
    found: dict[str, list[ItemAddress]] = {}
    waiting = [outside for item in article.items.values() for outside in _outside_ids(item)]
    while waiting and len(found) < MOST_IDS:
        outside = waiting.pop()
        if outside in found:
            continue
        members = found[outside] = []
        term = TermWords(sure_texts=(outside_token(outside),))
        numbers = engine.matching_all((term,), _SURE_TEXT, ItemFilter(), MOST_WITH_ID)
        for stored in engine.items(numbers).values():
            address = parse_address(stored.address)
            with suppress(UnknownItemError):  # changed since it was indexed
                ids = _outside_ids(library.item(address)[1])
                if outside in ids:
                    members.append(address)
                    waiting += ids
    return {outside: members for outside, members in found.items() if len({each.article for each in members}) > 1}


def shared_by_all(library: Library) -> SharedIds:
    """The outside ids that items of several articles share, without an index; none where there are too many to read."""
    return shared_ids(library.articles()) if len(library.by_id) <= READ_FOR_IDS else {}


def _outside_ids(item: Item) -> Sequence[str]:
    ids: Sequence[str] = getattr(item, "ids", ())
    return ids
