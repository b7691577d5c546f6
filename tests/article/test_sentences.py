"""Texts in sentences: where one ends, in several languages, and what looks like an end and is none."""

import pytest

from kztui.article.graph import sentence_spans

TEXTS = (
    ("The pilots met Dr. Orlova.", "They left (at 5 p.m.).", "“Yes.”", "He said so!"),
    ("Lt. Col. Brandt of the U.S. Navy came.", "See cf. Smith, No. 5."),
    ("He saw Xu.", "Xu saw it on Sept. 4, 2011.", "J. K. Doe came."),
    ("Она стоит 5 млн. Рублей нет.", "Он ушёл.", "Улица им. Абая осталась."),
    ("会议在三月。", "“钱不够！”", "他们走了。"),
    ("أين كان؟", "عاد في الصيف."),
    ("One … and two.", "Three?!", "(Four.)"),
)


@pytest.mark.parametrize("sentences", TEXTS, ids=[sentences[0][:20] for sentences in TEXTS])
def test_a_text_is_divided_into_its_sentences(sentences: tuple[str, ...]) -> None:
    text = ("" if "。" in sentences[0] else " ").join(sentences)
    assert tuple(text[start:end] for start, end in sentence_spans(text)) == sentences


def test_what_has_no_end_is_one_sentence_and_nothing_is_none() -> None:
    assert sentence_spans("no end") == [(0, 6)]
    assert sentence_spans("") == []
