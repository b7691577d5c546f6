"""The articles of a library as HTML pages, with an index of them and of what several of them tell of."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from kztui.article.article import Article
from kztui.article.ids import pilcrows
from kztui.article.kinds import KINDS
from kztui.article.plurals import counted
from kztui.export.html.page import index_page, write
from kztui.library.addresses import ItemAddress
from kztui.library.catalogue import Library
from kztui.library.catalogue_entry import CatalogueEntry
from kztui.library.clusters import Clusters
from kztui.library.neighbours import short_title

INDEX = "index.html"
_COUNTED = [kind for kind in KINDS if not kind.is_text]


def page_name(article_id: str) -> str:
    """The file of an article's page, below the folder of the index."""
    return f"articles/{article_id}.html"


class LibraryPages(Mapping[str, str]):
    """Pages by file name, each made when it is asked for: those of ten thousand articles are never all in memory."""

    def __init__(self, index: str, articles: Mapping[str, Callable[[], Article]]) -> None:
        self._index = index
        self._articles = {page_name(article_id): load for article_id, load in articles.items()}

    def __getitem__(self, name: str) -> str:
        return self._index if name == INDEX else write(self._articles[name]()).files[""]

    def __iter__(self) -> Iterator[str]:
        yield INDEX
        yield from self._articles

    def __len__(self) -> int:
        return len(self._articles) + 1


def library_index_page(library: Library, clusters: Clusters, articles: Iterable[Article]) -> str:
    """The page that lists the articles, and the items that several of them have, with links to where they are."""
    labels: dict[ItemAddress, tuple[str, str, str, str]] = {}
    entries: list[CatalogueEntry] = []
    for article in articles:
        own = article.publication.id
        entries.append(library.entry(own))
        for item in article.items.values():
            address = ItemAddress(own, item.id)
            if len(clusters.of(address)) > 1:
                labels[address] = (article.label(item.id), item.item_kind, item.letters, pilcrows(item.numbers))
    joined = [
        _joined(library, labelled) for members in clusters.all() if len(labelled := _labelled(members, labels)) > 1
    ]
    return index_page(
        {
            "title": library.name,
            "articles": [_article(entry) for entry in entries],
            "joined": sorted(joined, key=lambda thing: (thing["kind"], thing["label"].casefold())),
        }
    )


_Labels = Mapping[ItemAddress, tuple[str, str, str, str]]


def _labelled(members: Iterable[ItemAddress], labels: _Labels) -> list[tuple[ItemAddress, tuple[str, str, str, str]]]:
    return [(address, labels[address]) for address in members if address in labels]


def _joined(library: Library, labelled: list[tuple[ItemAddress, tuple[str, str, str, str]]]) -> dict[str, Any]:
    label, kind, letters, _ = labelled[0][1]
    return {
        "label": label,
        "kind": kind,
        "letters": letters,
        "told": [
            {
                "who": short_title(library.entry(address.article)),
                "page": f"{page_name(address.article)}#{address.target}",
                "label": each[0],
                "stated": each[3],
            }
            for address, each in labelled
        ],
    }


def _article(entry: CatalogueEntry) -> dict[str, str]:
    counts = ((entry.counts.get(kind.item_kind, 0), kind) for kind in _COUNTED)
    return {
        "page": page_name(entry.id),
        "title": entry.title or entry.id,
        "authors": ", ".join(entry.authors),
        "year": entry.year,
        "counts": ", ".join(counted(n, kind.item_kind, kind.plural) for n, kind in counts if n),
    }
