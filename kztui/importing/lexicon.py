"""The words and patterns by which names, dates and events are found in prose: `data/lexicon.toml`, read once needed."""

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
    initials: re.Pattern[str]
    adjective: re.Pattern[str]
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
    compass_words: Words
    population_nouns: Words
    body_nouns: Words
    not_nouns: Words
    function_words: Words
    approximations: tuple[str, ...]
    byline_words: tuple[str, ...]
    author_conjunctions: tuple[str, ...]
    publication_words: tuple[str, ...]
    actor_kinds: dict[str, Words]
    months: dict[str, int]
    patterns: Patterns

    def actor_kind(self, name: str) -> str:
        """The kind of actor that one of the words of `name` shows; empty when none does."""
        kinds = (kind for word in name.lower().split() for kind, words in self.actor_kinds.items() if word in words)
        return next(kinds, "")


@cache
def lexicon() -> Lexicon:
    """The lexicon, read at the first call."""

    data = tomli.loads((Path(__file__).parent / "data" / "lexicon.toml").read_text(encoding="utf-8"))
    return convert(data, Lexicon, dec_hook=lambda _, pattern: re.compile(pattern))


def any_of(words: tuple[str, ...]) -> str:
    """A regular expression for one of `words`, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def function_words(language: str) -> Words:
    """Words in lower case that are no names though sentences begin with them; none for a language without a list."""
    if language == "en":
        return lexicon().sentence_openers
    table = dict(rows("importing/data/function_words.tsv"))
    return frozenset(table.get(language, "").split())
