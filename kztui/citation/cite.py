"""From an article, items of it and a request to a citation: text for the clipboard or standard output."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from kztui.article.article import Article
from kztui.article.suggestion import nearest_words
from kztui.citation.csl_item import CslItem, csl_item
from kztui.citation.errors import CitationError
from kztui.citation.formats.losses import losses
from kztui.citation.locator import NO_PAGES, Locator, Pages, of_numbers, of_targets
from kztui.citation.request import FORMAT_NAMES, FORMATS, Citation, CitationFormat, CitationRequest

DEFAULT_REQUEST = CitationRequest()
_BY_NAME = {each.name: each for each in FORMATS}


def cite(
    article: Article,
    targets: Sequence[str] = (),
    request: CitationRequest = DEFAULT_REQUEST,
    pages: Pages = NO_PAGES,
) -> Citation:
    """One citation of all `targets` (ids of items) together; of the article as a whole where there are none.

    `pages` are those of the reader's copy; they are named in place of paragraphs where the request leaves it open.
    Raises `CitationError` for an unknown style, locale, target, format or paragraph, a date that cannot be read, a
    citation key that the format cannot hold, and where the style prints nothing.
    """
    chosen = _format(request.format)
    locator = locator_of(article, targets, request, pages)
    write = _writer(chosen)
    if chosen.kind == "link":
        return Citation(write(article.publication))
    item = csl_item(article.publication, request.accessed)
    inferred = _inferred(article, item)
    if chosen.kind == "styled":
        text, hints, reason = write(item, locator, request)
        return Citation(text, (*inferred, *hints), place=f"{locator.place}: {reason}" if reason else "")
    if chosen.kind == "record":
        return Citation(write(item), (*inferred, *losses(item, write, chosen.label)))
    if request.locator == "none" or not locator.numbers:
        return Citation(write(item, Locator()))
    reason = "your copy has page numbers" if locator.pages else "such commands count paragraphs through the article"
    return Citation(write(item, locator), place=f"{locator.place}: {reason}")


def _inferred(article: Article, item: CslItem) -> tuple[str, ...]:
    """A hint on the type of the article where it was inferred."""
    if item["type"] == article.publication.type:
        return ()
    return (f"the article has no type and is cited as {item['type']}; set type under [article]",)


def locator_of(article: Article, targets: Sequence[str], request: CitationRequest, pages: Pages = NO_PAGES) -> Locator:
    """The locator that the request asks for: of its own paragraphs, else of the targets. Raises as `cite` does."""
    known = pages if request.locator == "auto" else NO_PAGES
    if request.paragraphs:
        return of_numbers(article, request.paragraphs, known)
    return of_targets(article, targets, known)


def cite_each(
    article: Article,
    targets: Sequence[str],
    request: CitationRequest = DEFAULT_REQUEST,
    pages: Pages = NO_PAGES,
) -> list[Citation]:
    """One citation for each target, in order; equal texts are merged into one citation of several targets.

    No targets: one citation of the whole article. Raises `CitationError` as `cite` does.
    """
    found: dict[str, Citation] = {}
    groups: list[tuple[str, ...]] = [(target,) for target in targets]
    for group in groups or [()]:
        citation = cite(article, group, request, pages)
        known = found.setdefault(citation.text, Citation(citation.text, place=citation.place))
        found[citation.text] = known._replace(
            hints=tuple(dict.fromkeys(known.hints + citation.hints)),
            targets=tuple(dict.fromkeys(known.targets + group)),
        )
    return list(found.values())


def _format(name: str) -> CitationFormat:
    """The format called `name`. Raises CitationError, with the nearest names, when there is none."""
    if name not in _BY_NAME:
        raise CitationError(f"there is no format “{name}”", nearest_words(name, FORMAT_NAMES))
    return _BY_NAME[name]


def _writer(chosen: CitationFormat) -> Callable[..., Any]:
    """The function that writes the format. Its module is imported only now: those of CSL styles bring in citeproc."""
    module, _, function = chosen.writer.partition(".")
    writer: Callable[..., Any] = getattr(import_module(f"kztui.citation.formats.{module}"), function)
    return writer
