"""The article's reference in the formats of reference managers, made as `kztui cite --as entry` makes it."""

from kztui.article.article import Article
from kztui.citation.cite import cite
from kztui.citation.request import CitationRequest
from kztui.export.formats import Export


def write(article: Article, name: str) -> Export:
    """The reference in the format `name`. Raises `CitationError` where the publication cannot be cited."""
    citation = cite(article, (), CitationRequest(form="entry", format=name))
    return Export({"": citation.text.rstrip("\n") + "\n"}, citation.hints)
