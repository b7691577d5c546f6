"""The words and patterns by which names are found in English prose: `data/lexicon.toml`, read once needed."""

import re
from functools import cache
from pathlib import Path

import tomli
from msgspec import Struct, convert

from kztui.article.data_tables import rows

Words = frozenset[str]


class Patterns(Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns that are searched for in a name, or before or after it; the data file says what each shows."""

    idea: re.Pattern[str]
    website: re.Pattern[str]
    people: re.Pattern[str]
    next_word: re.Pattern[str]
    before_place: re.Pattern[str]
    near_place: re.Pattern[str]
    after_place: re.Pattern[str]
    place_list: re.Pattern[str]
    acts: re.Pattern[str]
    translation: re.Pattern[str]


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of `data/lexicon.toml`, under the same names; the data file says what each shows."""

    sentence_openers: Words
    titles: Words
    particles: tuple[str, ...]
    connectors: Words
    nouns_before_on: Words
    weekdays: Words
    law_nouns: Words
    event_nouns: Words
    place_nouns: Words
    before_names: Words
    not_names: Words
    parts_of_titles: Words
    leading_place_nouns: Words
    leading_event_nouns: Words
    body_nouns: Words
    actor_kinds: dict[str, Words]
    patterns: Patterns


@cache
def lexicon() -> Lexicon:
    """The lexicon, read at the first call."""

    data = tomli.loads((Path(__file__).parent / "data" / "lexicon.toml").read_text(encoding="utf-8"))
    return convert(data, Lexicon, dec_hook=lambda _, pattern: re.compile(pattern))


@cache
def function_words(language: str) -> Words:
    """Words in lower case that are no names though sentences begin with them; none for a language without a list."""
    if language == "en":
        return lexicon().sentence_openers
    return frozenset(_other_languages().get(language, "").split())


@cache
def _other_languages() -> dict[str, str]:
    return dict(rows("importing/data/function_words.tsv"))
