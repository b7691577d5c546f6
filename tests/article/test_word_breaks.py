"""Words of names end where they end for a reader: marks belong to the letter before them."""

import re
import sys
import unicodedata

import pytest

from kztui.article.word_breaks import LETTERS, MARKS, WORD, whole_words

MARKED = ["दिल्ली", "Ọ̀yọ́", "هيئةُ", "می‌خواهم", "தமிழ்", "ភ្នំពេញ", "বাংলা", "שָׁלוֹם"]


@pytest.mark.parametrize("word", MARKED)
def test_a_word_keeps_its_marks(word: str) -> None:
    word = unicodedata.normalize("NFC", word)
    text = f"The {word}, and {word}. x{word}"
    assert re.findall(WORD, text) == ["The", word, "and", word, f"x{word}"]
    assert re.findall(LETTERS, text)[1] == word
    assert [match.start() for match in re.finditer(whole_words(re.escape(word)), text)] == [4, 10 + len(word)]
    first_letter = re.match(rf"(\w+)[{MARKS}]", word)
    assert first_letter
    assert not re.search(whole_words(first_letter[1]), word)


def test_all_marks_that_this_python_knows_are_marks() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    found = set(re.findall(f"[{MARKS}]", everything)) - {"\u200c", "\u200d"}
    marks = {char for char in everything if unicodedata.category(char)[0] == "M"}
    assert marks <= found
    assert {unicodedata.category(char) for char in found - marks} <= {"Cn"}
