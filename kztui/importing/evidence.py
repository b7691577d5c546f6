"""What stands around names in a text, and what it shows: a place, somebody who acts, a title, an ordinary word."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kztui.article.date_words import vocabulary
from kztui.importing.figures import claim_words
from kztui.importing.gazetteer import known_adjectives, known_name, name_key
from kztui.importing.lexicon import lexicon
from kztui.importing.name_rules import CAPITAL_NOUNS, NameRules
from kztui.importing.names import NameMention

_COMPOUND = re.compile(r"-(?:based|owned|led|backed|born|controlled|run|funded|linked|listed)$")
_LAST_WORD = re.compile(r"([^\W\d_]+)[ ,:]*$")
_FIRST_WORDS = re.compile(r",? ?([^\W\d_]+)(?: ([^\W\d_]+))?")
MAX_VERB = 24
"""A verb of saying has fewer characters, with what stands beside it."""
WINDOW = 60
"""How many characters before and after a name are looked at."""
_LOWER_WORD = re.compile(r"[^\W\d_]+")
_LONG_SHOUT = 6
"""A word in capitals with more letters is a heading rather than an abbreviation."""


class Surroundings(NamedTuple):
    """What stands around one mention of a name."""

    placed: bool
    """It stands where the name of a place does."""
    near: bool
    """It stands where the name of a place does, or that of a body: at, from."""
    acts: bool
    """It has or does something."""
    said: bool
    """It stands beside a verb of saying."""
    attributive: bool
    """It stands before a noun."""
    translated: bool
    """It is a translation in brackets, and no name."""


class Part(NamedTuple):
    """A name within a run of capitalized words, from `offset` on; the title before it is no part of it."""

    text: str
    kind: str = ""
    roles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    offset: int = 0


class Evidence:
    """What all mentions of a name show."""

    def __init__(self) -> None:
        self.mentions = self.placed = self.near = self.acting = self.said = self.attributive = 0

    def add(self, around: Surroundings, placed: bool, possessive: bool) -> None:
        """One mention more."""
        self.mentions += 1
        self.placed += placed
        self.near += around.near and not placed
        self.acting += around.acts and not placed
        self.said += around.said and not placed
        self.attributive += around.attributive and not (possessive or placed or around.near or around.acts)

    def include(self, other: "Evidence") -> None:
        """All mentions of another name that turned out to be the same."""
        for name in ("mentions", "placed", "near", "acting", "said", "attributive"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def is_idea(self, name: str) -> bool:
        """Whether the last word of an English name is an idea: Wahhabism."""
        return bool(lexicon().patterns.idea.search(name))

    def is_placed(self) -> bool:
        """Whether it rather is a place: it stands so in a quarter of its mentions, or beside at and from in half."""
        placed = self.placed * 4 >= self.mentions if self.placed else self.near * 2 >= self.mentions
        return placed and not self.said and self.placed + self.near >= self.acting

    def is_actor(self, name: str, aliases: Mapping[str, None]) -> bool:
        """Whether it may be an actor: not what only ever stands before a noun, nor an abbreviation of something."""
        if " " in name or aliases or self.said or self.acting:
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
            return "person" if self.said and not name.isupper() else "group"
        return "person" if len(words) <= 4 and "of" not in words else "group"


class Judge:
    """Tells what the names of one text are, by what is around them and elsewhere in it."""

    def __init__(self, paragraphs: Sequence[str], mentions: Sequence[Sequence[NameMention]], rules: NameRules) -> None:
        self._rules = rules
        self._english = rules.language == "en"
        self._ordinary = {word for text in paragraphs for word in _LOWER_WORD.findall(text) if word.islower()}
        sure = [name for found in mentions for name in found if not name.starts_sentence or len(name.words) > 1]
        self._certain = {self._key(text) for name in sure for text in (name.text, name.words[-1])}
        self._last_words = {name.words[-1] for name in sure if len(name.words) > 1}
        self._forms: dict[str, int] = {}
        for found in mentions:
            for name in found:
                self._forms[name.text] = self._forms.get(name.text, 0) + 1

    def _key(self, text: str) -> str:
        return name_key(text, self._rules.language)

    def surroundings(self, text: str, name: NameMention) -> Surroundings:
        """What stands around a mention."""
        before = text[max(0, name.start - WINDOW) : name.start].rstrip(" \"'“‘«„")
        after = text[name.end : name.end + WINDOW]
        said = self._is_said(before, after)
        if not self._english:
            last = _LOWER_WORD.findall(before[-WINDOW // 2 :])[-1:]
            placed = bool(last) and last[0].lower() in self._rules.before_place and before.endswith(last[0])
            return Surroundings(placed, near=False, acts=said, said=said, attributive=False, translated=False)
        patterns = lexicon().patterns
        abbreviated = name.text.isupper() and len(name.text) > 1 and known_name(name.text, "en") is None
        placed = not abbreviated and bool(patterns.before_place.search(before) or patterns.after_place.match(after))
        near = not abbreviated and bool(patterns.near_place.search(before))
        translated = bool(patterns.translation.search(text[max(0, name.start - 3) : name.start]))
        acts, attributive = bool(patterns.acts.match(after)), bool(patterns.next_word.match(after))
        return Surroundings(placed, near, acts, said, attributive, translated)

    def _is_said(self, before: str, after: str) -> bool:
        """Whether a verb of saying stands right before or after a name, or an auxiliary verb or adverb from it."""
        words = claim_words(self._rules.language).say_words
        preceding = _LAST_WORD.search(before[-MAX_VERB:])
        following = _FIRST_WORDS.match(after)
        said = preceding is not None and preceding[1].lower() in words
        return said or (following is not None and any(word and word.lower() in words for word in following.groups()))

    def is_place_list(self, text: str, end: int, start: int) -> bool:
        """Whether what stands between two names makes them items of one list of places."""
        return self._english and start - end < WINDOW and bool(lexicon().patterns.place_list.match(text[end:start]))

    def parts(self, name: NameMention) -> Iterator[Part]:
        """The names in a run of capitalized words; none where it is an ordinary word or an adjective."""
        words = self._without_ordinary(list(name.words)) if name.starts_sentence else list(name.words)
        leading, roles, words = self._taken_apart(words)
        if leading and self._is_name(leading, name, titled=False):
            yield Part(" ".join(leading))
        text = " ".join(words)
        if not words or not self._is_name(words, name, titled=bool(roles)):
            return
        aliases = [name.abbreviation, " ".join((*roles, text)) if roles else ""]
        offset = len(name.text) - len(text) if name.text.endswith(text) else 0
        kind = "person" if roles and not self._rules.head_kind(words[-1]) else ""
        yield Part(text, kind, (" ".join(roles),) if roles else (), tuple(filter(None, aliases)), offset)

    def _taken_apart(self, words: list[str]) -> tuple[list[str], list[str], list[str]]:
        """The words before a title, the title, and the name after it: French | Foreign Minister | Petra Lind."""
        if known_name(" ".join(words), self._rules.language):
            return [], [], words
        leading: list[str] = []
        if len(words) > 1 and (compound := _COMPOUND.search(words[0])):  # Oslo-based
            leading, words = [words[0][: compound.start()]], words[1:]
        first, last = self._title(words)
        rest = words[last:]
        if rest and rest[0].islower() and self._english and rest[0] in self._rules.connectors:
            rest = rest[1:]
            if rest[0] == "State" and len(rest) > 2:
                return leading or words[:first], [*words[first:last], "of State"], rest[1:]
            if first or rest == ["State"]:
                return leading, [], words
            return leading, [], rest[rest[0] == "the" :]  # Head of the Agency: a title, and the Agency
        if not rest or (self._rules.head_kind(rest[-1]) and rest[-1][0].isupper()):
            return leading, [], words
        return leading or words[:first], words[first:last], rest

    def _title(self, words: list[str]) -> tuple[int, int]:
        """Where in a run of words the first title begins and ends; at its end where it has none."""
        for first, word in enumerate(words[:4]):
            if not self._rules.is_title(word) or (first and words[first - 1] in self._rules.connectors):
                continue
            last = next((at for at in range(first, len(words)) if not self._rules.is_title(words[at])), len(words))
            whole = last < len(words) and words[last] == "of"
            if not self._english or whole or any(one not in lexicon().parts_of_titles for one in words[first:last]):
                return first, last
        return len(words), len(words)

    def _without_ordinary(self, words: list[str]) -> list[str]:
        """The words without those that only begin the sentence."""
        while len(words) > 1 and (
            words[0].lower() in lexicon().before_names
            or (words[0].lower() in self._ordinary and self._key(" ".join(words[1:])) in self._certain)
        ):
            if known_name(" ".join(words), self._rules.language) or self._rules.is_title(words[0]):
                break
            words = words[1:]
        return words

    def _is_name(self, words: list[str], name: NameMention, titled: bool) -> bool:
        """Whether words are a name, and not an adjective, the name of a people, a title or the first of a sentence."""
        text = " ".join(words)
        if known_name(text, self._rules.language):
            return len(words) > 1 or not name.starts_sentence or words[0].lower() not in self._ordinary
        shouted = text.isupper() and len(text) > _LONG_SHOUT and not titled
        if shouted or {text, text.removesuffix("s")} & known_adjectives() or text in lexicon().not_names:
            return False
        if self._rules.language in CAPITAL_NOUNS and not titled and not self._is_german_name(words):
            return False
        if len(words) == 1:
            return self._is_single_name(words[0], name, titled)
        ordinary = self._english and not titled and all(word.lower() in self._ordinary for word in words)
        if ordinary and not self._rules.head_kind(words[-1]):
            return False
        return not all(self._rules.is_title(word) or word in known_adjectives() for word in words)

    def _is_single_name(self, word: str, name: NameMention, titled: bool) -> bool:
        """Whether one word is a name where it stands."""
        lower = word.lower()
        if lower in self._rules.function_words or self._rules.is_title(word) or len(word) < 2:
            return False
        if not titled and self._is_ordinary(word, lower):
            return False
        if name.starts_sentence and len(name.words) == 1:
            return self._key(word) in self._certain or not word[1:].islower()
        return True

    def _is_ordinary(self, word: str, lower: str) -> bool:
        """Whether a capitalized word is no name all the same: a month, a people, one in lower case elsewhere."""
        if not self._english:
            calendar = vocabulary(self._rules.language).meaning(lower)
            return calendar is not None and calendar[0] in "mw"
        if lower in self._ordinary and word not in self._last_words:
            return True
        return bool(lexicon().patterns.people.search(word)) or lower in lexicon().event_nouns

    def _is_german_name(self, words: list[str]) -> bool:
        """Whether words in a language that capitalizes all nouns are a name: several, or an abbreviation."""
        plain = claim_words(self._rules.language)
        ordinary = plain.counted | plain.time | plain.scales.keys() | self._rules.function_words
        if any(word.lower() in ordinary or self._rules.is_title(word) for word in words):
            return False
        return len(words) > 1 or (words[0].isupper() and len(words[0]) > 1)

    def groups(self, text: str, name: NameMention) -> Iterator[tuple[str, int]]:
        """The groups that a name and the words after it make, with the length of those words: the party’s leaders."""
        if not self._english:
            return
        following = re.match(r" ([a-z-]+)(?: ([a-z-]+))?", text[name.end : name.end + WINDOW])
        owned = "’s" if name.possessive else ""
        if following and following[1] in lexicon().body_nouns:
            yield f"{name.text}{owned} {following[1]}", following.end(1)
        elif following and owned and following[2] in lexicon().body_nouns:
            yield f"{name.text}{owned}{following[0]}", following.end()

    def is_more_basic(self, form: str, other: str) -> bool:
        """Whether a form of a name is rather the one of dictionaries: it ends in a consonant, or stands oftener."""

        def rank(text: str) -> tuple[int, int, int]:
            last = text[-1].lower()
            ending = 0 if last not in "аяуюеиыоіїєaeiouyęą" else 1 if last in "аяa" else 2
            return (ending, -self._forms.get(text, 0), len(text))

        return rank(form) < rank(other)
