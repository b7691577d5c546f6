"""The article as one HTML page to share: it needs no network, no script and no other file, and runs no script but ours.

Text comes into the page through templates that escape it (XSS). The policy in its head (Content Security Policy,
level 3) names the one style sheet and the one script by their hashes, so that nothing else in it could run or load.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from kztui.article import dates
from kztui.article.article import Article
from kztui.article.ids import pilcrows
from kztui.article.kinds import KINDS
from kztui.article.kinds.item import Item
from kztui.article.links import Linked
from kztui.citation.cite import DEFAULT_REQUEST, cite, locator_of
from kztui.citation.errors import CitationError
from kztui.citation.locator import Locator
from kztui.citation.request import CitationRequest
from kztui.export.content import UNWRITTEN, by_source, credit, whose_words
from kztui.export.formats import Export
from kztui.export.html.cards import page_card
from kztui.export.html.search_names import folding_table
from kztui.export.html.timeline_chart import timeline_chart

if TYPE_CHECKING:
    from jinja2 import Environment


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


_FOLDER = Path(__file__).parent


def write(article: Article, _part: str = "") -> Export:
    """The page as one document. The same article gives the same bytes."""
    style = _file("page.css") + "".join(map(_kind_style, KINDS))
    script = _file("page.js")
    cards = {item.id: page_card(article, item) for item in article.items.values()}
    context = {
        "article": article,
        "publication": article.publication,
        "title": article.publication.printed_title or article.publication.title or article.publication.id,
        "authors": ", ".join(name.plain for name in article.publication.author),
        "address": _web_address(article.publication.URL),
        "published": dates.words(article.publication.issued) if article.publication.issued else "",
        "cards": cards,
        "kinds": [
            (kind, [cards[item.id] for item in items])
            for kind in KINDS
            if kind.is_named and not kind.is_text and (items := article.of_kind(kind.item_kind))
        ],
        "statements": [
            (kind, groups)
            for kind in KINDS
            if not kind.is_named and not kind.is_text and (groups := by_source(article, kind))
        ],
        "chart": timeline_chart(article),
        "citations": citations(article),
        "folding": folding_table(),
        "credit": credit(article),
        "whose_words": whose_words(article),
        "unwritten": UNWRITTEN,
        "style": style,
        "script": script,
        "policy": _policy(style, script),
    }
    return Export({"": _environment().get_template("page.html").render(context)})


def index_page(context: Mapping[str, Any]) -> str:
    """The page that leads to those of several articles, from `title`, `articles` and `joined` of `context`."""
    style = _file("page.css") + "".join(map(_kind_style, KINDS))
    shown = {**context, "style": style, "policy": _policy(style)}
    return _environment().get_template("index.html").render(shown)


def _policy(style: str, script: str = "") -> str:
    scripts = f" script-src '{_hash(script)}';" if script else ""
    return f"default-src 'none'; style-src '{_hash(style)}';{scripts} base-uri 'none'; form-action 'none'"


def _kind_style(kind: type[Item]) -> str:
    """The colour of a kind, and the sign before its cards' headings, which has no name when it is read aloud."""
    signed = f".card.k-{kind.letters}>:first-child::before"
    sign = f'"{kind.sign} "'
    return f'.k-{kind.letters}{{--k:var(--{kind.color})}}\n{signed}{{content:{sign};content:{sign}/""}}\n'


@cache
def _file(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The source expression of CSP for an inline element that holds `text`."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _web_address(url: str) -> str:
    """`url` where it is one of the web; empty for any other scheme, which a link must not have."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.netloc else ""


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - only this export needs it
    from markupsafe import Markup, escape  # noqa: PLC0415 - the same

    environment = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

    def linked(text: Linked, article: Article) -> Markup:
        """`text` with its links; words alone where there is no such item."""
        pieces: list[str] = []
        written: dict[tuple[str, str | None], str] = {}  # the same link may stand thousands of times in a text
        for piece in text.pieces():
            if piece not in written:
                words, target = piece
                item, shown = article.items.get(target or ""), str(escape(words))
                opened = f'<a class="k-{item.letters}" href="#{escape(target)}">' if item else ""
                written[piece] = f"{opened}{shown}</a>" if opened else shown
            pieces.append(written[piece])
        return Markup("".join(pieces))  # noqa: S704 - each part of it is escaped

    environment.filters |= {"linked": linked, "pilcrows": pilcrows}
    # Our own files, which need no escaping: a style sheet and a script are no text of HTML.
    environment.filters["ours"] = Markup
    return environment
