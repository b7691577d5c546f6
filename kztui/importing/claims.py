"""Candidates for claims: figures with a unit, reported speech and forecasts, each with the words that make it.

A claim's text is for the author to write; a candidate has only numbers: the value, and where in its paragraph it is.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kztui.article.date_words import primary_language
from kztui.article.quotes import Quote, quote_of
from kztui.importing.candidates import Candidate, Candidates, Mention, within_limit
from kztui.importing.dates import DateMention, find_dates
from kztui.importing.figures import claim_words, find_figures
from kztui.importing.sentences import has_no_blanks, sentence_spans

MAX_GAP = 30
"""How many characters may stand between a name and the verb that it is the subject of."""
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_PRONOUN = re.compile(r"\b(?:he|she|он|она|він|вона|er|sie|il|elle|él|ella)\s*$", re.IGNORECASE)


class ClaimCandidate(NamedTuple):
    """A claim that the text may make: of what kind, and which words of the original make it."""

    kind: str
    """figure, statement or forecast."""
    paragraph: int
    quote: Quote
    value: int | float | None = None
    unit: str = ""
    source: Candidate | None = None
    """The actor who says so, if one is named."""
    date: str = ""
    """The EDTF date in the same sentence, if there is just one."""


def find_claims(
    paragraphs: Sequence[str], candidates: Candidates, published: str = "", language: str = "en"
) -> list[ClaimCandidate]:
    """The claims of a text in the order of its sentences: in each the figures, then what is said or forecast there.

    `published` is the EDTF date of publication or empty, `language` a BCP 47 tag.
    """
    found: list[ClaimCandidate] = []
    actors = set(candidates.of_kind("actor"))
    for number, paragraph in enumerate(within_limit(paragraphs), 1):
        mentions = [one for one in candidates.mentions_in(number) if one.candidate in actors]
        reader = _ParagraphReader(number, paragraph, mentions, language)
        dates = find_dates(paragraph, published, language)
        ends = [date.end for date in dates]
        for start, end in sentence_spans(paragraph):
            inside = dates[bisect_right(ends, start) : bisect_right(ends, end)]
            date = inside[0].edtf if len(inside) == 1 else ""
            found += [claim._replace(date=date) for claim in reader.claims(start, end, inside)]
    return found


class _ParagraphReader:
    """Reads the claims of one paragraph, sentence by sentence, and remembers who spoke last."""

    def __init__(self, number: int, text: str, mentions: Sequence[Mention], language: str) -> None:
        self._number = number
        self._text = text
        self._words = claim_words(primary_language(language))
        self._by_characters = has_no_blanks(language)
        self._actors = mentions
        self._starts = [one.start for one in self._actors]
        self._speaker: Candidate | None = None

    def claims(self, start: int, end: int, dates: Sequence[DateMention]) -> Iterator[ClaimCandidate]:
        """The claims of the sentence that stands at `start` to `end` and has those dates."""
        sentence = self._text[start:end]
        said = self._words.according.search(sentence) or self._words.say.search(sentence)
        source = self._source(start, end, said) if said else None
        self._speaker = source or self._speaker
        found: list[tuple[str, int | float | None, str]]
        found = [("figure", *figure) for figure in dict.fromkeys(find_figures(sentence, start, dates, self._words))]
        if self._is_forecast(sentence):
            found.append(("forecast", None, ""))
        elif said:
            found.append(("statement", None, ""))
        if found and (quote := quote_of(self._number, self._text, start, end, by_characters=self._by_characters)):
            for kind, value, unit in found:
                yield ClaimCandidate(kind, self._number, quote, value, unit, source)

    def _is_forecast(self, sentence: str) -> bool:
        for match in self._words.forecast.finditer(sentence):
            following = _WORD.findall(sentence, match.end(), match.end() + MAX_GAP)[:2]
            if not {" ".join(following), *following[:1]} & self._words.not_forecast:
                return True
        return False

    def _source(self, start: int, end: int, said: re.Match[str]) -> Candidate | None:
        """Who says so: the actor next to the verb, before it or after; for “he” or “she” who spoke last."""
        at, after = start + said.start(), start + said.end()
        first, middle, last = (bisect_left(self._starts, place) for place in (start, after, end))
        following = self._actors[middle] if middle < last and self._is_near(after, self._starts[middle]) else None
        before = [one for one in self._actors[max(first, middle - 2) : middle] if self._is_near(one.end, at)]
        quoted = bool(re.search(r"[,”\"»“’'][\"”»]?\s*$", self._text[max(start, at - 3) : at]))
        if following and (self._words.according.fullmatch(said[0]) or quoted or not before):
            return following.candidate
        if before:
            return before[-1].candidate
        if _PRONOUN.search(self._text[max(start, at - MAX_GAP) : at]):
            return self._speaker
        return self._actors[first].candidate if first < middle else None

    def _is_near(self, end: int, start: int) -> bool:
        """Whether little stands between a name and a verb of saying."""
        return start - end <= MAX_GAP and not re.search(r"[.;!?]", self._text[end:start])
