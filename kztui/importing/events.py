"""Candidates for events: each sentence with a date may report one, and the names in it its actors and places."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from kztui.article.dates import parse_or_none, sort_key, words
from kztui.article.edtf import Date
from kztui.article.graph import sentence_spans
from kztui.article.quotes import Quote, has_no_blanks, quote_of
from kztui.importing.candidates import Candidate, Candidates, Mention, within_limit
from kztui.importing.dates import find_dates

TITLE_NAMES = 3
"""How many names a title has at most."""


class EventCandidate(NamedTuple):
    """An event that the text may report: an EDTF date, and the candidates named beside it."""

    date: str
    paragraphs: tuple[int, ...]
    actors: tuple[Candidate, ...]
    places: tuple[Candidate, ...]
    quotes: tuple[Quote, ...] = ()
    """Where the date stands in each paragraph."""
    foreseen: bool = False
    """Whether it is dated after the publication."""

    @property
    def title(self) -> str:
        """The date and the names beside it, never the words of the original sentence."""
        named = list(dict.fromkeys(one.name for one in (*self.places, *self.actors)))[:TITLE_NAMES]
        return f"{words(self.date)}: {', '.join(named)}" if named else words(self.date)


def find_events(
    paragraphs: Sequence[str], candidates: Candidates, published: str, language: str = "en"
) -> list[EventCandidate]:
    """The events by date. Of several sentences in a paragraph with the same date, the first counts.

    `published` is the EDTF date of publication or empty, `language` a BCP 47 tag.
    """
    found: dict[tuple[str, int], EventCandidate] = {}
    issued = parse_or_none(published) if published else None
    for number, paragraph in enumerate(within_limit(paragraphs), 1):
        sentences = sentence_spans(paragraph)
        mentions = candidates.mentions_in(number)
        at = 0
        for dated in find_dates(paragraph, published, language):
            while sentences[at][1] <= dated.start:
                at += 1
            if (dated.edtf, number) not in found:
                quote = quote_of(number, paragraph, dated.start, dated.end, by_characters=has_no_blanks(language))
                event = _event(dated.edtf, number, mentions, sentences[at])
                found[dated.edtf, number] = event._replace(
                    quotes=(quote,) if quote else (), foreseen=_is_after(dated.edtf, issued)
                )
    return sorted(_merged(found.values()), key=lambda one: (sort_key(one.date), one.paragraphs))


def _is_after(edtf: str, issued: Date | None) -> bool:
    """Whether a date begins after all of the publication's."""
    date = parse_or_none(edtf)
    return bool(date and date.earliest and issued and issued.latest and date.earliest > issued.latest)


def _merged(found: Iterable[EventCandidate]) -> Iterable[EventCandidate]:
    """Events with the same date and title as one, with the paragraphs of all."""
    merged: dict[tuple[str, str], EventCandidate] = {}
    for one in found:
        first = merged.setdefault((one.date, one.title), one)
        if first is not one:
            merged[one.date, one.title] = EventCandidate(
                one.date,
                (*first.paragraphs, *one.paragraphs),
                tuple(dict.fromkeys((*first.actors, *one.actors))),
                tuple(dict.fromkeys((*first.places, *one.places))),
                (*first.quotes, *one.quotes),
                first.foreseen,
            )
    return merged.values()


def _event(date: str, number: int, mentions: Sequence[Mention], sentence: tuple[int, int]) -> EventCandidate:
    first, last = (bisect_left(mentions, place, key=attrgetter("start")) for place in sentence)
    named = list(dict.fromkeys(one.candidate for one in mentions[first:last]))
    places = tuple(one for one in named if "place" in one.kinds())
    certain = sorted(places, key=lambda one: "actor" in one.kinds())
    return EventCandidate(date, (number,), tuple(one for one in named if one.kinds() == ("actor",)), tuple(certain))
