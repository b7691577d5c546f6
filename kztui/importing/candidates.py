"""From the names in paragraphs to candidates for actors, places and terms, with their aliases and paragraphs."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from kztui.importing.lexicon import lexicon
from kztui.importing.names import NameMention, find_names

CandidateKind = Literal["actor", "place", "term"]
CANDIDATE_KINDS: tuple[CandidateKind, ...] = ("actor", "place", "term")


class Candidate:
    """A person, group, place or idea that the text may name."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.aliases: dict[str, None] = {}
        self.paragraphs: set[int] = set()
        self.kind = ""
        """The kind of actor, where the words around the name show it."""
        self.in_places = 0
        """How often it stands where the name of a place does."""
        self.acting = 0
        """How often it has or does something."""
        self.attributive = 0
        """How often it stands before a noun, as the name of a place may."""

    def kinds(self) -> tuple[CandidateKind, ...]:
        """The kinds of item that it may be; a country is a place and an actor."""
        words = self.name.lower().split()
        if lexicon().patterns.idea.search(words[-1]) or lexicon().law_nouns & set(words):
            return ("term",)
        if self.kind or self.aliases or lexicon().actor_kind(self.name):
            return ("actor",)
        if self.in_places:
            return ("place", "actor") if self.acting else ("place",)
        plain = self.name.isalpha() and not self.name.isupper() and not self.acting
        return ("place",) if self.attributive and plain else ("actor",)

    def actor_kind(self) -> str:
        """The kind that it most likely has as an actor."""
        words = self.name.split()
        if kind := self.kind or lexicon().actor_kind(self.name):
            return kind
        if lexicon().patterns.website.match(self.name):
            return "outlet"
        if "place" in self.kinds() or lexicon().patterns.initials.fullmatch(self.name):
            return "state"
        if any(len(alias) < len(self.name) and sum(map(str.isupper, alias)) > 1 for alias in self.aliases):
            return "group"
        return "person" if 2 <= len(words) <= 4 and "of" not in words else "group"


class Mention(NamedTuple):
    """Where in a paragraph a candidate is named: `paragraph[start:end]`."""

    start: int
    end: int
    candidate: Candidate


class Candidates:
    """All candidates of a text, each once, in order of first mention."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self._by_key: dict[str, Candidate] = {}
        self._mentions: dict[int, list[tuple[int, int, str]]] = {}
        mentions = [list(find_names(paragraph)) for paragraph in paragraphs]
        sure = [name for found in mentions for name in found if not name.starts_sentence or len(name.words) > 1]
        self._certain = {_key(text) for name in sure for text in (name.text, name.words[-1])}
        for number, (paragraph, found) in enumerate(zip(paragraphs, mentions, strict=True), 1):
            self._read(number, paragraph, found)
        self._join_surnames()

    def __iter__(self) -> Iterator[Candidate]:
        return iter(dict.fromkeys(self._by_key.values()))

    def of_kind(self, kind: CandidateKind) -> list[Candidate]:
        """The candidates that may be of one kind."""
        return [candidate for candidate in self if kind in candidate.kinds()]

    def named(self, text: str) -> Candidate | None:
        """The candidate that a name in the text stands for, if any."""
        return self._by_key.get(_key(text))

    def mentions_in(self, number: int) -> list[Mention]:
        """Where the paragraph of that number names candidates, in order."""
        return [Mention(start, end, self._by_key[key]) for start, end, key in self._mentions.get(number, ())]

    def _read(self, number: int, paragraph: str, found: list[NameMention]) -> None:
        patterns = lexicon().patterns
        end, in_list = 0, False
        for name in found:
            after = paragraph[name.end :]
            listed = in_list and bool(patterns.place_list.match(paragraph[end : name.start]))
            before = paragraph[: name.start].rstrip(" \"'“‘")
            placed = listed or bool(patterns.before_place.search(before) or patterns.after_place.match(after))
            end, in_list = name.end, placed
            if patterns.translation.search(paragraph[: name.start]):
                continue
            candidate = self._candidate(name, after, placed)
            if candidate is not None:
                candidate.paragraphs.add(number)
                self._mentions.setdefault(number, []).append((name.start, name.end, _key(candidate.name)))
                candidate.in_places += placed
                candidate.acting += name.possessive or bool(patterns.acts.match(after))
                candidate.attributive += not name.possessive and bool(patterns.next_word.match(after))
                if body := _body_after(name, after):
                    self._get(f"{name.text}{body}", "group").paragraphs.add(number)

    def _candidate(self, name: NameMention, after: str, placed: bool) -> Candidate | None:
        """The candidate that a mention stands for; None when it is an ordinary word or an adjective."""
        words, titles, patterns = list(name.words), lexicon().titles, lexicon().patterns
        if len(words) == 1 and name.starts_sentence and not self._is_certain(words[0]):
            return None
        titled = len(words) > 1 and words[0] in titles
        while titled and len(words) > 1 and (words[0] in titles or words[0].islower()):
            words.pop(0)
        if titled and len(words) == 1 and lexicon().actor_kind(words[0]):
            words, titled = list(name.words), False
        ordinary = words[0] in titles or words[0].lower() in lexicon().sentence_openers or words[0].endswith("ize")
        if len(words) == 1 and ordinary:
            return None
        text = " ".join(words)
        single = len(words) == 1 or (len(words) == 2 and words[0] in lexicon().compass_words)
        following = patterns.next_word.match(after)
        adjective = single and patterns.adjective.search(text)
        if adjective and following and not (name.possessive or placed or patterns.acts.match(after)):
            return self._described(text, following[1])
        return self._named(name, text, "person" if titled and "of" not in name.words else "")

    def _named(self, name: NameMention, text: str, kind: str) -> Candidate:
        """The candidate called `text`, with the abbreviation and title of this mention as aliases."""
        found = self._get(text, "population" if lexicon().patterns.people.search(text) else kind)
        for other in (name.abbreviation, name.text if kind else ""):
            if other and other != text:
                found.aliases.setdefault(other)
                self._by_key.setdefault(_key(other), found)
        return found

    def _described(self, adjective: str, noun: str) -> Candidate | None:
        """The population or group that an adjective and the word after it name; most often none."""
        if noun in lexicon().function_words:
            return self._get(adjective, "population")
        if not noun.endswith("s") or noun in lexicon().not_nouns or noun.endswith("ss"):
            return None
        return self._get(f"{adjective} {noun}", "population" if noun in lexicon().population_nouns else "group")

    def _is_certain(self, word: str) -> bool:
        """Whether a word at the beginning of a sentence is a name: it is one elsewhere, or has more capital letters."""
        return _key(word) in self._certain or not word[1:].islower()

    def _get(self, text: str, kind: str) -> Candidate:
        found = self._by_key.setdefault(_key(text), Candidate(text))
        if text.casefold() != found.name.casefold():
            found.aliases.setdefault(text)
        found.kind = found.kind or kind
        return found

    def _join_surnames(self) -> None:
        """Merge a surname alone into the one longer name that ends with it."""
        everyone = list(self)
        for short in everyone:
            if " " in short.name or short.in_places or short.kind == "population":
                continue
            longer = [one for one in everyone if one.name.endswith(f" {short.name}") and not one.in_places]
            if len(longer) == 1:
                longer[0].aliases.update(dict.fromkeys((short.name, *short.aliases)))
                longer[0].paragraphs |= short.paragraphs
                longer[0].kind = longer[0].kind or short.kind
                self._by_key.update({key: longer[0] for key, one in self._by_key.items() if one is short})


def _body_after(name: NameMention, after: str) -> str:
    """The words after a name that make it a group of its own: “’s intelligence services”, “ missionaries”."""
    following = re.match(r" ([a-z-]+)(?: ([a-z-]+))?", after)
    owned = "’s" if name.possessive else ""
    if following and following[1] in lexicon().body_nouns:
        return f"{owned} {following[1]}"
    return f"{owned}{following[0]}" if following and owned and following[2] in lexicon().body_nouns else ""


def _key(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum() or char == " ").removeprefix("the ")
