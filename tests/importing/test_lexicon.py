"""The lexicon: complete, unambiguous, and read only when a draft is made."""

import subprocess
import sys

import pytest

from kztui.article.data_tables import rows
from kztui.article.date_words import LANGUAGES, ROLES
from kztui.importing.lexicon import lexicon
from kztui.importing.name_rules import name_rules


def test_no_word_shows_two_kinds_of_name() -> None:
    words = lexicon()
    shown = [word for kind in words.actor_kinds.values() for word in kind]
    shown += [*words.place_nouns, *words.law_nouns, *words.event_nouns]
    assert len(shown) == len(set(shown))
    assert name_rules("en").head_kind("Authority") == "agency"
    assert name_rules("en").head_kind("Weiss") == ""


def test_words_are_written_as_they_are_compared() -> None:
    words = lexicon()
    lower = (words.sentence_openers, words.law_nouns, words.event_nouns, words.place_nouns, words.body_nouns)
    assert all(word == word.lower() for group in (*lower, *words.actor_kinds.values()) for word in group)
    assert all(word[0].isupper() for group in (words.titles, words.weekdays, words.parts_of_titles) for word in group)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_and_weekday_is_known_in_every_language(language: str) -> None:
    found = {role: {int(value) for value in values} for role, values in values_of(language).items()}
    assert found["month_name"] == set(range(1, 13))
    assert found["weekday"] == set(range(7))
    assert found["season"] == {21, 22, 23, 24}


def values_of(language: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for of_language, role, value, _words in rows("article/data/date_words.tsv"):
        assert role in ROLES
        if of_language == language and role in {"month_name", "weekday", "season"}:
            found.setdefault(role, []).append(value)
    return found


def test_no_name_in_the_gazetteer_is_in_two_rows() -> None:
    names = [
        name
        for _kind, first, others, _adjectives in rows("importing/data/gazetteer.tsv")
        for name in (first, *filter(None, others.split(";")))
    ]
    assert len(names) == len(set(names))


def test_reading_an_original_needs_no_lexicon() -> None:
    program = "import sys; import kztui.importing.original; print('kztui.importing.lexicon' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
