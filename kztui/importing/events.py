"""Candidates for events: each sentence with a date may tell of one, and the names in it of who and where."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kztui.article.dates import sort_key, words
from kztui.importing.candidates import Candidate, Candidates
from kztui.importing.dates import dates_in
from kztui.importing.names import names

_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’»)]*\s+(?=[\"'“‘«(]*[^\Wa-z])")
_YEAR = re.compile(r"\d{4}")
NAMED = 3
"""How many names a title holds."""


class Happening(NamedTuple):
    """Something that the text may say happened, as far as words alone tell."""

    date: str
    paragraphs: tuple[int, ...]
    actors: tuple[Candidate, ...]
    places: tuple[Candidate, ...]

    @property
    def title(self) -> str:
        """The date and the names beside it: facts, never the sentence that states them."""
        named = list(dict.fromkeys(one.name for one in (*self.places, *self.actors)))[:NAMED]
        return f"{words(self.date)}: {', '.join(named)}" if named else words(self.date)


def happenings(paragraphs: Sequence[str], candidates: Candidates, year: str) -> list[Happening]:
    """The events by date, those of one title as one; of the sentences with one date in a paragraph, the first tells.

    `year` is the text's.
    """
    found: dict[tuple[str, int], Happening] = {}
    for number, paragraph in enumerate(paragraphs, 1):
        for sentence in _SENTENCE.split(paragraph):
            for dated in dates_in(sentence, year):
                year = (_YEAR.findall(dated.edtf) or [year])[-1]
                found.setdefault((dated.edtf, number), _happening(dated.edtf, number, sentence, candidates))
    return sorted(_joined(found.values()), key=lambda one: (sort_key(one.date), one.paragraphs))


def _joined(found: Iterable[Happening]) -> Iterable[Happening]:
    """What has one date and one title is one event, and many paragraphs may tell of it."""
    joined: dict[tuple[str, str], Happening] = {}
    for one in found:
        first = joined.setdefault((one.date, one.title), one)
        if first is not one:
            joined[one.date, one.title] = Happening(
                one.date,
                (*first.paragraphs, *one.paragraphs),
                tuple(dict.fromkeys((*first.actors, *one.actors))),
                tuple(dict.fromkeys((*first.places, *one.places))),
            )
    return joined.values()


def _happening(date: str, number: int, sentence: str, candidates: Candidates) -> Happening:
    met = (candidates.of(name.text) for name in names(sentence))
    named = list(dict.fromkeys(one for one in met if one is not None))
    places = tuple(one for one in named if "place" in one.sorts())
    certain = sorted(places, key=lambda one: "actor" in one.sorts())
    return Happening(date, (number,), tuple(one for one in named if one.sorts() == ("actor",)), tuple(certain))
