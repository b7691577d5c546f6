"""From a CSL item to text in a style."""

from functools import lru_cache
from typing import Literal

from kztui.citation.csl import CslItem
from kztui.citation.errors import CitationError
from kztui.citation.styles import Style

Output = Literal["plain", "markdown", "html"]


@lru_cache(maxsize=16)
def _parsed(path: str, locale: str):  # type: ignore[no-untyped-def]  # citeproc has no types
    from citeproc import CitationStylesStyle

    return CitationStylesStyle(path, locale=locale or None, validate=False)


def _bibliography(item: CslItem, style: Style, locale: str):  # type: ignore[no-untyped-def]  # citeproc has no types
    from citeproc import CitationStylesBibliography
    from citeproc.formatter import plain
    from citeproc.source.json import CiteProcJSON

    return CitationStylesBibliography(_parsed(str(style.path), locale or style.locale), CiteProcJSON([item]), plain)


def citation(item: CslItem, style: Style, label: str = "", locator: str = "", suffix: str = "", output: Output = "plain", locale: str = "") -> str:
    from citeproc import Citation, CitationItem, Locator

    made = _bibliography(item, style, locale)
    extra = {"locator": Locator(label, locator)} if label else {}
    cites = Citation([CitationItem(item["id"].lower(), suffix=suffix, **extra)])
    made.register(cites)
    return str(made.cite(cites, lambda cite: None))


def entry(item: CslItem, style: Style, output: Output = "plain", locale: str = "") -> str:
    from citeproc import Citation, CitationItem

    made = _bibliography(item, style, locale)
    made.register(Citation([CitationItem(item["id"].lower())]))
    return str(made.bibliography()[0])
