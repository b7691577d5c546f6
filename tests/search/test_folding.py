from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.search.folding import head_end, is_plain, located, sounded, words

FOLDED = {
    "Zhañaözen": ["zhanaozen"],
    "Жаңаөзен": ["zhangaozen"],
    "Łódź, Đà Nẵng; Straße": ["lodz", "da", "nang", "strasse"],
    "ЩЁЛКОВО": ["shchyolkovo"],
    "İstanbul ve Iğdır": ["istanbul", "ve", "igdir"],
    "Zhana\u0308o\u0308zen": ["zhanaozen"],
    "U.S. and U.N.": ["us", "and", "un"],
    "J. Smith": ["j", "smith"],
    "Jama'at, Jama’at and Jamaʿat": ["jamaat", "jamaat", "and", "jamaat"],
    "the country's, the countries'": ["the", "country", "the", "countries"],
    "1,234,567 of 12,34": ["1234567", "of", "12", "34"],
    "Radio-Free.kz/news": ["radio", "free", "kz", "news"],
    "新疆": ["xinjiang"],
    "საქართველო": ["sakartvelo"],
    "قزوین": ["qzuin"],
    "¿?… 😀 \x00": [],
    "": [],
}


@pytest.mark.parametrize("text", FOLDED, ids=ascii)
def test_text_in_any_script_becomes_plain_words(text: str) -> None:
    assert words(text) == FOLDED[text]


@given(st.text())
def test_words_are_ascii_letters_and_digits_in_lower_case(text: str) -> None:
    assert all(word.isascii() and word.isalnum() and word == word.lower() for word in words(text))


@given(st.text())
def test_words_stand_where_they_are_said_to_stand(text: str) -> None:
    found = located(text)
    assert [word.word for word in found] == words(text)
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert all(first.end <= second.start or not is_plain(text) for first, second in pairwise(found))


@given(st.text())
def test_there_is_a_sound_for_every_word(text: str) -> None:
    assert len(sounded(text)) == len(words(text))


@pytest.mark.parametrize(
    ("text", "length", "head"),
    [
        ("Zhanaozen", 5, "Zhana"),
        ("Zhan\u0308aozen", 4, "Zhan\u0308"),
        ("Жаңаөзен", 5, "Жаң"),
        ("Jama'at", 7, "Jama'at"),
        ("Straße", 5, "Straß"),
        ("Straße", 6, "Straß"),
        ("Щука", 2, "Щ"),
    ],
)
def test_the_head_of_a_word_ends_after_its_folded_letters(text: str, length: int, head: str) -> None:
    (word,) = located(text)
    assert text[word.start : head_end(text, word, length)] == head


def test_marked_letters_sound_like_the_letters_of_their_sound() -> None:
    assert sounded("Şymkent, Çu und Żabno") == ["shymkent", "chu", "und", "zhabno"]
    assert words("Şymkent, Çu und Żabno") == ["symkent", "cu", "und", "zabno"]
