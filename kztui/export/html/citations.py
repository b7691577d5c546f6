"""The citations that a page offers: each place of the article once, however many items stand there."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kztui.article.article import Article
from kztui.citation.cite import DEFAULT_REQUEST, cite, locator_of
from kztui.citation.errors import CitationError
from kztui.citation.locator import Locator
from kztui.citation.request import CitationRequest


class PlaceCitation(NamedTuple):
    """The citation of one place."""

    number: int
    """Its number on the page, from 1."""
    place: str
    """Which paragraphs: `¶3, 5`; empty for the article as a whole."""
    text: str


class Citations(NamedTuple):
    """All citations of an article; empty where its publication lacks what a citation needs."""

    places: tuple[PlaceCitation, ...]
    """The article as a whole first, then the paragraphs, then what stands in several of them."""
    number_of: Mapping[str, int]
    """From targets to the number of their citation."""
    entry: str
    """The article in a list of references."""
    bibtex: str
    ris: str


NO_CITATIONS = Citations((), {}, "", "", "")


def citations(article: Article) -> Citations:
    """The citation of the article, and of each place that one of its items stands for."""
    try:
        whole = cite(article).text
        entry, bibtex, ris = (_record(article, name) for name in ("text", "bibtex", "ris"))
    except CitationError:
        # `kztui check` reports what is missing; the page is still useful without it.
        return NO_CITATIONS
    places = [PlaceCitation(1, "", whole)]
    by_locator: dict[Locator, int] = {Locator(): 1}
    number_of: dict[str, int] = {}
    for target in _in_order(article):
        locator = locator_of(article, (target,), DEFAULT_REQUEST)
        if locator not in by_locator:
            places.append(PlaceCitation(len(places) + 1, locator.place, cite(article, (target,)).text))
            by_locator[locator] = len(places)
        number_of[target] = by_locator[locator]
    return Citations(tuple(places), number_of, entry, bibtex, ris)


def _in_order(article: Article) -> Iterable[str]:
    """The targets, paragraphs first."""
    paragraphs = [paragraph.id for paragraph in article.paragraphs.values()]
    return dict.fromkeys((*paragraphs, *article.items))


def _record(article: Article, name: str) -> str:
    return "\n".join(cite(article, (), CitationRequest(form="entry", format=name)).text.strip().splitlines())
