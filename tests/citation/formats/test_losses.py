"""What is inferred of an article without a type, and what the hints say a format leaves out."""

from typing import Any

import pytest

from kztui.article.article import Article
from kztui.article.model import ArticleFile
from kztui.article.publication import Name, Publication
from kztui.citation.cite import cite
from kztui.citation.request import Citation, CitationRequest

AUTHOR = (Name(family="Serik", given="Aru"),)


def reference(form: str, **fields: Any) -> Citation:
    publication = Publication(**{"id": "well", "title": "On wells", "author": AUTHOR, **fields})
    return cite(Article(ArticleFile(article=publication)), [], CitationRequest(format=form))


@pytest.mark.parametrize(
    ("fields", "inferred"),
    [
        ({"container_title": "Wells", "volume": 3}, "article-journal"),
        ({"container_title": "Wells", "issue": 3}, "article-journal"),
        ({"container_title": "Wells", "page": "3-4"}, "article-journal"),
        ({"container_title": "Wells", "ISSN": "2049-3630"}, "article-journal"),
        ({"container_title": "Wells", "ISBN": "978-0-306-40615-7"}, "chapter"),
        ({"container_title": "Wells"}, ""),
        ({"volume": 3}, ""),
        ({"container_title": "Wells", "volume": 3, "type": "article-magazine"}, ""),
    ],
)
@pytest.mark.parametrize("form", ["text", "csl-json"])
def test_a_type_is_inferred_and_said(fields: dict[str, Any], inferred: str, form: str) -> None:
    citation = reference(form, issued="2004", **fields)
    said = [hint for hint in citation.hints if "has no type" in hint]
    assert said == (
        [f"the article has no type and is cited as {inferred}; set type under [article]"] if inferred else []
    )
    if form == "csl-json":
        assert f'"type": "{inferred or fields.get("type", "article")}"' in citation.text


@pytest.mark.parametrize(
    ("form", "fields", "hints"),
    [
        ("bibtex", {"volume": 3}, ()),
        ("bibtex", {"ISSN": "2049-3630", "PMID": "5", "medium": "ink"}, ("BibTeX has no place for medium, PMID",)),
        (
            "biblatex",
            {"type": "report", "ISBN": "978-0-306-40615-7"},
            ("BibLaTeX has no place for container-title, ISBN",),
        ),
        ("biblatex", {"issued": "199X"}, ()),
        ("ris", {"illustrator": AUTHOR}, ("RIS has no place for illustrator",)),
        ("hayagriva", {"illustrator": AUTHOR}, ()),
        ("hayagriva", {"issued": "1912-21/1914-22"}, ("Hayagriva holds only a part of the date issued",)),
        ("hayagriva", {"issued": "199X"}, ("Hayagriva holds only a part of the date issued",)),
        ("hayagriva", {"issued": "2004~"}, ()),
        ("ris", {"issued": "2004-05-06?"}, ("RIS holds only a part of the date issued",)),
        ("csl-json", {"issued": "2004-05-06"}, ()),
        ("csl-json", {"issued": "../2004"}, ("CSL-JSON holds only a part of the date issued",)),
    ],
)
def test_what_a_format_cannot_hold_is_said(form: str, fields: dict[str, Any], hints: tuple[str, ...]) -> None:
    whole = {"type": "article-journal", "container_title": "Wells", "issued": "2004", **fields}
    assert reference(form, **whole).hints == hints


@pytest.mark.parametrize(
    ("issued", "biblatex", "ris", "hayagriva"),
    [
        ("199X", "199X", ("1990", "1990///1990s"), "~1990"),
        ("19XX", "19XX", ("1900", "1900///between 1900 and 1999"), "~1900"),
        ("1987-05/..", "1987-05/", ("1987", "1987/05//from May 1987 on"), "1987-05"),
        ("../1987-05", "/1987-05", ("1987", "1987/05//until May 1987"), "1987-05"),
        ("1987/", "1987/", ("1987", "1987///from 1987, end unknown"), "1987"),
        ("1912-21/1914-22", "1912-21/1914-22", ("1912", "1912///spring 1912 – summer 1914"), "1912"),
        ("1912-22", "1912-22", ("1912", "1912///Summer"), "1912"),
        ("1912-05-06?", "1912-05-06?", ("1912", "1912/05/06/circa"), "~1912-05-06"),
        ("1912-05-06~", "1912-05-06~", ("1912", "1912/05/06/circa"), "~1912-05-06"),
        ("1912%", "1912%", ("1912", "1912///circa"), "~1912"),
        ("1912-05~/1914?", "1912-05~/1914?", ("1912", "1912/05//circa, to 1914"), "~1912-05"),
        ("1912-05/1914", "1912-05/1914", ("1912", "1912/05//to 1914"), "1912-05"),
        ("-0043-03-15", "-0043-03-15", ("44 BC", "0044/03/15/BC"), "-0043-03-15"),
        ("1912-05-06T10:00:00Z", "1912-05-06", ("1912", "1912/05/06/"), "1912-05-06"),
        ("Y17000", "17000", ("17000", "17000///"), ""),
    ],
)
def test_a_date_is_as_precise_as_a_format_can_have_it(
    issued: str, biblatex: str, ris: tuple[str, str], hayagriva: str
) -> None:
    assert f"  date = {{{biblatex}}}," in reference("biblatex", issued=issued).text
    year, day = ris
    lines = reference("ris", issued=issued).text.split("\r\n")
    assert (f"PY  - {year}" in lines, f"DA  - {day}" in lines) == (True, True)
    written = f'  date: "{hayagriva}"' if hayagriva else "  date:"
    assert (written in reference("hayagriva", issued=issued).text) == bool(hayagriva)
