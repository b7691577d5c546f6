"""`kztui cite` with addresses: items of several articles of a library, as citations, or as one bibliography."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kztui.article.article import Article
from kztui.citation.cite import cite_each
from kztui.citation.csl_item import csl_item
from kztui.citation.errors import CitationError
from kztui.citation.request import FORMATS, Citation, CitationRequest
from kztui.cli.library_load import open_catalogue, resolve_library_path
from kztui.cli.output import CommandError, ExitCode
from kztui.library.addresses import ItemAddress, UnknownItemError, parse_address
from kztui.library.catalogue import Library
from kztui.library.database_url import SharedLibraryError

if TYPE_CHECKING:
    from argparse import Namespace

_STYLED = {each.name for each in FORMATS if each.kind == "styled"}


def cite_addresses(options: "Namespace", request: CitationRequest) -> list[Citation]:
    """One citation for each address, in their order, equal ones only once; `hale2015:` is the article as a whole.

    Entries come in the order that the style gives its bibliography, one for each article; numbers follow that order.
    Raises CommandError where an option or a target is for one article alone, there is no such item or style, or a
    database cannot be read.
    """
    try:
        return _cited(options, request)
    except SharedLibraryError as error:
        raise CommandError(f"kztui cite: {error}") from error


def _cited(options: "Namespace", request: CitationRequest) -> list[Citation]:
    if options.quote or options.original or options.paragraph or options.article:
        raise CommandError("kztui cite: --article, --quote, --original and --paragraph go with one article alone")
    library = open_catalogue(resolve_library_path(options.library))
    addresses = [_address(written, library) for written in options.targets]
    try:
        articles = _articles(library, addresses)
        order = _ordered(articles, request)
        if request.form == "entry":
            addresses.sort(key=lambda address: order.index(address.article))
        return _citations(addresses, articles, order, request)
    except UnknownItemError as error:
        raise CommandError(f"kztui cite: {error}", ExitCode.NOT_FOUND) from error
    except CitationError as error:
        raise CommandError(f"kztui cite: {error}") from error


def _address(written: str, library: Library) -> ItemAddress:
    """The address that was written. Raises CommandError for a target without the id of an article."""
    address = parse_address(written)
    if ":" not in written and address.article not in library.by_id:
        raise CommandError(f"kztui cite: '{written}' is of no article: write ARTICLE:{written}")
    return address


def _articles(library: Library, addresses: Sequence[ItemAddress]) -> dict[str, Article]:
    """The articles that are cited, by their ids. Raises UnknownItemError where there is no such article or item."""
    found: dict[str, Article] = {}
    for address in addresses:
        article, _ = library.item(address) if address.target else (library.article(address.article), None)
        found.setdefault(address.article, article)
    return found


def _ordered(articles: dict[str, Article], request: CitationRequest) -> list[str]:
    """The ids of the articles in the order of the bibliography. Raises CitationError as `order_in_style` does."""
    ids = list(articles)
    if len(ids) < 2 or request.format not in _STYLED:
        return ids
    from kztui.citation.formats.styled_text import order_in_style  # noqa: PLC0415 - it brings in citeproc

    items = [csl_item(article.publication, request.accessed) for article in articles.values()]
    return [ids[at] for at in order_in_style(items, request)]


def _citations(
    addresses: Sequence[ItemAddress], articles: dict[str, Article], order: list[str], request: CitationRequest
) -> list[Citation]:
    found: dict[tuple[str, str], Citation] = {}
    for address in addresses:
        numbered = request._replace(number=order.index(address.article) + 1)
        (made,) = cite_each(articles[address.article], [address.target] if address.target else [], numbered)
        key = (address.article, made.text)
        known = found.setdefault(key, made._replace(targets=()))
        found[key] = known._replace(
            hints=tuple(dict.fromkeys(known.hints + made.hints)), targets=(*known.targets, str(address))
        )
    return list(found.values())
