"""Whatever an item holds, each style and format writes one safe answer, or refuses honestly."""

import json
import re
from contextlib import suppress

import rispy
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from bibtex_reader import read_bibtex
from kztui.article.article import Article
from kztui.article.model import ArticleFile
from kztui.article.publication import Name, Publication
from kztui.citation.cite import cite
from kztui.citation.errors import CitationError
from kztui.citation.request import FORMAT_NAMES, FORMATS, FORMS, CitationRequest
from kztui.citation.styles import SHORT_NAMES

SIGNS = "aZéЖ毛ن 12'\"’“”‘.,:;?!-–—()[]{}<>/&%$#_~^\\|*`@=+\u00a0\u202f"
TEXT = st.text(alphabet=SIGNS, max_size=24)
NAMES = st.lists(
    st.one_of(
        st.builds(lambda literal: Name(literal=literal), TEXT),
        st.builds(lambda family, given, suffix: Name(family=family, given=given, suffix=suffix), TEXT, TEXT, TEXT),
    ),
    max_size=4,
)
OUR_TAGS = re.compile(r"</?(?:i|b|u|sup|sub)>|<span style=\"font-variant:small-caps\">|</span>")


PUBLICATIONS = st.builds(
    lambda names, page, **rest: Publication(
        id="x1", author=names, editor=names, page=page, volume=page, edition=page, URL="https://e.org/", **rest
    ),
    names=NAMES.map(tuple),
    page=TEXT,
    type=st.sampled_from(
        ["article-magazine", "book", "chapter", "webpage", "thesis", "report", "legal_case", "no such"]
    ),
    title=TEXT,
    container_title=TEXT,
    issued=st.sampled_from(["", "2013", "2013-09-04", "2013-09/2013-11", "2012~", "201X", "2011-21"]),
)
RECORDS = {each.name for each in FORMATS if each.kind == "record"}
REQUESTS = st.builds(
    CitationRequest,
    style=st.sampled_from(sorted(SHORT_NAMES)),
    form=st.sampled_from(FORMS),
    format=st.sampled_from(FORMAT_NAMES),
)


@given(publication=PUBLICATIONS, request=REQUESTS)
def test_any_text_in_any_field(publication: Publication, request: CitationRequest) -> None:
    article = Article(ArticleFile(article=publication))
    with suppress(CitationError):
        text = cite(article, [], request).text
        if request.format not in RECORDS:
            assert "\n" not in text
            assert text == text.strip(" ")
        if request.format == "html":
            assert "<" not in OUR_TAGS.sub("", text)


@given(publication=PUBLICATIONS)
def test_any_text_is_read_back(publication: Publication) -> None:
    article = Article(ArticleFile(article=publication))
    texts = {name: cite(article, [], CitationRequest(format=name)).text for name in sorted(RECORDS)}
    for name in ("bibtex", "biblatex"):
        assert list(read_bibtex(texts[name]).entries) == ["x1"]
    assert list(YAML(typ="safe").load(texts["hayagriva"])) == ["x1"]
    assert json.loads(texts["csl-json"])[0]["id"] == "x1"
    (record,) = rispy.loads(texts["ris"].replace("\r\n", "\n") + "\n")
    assert record["id"] == "x1"
