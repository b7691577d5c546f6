"""The lexicon: complete, unambiguous, and read only when a draft is made."""

import subprocess
import sys

from kztui.article.edtf import MONTHS
from kztui.importing.lexicon import any_of, lexicon


def test_no_word_shows_two_kinds_of_actor() -> None:
    words = [word for kind in lexicon().actor_kinds.values() for word in kind]
    assert len(words) == len(set(words))
    assert lexicon().actor_kind("Regional Water Authority") == "agency"
    assert lexicon().actor_kind("Hanna Weiss") == ""


def test_words_are_written_as_they_are_compared() -> None:
    words = lexicon()
    lower = (words.sentence_openers, words.law_nouns, words.population_nouns, words.body_nouns, words.function_words)
    assert all(word == word.lower() for group in (*lower, *words.actor_kinds.values()) for word in group)
    assert all(word[0].isupper() for group in (words.titles, words.weekdays, words.compass_words) for word in group)


def test_every_month_has_its_number_and_abbreviation() -> None:
    for number, name in enumerate(MONTHS, 1):
        assert lexicon().months[name] == lexicon().months[name[:3]] == number
    assert set(lexicon().months.values()) == set(range(1, 13))


def test_of_alternatives_the_longest_matches_first() -> None:
    assert any_of(("Sep", "c.", "September")) == r"September|Sep|c\."


def test_reading_an_original_needs_no_lexicon() -> None:
    program = "import sys; import kztui.importing.original; print('kztui.importing.lexicon' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
