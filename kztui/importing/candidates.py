"""From named entities in paragraphs to candidates for actors, places and terms, with their aliases and paragraphs."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from kztui.importing.evidence import Evidence, is_place_list, surroundings
from kztui.importing.gazetteer import KnownName, base_form, is_inflected, known_name, name_key, names_without_blanks
from kztui.importing.joining import join_short_names
from kztui.importing.name_parts import NameReader
from kztui.importing.name_rules import NameRules, name_rules
from kztui.importing.names import NameMention, find_names

CandidateKind = Literal["actor", "place", "term"]
CANDIDATE_KINDS: tuple[CandidateKind, ...] = ("actor", "place", "term")
MAX_CHARACTERS = 200_000
"""Some 33,000 words. What is longer is no article but a book, or made to be slow."""
STATE_ACTS = 3
"""How often a state must have or do something to be an actor as well as a place."""
MAX_MERGES = 3
"""How many names may be short for one another in turn."""
WITHOUT_CAPITALS = frozenset({"ar", "fa", "he", "ja", "ko", "th", "ur", "zh"})
"""Languages in which only the names in the gazetteer are found."""


class Candidate:
    """A person, group, place or idea that the text may name."""

    def __init__(self, name: str, rules: NameRules, known: KnownName | None) -> None:
        self.name = name
        self.known = known
        """Its row in the gazetteer, if it has one."""
        self.aliases: dict[str, None] = {}
        self.roles: dict[str, None] = {}
        """The titles before it, such as President; they are no part of the name."""
        self.paragraphs: set[int] = set()
        self.kind = ""
        """The kind of actor, where the words around the name show it."""
        self.evidence = Evidence()
        self._rules = rules
        self._kinds: tuple[CandidateKind, ...] | None = None

    def kinds(self) -> tuple[CandidateKind, ...]:
        """The kinds of item that it may be, once all mentions are known; a state that acts is a place and an actor."""
        if self._kinds is None:
            self._kinds = self._shown_kinds()
        return self._kinds

    def _shown_kinds(self) -> tuple[CandidateKind, ...]:
        if self.known:
            acts = self.known.kind == "country" and self.evidence.acting >= STATE_ACTS
            return ("place", "actor") if acts else ("place",) if self.known.is_place else ("actor",)
        head = self._head()
        if head == "law" or (not head and self._rules.language == "en" and self.evidence.is_idea(self.name)):
            return ("term",)
        speaks = self.evidence.only_speaks(shortened=self.name.rpartition(" ")[2] in self.aliases)
        is_place = not speaks if head == "place" else not head and self.evidence.is_placed()
        if is_place and not self.kind:
            return ("place",)
        return ("actor",) if head or self.kind or self.evidence.is_actor(self.name, self.aliases) else ()

    def actor_kind(self) -> str:
        """The kind that it most likely has as an actor."""
        if self.known:
            return "state" if self.known.is_place else "organisation"
        head = self._head()
        if self.kind or head not in {"", "place", "law"}:
            return self.kind or head
        return self.evidence.actor_kind(self.name, self.aliases)

    def _head(self) -> str:
        """What its chief word shows: in English the last one before “of”, elsewhere the first that shows anything."""
        words = self.name.split()
        if self._rules.language != "en":
            return next((kind for word in words if (kind := self._rules.head_kind(word))), "") if len(words) > 1 else ""
        if len(words) < 2:
            return ""
        first = next((at for at, word in enumerate(words) if word in {"of", "for", "on"} and at), len(words))
        return self._rules.head_kind(words[first - 1]) or self._rules.leading_kind(words[0])


def within_limit(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs of a text in which candidates are looked for: what is beyond the limit is empty or cut off."""
    left = MAX_CHARACTERS
    found = []
    for text in paragraphs:
        found.append(text[:left])
        left = max(0, left - len(text))
    return found


class Mention(NamedTuple):
    """Where in a paragraph a candidate is named: `paragraph[start:end]`."""

    start: int
    end: int
    candidate: Candidate


class Candidates:
    """All candidates of a text, each once, in order of first mention; `language` is a BCP 47 tag."""

    def __init__(self, paragraphs: Sequence[str], language: str = "en") -> None:
        self._language = language.partition("-")[0].lower()
        self._rules = name_rules(self._language)
        self._by_key: dict[str, Candidate] = {}
        self._mentions: dict[int, list[tuple[int, int, str]]] = {}
        has_capitals = self._language not in WITHOUT_CAPITALS
        paragraphs = within_limit(paragraphs)
        mentions = [list(find_names(text, self._language)) if has_capitals else [] for text in paragraphs]
        self._reader = NameReader(paragraphs, mentions, self._rules)
        for number, (paragraph, found) in enumerate(zip(paragraphs, mentions, strict=True), 1):
            self._read(number, paragraph, found)
        if not has_capitals:
            self._read_known_names(paragraphs)
        self._merge()

    def __iter__(self) -> Iterator[Candidate]:
        return iter(dict.fromkeys(self._by_key.values()))

    def of_kind(self, kind: CandidateKind) -> list[Candidate]:
        """The candidates that may be of one kind."""
        return [candidate for candidate in self if kind in candidate.kinds()]

    def named(self, text: str) -> Candidate | None:
        """The candidate that a name in the text stands for, if any."""
        return self._by_key.get(self._key(text))

    def mentions_in(self, number: int) -> list[Mention]:
        """Where the paragraph of that number names candidates, in order."""
        return [Mention(start, end, self._by_key[key]) for start, end, key in self._mentions.get(number, ())]

    def _key(self, text: str) -> str:
        return name_key(text, self._language)

    def _read_known_names(self, paragraphs: Sequence[str]) -> None:
        """Find the names in the gazetteer, wherever they stand."""
        for number, paragraph in enumerate(paragraphs, 1):
            for match in names_without_blanks().finditer(paragraph):
                self._mention(number, match.start(), match.end(), match[1])

    def _read(self, number: int, paragraph: str, found: list[NameMention]) -> None:
        end, listed = 0, False
        for name in found:
            around = surroundings(paragraph, name, self._rules)
            if around.translated:
                continue
            placed = around.placed or (listed and is_place_list(paragraph, end, name.start))
            end, listed = name.end, placed
            for at, part in enumerate(self._reader.parts(name)):
                candidate = self._mention(number, name.start + part.offset, name.end, part.text)
                candidate.kind = candidate.kind or part.kind
                candidate.roles.update(dict.fromkeys(part.roles))
                for alias in part.aliases:
                    self._add_alias(candidate, alias)
                candidate.evidence.add(around, placed and not at, name.possessive)
            for text, length in self._reader.groups(paragraph, name):
                self._mention(number, name.start, name.end + length, text).kind = "group"

    def _mention(self, number: int, start: int, end: int, text: str) -> Candidate:
        """The candidate called `text`, with one mention more."""
        key = self._key(text)
        found = self._by_key.get(key)
        if found is None:
            known = known_name(text, self._language)
            printed = known.name if known and self._language == "en" else base_form(text, self._language)
            found = self._by_key[key] = Candidate(printed, self._rules, known)
        self._add_alias(found, text)
        found.paragraphs.add(number)
        self._mentions.setdefault(number, []).append((start, end, key))
        return found

    def _add_alias(self, candidate: Candidate, alias: str) -> None:
        """Another form or name of a candidate; of inflected forms the most basic becomes its name."""
        if alias.casefold() == candidate.name.casefold():
            return
        key = self._key(alias)
        is_form = self._by_key.setdefault(key, candidate) is candidate and key == self._key(candidate.name)
        if is_form and not candidate.known and self._reader.is_more_basic(alias, candidate.name):
            alias, candidate.name = candidate.name, alias
        if not is_form or not is_inflected(self._language):
            candidate.aliases.setdefault(alias)

    def _merge(self) -> None:
        """Merge candidates that are short for others, and others of the same row of the gazetteer."""
        rows: dict[KnownName, Candidate] = {}
        merged: dict[int, Candidate] = {}
        everyone = list(self)
        for one in everyone:
            if one.known and (first := rows.setdefault(one.known, one)) is not one:
                merged[id(one)] = first
                if is_inflected(self._language) and self._reader.is_more_basic(one.name, first.name):
                    one.name, first.name = first.name, one.name
        for short, longer in join_short_names(everyone, self._rules):
            merged[id(short)] = longer
            if is_inflected(self._language) and self._key(longer.name.split()[-1]) == self._key(short.name):
                short.name = longer.name.split()[-1]
        for one in everyone:
            if id(one) in merged:
                _absorb(_last(one, merged), one)
        self._by_key = {key: _last(one, merged) for key, one in self._by_key.items()}


def _last(one: Candidate, merged: dict[int, Candidate]) -> Candidate:
    """The candidate that one was merged into, which may have been merged itself."""
    for _ in range(MAX_MERGES):
        one = merged.get(id(one), one)
    return one


def _absorb(longer: Candidate, short: Candidate) -> None:
    aliases = (short.name, *short.aliases)
    longer.aliases.update(dict.fromkeys(alias for alias in aliases if alias != longer.name))
    longer.roles.update(short.roles)
    longer.paragraphs |= short.paragraphs
    longer.kind = longer.kind or short.kind
    longer.evidence.include(short.evidence)
