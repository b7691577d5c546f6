"""Which formats there are, and what writes each."""

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kztui.article.article import Article
from kztui.citation.csl_item import CslItem, item
from kztui.citation.errors import CitationError
from kztui.citation.locator import Locator, of_numbers, of_targets

if TYPE_CHECKING:
    from kztui.citation.cite import Citation, Wish
    from kztui.citation.csl.output import Output

FORMATS = (
    *("text", "markdown", "html", "link"),
    *("bibtex", "biblatex", "ris", "csl-json", "hayagriva"),
    *("pandoc", "org", "latex", "typst"),
)
STYLED: dict[str, "Output"] = {"text": "plain", "markdown": "markdown", "html": "html"}
"""The formats that a CSL style renders, and what it renders them to."""
MULTILINE = frozenset({"bibtex", "biblatex", "ris", "csl-json", "hayagriva"})
"""The formats of more than one line; all others never hold a line break."""


def csl_json(one: CslItem) -> str:
    """The item in a list, as CSL-JSON files are."""
    return json.dumps([one], ensure_ascii=False, indent=2)


def _record(name: str) -> Callable[[CslItem], str]:
    """What writes a whole record; each is imported only when asked for."""
    if name == "csl-json":
        return csl_json
    from importlib import import_module  # noqa: PLC0415 one format is used at a time

    writer: Callable[[CslItem], str] = getattr(import_module(f"kztui.citation.formats.{name}"), name)
    return writer


def _snippet(name: str) -> Callable[[CslItem, Locator], str]:
    from kztui.citation.formats import snippets  # noqa: PLC0415 one format is used at a time

    writer: Callable[[CslItem, Locator], str] = getattr(snippets, name)
    return writer


def _styled(one: CslItem, where: Locator, wish: "Wish") -> tuple[str, tuple[str, ...]]:
    from kztui.citation.formats.styled_text import Styled, citation_text, entry_text  # noqa: PLC0415 brings in citeproc-py
    from kztui.citation.styles import find  # noqa: PLC0415 needed only here

    styled = Styled(find(wish.style), wish.locale, wish.locator, STYLED[wish.format])
    return (entry_text if wish.form == "entry" else citation_text)(one, where, styled)


def _check(wish: "Wish") -> None:
    if wish.format not in FORMATS:
        from difflib import get_close_matches  # noqa: PLC0415 needed only for the message

        raise CitationError(f"there is no format “{wish.format}”", tuple(get_close_matches(wish.format, FORMATS)))


def written(article: Article, targets: Sequence[str], wish: "Wish") -> "Citation":
    """The citation that `cite` promises."""
    from kztui.citation.cite import Citation  # noqa: PLC0415 it imports this module when it is called

    _check(wish)
    where = of_numbers(article, wish.paragraphs) if wish.paragraphs else of_targets(article, targets)
    if wish.format == "link":
        from kztui.citation.formats.snippets import link  # noqa: PLC0415 one format is used at a time

        return Citation(link(article.publication))
    one = item(article.publication, wish.accessed)
    if wish.format in STYLED:
        return Citation(*_styled(one, where, wish))
    if wish.format in MULTILINE:
        return Citation(_record(wish.format)(one))
    return Citation(_snippet(wish.format)(one, where if wish.locator != "none" else Locator()))
