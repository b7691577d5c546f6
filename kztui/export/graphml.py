"""The link graph as GraphML 1.0, for programs that draw and measure networks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from kztui.article.article import Article
from kztui.article.graph import Link
from kztui.article.ids import pilcrows
from kztui.article.kinds.item import Item
from kztui.export.formats import Export
from kztui.export.json import links

Values = Mapping[str, str]
NODE_KEYS = ("label", "kind", "subkind", "aliases", "date", "date_words", "paragraphs")
EDGE_KEYS = ("relation", "reverse", "role", "paragraphs")
_IN_ATTRIBUTE = {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"}
_EMPTY_END = " />\n</graphml>"
"""How a document with an empty graph ends."""


def write(article: Article, _part: str = "") -> Export:
    """Each item a node, each link a directed edge; two items may have several."""
    nodes = (node_text(item.id, node_values(article, item)) for item in article.items.values())
    edges = (edge_text(at, link.source, link.target, edge_values(link)) for at, link in enumerate(links(article)))
    return Export({"": "".join(graph_pieces(article.publication.id, chain(nodes, edges)))})


def graph_pieces(name: str, parts: Iterable[str], more_keys: Sequence[str] = ()) -> Iterator[str]:
    """A document of the texts of nodes and edges, in pieces.

    `more_keys` are those that nodes and edges have besides `NODE_KEYS` and `EDGE_KEYS`.
    """
    root = ET.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for scope, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for key in (*keys, *more_keys):
            ET.SubElement(root, "key", {"id": f"{scope}-{key}", "for": scope, "attr.name": key, "attr.type": "string"})
    ET.SubElement(root, "graph", id=name, edgedefault="directed")
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode").removesuffix(_EMPTY_END)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{text}>'
    yield from parts
    yield "\n  </graph>\n</graphml>\n"


def node_text(name: str, values: Values) -> str:
    """A node with that id, and its values by key."""
    return _element("node", f'id="{_attribute(name)}"', values)


def edge_text(number: int, source: str, target: str, values: Values) -> str:
    """An edge with that number, by the ids of the nodes that it links, and its values by key."""
    ends = f'source="{_attribute(source)}" target="{_attribute(target)}"'
    return _element("edge", f'id="link{number}" {ends}', values)


def edge_values(link: Link) -> Values:
    """The values of a link, by `EDGE_KEYS`."""
    numbers = pilcrows(link.numbers) if link.numbers else ""
    return dict(zip(EDGE_KEYS, (link.relation.name, link.relation.reverse, link.detail, numbers), strict=True))


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


def _element(tag: str, attributes: str, values: Values) -> str:
    """A node or an edge, written as text: an article may have hundreds of thousands, and elements take long."""
    data = _data(tag, tuple(values.items()))
    return f"\n    <{tag} {attributes}>{data}\n    </{tag}>" if data else f"\n    <{tag} {attributes} />"


@lru_cache(maxsize=4096)
def _attribute(text: str) -> str:
    return escape(text, _IN_ATTRIBUTE)


@lru_cache(maxsize=4096)
def _data(tag: str, values: tuple[tuple[str, str], ...]) -> str:
    """The values of an element; most links have those of another one."""
    return "".join(f'\n      <data key="{tag}-{key}">{escape(text)}</data>' for key, text in values if text)
