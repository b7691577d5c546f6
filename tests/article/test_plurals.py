"""Counted nouns: one, none and many, with a plural of their own where they have one."""

import pytest

from kztui.article.plurals import counted


@pytest.mark.parametrize(
    ("number", "noun", "plural", "words"),
    [
        (0, "article", "", "0 articles"),
        (1, "article", "", "1 article"),
        (2000, "article", "", "2,000 articles"),
        (1, "testimony", "testimonies", "1 testimony"),
        (3, "testimony", "testimonies", "3 testimonies"),
    ],
)
def test_a_noun_is_counted(number: int, noun: str, plural: str, words: str) -> None:
    assert counted(number, noun, plural) == words
