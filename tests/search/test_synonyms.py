from kztui.search.stemming import stem
from kztui.search.synonyms import STOP_WORDS, synonyms


def test_synonyms_are_known_in_both_directions() -> None:
    assert stem("killed") in synonyms("dead")
    assert stem("dead") in synonyms("killed")
    assert synonyms("aktobe") == ()


def test_stop_words_are_those_without_a_meaning_of_their_own() -> None:
    assert {"the", "of", "al"} <= STOP_WORDS
    assert not {"not", "war", "us", "un"} & STOP_WORDS
