"""Words selected from the keyboard: motions by word and sentence, and the whole name around a word."""

import pytest

from kztui.session.word_selection import WordSelection

TEXT = "Dr. Ilya V. Marsh of the Ford-Lane Bank left Castle Moor. The bank’s staff, he said, stayed. Two didn’t."


def at(words: str) -> WordSelection:
    return WordSelection(TEXT).to_offset(TEXT.index(words))


@pytest.mark.parametrize(
    ("word", "taken"),
    [
        ("Marsh", "Dr. Ilya V. Marsh of the Ford-Lane Bank"),
        ("Lane", "Dr. Ilya V. Marsh of the Ford-Lane Bank"),
        ("Castle", "Castle Moor"),
        ("The bank", "The"),
        ("left", "left"),
        ("of the", "of"),
    ],
)
def test_enter_takes_the_whole_name_around_a_word(word: str, taken: str) -> None:
    selection = at(word).take()
    assert selection.fixed
    assert selection.words == taken


def test_motions_go_by_words_and_sentences_and_stop_at_the_ends() -> None:
    assert at("left").move(1).words == "Castle"
    assert at("left").to_sentence(1).words == "The"
    assert at("staff").to_sentence(-1).words == "The"
    assert at("The").to_sentence(-1).words == "Dr"
    assert at("staff").to_sentence(1).to_sentence(1).words == "t"
    assert at("Dr").move(-5).words == "Dr"
    assert WordSelection("").move(1).take().fixed is False


def test_what_is_selected_is_taken_as_it_is_and_is_a_quote_by_numbers() -> None:
    selection = at("bank’s").begin().move(2).take()
    assert selection.words == "bank’s staff"
    quote = selection.quote(4)
    assert quote is not None
    assert (quote.paragraph, quote.words) == (4, (14, 16))
    assert not selection.release().fixed
    chinese = WordSelection("他在北京工作。", by_characters=True).move(2).begin().move(1).take()
    assert chinese.words == "北京"
