"""The claims of an article by who makes them, for pages and reports."""

from collections.abc import Sequence
from typing import NamedTuple

from kztui.article.article import Article
from kztui.article.kinds.item import Item
from kztui.article.table import Target

NO_SOURCE = "No source named"


class SourceStatements(NamedTuple):
    """What one source says, in the order of the article."""

    source: Target
    """An item of the article; empty where it names none."""
    name: str
    items: Sequence[Item]


def by_source(article: Article, kind: type[Item]) -> list[SourceStatements]:
    """The items of a kind under those who say them, most of them first; those without a source last."""
    found: dict[Target, list[Item]] = {}
    for item in article.of_kind(kind.item_kind):
        found.setdefault(item.source if item.source in article.items else "", []).append(item)
    sources = sorted(found, key=lambda source: (not source, -len(found[source])))
    return [
        SourceStatements(source, article.caption(source) if source else NO_SOURCE, found[source]) for source in sources
    ]
