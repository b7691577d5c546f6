"""What names are made of in a language: titles before them, words within them, and words that show what they name."""

import re
from functools import cache
from typing import NamedTuple

from kztui.article.data_tables import rows
from kztui.article.lazy_regex import alternation
from kztui.importing.lexicon import function_words, lexicon

ACTOR_KINDS = ("agency", "organisation", "group", "outlet")
CAPITAL_NOUNS = frozenset({"de", "lb"})
"""Languages that write all nouns with a capital letter, which then shows no name."""
INFLECTED = frozenset({"ru", "uk", "kk", "pl", "tr"})
SHORT = 4
"""A beginning with no more letters may have two more letters after it."""
MAX_ENDING = 5
"""How many letters may follow the beginning of a word that a table gives."""


class NameRules(NamedTuple):
    """The rules of one language; `heads` has the words, or their beginnings, that show what a name is."""

    language: str
    connectors: frozenset[str]
    titles: frozenset[str]
    function_words: frozenset[str]
    before_place: frozenset[str]
    heads: dict[str, str]

    def head_kind(self, word: str) -> str:
        """What a word in a name shows it to be; empty for most."""
        lower = word.lower()
        if self.language not in INFLECTED:
            return self.heads.get(lower, "") or self.heads.get(lower.removesuffix("s"), "")
        for end in range(len(lower), max(2, len(lower) - MAX_ENDING) - 1, -1):
            if (kind := self.heads.get(lower[:end])) and (end > SHORT or len(lower) - end <= 2):
                return kind
        return ""

    def leading_kind(self, word: str) -> str:
        """What the first word of an English name shows it to be, such as Lake or Operation."""
        lower = word.lower().rstrip(".")
        if lower in lexicon().leading_place_nouns:
            return "place"
        return "law" if lower in lexicon().leading_event_nouns else ""

    def is_title(self, word: str) -> bool:
        """Whether a word is a title or an office, in any of its cases."""
        lower = word.lower().rstrip(".")
        if lower in self.titles:
            return True
        return self.language in INFLECTED | CAPITAL_NOUNS and any(
            lower[:end] in self.titles for end in range(len(lower) - 1, max(4, len(lower) - 3) - 1, -1)
        )


@cache
def name_rules(language: str) -> NameRules:
    """The rules of a language by its primary tag; a language without a table has no more than its function words."""
    if language == "en":
        return _english()
    groups: dict[str, list[str]] = {}
    for of_language, group, words in rows("importing/data/name_rules.tsv"):
        if of_language == language:
            groups[group] = words.split()
    heads = {word: kind for kind in (*ACTOR_KINDS, "place", "law") for word in groups.get(kind, ())}
    return NameRules(
        language,
        frozenset(groups.get("connectors", ())),
        frozenset(groups.get("titles", ())),
        function_words(language),
        frozenset(groups.get("before_place", ())),
        heads,
    )


def _english() -> NameRules:
    words = lexicon()
    heads = {word: kind for kind, listed in words.actor_kinds.items() for word in listed}
    heads |= dict.fromkeys(words.place_nouns, "place") | dict.fromkeys(words.law_nouns | words.event_nouns, "law")
    titles = frozenset(title.lower().rstrip(".") for title in words.titles)
    connectors = words.connectors.union(words.particles)
    return NameRules("en", connectors, titles, words.sentence_openers, frozenset(), heads)


@cache
def particle_prefix() -> re.Pattern[str]:
    """A particle joined to a capitalized word: al-Nusra."""
    return re.compile(rf"(?:{alternation(lexicon().particles)})[-’'][A-Z]")
