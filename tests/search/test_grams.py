from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from kztui.search.grams import Grams, rows

WORDS = st.lists(st.text("abcde", min_size=1, max_size=9), unique=True, max_size=60)


def filler(count: int) -> list[str]:
    """Words of six letters, all different, enough of them that counting letter pairs is worth it."""
    letters = "ghijklmnop"
    return ["".join(letters[number // 10**place % 10] for place in range(6)) for number in range(count)]


@given(st.sets(st.integers(0, 5000)))
def test_rows_are_the_places_of_the_bits(places: set[int]) -> None:
    assert list(rows(sum(1 << place for place in places))) == sorted(places)


@given(WORDS, st.text("abcde", min_size=5, max_size=9))
def test_no_word_one_slip_away_is_missed(words: list[str], asked: str) -> None:
    near = set(Grams(words).near(asked, 1))
    assert {number for number, word in enumerate(words) if OSA.distance(word, asked) <= 1} <= near


@cache
def thousands() -> Grams:
    return Grams(filler(3000))


@given(st.sampled_from(filler(3000)), st.integers(0, 5), st.sampled_from("ghxyz"))
def test_nor_among_thousands(word: str, at: int, letter: str) -> None:
    grams = thousands()
    for slipped in (word[:at] + letter + word[at + 1 :], word[:at] + word[at + 1 :], word[:at] + letter + word[at:]):
        assert filler(3000).index(word) in grams.near(slipped, 1)


def test_among_thousands_few_are_left_to_measure() -> None:
    words = filler(3000)
    assert len(Grams(words).near(words[1234], 1)) < 600


def test_longer_words_are_found_by_a_beginning_with_a_slip() -> None:
    words = ["abcdefgh", "hgfedcba", "abcdef"]
    assert 0 in Grams(words).near("abxdef", 1, longer=4)
    assert 2 not in Grams(words).near("abxdef", 1, longer=4)


def test_the_nearest_words_share_the_most_pairs() -> None:
    assert Grams(["abcdef", "abcxyz", "uvwxyz"]).nearest("abcdxx", enough=1) == [0]
    assert Grams(["abcdef"]).nearest("uvw", enough=1) == []


def test_the_nearest_words_are_at_least_half_and_at_most_twice_as_long() -> None:
    words = ["ab", "abc", "abcdefghijkl", "abcdefghijklm"]
    assert Grams(words).nearest("abcdef", enough=4) == [1, 2]
