"""From names as they stand in paragraphs to candidates: who or what each may be, under which names, and where."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from kztui.importing import lexicon
from kztui.importing.names import ORDINARY, TITLES, Name, names

Sort = Literal["actor", "place", "term"]
SORTS: tuple[Sort, ...] = ("actor", "place", "term")


class Candidate:
    """One person, body, place or idea that the text may be speaking of."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.aliases: dict[str, None] = {}
        self.paragraphs: set[int] = set()
        self.kind = ""
        """An actor's kind where the words around it say so."""
        self.in_places = 0
        """How often it stands where a place does."""
        self.acting = 0
        """How often it owns or does something."""
        self.attributive = 0
        """How often it stands before a noun, as a place does when things there are called after it."""

    def sorts(self) -> tuple[Sort, ...]:
        """What it may be; a country is a place and an actor."""
        words = self.name.lower().split()
        if lexicon.IDEA.search(words[-1]) or lexicon.LAWS & set(words):
            return ("term",)
        if self.kind or self.aliases or self._keyword():
            return ("actor",)
        if self.in_places:
            return ("place", "actor") if self.acting else ("place",)
        plain = self.name.isalpha() and not self.name.isupper() and not self.acting
        return ("place",) if self.attributive and plain else ("actor",)

    def actor_kind(self) -> str:
        """The kind of actor that it may be."""
        words = self.name.split()
        if self.kind or self._keyword():
            return self.kind or self._keyword()
        if lexicon.SITE.match(self.name):
            return "outlet"
        if "place" in self.sorts() or lexicon.INITIALS.fullmatch(self.name):
            return "state"
        if any(len(alias) < len(self.name) and sum(map(str.isupper, alias)) > 1 for alias in self.aliases):
            return "group"
        return "person" if 2 <= len(words) <= 4 and "of" not in words else "group"

    def _keyword(self) -> str:
        """The kind that one of the name's words gives away; empty where none does."""
        return next((lexicon.WORDS_OF[word] for word in self.name.lower().split() if word in lexicon.WORDS_OF), "")


class Candidates:
    """All candidates of a text, each once, in the order in which they are met."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self._by_key: dict[str, Candidate] = {}
        met = [list(names(paragraph)) for paragraph in paragraphs]
        sure = [name for found in met for name in found if not name.opens or len(name.words) > 1]
        self._certain = {_key(text) for name in sure for text in (name.text, name.words[-1])}
        for number, (paragraph, found) in enumerate(zip(paragraphs, met, strict=True), 1):
            self._read(number, paragraph, found)
        self._join_surnames()

    def __iter__(self) -> Iterator[Candidate]:
        return iter(dict.fromkeys(self._by_key.values()))

    def of_sort(self, sort: Sort) -> list[Candidate]:
        """Those that may be of one sort."""
        return [candidate for candidate in self if sort in candidate.sorts()]

    def of(self, text: str) -> Candidate | None:
        """The candidate that a name in the text means."""
        return self._by_key.get(_key(text))

    def _read(self, number: int, paragraph: str, found: list[Name]) -> None:
        end, in_list = 0, False
        for name in found:
            after = paragraph[name.end :]
            listed = in_list and bool(lexicon.LISTED.match(paragraph[end : name.start]))
            before = paragraph[: name.start].rstrip(" \"'“‘")
            placed = listed or bool(lexicon.BEFORE_PLACE.search(before) or lexicon.AFTER_PLACE.match(after))
            end, in_list = name.end, placed
            if lexicon.GLOSS.search(paragraph[: name.start]):
                continue
            candidate = self._candidate(name, after, placed)
            if candidate is not None:
                candidate.paragraphs.add(number)
                candidate.in_places += placed
                candidate.acting += name.owns or bool(lexicon.ACTS.match(after))
                candidate.attributive += not name.owns and bool(lexicon.AFTER.match(after))
                if body := _body_after(name, after):
                    self._get(f"{name.text}{body}", "group").paragraphs.add(number)

    def _candidate(self, name: Name, after: str, placed: bool) -> Candidate | None:
        """The candidate that a name stands for; none where it is an ordinary word or an adjective."""
        words = list(name.words)
        if len(words) == 1 and name.opens and not self._surely(words[0]):
            return None
        titled = len(words) > 1 and words[0] in TITLES
        while titled and len(words) > 1 and (words[0] in TITLES or words[0].islower()):
            words.pop(0)
        if titled and len(words) == 1 and words[0].lower() in lexicon.WORDS_OF:
            words, titled = list(name.words), False
        if len(words) == 1 and (words[0] in TITLES or words[0].lower() in ORDINARY or words[0].endswith("ize")):
            return None
        text = " ".join(words)
        single = len(words) == 1 or (len(words) == 2 and words[0] in lexicon.QUARTERS)
        following = lexicon.AFTER.match(after)
        noun = single and lexicon.ADJECTIVE.search(text) and not (name.owns or placed or lexicon.ACTS.match(after))
        if noun and following:
            return self._described(text, following[1])
        return self._named(name, text, "person" if titled and "of" not in name.words else "")

    def _named(self, name: Name, text: str, kind: str) -> Candidate:
        """The candidate called `text`, with what else it is called here."""
        found = self._get(text, "population" if lexicon.PLURAL.search(text) else kind)
        for other in (name.short, name.text if kind else ""):
            if other and other != text:
                found.aliases.setdefault(other)
                self._by_key.setdefault(_key(other), found)
        return found

    def _described(self, adjective: str, noun: str) -> Candidate | None:
        """Whom an adjective and the word after it mean: several people, or those of that name; most often nobody."""
        if noun in lexicon.FUNCTION:
            return self._get(adjective, "population")
        if not noun.endswith("s") or noun in lexicon.NO_NOUN or noun.endswith("ss"):
            return None
        return self._get(f"{adjective} {noun}", "population" if noun in lexicon.PEOPLE else "group")

    def _surely(self, word: str) -> bool:
        """Whether a word that begins a sentence is a name: written so elsewhere too, or as no ordinary word is."""
        return _key(word) in self._certain or not word[1:].islower()

    def _get(self, text: str, kind: str) -> Candidate:
        found = self._by_key.setdefault(_key(text), Candidate(text))
        if text.casefold() != found.name.casefold():
            found.aliases.setdefault(text)
        found.kind = found.kind or kind
        return found

    def _join_surnames(self) -> None:
        """Let a last name alone mean the one longer name that ends with it."""
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


def _body_after(name: Name, after: str) -> str:
    """The words after a name that make it somebody else: “’s intelligence services”, “ missionaries”."""
    following = re.match(r" ([a-z-]+)(?: ([a-z-]+))?", after)
    owned = "’s" if name.owns else ""
    if following and following[1] in lexicon.BODIES:
        return f"{owned} {following[1]}"
    return f"{owned}{following[0]}" if following and owned and following[2] in lexicon.BODIES else ""


def _key(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum() or sign == " ").removeprefix("the ")
