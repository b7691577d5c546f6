"""The link graph as GraphML 1.0, for programs that draw and measure networks."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as ET

from kztui.article.article import Article
from kztui.article.graph import Link
from kztui.article.ids import pilcrows
from kztui.article.kinds.item import Item
from kztui.export.formats import Export
from kztui.export.json import links

Values = Mapping[str, str]
NODE_KEYS = ("label", "kind", "subkind", "aliases", "date", "date_words", "paragraphs")
EDGE_KEYS = ("relation", "reverse", "role", "paragraphs")


def write(article: Article, _part: str = "") -> Export:
    """Each item a node, each link a directed edge; two items may have several."""
    nodes = ((item.id, node_values(article, item)) for item in article.items.values())
    edges = ((link.source, link.target, edge_values(link)) for link in links(article))
    return Export({"": graph_document(article.publication.id, nodes, edges)})


def graph_document(
    name: str,
    nodes: Iterable[tuple[str, Values]],
    edges: Iterable[tuple[str, str, Values]],
    more_keys: Sequence[str] = (),
) -> str:
    """A graph of nodes by their ids, and edges by the ids of source and target, each with its values by key.

    `more_keys` are those that nodes and edges have besides `NODE_KEYS` and `EDGE_KEYS`.
    """
    root = ET.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for scope, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for key in (*keys, *more_keys):
            ET.SubElement(root, "key", {"id": f"{scope}-{key}", "for": scope, "attr.name": key, "attr.type": "string"})
    graph = ET.SubElement(root, "graph", id=name, edgedefault="directed")
    for node, values in nodes:
        _data(ET.SubElement(graph, "node", id=node), "node", values)
    for number, (source, target, values) in enumerate(edges):
        _data(ET.SubElement(graph, "edge", id=f"link{number}", source=source, target=target), "edge", values)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def edge_values(link: Link) -> Values:
    """The values of a link, by `EDGE_KEYS`."""
    values = (link.relation.name, link.relation.reverse, link.detail, pilcrows(link.numbers))
    return dict(zip(EDGE_KEYS, values, strict=True))


def node_values(article: Article, item: Item) -> Values:
    """The values of an item, by `NODE_KEYS`."""
    return {
        "label": article.label(item.id),
        "kind": item.item_kind,
        "subkind": item.kind,
        "aliases": "; ".join(item.aliases),
        "date": item.date,
        "date_words": item.date_in_words,
        "paragraphs": pilcrows(item.numbers),
    }


def _data(parent: Any, scope: str, values: Values) -> None:
    for key, value in values.items():
        if value:
            ET.SubElement(parent, "data", key=f"{scope}-{key}").text = value
