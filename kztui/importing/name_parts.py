"""The names within runs of capitalized words: titles, adjectives, places before them and ordinary words are no part."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kztui.article.date_words import vocabulary
from kztui.importing.evidence import WINDOW
from kztui.importing.figures import claim_words
from kztui.importing.gazetteer import base_form, known_adjectives, known_name, name_key
from kztui.importing.lexicon import lexicon
from kztui.importing.name_rules import ACTOR_KINDS, CAPITAL_NOUNS, INFLECTED, NameRules
from kztui.importing.names import NameMention

_COMPOUND = re.compile(r"-(?:based|owned|led|backed|born|controlled|run|funded|linked|listed)$")
_LOWER_WORD = re.compile(r"[^\W\d_]+")
_LONG_SHOUT = 6
"""A word in capitals with more letters is a heading rather than an abbreviation."""


class Part(NamedTuple):
    """A name within a run of capitalized words, from `offset` on; the title before it is no part of it."""

    text: str
    kind: str = ""
    roles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    offset: int = 0


class NameReader:
    """Tells what names the capitalized words of one text are, by the rules of its language and what else is in it."""

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

    def parts(self, name: NameMention) -> Iterator[Part]:
        """The names in a run of capitalized words; none where it is an ordinary word or an adjective."""
        words = self._without_ordinary(list(name.words)) if name.starts_sentence else list(name.words)
        before, roles, words = self._taken_apart(words)
        for leading in before:
            if leading and self._is_name(leading, name, titled=False):
                yield Part(" ".join(leading))
        text = " ".join(words)
        if not words or not self._is_name(words, name, titled=bool(roles)):
            return
        aliases = [name.abbreviation, " ".join((*roles, text)) if roles else ""]
        offset = len(name.text) - len(text) if name.text.endswith(text) else 0
        kind = "person" if roles and not self._rules.head_kind(words[-1]) else ""
        yield Part(text, kind, (" ".join(roles),) if roles else (), tuple(filter(None, aliases)), offset)

    def _taken_apart(self, words: list[str]) -> tuple[list[list[str]], list[str], list[str]]:
        """The names before a title, the title, and the name after it: French | Foreign Minister | Petra Lind."""
        if self._is_known(words):
            return [], [], words
        before, words = self._without_cases(words)
        if len(words) > 1 and (compound := _COMPOUND.search(words[0])):  # Oslo-based
            before, words = [[words[0][: compound.start()]]], words[1:]
        first, last = self._title(words)
        rest = words[last:]
        if not rest:
            known = first < last and self._is_known(words[:first])
            return ([words[:first]], [], []) if known else (before, [], words)
        if rest[0].islower() and rest[0] in self._rules.connectors and last > first:
            return self._after_connector(words, first, last, before)
        if self._rules.head_kind(rest[-1]) and rest[-1][0].isupper():
            return before, [], words
        before = before or [words[:first]]
        if last > first and len(rest) > 1 and self._is_known(rest[:1]) and not self._english:  # президент России …
            before, rest = [*before, rest[:1]], rest[1:]
        return before, words[first:last], rest

    def _without_cases(self, words: list[str]) -> tuple[list[list[str]], list[str]]:
        """Places in a case of their own that only stand next to a name, first or last, and the words of the name."""
        language = self._rules.language
        if language not in INFLECTED or len(words) < 2 or any(map(self._rules.head_kind, words)):
            return [], words
        found = []
        for at in (0, -1):
            place = words[at]
            in_a_case = len(words) > 1 and self._is_known([place]) and base_form(place, language) != place
            if in_a_case and not self._rules.is_title(words[0]):
                found.append([place])
                words = words[1:] if at == 0 else words[:-1]
        return found, words

    def _after_connector(
        self, words: list[str], first: int, last: int, before: list[list[str]]
    ) -> tuple[list[list[str]], list[str], list[str]]:
        """The same where “of” follows the title: Head of the Agency is a title, and the Agency a name."""
        rest = words[last + 1 :]
        if rest[0] == "State" and len(rest) > 2:
            return before or [words[:first]], [*words[first:last], "of State"], rest[1:]
        if first or rest == ["State"]:
            return before, [], words
        while rest and rest[0].islower():
            rest = rest[1:]
        body = next((at for at, word in enumerate(rest) if at and self._rules.head_kind(word)), len(rest)) + 1
        person = rest[body:]
        if len(person) > 1 and not any(map(self._rules.head_kind, person)):  # Head of the Agency Petra Lind
            return [*before, rest[:body]], [], person
        return before, [], rest

    def _is_known(self, words: list[str]) -> bool:
        return known_name(" ".join(words), self._rules.language) is not None

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
        if not self._english:
            begun = len(words) > 1 and not self._is_known(words) and not self._rules.is_title(words[0])
            return words[1:] if begun and self._is_known(words[1:]) else words
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
        if not self._english and self._rules.head_kind(word) in ACTOR_KINDS:
            return True
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
        capitals = [word for word in words if word[0].isupper()]
        if any(word.lower() in ordinary or self._rules.is_title(word) for word in capitals):
            return False
        if len(capitals) < len(words) and "von der" not in " ".join(words):  # Institut für …, not Zahl der …
            return bool(self._rules.head_kind(words[0]))
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
