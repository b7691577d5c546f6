"""The link graph as GraphML 1.0, for programs that draw and measure networks."""

from typing import Any
from xml.etree import ElementTree as ET

from kztui.article.article import Article
from kztui.article.ids import pilcrows
from kztui.article.kinds.item import Item
from kztui.export.formats import Export
from kztui.export.json import links

NODE_KEYS = ("label", "kind", "subkind", "aliases", "date", "date_words", "paragraphs")
EDGE_KEYS = ("relation", "reverse", "role", "paragraphs")


def write(article: Article, _part: str = "") -> Export:
    """Each item a node, each link a directed edge; two items may have several."""
    root = ET.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for scope, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for key in keys:
            ET.SubElement(root, "key", {"id": f"{scope}-{key}", "for": scope, "attr.name": key, "attr.type": "string"})
    graph = ET.SubElement(root, "graph", id=article.publication.id, edgedefault="directed")
    for item in article.items.values():
        _data(ET.SubElement(graph, "node", id=item.id), "node", _node(article, item))
    for number, link in enumerate(links(article)):
        edge = ET.SubElement(graph, "edge", id=f"link{number}", source=link.source, target=link.target)
        values = (link.relation.name, link.relation.reverse, link.detail, pilcrows(link.numbers))
        _data(edge, "edge", dict(zip(EDGE_KEYS, values, strict=True)))
    ET.indent(root)
    return Export({"": '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"})


def _node(article: Article, item: Item) -> dict[str, str]:
    return {
        "label": article.label(item.id),
        "kind": item.item_kind,
        "subkind": item.kind,
        "aliases": "; ".join(item.aliases),
        "date": item.date,
        "date_words": item.date_in_words,
        "paragraphs": pilcrows(item.numbers),
    }


def _data(parent: Any, scope: str, values: dict[str, str]) -> None:
    for key, value in values.items():
        if value:
            ET.SubElement(parent, "data", key=f"{scope}-{key}").text = value
