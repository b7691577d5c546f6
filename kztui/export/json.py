"""The article as JSON: what its TOML says, and the links that follow from it; read back, it is the same article."""

from typing import Any

import msgspec

from kztui.article.article import Article
from kztui.article.graph import Link
from kztui.article.model import ArticleFile
from kztui.export.formats import Export


def write(article: Article, _part: str = "") -> Export:
    """The article's tables as TOML names them, and `links`: every link between two existing items."""
    data: dict[str, Any] = msgspec.to_builtins(article.file)
    document = {"format": article.file.format, **data, "links": [_link(link) for link in links(article)]}
    return Export({"": msgspec.json.format(msgspec.json.encode(document)).decode() + "\n"})


def read(text: str) -> Article:
    """The article that `write` wrote. Raises `msgspec.ValidationError` or `msgspec.DecodeError` for anything else."""
    data = msgspec.json.decode(text, type=dict[str, Any])
    data.pop("links", None)
    return Article(msgspec.convert(data, ArticleFile))


def links(article: Article) -> list[Link]:
    """Every link between two existing items once, in document order of the sources."""
    return [*article.graph.links()]


def _link(link: Link) -> dict[str, Any]:
    return {
        "source": link.source,
        "target": link.target,
        "relation": link.relation.name,
        "reverse": link.relation.reverse,
        "role": link.detail,
        "paragraphs": link.numbers,
    }
