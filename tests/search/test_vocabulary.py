import pytest

from kztui.search.phonetic import bones, sound
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


def named(numbers: object) -> set[str]:
    return {WORDS[number] for number in numbers}  # type: ignore[attr-defined] # whatever gives numbers


def test_words_are_known_by_their_place(vocabulary: Vocabulary) -> None:
    assert [vocabulary.number(word) for word in WORDS] == list(range(len(WORDS)))
    assert vocabulary.number("akt") == vocabulary.number("zzz") == -1


def test_words_that_begin_alike_stand_together(vocabulary: Vocabulary) -> None:
    assert named(vocabulary.beginning("akt")) == {"aktau", "aktobe"}
    assert named(vocabulary.beginning("aktobe")) == {"aktobe"}
    assert not vocabulary.beginning("q")


def test_words_are_found_by_root_sound_and_consonants(vocabulary: Vocabulary) -> None:
    assert named(vocabulary.rooted("bomb")) == {"bomb", "bombing", "bombings"}
    assert named(vocabulary.sounding(sound("aktoebe"))) == {"aktobe", "aqtobe"}
    assert named(vocabulary.sounding(sound("shimkent"))) == {"symkent"}
    assert named(vocabulary.boned(bones(sound("bsln")))) == {"beslan"}
    assert named(vocabulary.sound_beginning(sound("janao"), 5)) == {"zhanaozen"}


def test_words_are_found_by_slips(vocabulary: Vocabulary) -> None:
    assert [(WORDS[number], slips) for number, slips in vocabulary.slipped("belsan", 1)] == [("beslan", 1)]
    assert named(vocabulary.nearly_sounding(sound("janaosen"))) == {"zhanaozen"}
    assert named(vocabulary.nearly_beginning(sound("zhamao"), 6)) == {"zhanaozen"}
    assert {WORDS[number] for number, _sound in vocabulary.nearest(sound("beslax"))} >= {"beslan"}


@pytest.mark.parametrize("said", ["semipal", "senipala", "smeipala", "seipala", "sexmipala", "semxipala"])
def test_a_beginning_may_have_a_slip_of_any_kind(said: str) -> None:
    vocabulary = Vocabulary(["sem", "semipalatinsk"], {})
    assert [vocabulary.words[number] for number in vocabulary.nearly_beginning(said, 8)] == ["semipalatinsk"]
    assert vocabulary.nearly_beginning(f"x{said}", 8) == []


def test_a_word_with_marked_letters_is_found_by_either_sound() -> None:
    marked = {"cuyskaya": "chuyskaya", "symkent": "shymkent", "zabinka": "zhabinka"}
    vocabulary = Vocabulary(sorted(marked), marked)
    for plain, spoken in marked.items():
        (number,) = {*vocabulary.sounding(sound(plain)), *vocabulary.sounding(sound(spoken))}
        assert vocabulary.words[number] == plain
        assert vocabulary.sounding(sound(plain)) == vocabulary.sounding(sound(spoken)) == (number,)


def test_figures_stand_in_order_of_value(vocabulary: Vocabulary) -> None:
    assert [value for value, _number in vocabulary.figures] == [380, 1000, 2011]


def test_what_is_prepared_gives_the_same(vocabulary: Vocabulary) -> None:
    fresh = Vocabulary(WORDS, {"symkent": "shymkent"})
    assert sum(1 for _part in vocabulary.prepare()) > 1
    for said in map(sound, WORDS):
        assert named(vocabulary.sounding(said)) == named(fresh.sounding(said)) != set()
