"""What holds for every format."""

import pytest

from harbour import harbour
from kztui.article.article import Article
from kztui.article.model import ArticleFile
from kztui.article.publication import Publication
from kztui.citation.cite import cite
from kztui.citation.request import CitationRequest
from kztui.export.formats import FORMATS, REFERENCES, export

WRITTEN_HERE = [entry.name for entry in FORMATS if entry.module != REFERENCES]


@pytest.mark.parametrize("name", WRITTEN_HERE)
def test_an_article_of_nothing_but_its_publication_can_be_exported(name: str) -> None:
    made = export(Article(ArticleFile(article=Publication(id="bare"))), name)
    assert made.files or made.document
    assert all(isinstance(text, str) for text in made.files.values())


@pytest.mark.parametrize("name", WRITTEN_HERE)
def test_the_same_article_always_gives_the_same_bytes(name: str) -> None:
    assert export(harbour(), name) == export(harbour(), name)


@pytest.mark.parametrize("name", [entry.name for entry in FORMATS if entry.module == REFERENCES])
def test_a_reference_is_what_citing_gives(name: str) -> None:
    made = export(harbour(), name)
    assert made.files[""].rstrip("\n") == cite(harbour(), (), CitationRequest(form="entry", format=name)).text.rstrip(
        "\n"
    )
    assert "Vale" in made.files[""]
