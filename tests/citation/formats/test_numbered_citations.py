"""Citations that differ in a number alone are what the style prints for each, and few of them are rendered."""

from pathlib import Path
from unittest.mock import patch

import pytest

from kztui.article.article import Article
from kztui.article.kinds.section import Paragraph, Section
from kztui.article.model import article_file
from kztui.article.publication import Name, Publication
from kztui.citation.cite import cite
from kztui.citation.csl import render
from kztui.citation.csl.output import OutputFormat
from kztui.citation.csl.render import parsed_style, render_citation
from kztui.citation.csl_item import CslItem
from kztui.citation.formats.styled_text import cited
from kztui.citation.locator import Locator
from kztui.citation.locator_styles import locator_in_style
from kztui.citation.request import CitationRequest, LocatorPolicy
from kztui.citation.styles import SHORT_NAMES, CslStyle, find_style

NUMBERS = (1, 2, 3, 4, 11, 22, 103, 1204)
ITEM: CslItem = {
    "id": "lund2004",
    "type": "article-journal",
    "title": "The lock keepers of 1904",
    "author": [{"family": "Lund", "given": "Ida"}],
    "container-title": "Canal papers",
    "issued": {"date-parts": [[2004]]},
    "volume": "29",
    "page": "1-40",
}


def each_as_rendered(item: CslItem, style: CslStyle, policy: LocatorPolicy, output: OutputFormat) -> None:
    for number in NUMBERS:
        locator = Locator((number,), "Law 29, <i>as “printed”</i>", (number,))
        placed = locator_in_style(locator, style, parsed_style(style), policy)
        alone = render_citation(item, style, placed.pinpoint, suffix=placed.suffix, output=output)
        assert cited(item, style, placed, output, "") == alone


@pytest.mark.parametrize("style", SHORT_NAMES)
def test_each_is_what_the_style_prints_for_it(style: str) -> None:
    each_as_rendered(ITEM, find_style(style), "article", "text")
    each_as_rendered(ITEM, find_style(style), "section", "html")


@pytest.mark.parametrize("form", ["numeric", "ordinal", "long-ordinal", "roman"])
@pytest.mark.parametrize("title", ["Locks", "The 61803 locks of 29 canals"])
def test_a_style_that_writes_numbers_in_another_way_is_followed(form: str, title: str, tmp_path: Path) -> None:
    own = tmp_path / "own.csl"
    locator = f'<text variable="title"/><number variable="locator" form="{form}" prefix=", "/>'
    own.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note" default-locale="en-US">'
        f"<citation><layout>{locator}</layout></citation></style>",
        encoding="utf-8",
    )
    each_as_rendered({**ITEM, "title": title}, find_style(str(own)), "article", "text")


@pytest.mark.parametrize("title", ["", "The lock"])
def test_citing_each_paragraph_renders_few_citations(title: str) -> None:
    paragraphs = tuple(Paragraph(number=number, text=f"Boat {number} came.") for number in range(1, 301))
    # Its date is in doubt: what a style says of that is found out by rendering as well.
    publication = Publication(id="lund2004", title="Locks", author=(Name(family="Lund"),), issued="2004~")
    article = Article(article_file(publication, Section(id="all", title=title, paragraphs=paragraphs)))
    with patch.object(render, "_nodes", wraps=render._nodes) as rendered:
        found = [cite(article, (f"p{number}",), CitationRequest(style="apa")) for number in article.paragraphs]
    assert all(f" {number}" in citation.text for number, citation in enumerate(found, 1))
    assert rendered.call_count < 30
