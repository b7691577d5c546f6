import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.article.suggestion import Suggester, did_you_mean, nearest, nearest_words

WORDS = [("aktau-port", "aktau-port"), ("Port of Aktau", "aktau-port"), ("aqtobe", "aktobe"), ("zhanaozen", "town")]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("aktau_port", "aktau-port"),
        ("Port of Aktau", "aktau-port"),
        ("port of aktua", "aktau-port"),
        ("aqtobee", "aktobe"),
        ("zhanozen", "town"),
        ("ZHANAOZEN", "town"),
        ("something-else", ""),
        ("", ""),
    ],
)
def test_what_is_near_is_suggested_and_nothing_else(word: str, meant: str) -> None:
    assert Suggester(WORDS).nearest(word) == meant


def test_words_whose_parts_are_in_another_order_are_the_nearest() -> None:
    assert nearest("date-text", ["text", "text_date", "date"]) == "text_date"


def test_several_suggestions_come_most_similar_first() -> None:
    known = ["bibtex", "biblatex", "bib", "ris"]
    assert nearest_words("bibtx", known) == ("bibtex", "biblatex", "bib")
    assert nearest_words("bibtx", known, most=1) == ("bibtex",)
    assert nearest_words("bibtx", known, similar=0.9) == ("bibtex",)


@given(st.text(max_size=200), st.lists(st.text(max_size=20)))
def test_a_suggestion_is_one_of_the_known_words(word: str, known: list[str]) -> None:
    assert set(nearest_words(word, known)) <= set(known)
    assert nearest(word, known) in {"", *known}


@pytest.mark.parametrize(
    ("words", "message"),
    [((), ""), (("",), ""), (("a",), "; did you mean a?"), (("a", "b", "c"), "; did you mean a, b or c?")],
)
def test_a_message_lists_the_suggestions(words: tuple[str, ...], message: str) -> None:
    assert did_you_mean(*words) == message
