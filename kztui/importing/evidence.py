"""What stands around names in a text, and what it shows: a place, somebody who acts, a title, an ordinary word."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from kztui.importing.figures import claim_words
from kztui.importing.gazetteer import known_name
from kztui.importing.lexicon import lexicon
from kztui.importing.name_rules import NameRules
from kztui.importing.names import NameMention

_LAST_WORD = re.compile(r"([^\W\d_]+)[ ,:]*$")
_FIRST_WORDS = re.compile(r",? ?([^\W\d_]+)(?: ([^\W\d_]+))?")
MAX_VERB = 24
"""A verb of saying has fewer characters, with what stands beside it."""
WINDOW = 60
"""How many characters before and after a name are looked at."""
_LOWER_WORD = re.compile(r"[^\W\d_]+")


class Surroundings(NamedTuple):
    """What stands around one mention of a name."""

    placed: bool
    """It stands where the name of a place does."""
    near: bool
    """It stands where the name of a place does, or that of a body: at, from."""
    acts: bool
    """It has or does something."""
    speaking: bool
    """It stands beside a verb of saying."""
    attributive: bool
    """It stands before a noun."""
    translated: bool
    """It is a translation in brackets, and no name."""


class Evidence:
    """What all mentions of a name show."""

    def __init__(self) -> None:
        self.mentions = self.placed = self.near = self.acting = self.speaking = self.attributive = 0

    def add(self, around: Surroundings, placed: bool, possessive: bool) -> None:
        """One mention more."""
        self.mentions += 1
        self.placed += placed
        self.near += around.near and not placed
        self.acting += around.acts and not placed
        self.speaking += around.speaking and not placed
        self.attributive += around.attributive and not (possessive or placed or around.near or around.acts)

    def include(self, other: "Evidence") -> None:
        """All mentions of another name that turned out to be the same."""
        for name in ("mentions", "placed", "near", "acting", "speaking", "attributive"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def is_idea(self, name: str) -> bool:
        """Whether the last word of an English name is an idea: Wahhabism."""
        return bool(lexicon().patterns.idea.search(name))

    def is_placed(self) -> bool:
        """Whether it rather is a place: it stands so in a quarter of its mentions, or beside at and from in half."""
        placed = self.placed * 4 >= self.mentions if self.placed else self.near * 2 >= self.mentions
        return placed and not self.speaking and self.placed + self.near >= self.acting

    def only_speaks(self, *, shortened: bool) -> bool:
        """Whether it is a speaker, and stands nowhere as a place does: Tilda Marsh, and not Reed Bay.

        It speaks in most of its mentions, or is `shortened` to its last word, as a person is.
        """
        return 2 * self.speaking > self.mentions * (not shortened) and not self.placed and not self.near

    def is_actor(self, name: str, aliases: Mapping[str, None]) -> bool:
        """Whether it may be an actor: not what only ever stands before a noun, nor an abbreviation of something."""
        if " " in name or aliases or self.speaking or self.acting:
            return True
        return self.mentions > 1 if name.isupper() else self.attributive < self.mentions

    def actor_kind(self, name: str, aliases: Mapping[str, None]) -> str:
        """The kind of an actor whose name does not show it."""
        if lexicon().patterns.website.match(name):
            return "outlet"
        if any(len(alias) < len(name) and sum(map(str.isupper, alias)) > 1 and " " not in alias for alias in aliases):
            return "group"
        words = name.split()
        if len(words) == 1:
            return "person" if self.speaking and not name.isupper() else "group"
        return "person" if len(words) <= 4 and "of" not in words else "group"


def surroundings(text: str, name: NameMention, rules: NameRules) -> Surroundings:
    """What stands around a mention."""
    before = text[max(0, name.start - WINDOW) : name.start].rstrip(" \"'“‘«„")
    after = text[name.end : name.end + WINDOW]
    speaking = _is_said(before, after, rules.language)
    if rules.language != "en":
        last = _LOWER_WORD.findall(before[-WINDOW // 2 :])[-1:]
        placed = bool(last) and last[0].lower() in rules.before_place and before.endswith(last[0])
        return Surroundings(placed, near=False, acts=speaking, speaking=speaking, attributive=False, translated=False)
    patterns = lexicon().patterns
    abbreviated = name.text.isupper() and len(name.text) > 1 and known_name(name.text, "en") is None
    followed = patterns.after_place.match(after)
    within = followed is not None and followed[0].lstrip(", ").startswith(("in ", "near "))
    placed = not abbreviated and bool(patterns.before_place.search(before) or (followed and not within))
    near = not abbreviated and (within or bool(patterns.near_place.search(before)))
    translated = bool(patterns.translation.search(text[max(0, name.start - 3) : name.start]))
    following = patterns.next_word.match(after)
    attributive = following is not None and following[1] not in rules.function_words
    acts = bool(patterns.acts.match(after))
    return Surroundings(placed, near, acts, speaking, attributive, translated)


def _is_said(before: str, after: str, language: str) -> bool:
    """Whether a verb of saying stands right before or after a name, or an auxiliary verb or adverb from it."""
    words = claim_words(language).say_words
    preceding = _LAST_WORD.search(before[-MAX_VERB:])
    following = _FIRST_WORDS.match(after)
    speaking = preceding is not None and preceding[1].lower() in words
    return speaking or (following is not None and any(word and word.lower() in words for word in following.groups()))


def is_place_list(text: str, end: int, start: int) -> bool:
    """Whether what stands between two names makes them items of one list of places."""
    return start - end < WINDOW and bool(lexicon().patterns.place_list.match(text[end:start]))
