"""Candidates for claims: figures with a unit, reported speech and forecasts, each with the words that make it.

A claim's text is for the author to write; a candidate has only numbers: the value, and where in its paragraph it is.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kztui.article.date_words import primary_language
from kztui.article.graph import sentence_spans
from kztui.article.quotes import Quote, has_no_blanks, quote_of
from kztui.article.word_breaks import LETTERS
from kztui.importing.candidates import Candidate, Candidates, Mention, within_limit
from kztui.importing.dates import DateMention, find_dates, is_past
from kztui.importing.figures import claim_words, find_figures

MAX_GAP = 30
"""How many characters may stand between a name and the verb that it is the subject of."""
_WORD = re.compile(rf"{LETTERS}(?:[-’']{LETTERS})*")
_PRONOUN = re.compile(r"\b(?:he|she|он|она|він|вона|er|sie|il|elle|él|ella)\s*$", re.IGNORECASE)

_THE_NOUN = re.compile(r"\b[Tt]he ([a-z]+)(?: (?:also|has|had|later))? ?$")
_QUOTED = re.compile(r"[“«\"][^”»\"]*[”»\"]\s*$")


class ClaimCandidate(NamedTuple):
    """A claim that the text may make: of what kind, and which words of the original make it."""

    kind: str
    """figure, statement or forecast."""
    paragraph: int
    quote: Quote
    value: int | float | str | None = None
    """The number, or two as in “25–40”."""
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
    heads: dict[str, Candidate] = {}
    for number, paragraph in enumerate(within_limit(paragraphs), 1):
        mentions = [one for one in candidates.mentions_in(number) if one.candidate in actors]
        heads |= {one.candidate.name.split()[-1].lower(): one.candidate for one in mentions}
        reader = _ParagraphReader(number, paragraph, mentions, heads, language)
        dates = find_dates(paragraph, published, language)
        ends = [date.end for date in dates]
        for start, end in sentence_spans(paragraph):
            inside = dates[bisect_right(ends, start) : bisect_right(ends, end)]
            date = inside[0].edtf if len(inside) == 1 else ""
            found += [claim._replace(date=date) for claim in reader.claims(start, end, inside)]
    return found


class _ParagraphReader:
    """Reads the claims of one paragraph, sentence by sentence, and remembers who spoke last."""

    def __init__(
        self, number: int, text: str, mentions: Sequence[Mention], heads: Mapping[str, Candidate], language: str
    ) -> None:
        self._number = number
        self._text = text
        self._words = claim_words(primary_language(language))
        self._by_characters = has_no_blanks(language)
        self._actors = mentions
        self._starts = [one.start for one in self._actors]
        self._heads = heads
        self._speaker: Candidate | None = None
        self._opened: int | None = None
        """Where the sentence began in which quotation marks were opened and not yet closed."""
        self._was_statement = False
        """Whether the sentence before was said by somebody."""

    def claims(self, start: int, end: int, dates: Sequence[DateMention]) -> Iterator[ClaimCandidate]:
        """The claims of the sentence that stands at `start` to `end` and has those dates."""
        sentence = self._text[start:end]
        verb = self._words.according.search(sentence) or self._words.say.search(sentence)
        source = self._source(start, end, verb) if verb else None
        self._speaker = source or self._speaker
        goes_on = not verb and self._was_statement and self._opened is None and bool(_QUOTED.match(sentence))
        begin = start if self._opened is None or not verb else self._opened
        found: list[tuple[str, int | float | str | None, str]]
        found = [("figure", *figure) for figure in dict.fromkeys(find_figures(sentence, start, dates, self._words))]
        if self._is_forecast(sentence, verb is not None):
            found.append(("forecast", None, ""))
        elif verb or goes_on:
            found.append(("statement", None, ""))
        self._follow_quotation(start, sentence)
        self._was_statement = bool(verb) or goes_on
        for kind, value, unit in found:
            first = start if kind == "figure" else begin
            if quote := quote_of(self._number, self._text, first, end, by_characters=self._by_characters):
                speaker = self._speaker if goes_on else source
                yield ClaimCandidate(kind, self._number, quote, value, unit, speaker)

    def _follow_quotation(self, start: int, sentence: str) -> None:
        """Remember where the quotation began that goes on after a sentence, if one does."""
        opened, closed = sentence.count("“") + sentence.count("«"), sentence.count("”") + sentence.count("»")
        if opened > closed:
            self._opened = start if self._opened is None else self._opened
        elif closed:
            self._opened = None

    def _is_forecast(self, sentence: str, verb: bool) -> bool:
        """Whether a sentence tells what is to come; “could” and the like do so where nothing is past or reported."""
        if self._has_modal(sentence, self._words.forecast):
            return True
        return not verb and not is_past(sentence) and self._has_modal(sentence, self._words.weak_forecast)

    def _has_modal(self, sentence: str, modals: re.Pattern[str]) -> bool:
        for match in modals.finditer(sentence):
            following = _WORD.findall(sentence, match.end(), match.end() + MAX_GAP)[:2]
            if not {" ".join(following), *following[:1]} & self._words.not_forecast:
                return True
        return False

    def _source(self, start: int, end: int, verb: re.Match[str]) -> Candidate | None:
        """Who says so: the actor next to the verb, before it or after; for “he” or “she” who spoke last."""
        at, after = start + verb.start(), start + verb.end()
        first, middle, last = (bisect_left(self._starts, place) for place in (start, after, end))
        following = self._actors[middle] if middle < last and self._is_near(after, self._starts[middle]) else None
        before = [one for one in self._actors[max(first, middle - 2) : middle] if self._is_near(one.end, at)]
        quoted = bool(re.search(r"[,”\"»“’'][\"”»]?\s*$", self._text[max(start, at - 3) : at]))
        if following and (self._words.according.fullmatch(verb[0]) or quoted or not before):
            return following.candidate
        if before:
            return before[-1].candidate
        subject = self._text[max(start, at - MAX_GAP) : at]
        if _PRONOUN.search(subject):
            return self._speaker
        if noun := _THE_NOUN.search(subject):
            return self._heads.get(noun[1])
        return self._actors[first].candidate if first < middle else None

    def _is_near(self, end: int, start: int) -> bool:
        """Whether little stands between a name and a verb of saying."""
        return start - end <= MAX_GAP and not re.search(r"[.;!?]", self._text[end:start])
