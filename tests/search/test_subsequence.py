import pytest

from kztui.search.subsequence import alignment_quality, best_alignment, names_with_subsequence

NAMES = ["kazakh special forces", "special forces", "kazan springs far", "kaz", "zoo"]


def test_names_hold_the_letters_in_order_from_the_beginning_of_a_word() -> None:
    assert names_with_subsequence("kzspf", NAMES) == [0, 2]
    assert names_with_subsequence("spfo", NAMES) == [0, 1]
    assert names_with_subsequence("azs", NAMES) == []


@pytest.mark.parametrize("letters", ["ka", "k" * 30, ""])
def test_too_few_letters_and_too_many_are_not_looked_for(letters: str) -> None:
    assert names_with_subsequence(letters, NAMES) == []


def test_letters_are_aligned_where_most_begin_words_or_follow_one_another() -> None:
    assert best_alignment("kzspf", NAMES[0]) == (0, 2, 7, 8, 15)
    assert best_alignment("kab", "kxaxb kab") == (6, 7, 8)
    assert best_alignment("xyz", NAMES[0]) == ()


def test_letters_that_begin_words_are_a_better_alignment() -> None:
    whole, parted = (alignment_quality(best_alignment(letters, NAMES[0]), NAMES[0]) for letters in ("ksf", "khr"))
    assert 0 < parted < whole <= 1
    assert alignment_quality((), NAMES[0]) == 0


def test_where_in_a_name_the_letters_begin_does_not_count() -> None:
    assert alignment_quality((0, 8), "special forces") == alignment_quality((4, 12), "old special forces")


def test_letters_of_one_word_count_as_its_abbreviation_without_vowels() -> None:
    name = "kazakh forces"
    whole, bare, few = (alignment_quality(places, name) for places in ((0, 1, 2, 3, 4, 5), (0, 2, 4, 5), (0, 4)))
    assert 0.5 < few < bare < whole == 1
    assert alignment_quality((4, 6, 8, 9), "old kazakh") == alignment_quality((0, 2, 4, 5), "kazakh")
