"""Which formats there are, and what writes each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kztui.article.article import Article
from kztui.citation.csl import item
from kztui.citation.locator import of_numbers, of_targets, ranges

if TYPE_CHECKING:
    from kztui.citation.cite import Citation, Wish

FORMATS = ("text", "markdown", "html", "link", "bibtex", "biblatex", "ris", "csl-json", "hayagriva", "pandoc", "org", "latex", "typst")


def written(article: Article, targets: Sequence[str], wish: "Wish") -> "Citation":
    """The citation that `cite` promises."""
    from kztui.citation.cite import Citation
    from kztui.citation.render import citation, entry
    from kztui.citation.styles import find

    style = find(wish.style)
    csl = item(article.publication, wish.accessed)
    if wish.form == "entry":
        return Citation(entry(csl, style))
    where = of_numbers(article, wish.paragraphs) if wish.paragraphs else of_targets(article, targets)
    return Citation(citation(csl, style, "paragraph" if where.numbers else "", ranges(where.numbers)))
