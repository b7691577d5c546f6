from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.search.folding import folds_one_to_one, locate_tokens, prefix_end, tokenize, tokenize_as_pronounced

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
    "¿?… \x00": [],
    "fire🔥, ❝water❞ 💧": ["fire", "u1f525", "water", "u1f4a7"],
    "": [],
}


@pytest.mark.parametrize("text", FOLDED, ids=ascii)
def test_text_in_any_script_is_tokenized_to_plain_words(text: str) -> None:
    assert tokenize(text) == FOLDED[text]


@given(st.text())
def test_tokens_are_ascii_letters_and_digits_in_lower_case(text: str) -> None:
    assert all(word.isascii() and word.isalnum() and word == word.lower() for word in tokenize(text))


@given(st.text())
def test_tokens_are_located_where_they_stand(text: str) -> None:
    found = locate_tokens(text)
    assert [token.text for token in found] == tokenize(text)
    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert all(first.end <= second.start or not folds_one_to_one(text) for first, second in pairwise(found))


@given(st.text())
def test_there_is_a_pronunciation_for_every_token(text: str) -> None:
    assert len(tokenize_as_pronounced(text)) == len(tokenize(text))


@pytest.mark.parametrize(
    ("text", "length", "prefix"),
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
def test_the_prefix_of_a_token_ends_after_its_folded_letters(text: str, length: int, prefix: str) -> None:
    (token,) = locate_tokens(text)
    assert text[token.start : prefix_end(text, token, length)] == prefix


def test_marked_letters_are_pronounced_as_the_letters_of_their_sound() -> None:
    assert tokenize_as_pronounced("Şymkent, Çu und Żabno") == ["shymkent", "chu", "und", "zhabno"]
    assert tokenize("Şymkent, Çu und Żabno") == ["symkent", "cu", "und", "zabno"]
