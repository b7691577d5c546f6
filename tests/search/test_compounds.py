import pytest

from kztui.search.compounds import respelled
from kztui.search.query import parse
from kztui.search.vocabulary import Vocabulary

VOCABULARY = Vocabulary(sorted(["kazan", "ozen", "taraz", "zhana", "zhanaoz", "zhanak", "counterterrorism"]), {})


def spelt(query: str) -> list[list[str]]:
    return [[word.text for word in words] for words in respelled(parse(query).words, VOCABULARY)]


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
def test_letters_are_parted_and_joined_so_that_the_words_exist(query: str, ways: list[list[str]]) -> None:
    assert spelt(query) == ways


def test_the_first_of_two_parts_is_as_long_as_can_be() -> None:
    vocabulary = Vocabulary(sorted(["zhana", "zhanak", "kazan", "azan"]), {})
    (words,) = respelled(parse("zhanakazan").words, vocabulary)
    assert [word.text for word in words] == ["zhanak", "azan"]
