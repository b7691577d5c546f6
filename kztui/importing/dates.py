"""Dates in the paragraphs of an article as EDTF, counted from its publication or from a year named before them."""

import re
from functools import lru_cache
from typing import NamedTuple

from kztui.article.dates import parse_or_none
from kztui.article.graph import sentence_spans
from kztui.article.written_dates import base_date_of, find_written_dates

_PAST = re.compile(
    r"\b(?:was|were|had|did|saw|began|came|went|took|gave|broke|fell|rose|held|met|won|lost|led|told|said|made|found|left|sent"
    r"|struck|shot|became|grew|spoke|[a-z]{2,20}ed)\b"
)
_COMING = re.compile(
    r"\b(?:will|would|shall|should|may|plan|plans|planned|expected|scheduled|due|set|until|by|next|upcoming)\b"
)


def is_past(sentence: str) -> bool:
    """Whether an English sentence tells of what is over."""
    return bool(_PAST.search(sentence))


class DateMention(NamedTuple):
    """A date in prose, as EDTF, and where it stands: `text[start:end]`."""

    edtf: str
    start: int
    end: int


@lru_cache(maxsize=1024)  # events and claims ask for the same paragraphs
def find_dates(text: str, published: str = "", language: str = "en") -> tuple[DateMention, ...]:
    """The dates in a paragraph, in order; `published` is an EDTF date or empty, `language` a BCP 47 tag.

    A month without a year belongs to a year named before it in the paragraph if that is near the publication, else to
    the year of publication; in English to the year before where it is told as past and would be yet to come.
    """
    anchor = base_date_of(published)
    found: list[DateMention] = []
    sentences: list[tuple[int, int]] = []
    read = (0, 0)
    for written in find_written_dates(text, language):
        if anchor.month and not anchor.named and language.partition("-")[0] == "en":
            sentences = sentences or sentence_spans(text)[::-1]
            while sentences[-1][1] <= written.start:
                sentences.pop()
            if sentences[-1] != read:
                read = sentences[-1]
                anchor = anchor._replace(past=is_past(text[slice(*read)]) and not _COMING.search(text, *read))
        for edtf in written.read(anchor).split():
            if known := parse_or_none(edtf):
                found.append(DateMention(edtf, written.start, written.end))
                single = known.end or known.start
                anchor = anchor._replace(last=(single.year, single.month, single.day) if single else anchor.last)
        if found and written.named_year:
            anchor = anchor._replace(named=written.named_year)
    return tuple(found)
