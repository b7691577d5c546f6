import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from kztui.search.phonetic import consonant_skeleton, phonetic_key
from kztui.search.vocabulary import Vocabulary

WORDS = sorted(
    [
        "aktau",
        "aktobe",
        "aqtobe",
        "beslan",
        "bomb",
        "bombing",
        "bombings",
        "2011",
        "380",
        "zhanaozen",
        "symkent",
        "1000",
    ]
)


@pytest.fixture
def vocabulary() -> Vocabulary:
    return Vocabulary(WORDS, {"symkent": "shymkent"})


def test_a_vocabulary_holds_its_words_in_alphabetical_order(vocabulary: Vocabulary) -> None:
    assert vocabulary.words == sorted(WORDS)
    assert all(word in vocabulary for word in WORDS)
    assert "akt" not in vocabulary
    assert "zzz" not in vocabulary


def test_words_are_found_by_prefix(vocabulary: Vocabulary) -> None:
    assert set(vocabulary.with_prefix("akt")) == {"aktau", "aktobe"}
    assert set(vocabulary.with_prefix("aktobe")) == {"aktobe"}
    assert not vocabulary.with_prefix("q")


def test_words_are_found_by_stem_phonetic_key_and_consonants(vocabulary: Vocabulary) -> None:
    assert set(vocabulary.with_stem("bomb")) == {"bomb", "bombing", "bombings"}
    assert set(vocabulary.with_phonetic_key(phonetic_key("aktoebe"))) == {"aktobe", "aqtobe"}
    assert set(vocabulary.with_phonetic_key(phonetic_key("shimkent"))) == {"symkent"}
    assert set(vocabulary.with_consonants(consonant_skeleton(phonetic_key("bsln")))) == {"beslan"}
    assert set(vocabulary.with_phonetic_prefix(phonetic_key("janao"), 5)) == {"zhanaozen"}


def test_words_are_found_by_typos(vocabulary: Vocabulary) -> None:
    assert list(vocabulary.within_edit_distance("belsan", 1)) == [("beslan", 1)]
    assert set(vocabulary.near_phonetic_key(phonetic_key("janaosen"))) == {"zhanaozen"}
    assert set(vocabulary.near_phonetic_prefix(phonetic_key("zhamao"), 6)) == {"zhanaozen"}
    assert {word for word, _key in vocabulary.nearest(phonetic_key("beslax"))} >= {"beslan"}


@pytest.mark.parametrize("prefix", ["semipal", "senipala", "smeipala", "seipala", "sexmipala", "semxipala"])
def test_a_prefix_may_have_a_typo_of_any_kind(prefix: str) -> None:
    vocabulary = Vocabulary(["sem", "semipalatinsk"], {})
    assert list(vocabulary.near_phonetic_prefix(prefix, 8)) == ["semipalatinsk"]
    assert list(vocabulary.near_phonetic_prefix(f"x{prefix}", 8)) == []


def test_a_word_with_marked_letters_is_found_by_either_sound() -> None:
    marked = {"cuyskaya": "chuyskaya", "symkent": "shymkent", "zabinka": "zhabinka"}
    vocabulary = Vocabulary(sorted(marked), marked)
    for written, pronounced in marked.items():
        assert list(vocabulary.with_phonetic_key(phonetic_key(written))) == [written]
        assert list(vocabulary.with_phonetic_key(phonetic_key(pronounced))) == [written]


def test_numbers_are_in_order_of_value(vocabulary: Vocabulary) -> None:
    assert [value for value, _word in vocabulary.numbers] == [380, 1000, 2011]


def test_what_is_prepared_gives_the_same(vocabulary: Vocabulary) -> None:
    fresh = Vocabulary(WORDS, {"symkent": "shymkent"})
    vocabulary.prepare()
    for key in map(phonetic_key, WORDS):
        assert set(vocabulary.with_phonetic_key(key)) == set(fresh.with_phonetic_key(key)) != set()


TEXTS = st.text("abcde", min_size=1, max_size=9)


@given(st.sets(TEXTS, max_size=60), TEXTS, st.integers(1, 3))
def test_words_within_an_edit_distance_are_all_found(words: set[str], text: str, most: int) -> None:
    wanted = {(word, OSA.distance(word, text)) for word in words if OSA.distance(word, text) <= most}
    assert set(Vocabulary(words, {}).within_edit_distance(text, most)) == wanted


def test_longer_words_are_found_by_a_prefix_with_a_typo() -> None:
    vocabulary = Vocabulary(["abdefgul", "lugfedba", "abdefg"], {})
    assert list(vocabulary.near_phonetic_prefix("abkefg", 4)) == ["abdefgul"]


def nearest(words: list[str], key: str) -> list[str]:
    return [word for word, _key in Vocabulary(words, {}).nearest(key)]


def test_the_nearest_words_share_the_most_letter_pairs() -> None:
    assert nearest(["abdefg", "abdemn", "abderl", "uvuvuv"], "abdezz") == ["abdefg", "abdemn", "abderl"]
    assert nearest(["abdefg"], "uvu") == []


def test_the_nearest_words_are_at_least_half_and_at_most_twice_as_long() -> None:
    assert nearest(["ab", "abd", "abdefabdefab", "abdefabdefabd"], "abdefa") == ["abd", "abdefabdefab"]
