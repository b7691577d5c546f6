"""How often the own item is proposed where another article knows it by a name that its own article does not have.

python tests/benchmarks/join_proposals.py          250 aliases, drawn at random, of two articles
python tests/benchmarks/join_proposals.py --all    all of them, and those that were missed

Each alias of an actor or place is taken from its item, and an item of another article has it as its only name. What is
proposed for either of the two is looked for among all items of both articles and 38,000 of invented ones. Where the
alias is a translation (Schweiz, 中国), nothing but a shared outside id can tell.
"""

import random
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "search"))  # judged_queries.py, which tests share
sys.path.insert(0, str(Path(__file__).parents[2]))  # kztui of this checkout

import msgspec
from invented_articles import Inventor, write_library
from judged_queries import CASPIAN, ZENN, article
from msgspec.structs import replace

from kztui.article.article import Article
from kztui.article.kinds.item import Item
from kztui.article.model import LISTS, ArticleFile
from kztui.article.publication import Publication
from kztui.article.table import ItemKind
from kztui.library.addresses import ItemAddress
from kztui.library.article_items import items_of
from kztui.library.catalogue import Library
from kztui.library.clusters import Clusters
from kztui.library.engine import ItemFilter
from kztui.library.indexing import IndexUpdate
from kztui.library.item_store import ItemStore
from kztui.library.library_search import LibrarySearch
from kztui.library.memory_postings import MemoryPostings
from kztui.library.proposals import Proposer
from kztui.library.stored_engine import StoredEngine
from kztui.search.query import parse
from kztui.search.results import SearchResult

HELD_OUT = 250
SEED = 19
ELSEWHERE = "elsewhere"
OTHERS = 380
"""Invented articles of a hundred items each."""
KINDS = {"actor", "place"}
BUDGET = 95.0
"""Percent of the aliases whose own item must be proposed."""


class HeldOut(NamedTuple):
    """An alias that its item is searched without."""

    article: Article
    item: Item
    alias: str

    @property
    def own(self) -> ItemAddress:
        """The item that has it."""
        return ItemAddress(self.article.publication.id, self.item.id)

    @property
    def other(self) -> ItemAddress:
        """The item of another article that has it as its only name."""
        return ItemAddress(ELSEWHERE, f"{self.article.publication.id}-{self.item.id}")


def aliases(of: Sequence[Path] = (ZENN, CASPIAN)) -> list[HeldOut]:
    """Every alias of every actor and place, in the order of the articles."""
    found = [(article(path), item) for path in of for item in article(path).items.values() if item.item_kind in KINDS]
    return [HeldOut(owner, item, alias) for owner, item in found for alias in item.aliases]


def engine_of(folder: Path) -> StoredEngine:
    """The items of all others, in memory."""
    write_library(folder, OTHERS, Inventor())
    engine = StoredEngine(ItemStore(None), MemoryPostings())
    IndexUpdate(folder, engine.store, engine.postings).run()
    return engine


def rounds(held: Sequence[HeldOut]) -> list[list[HeldOut]]:
    """The same in rounds, in each of which an item is without one alias at most."""
    by_item: dict[ItemAddress, list[HeldOut]] = defaultdict(list)
    for each in held:
        by_item[each.own].append(each)
    most = max(map(len, by_item.values()))
    return [[several[at] for several in by_item.values() if len(several) > at] for at in range(most)]


def articles_of(held: Sequence[HeldOut]) -> list[Article]:
    """The articles without the aliases that are held out, and the one whose items have them as their only names."""
    left_out = {each.own: each.alias for each in held}
    made = []
    for owner in {each.article.publication.id: each.article for each in held}.values():
        lists = {
            name: tuple(_without(item, left_out, owner) for item in owner.of(kind)) for name, kind in LISTS.items()
        }
        made.append(Article(replace(owner.file, **lists)))
    named = {name: tuple(_called(each) for each in held if type(each.item) is kind) for name, kind in LISTS.items()}
    file = ArticleFile(article=Publication(id=ELSEWHERE, title="Elsewhere"))
    return [*made, Article(replace(file, **named))]


def _without(item: Item, left_out: Mapping[ItemAddress, str], owner: Article) -> Item:
    alias = left_out.get(ItemAddress(owner.publication.id, item.id))
    return replace(item, aliases=tuple(each for each in item.aliases if each != alias)) if alias else item


def _called(held: HeldOut) -> Item:
    made: Item = msgspec.convert({"id": held.other.target, held.item.name_key: held.alias}, type(held.item))
    return made


def missed(held: Sequence[HeldOut], engine: StoredEngine) -> tuple[list[HeldOut], list[HeldOut]]:
    """Those whose own item is not proposed for the other, and those for which neither is proposed for the other."""

    def find(query: str, kind: ItemKind, most: int, besides: str) -> Sequence[SearchResult]:
        only = ItemFilter(kinds=frozenset({kind}))
        return LibrarySearch(engine, parse(query), most, only=only, besides=besides).results().results

    proposer = Proposer(Library(Path(), "", (), ()), find, Clusters(()))
    one_way, both_ways = [], []
    for several in rounds(held):
        articles = articles_of(several)
        for number, changed in enumerate(articles, OTHERS + 1):
            items = items_of(changed)
            engine.store.add_items({number: items})
            engine.postings.add(number, items.posted)
        engine.refresh()
        by_id = {changed.publication.id: changed for changed in articles}
        for each in several:
            if each.own in proposals_of(proposer, by_id, each.other):
                continue
            one_way.append(each)
            if each.other not in proposals_of(proposer, by_id, each.own):
                both_ways.append(each)
        for number in range(OTHERS + 1, OTHERS + 1 + len(articles)):
            engine.store.delete_items(number)
            engine.postings.delete(number)
    return one_way, both_ways


def proposals_of(proposer: Proposer, articles: Mapping[str, Article], address: ItemAddress) -> set[ItemAddress]:
    """What is proposed for the item at an address."""
    article = articles[address.article]
    return {proposal.other for proposal in proposer.of(article, article.items[address.target])}


def main(*, every: bool) -> int:
    """Measure and print; the exit code says whether the budget is kept."""
    held = aliases()
    if not every:
        held = random.Random(SEED).sample(held, HELD_OUT)  # noqa: S311 - the same ones each time
    start = perf_counter()
    with TemporaryDirectory() as folder:
        one_way, lost = missed(held, engine_of(Path(folder)))
    share = 100 * (len(held) - len(lost)) / len(held)
    print(f"{len(held)} aliases of {len({each.own for each in held})} items, in {perf_counter() - start:.0f} s")
    alone = 100 * (len(held) - len(one_way)) / len(held)
    print(f"proposed for the item that has the alias alone: {alone:.1f} %")
    print(f"proposed for either of the two: {share:.1f} %")
    for each in one_way if every else ():
        print(f"  missed: {each.item.item_kind} {each.item.caption}: {each.alias}")
    return 0 if alone >= BUDGET else 1


if __name__ == "__main__":
    sys.exit(main(every="--all" in sys.argv))
