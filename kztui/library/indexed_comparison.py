"""The comparison of many items by the index of a library alone: to open a thousand articles takes ten seconds."""

from collections.abc import Iterable, Iterator

from kztui.article import dates
from kztui.article.kinds.claim import Claim
from kztui.library.addresses import ItemAddress, parse_address
from kztui.library.article_comparison import ArticleComparison, KeyedStatement, compared, date_statement, keyed
from kztui.library.engine import Engine, ItemCondition, ItemFilter
from kztui.library.stored_items import StoredItem


def compare_indexed(engine: Engine, addresses: Iterable[ItemAddress]) -> ArticleComparison:
    """The comparison of the items at some addresses, as the index has them; those that it has not are left out."""
    wanted = dict.fromkeys(addresses)
    articles = frozenset(address.article for address in wanted)
    targets = tuple(sorted({address.target.casefold() for address in wanted}))
    named = ItemFilter(articles=articles, conditions=((ItemCondition("within", targets),),))
    items = {item.address: item for item in _listed(engine, named)}
    found = {address: items[str(address)] for address in wanted if str(address) in items}
    claims: dict[ItemAddress, list[StoredItem]] = {}
    for claim in _listed(engine, ItemFilter(articles=articles, kinds=frozenset({Claim.item_kind}))):
        article = parse_address(claim.address).article
        for target in claim.statement.about if claim.statement else ():
            claims.setdefault(ItemAddress(article, target), []).append(claim)
    statements = (each for address, item in found.items() for each in _statements(address, item, claims))
    return compared(found, statements)


def _listed(engine: Engine, only: ItemFilter) -> Iterable[StoredItem]:
    count = engine.count((), 0, only)
    return engine.items(engine.listing(only, count)).values() if count else ()


def _statements(
    address: ItemAddress, item: StoredItem, claims: dict[ItemAddress, list[StoredItem]]
) -> Iterator[KeyedStatement]:
    if item.date:
        yield date_statement(address, dates.words(item.date), item.paragraphs)
    for claim in claims.get(address, ()):
        if claim.statement:
            yield keyed(claim.statement, parse_address(claim.address), claim.date, claim.paragraphs)
