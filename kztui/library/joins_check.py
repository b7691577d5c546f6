"""What is wrong between the verdicts of a library: those on items that are gone, and those that contradict others.

Both are told with the line of `joins.toml`; nothing is changed here; what follows from them is in `clusters`.
"""

from collections.abc import Collection, Iterator, Mapping

from kztui.article.findings import Rule
from kztui.article.kinds.item import Item
from kztui.article.suggestion import nearest
from kztui.files.problems import Problem
from kztui.library.addresses import ItemAddress
from kztui.library.clusters import Clusters, Contradiction, shared_among
from kztui.library.joins import JoinsDocument

JOIN_TARGET = Rule(
    "join-target",
    "error",
    "A verdict is on an item that is in no article of the library; nothing follows from it.",
    'a = "hale2015:ferry"  # and the article hale2015 has no item ferry',
)
JOIN_CONTRADICTION = Rule(
    "join-contradiction",
    "error",
    "Two items are said to be the same, or share an outside id, and by a chain of others they are different.",
    'verdict = "same"  # of a and c, where a and b are the same, and b and c different',
)


def joins_problems(
    document: JoinsDocument, articles: Mapping[str, Mapping[str, Item]], broken: Collection[str]
) -> Iterator[Problem]:
    """What is wrong in the verdicts of a library, beside what reading them found.

    `articles` are those that can be opened, by their ids: of each its items by target. `broken` are the ids of those
    that cannot, of whose items nothing is said.
    """
    for pair in document.joins:
        for address in pair:
            if address.article not in broken and address.target not in articles.get(address.article, ()):
                yield document.problem_of(pair, JOIN_TARGET, *_missing(address, articles))
    shared = shared_among((article, items.values()) for article, items in articles.items())
    for contradiction in Clusters(document.joins.values(), shared).contradictions:
        yield _contradiction(document, contradiction)


def _missing(address: ItemAddress, articles: Mapping[str, Collection[str]]) -> tuple[str, str]:
    """What is missing of an address, and what may be meant."""
    items = articles.get(address.article)
    if items is None:
        return f"the library has no article '{address.article}'", nearest(address.article, articles)
    return f"the article {address.article} has no item '{address.target}'", nearest(address.target, items)


def _contradiction(document: JoinsDocument, contradiction: Contradiction) -> Problem:
    """At the verdict that joins nothing because of another; at that other one where an outside id would join."""
    by_id = contradiction.because != "same"
    pair = contradiction.different if by_id else contradiction.pair
    other = "" if by_id else f" (line {document.line_of(contradiction.different)})"
    return document.problem_of(pair, JOIN_CONTRADICTION, f"{contradiction}{other}", "")
