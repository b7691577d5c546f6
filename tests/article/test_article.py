"""The article as a whole: what a reader takes as linked."""

import msgspec
import pytest
import tomli

from kztui.article.article import Article
from kztui.article.model import ArticleFile

TEXT = """
format = 1
[article]
id = "ferries"
title = "Ferries"
[[sections]]
id = "north"
title = "North"
[[sections.paragraphs]]
number = 1
text = "The [[guild]] sailed."
[[sections.paragraphs]]
number = 2
text = "In [[bay]] it rested."
[[sections]]
id = "south"
title = "South"
[[sections.paragraphs]]
number = 3
text = "Nobody sailed."
[[actors]]
id = "guild"
name = "Guild"
kind = "group"
paragraphs = [1]
[[places]]
id = "bay"
name = "Bay"
[[terms]]
id = "keel"
name = "Keel"
definition = "A beam."
paragraphs = [3]
"""


@pytest.fixture(scope="module")
def article() -> Article:
    return Article(msgspec.convert(tomli.loads(TEXT), ArticleFile))


@pytest.mark.parametrize(
    ("target", "near"),
    [
        ("north", {"p1", "p2", "guild", "bay"}),
        ("south", {"p3", "keel"}),
        ("p1", {"north", "guild"}),
        ("guild", {"p1", "north"}),
        ("bay", {"p2", "north"}),
        ("nothing", set()),
    ],
)
def test_a_section_stands_for_its_paragraphs(article: Article, target: str, near: set[str]) -> None:
    assert article.around(target) == near


def test_what_is_read_stays_as_it_is_whoever_shows_it(article: Article) -> None:
    assert len({type(item) for item in article.items.values()}) > 4
    for item in article.items.values():
        with pytest.raises(AttributeError):
            item.id = "other"  # type: ignore[misc]  # just what must fail
