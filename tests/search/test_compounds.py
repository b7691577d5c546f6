import pytest

from kztui.search.compounds import compound_variants
from kztui.search.query import parse
from kztui.search.vocabulary import Vocabulary

VOCABULARY = Vocabulary(sorted(["kazan", "ozen", "taraz", "zhana", "zhanaoz", "zhanak", "counterterrorism"]), {})


def variants(query: str) -> list[list[str]]:
    return [[term.text for term in terms] for terms in compound_variants(parse(query).terms, VOCABULARY)]


@pytest.mark.parametrize(
    ("query", "ways"),
    [
        ("tarazkazan", [["taraz", "kazan"]]),
        ("old tarazkaz", [["old", "taraz", "kaz"]]),
        ("zhanaozen", [["zhana", "ozen"]]),
        ("tarazka", []),
        ("tarazx", []),
        ("taraz", []),
        ("'tarazkazan", []),
        ("counter terrorism", [["counterterrorism"]]),
        ("old law counter terrorism", [["old", "law", "counterterrorism"]]),
        ("counter terror law", [["counterterror", "law"]]),
        ("'counter terrorism", []),
        ("a b c d tarazkazan", [["a", "b", "c", "d", "taraz", "kazan"]]),
        ("a b c d e tarazkazan", []),
    ],
)
def test_letters_are_split_and_joined_so_that_the_words_exist(query: str, ways: list[list[str]]) -> None:
    assert variants(query) == ways


def test_the_first_of_two_parts_is_as_long_as_can_be() -> None:
    vocabulary = Vocabulary(sorted(["zhana", "zhanak", "kazan", "azan"]), {})
    (words,) = compound_variants(parse("zhanakazan").terms, vocabulary)
    assert [word.text for word in words] == ["zhanak", "azan"]
