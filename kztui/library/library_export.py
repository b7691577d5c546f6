"""The articles of a library together for another program: what is joined is one entity, node or entry."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from tempfile import TemporaryFile

import msgspec
from msgspec import Struct

from kztui.article.article import Article
from kztui.article.ids import pilcrows
from kztui.article.kinds.claim import Claim
from kztui.citation.cite import cite
from kztui.citation.errors import CitationError
from kztui.citation.request import FORMATS as CITATION_FORMATS
from kztui.citation.request import Citation, CitationRequest
from kztui.export.csv import SEPARATOR, csv_table
from kztui.export.formats import Export
from kztui.export.ftm import Entity, EntityNaming, entities, entity_id
from kztui.export.graphml import edge_text, edge_values, graph_pieces, node_text, node_values
from kztui.export.json import links
from kztui.library.addresses import ItemAddress, UnknownItemError
from kztui.library.catalogue import Library
from kztui.library.catalogue_entry import CatalogueEntry
from kztui.library.clusters import Clusters
from kztui.library.library_pages import LibraryPages, library_index_page

CLAIM_COLUMNS = (
    *("author", "year", "article", "claim", "kind", "text", "value", "unit", "date", "source"),
    *("about", "about_names", "paragraphs"),
)
_MERGED = ("aliases", "date", "date_words", "paragraphs", "article")
"""Of a node, what several articles may say differently."""
_READ = 1 << 20
"""Characters that are passed on at once."""
_GENERAL = ("LegalEntity", "Organization")
"""Schemata of FollowTheMoney of which others are kinds, the most general first."""


class ExportedLibrary(Struct, frozen=True):
    """What is exported: a library, what is the same in it, and its chosen articles one after the other."""

    library: Library
    clusters: Clusters
    ids: tuple[str, ...]
    """Of the articles to export, in order."""
    content: Callable[[Article], Article]
    """What of an article is exported."""

    def article(self, article_id: str) -> Article:
        """What is exported of one article. Raises UnknownItemError where it cannot be opened any more."""
        return self.content(self.library.article(article_id))

    def articles(self) -> Iterator[Article]:
        """All of them, one after the other: ten thousand are not kept."""
        return map(self.article, self.ids)

    def canonical(self, article: Article, target: str) -> ItemAddress:
        """The item that stands for one of an article, in all articles."""
        return self.clusters.canonical(ItemAddress(article.publication.id, target))


def ftm(exported: ExportedLibrary) -> Export:
    """FollowTheMoney entities, one JSON object a line; what is joined is one entity with the id of its first item."""
    return Export({}, pieces=_entity_lines(exported))


def _entity_lines(exported: ExportedLibrary) -> Iterator[str]:
    """One line after the other; what is joined comes last, when all articles have told of it."""
    joined: dict[str, _JoinedEntity] = {}
    schemata: dict[ItemAddress, str] = {}
    for article in exported.articles():
        naming = EntityNaming(
            partial(_canonical_id, exported, article),
            partial(_schema_of, exported, schemata, article),
            f"{article.publication.id} ",
        )
        shared = {str(naming.id_of(item)) for item in article.items if len(_cluster(exported, article, item)) > 1}
        for entity in entities(article, naming):
            if entity["id"] not in shared:
                yield _line(entity)
            elif entity["id"] in joined:
                joined[entity["id"]].add(entity)
            else:
                joined[entity["id"]] = _JoinedEntity(entity)
    yield from (_line(each.entity()) for each in joined.values())


def _line(entity: Entity) -> str:
    return msgspec.json.encode(entity).decode() + "\n"


def _cluster(exported: ExportedLibrary, article: Article, target: str) -> Sequence[ItemAddress]:
    return exported.clusters.of(ItemAddress(article.publication.id, target))


def _canonical_id(exported: ExportedLibrary, article: Article, *parts: str) -> str:
    if len(parts) > 1:
        return entity_id(article, *parts)
    found = exported.canonical(article, parts[0])
    return f"{found.article}-{found.target}"


def _schema_of(exported: ExportedLibrary, known: dict[ItemAddress, str], article: Article, target: str) -> str:
    """The schema of an item: of several that are joined, the most particular; of others than that, the first."""
    own = article.items[target].ftm_schema()
    members = _cluster(exported, article, target)
    if len(members) < 2 or not own:
        return own
    if members[0] not in known:
        schemata = (_known_schema(exported.library, member) for member in members)
        known[members[0]] = max(filter(None, schemata), key=_particularity)
    return known[members[0]]


def _known_schema(library: Library, address: ItemAddress) -> str:
    with suppress(UnknownItemError):  # a verdict on what is gone
        return library.item(address)[1].ftm_schema()
    return ""


def _particularity(schema: str) -> int:
    return _GENERAL.index(schema) if schema in _GENERAL else len(_GENERAL)


class _JoinedEntity:
    """What several articles say of the same thing; a name that differs becomes an alias."""

    def __init__(self, entity: Entity) -> None:
        self._entity = entity
        self._properties = {name: dict.fromkeys(values) for name, values in entity["properties"].items()}

    def add(self, other: Entity) -> None:
        """Add what another article says of it."""
        for name, values in other["properties"].items():
            key = "alias" if name == "name" else name
            have = self._properties.get("name", {}) if key == "alias" else {}
            self._properties.setdefault(key, {}).update(dict.fromkeys(each for each in values if each not in have))

    def entity(self) -> Entity:
        """All of it."""
        properties = {name: list(values) for name, values in self._properties.items() if values}
        return {**self._entity, "properties": properties}


def claims_by_author(exported: ExportedLibrary) -> Export:
    """All claims as CSV, by the author of their article, then by year; `about` are canonical addresses."""
    entries = sorted(map(exported.library.entry, exported.ids), key=_author_order)
    text, hints = csv_table("claims", itertools.chain([CLAIM_COLUMNS], _claim_rows(exported, entries)))
    return Export({"": text}, hints)


def _authors(entry: CatalogueEntry) -> str:
    return SEPARATOR.join(entry.authors)


def _author_order(entry: CatalogueEntry) -> tuple[str, str, str]:
    return _authors(entry).casefold(), entry.year, entry.id


def _claim_rows(exported: ExportedLibrary, entries: Iterable[CatalogueEntry]) -> Iterator[list[object]]:
    """One article after the other: what is known of them in short is enough to order their claims."""
    for entry in entries:
        article = exported.article(entry.id)
        for claim in article.of(Claim):  # a table of what is claimed, and by whom
            yield [_authors(entry), entry.year, *_claim_cells(exported, article, claim)]


def _claim_cells(exported: ExportedLibrary, article: Article, claim: Claim) -> list[object]:
    about = [target for target in claim.about if target in article.items]
    return [
        article.publication.id,
        claim.id,
        claim.kind,
        article.main_text(claim).plain,
        claim.value,
        claim.unit,
        claim.date,
        article.caption(claim.by) if claim.by else "",
        SEPARATOR.join(str(exported.canonical(article, target)) for target in about),
        SEPARATOR.join(map(article.caption, about)),
        SEPARATOR.join(map(str, claim.numbers)),
    ]


def graph(exported: ExportedLibrary) -> Export:
    """The items of all articles and their links as GraphML; what is joined is one node."""
    return Export({}, pieces=graph_pieces(exported.library.name, _graph_parts(exported), ("article",)))


def _graph_parts(exported: ExportedLibrary) -> Iterator[str]:
    """The nodes, what is joined last, then the edges, which wait for them in a file: some readers want that order."""
    joined: dict[str, _JoinedNode] = {}
    numbers = itertools.count()
    with TemporaryFile("w+", encoding="utf-8", newline="") as edges:
        for article in exported.articles():
            own = article.publication.id
            for item in article.items.values():
                values = {**node_values(article, item), "article": own}
                values["paragraphs"] = f"{own} {pilcrows(item.numbers)}" if item.numbers else ""
                node = str(exported.canonical(article, item.id))
                if len(_cluster(exported, article, item.id)) < 2:
                    yield node_text(node, values)
                elif node in joined:
                    joined[node].add(values)
                else:
                    joined[node] = _JoinedNode(values)
            for link in links(article):
                source, target = (str(exported.canonical(article, each)) for each in (link.source, link.target))
                edges.write(edge_text(next(numbers), source, target, {**edge_values(link), "article": own}))
        yield from (node_text(node, each.values()) for node, each in joined.items())
        edges.seek(0)
        yield from iter(partial(edges.read, _READ), "")


class _JoinedNode:
    """What several articles say of the same thing; a label that differs becomes an alias."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self._merged: dict[str, dict[str, None]] = {}
        """What others say too, by key; nothing while no other does."""

    def add(self, other: Mapping[str, str]) -> None:
        """Add what another article says of it."""
        merged = self._merged = self._merged or {key: _parts(self._values[key]) for key in _MERGED}
        merged["aliases"].update(dict.fromkeys([other["label"], *_parts(other["aliases"])]))
        for key in _MERGED[1:]:
            merged[key].update(_parts(other[key]))

    def values(self) -> dict[str, str]:
        """All of it."""
        if self._merged:
            for name in ("", self._values["label"]):
                self._merged["aliases"].pop(name, None)
        return {**self._values, **{key: SEPARATOR.join(parts) for key, parts in self._merged.items()}}


def _parts(joined: str) -> dict[str, None]:
    return dict.fromkeys(filter(None, joined.split(SEPARATOR)))


def references(name: str, exported: ExportedLibrary) -> Export:
    """The references of all articles in one file of a reference manager's format; those without one are hinted at."""
    texts: list[str] = []
    hints: list[str] = []
    for article in exported.articles():
        made = _reference(article, name)
        texts += [made.text.rstrip("\n")] if made.text else []
        hints += [f"{article.publication.id}: {hint}" for hint in made.hints]
    if name == "csl-json":
        lists = (msgspec.json.decode(text) for text in texts)
        whole = msgspec.json.encode(list(itertools.chain.from_iterable(lists)))
        return Export({"": msgspec.json.format(whole).decode() + "\n"}, tuple(hints))
    return Export({"": "".join(f"{text}\n" for text in texts)}, tuple(hints))


def _reference(article: Article, name: str) -> Citation:
    """The reference of an article; without a text, and with a hint, where there can be none."""
    try:
        return cite(article, (), CitationRequest(form="entry", format=name))
    except CitationError as error:
        return Citation("", (f"left out: {error}",))


def pages(exported: ExportedLibrary) -> Export:
    """A page for each article, and `index.html` that leads to them and lists what several articles tell of."""
    index = library_index_page(exported.library, exported.clusters, exported.articles())
    return Export(LibraryPages(index, {each: partial(exported.article, each) for each in exported.ids}))


LIBRARY_FORMATS: Mapping[str, Callable[[ExportedLibrary], Export]] = {
    "ftm": ftm,
    "csv": claims_by_author,
    "graphml": graph,
    "html": pages,
    **{each.name: partial(references, each.name) for each in CITATION_FORMATS if each.export},
}
"""By the name that `kztui library export --to` takes."""
