"""Places and organisations that news often names, and what the inflected forms of one name have in common."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from kztui.article.data_tables import rows
from kztui.article.lazy_regex import alternation
from kztui.article.word_breaks import MARKS, MARKS_AFTER

SHORTEST_STEM = 3
"""Endings are not taken off a word beyond this many letters."""
_INDECLINABLE = re.compile(r"(?<!ов)(?<!ев)(?<!ин)[оуюэ]$|[^иы]и$")
"""Russian names of places with these endings keep them, as Кито and Баку do."""
_WORD = re.compile(rf"[\w’'ʼ{MARKS}]+")


class KnownName(NamedTuple):
    """A row of the gazetteer: country, city, region or organisation, and its name there."""

    kind: str
    name: str

    @property
    def is_place(self) -> bool:
        """Whether it is no organisation."""
        return self.kind != "organisation"


@cache
def _known_names() -> Mapping[str, KnownName]:
    found: dict[str, KnownName] = {}
    for kind, name, variants, _adjectives in rows("importing/data/gazetteer.tsv"):
        for variant in (name, *variants.split(";")):
            found.setdefault(variant, KnownName(kind, name))
    found.pop("", None)
    return found


@cache
def known_adjectives() -> frozenset[str]:
    """English adjectives of countries and regions, and what their people are called, which are no names of actors."""
    listed = (adjectives.split(";") for *_, adjectives in rows("importing/data/gazetteer.tsv"))
    return frozenset(word for words in listed for word in words if word)


@cache
def _known_stems(language: str) -> Mapping[str, str]:
    """The names in the gazetteer by their keys in an inflected language."""
    cyrillic = language in {"ru", "uk", "kk"}
    names = (name for name in _known_names() if not (cyrillic and name.isascii()) and not _INDECLINABLE.search(name))
    return {name_key(name, language): name for name in names}


def known_name(text: str, language: str) -> KnownName | None:
    """The gazetteer's row for a name or one of its inflected forms."""
    return _known_names().get(base_form(text, language))


def base_form(text: str, language: str) -> str:
    """The name in the gazetteer of which `text` is a form; `text` itself where there is none."""
    if text in _known_names() or not _endings(language):
        return text
    return _known_stems(language).get(name_key(text, language), text)


@cache
def names_without_blanks() -> re.Pattern[str]:
    """Any name in the gazetteer that is written without capital letters or without blanks between words.

    Group 1 is the name as it is there; the match has the marks after it too.
    """
    names = [name for name in _known_names() if not name.isascii() and name.lower() == name.upper()]
    return re.compile(f"({alternation(names)}){MARKS_AFTER}")


@cache
def _endings(language: str) -> frozenset[str]:
    return frozenset(dict(rows("importing/data/name_endings.tsv")).get(language, "").split())


def is_inflected(language: str) -> bool:
    """Whether names take endings in a language, by its primary tag."""
    return bool(_endings(language))


@lru_cache(maxsize=4096)
def stem(word: str, language: str) -> str:
    """A word in lower case without the endings of cases, as far as they leave enough of it.

    Two are taken off in turn, for a name in its basic form may end like another in a case: Газпром, Газпрома.
    """
    endings = _endings(language)
    for _ in range(2):
        longest = min(6, len(word) - SHORTEST_STEM)
        word = next((word[:-length] for length in range(longest, 0, -1) if word[-length:] in endings), word)
    return word


@lru_cache(maxsize=32768)
def name_key(text: str, language: str) -> str:
    """What all forms of a name have in common: its words in lower case, without article, signs and case endings."""
    words = _WORD.findall(text.casefold())
    if _endings(language):
        words = [stem(word, language) for word in words]
    joined = " ".join(word if word.isalnum() else "".join(filter(str.isalnum, word)) for word in words)
    return joined.removeprefix("the ")
