import pytest

from kztui.search.subsequence import Scattered, best_places, evenness

NAMES = ["kazakh special forces", "special forces", "kazan springs far", "kaz", "zoo"]


def test_names_hold_the_letters_in_order_from_the_beginning_of_a_word() -> None:
    assert Scattered(NAMES).holding("kzspf") == [0, 2]
    assert Scattered(NAMES).holding("spfo") == [0, 1]
    assert Scattered(NAMES).holding("azs") == []


@pytest.mark.parametrize("letters", ["ka", "k" * 30, ""])
def test_too_few_letters_and_too_many_are_not_looked_for(letters: str) -> None:
    assert Scattered(NAMES).holding(letters) == []


def test_letters_are_placed_where_most_begin_words_or_follow_one_another() -> None:
    assert best_places("kzspf", NAMES[0]) == (0, 2, 7, 8, 15)
    assert best_places("kab", "kxaxb kab") == (6, 7, 8)
    assert best_places("xyz", NAMES[0]) == ()


def test_letters_that_begin_words_are_more_even() -> None:
    whole, parted = evenness(best_places("ksf", NAMES[0]), NAMES[0]), evenness(best_places("khr", NAMES[0]), NAMES[0])
    assert 0 < parted < whole <= 1
    assert evenness((), NAMES[0]) == 0


def test_where_in_a_name_the_letters_begin_does_not_count() -> None:
    assert evenness((0, 8), "special forces") == evenness((4, 12), "old special forces")


def test_letters_of_one_word_count_as_one_without_its_vowels() -> None:
    name = "kazakh forces"
    whole, bare, few = (evenness(places, name) for places in ((0, 1, 2, 3, 4, 5), (0, 2, 4, 5), (0, 4)))
    assert 0.5 < few < bare < whole == 1
    assert evenness((4, 6, 8, 9), "old kazakh") == evenness((0, 2, 4, 5), "kazakh")
