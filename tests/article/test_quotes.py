"""Quotes find the words of an original by number, as the fingerprint counts them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.article.quotes import Quote, QuoteError, character_spans, quoted_words, word_spans, words

TEXT = "“Naïve” crews – some 1,200 of them – left at ½ past six; the ﬁrst line’s owner said: 'No.'"


def test_counting_is_frozen() -> None:
    found = [TEXT[start:end] for start, end in word_spans(TEXT)]
    assert found == [
        *("Naïve", "crews", "some", "1", "200", "of", "them", "left", "at", "½", "½", "past", "six", "the", "ﬁrst"),
        *("line", "s", "owner", "said", "No"),
    ]
    assert [unicodedata.normalize("NFKC", word).casefold() for word in found[:9]] == words(TEXT)[:9]


def test_a_quote_has_the_words_as_they_are_written() -> None:
    assert quoted_words(Quote(paragraph=1, words=(2, 7)), TEXT) == "crews – some 1,200 of them"
    assert quoted_words(Quote(paragraph=1, words=(1, 1)), TEXT) == "Naïve"
    assert quoted_words(Quote(paragraph=1, words=(15, 17)), TEXT) == "ﬁrst line’s"


def test_scripts_without_blanks_count_characters() -> None:
    text = "新しい港で、ストが始まった。"
    assert len(word_spans(text)) == 2
    assert quoted_words(Quote(paragraph=1, chars=(4, 6)), text) == "港で、ス"
    word = "न्यू 1"
    assert [word[start:end] for start, end in character_spans(word)] == ["न्", "य", "1"]


@pytest.mark.parametrize(
    ("quote", "message"),
    [
        (Quote(paragraph=4, words=(3, 90)), "paragraph 4 has 20 words, not 90"),
        (Quote(paragraph=4, chars=(1, 999)), "characters, not 999"),
        (Quote(paragraph=4, words=(3, 2)), "a first and a last word"),
        (Quote(paragraph=4, words=(0, 2)), "a first and a last word"),
        (Quote(paragraph=4, chars=(1,)), "a first and a last character"),
        (Quote(paragraph=4), "a first and a last word"),
    ],
)
def test_what_is_not_there_is_an_error(quote: Quote, message: str) -> None:
    with pytest.raises(QuoteError, match=message):
        quoted_words(quote, TEXT)


@given(st.text(alphabet="aeß½ﬁＡ１ .\u0301\u0327\u1112\u1161\u11ab中ि्नİ'-ͅΐﬃ\u1100", max_size=24) | st.text(max_size=40))
def test_words_are_those_of_the_fingerprint(text: str) -> None:
    spans = word_spans(text)
    assert len(spans) == len(words(text))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert list(spans) == sorted(spans)
    for (start, end), word in zip(spans, words(text), strict=True):
        assert word in unicodedata.normalize("NFKC", text[start:end]).casefold()
    characters = character_spans(text)
    assert sorted(set(characters)) == list(characters)
