"""What other articles of a library say of the items of one article, as a card shows it."""

from collections.abc import Iterator

from kztui.article.article import Article
from kztui.article.elsewhere import Elsewhere, InOtherArticles
from kztui.article.graph import context
from kztui.article.kinds.item import Item
from kztui.library.addresses import ItemAddress, UnknownItemError, parse_address
from kztui.library.article_items import outside_token
from kztui.library.catalogue import Library
from kztui.library.catalogue_entry import CatalogueEntry
from kztui.library.clusters import Clusters, SharedIds
from kztui.library.engine import ItemFilter, TermWords
from kztui.library.stored_engine import StoredEngine

MOST = 20
"""Other articles that a card lists of one item; the command line lists all."""
AROUND = 80
"""Characters of the words around a link."""
MOST_WITH_ID = 10_000
"""Items that are looked at for one outside id of an article."""
MOST_IDS = 500
"""Outside ids that are looked for, from those of one article on."""
_SURE_TEXT = 3
"""The level of the engine on which the words of facts are sure."""


def short_title(entry: CatalogueEntry) -> str:
    """How an article is called in a line: "Hale 2015", "Hale and Novak 2016", its title where it has no author."""
    names = entry.short_authors
    who = f"{names[0]} et al." if len(names) > 2 else " and ".join(names)
    return " ".join(part for part in (who or entry.title or entry.id, entry.year) if part)


def elsewhere_of(article: Article, library: Library, clusters: Clusters) -> dict[str, InOtherArticles]:
    """For each item of an article that others have too, what these say; at most `MOST` of one are listed."""
    own = article.publication.id
    found: dict[str, InOtherArticles] = {}
    for target in article.items:
        others = [each for each in clusters.of(ItemAddress(own, target)) if each.article != own]
        listed = tuple(_found_elsewhere(library, others[:MOST]))
        if listed:
            missing = len({each.article for each in others[:MOST]}) - len({each.article for each in listed})
            found[target] = InOtherArticles(len({each.article for each in others}) - missing, listed)
    return found


def _found_elsewhere(library: Library, addresses: list[ItemAddress]) -> Iterator[Elsewhere]:
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


def shared_by(engine: StoredEngine, article: Article | None = None) -> SharedIds:
    """The outside ids that items of several articles of a library share, each with these items, by its index.

    Of `article` alone: those that its items have, and those that these share with yet others, as far as `MOST_IDS` and
    `MOST_WITH_ID` go; without it all.
    """
    waiting = [*(_tokens(article) if article else engine.vocabulary.shared_outside_tokens())]
    found: dict[str, list[ItemAddress]] = {}
    seen: set[str] = set()
    while waiting and (article is None or len(seen) < MOST_IDS):
        token = waiting.pop()
        if token in seen:
            continue
        seen.add(token)
        terms = (TermWords(sure_texts=(token,)),)
        most = MOST_WITH_ID if article else max(engine.count(terms, _SURE_TEXT, ItemFilter()), 1)
        numbers = engine.matching_all(terms, _SURE_TEXT, ItemFilter(), most)
        items = [(parse_address(stored.address), stored.ids) for stored in engine.items(numbers).values()]
        if len({address.article for address, _ in items}) < 2:
            continue
        for address, ids in items:
            by_token = {outside_token(outside): outside for outside in ids}
            if token in by_token:  # else it is a word of a text
                found.setdefault(by_token[token], []).append(address)
                waiting += by_token
    return {outside: members for outside, members in found.items() if len({each.article for each in members}) > 1}


def _tokens(article: Article) -> Iterator[str]:
    """The words of the index for the outside ids of an article."""
    return (outside_token(outside) for item in article.items.values() for outside in getattr(item, "ids", ()))
