"""Dates in English prose, and ISO 8601 dates in any, as EDTF: no more precise than they are written."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kztui.article.edtf import length_of_month
from kztui.importing.lexicon import any_of, lexicon

_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The forms in which dates are written, those that say more before those that say less."""
    month = rf"(?:{any_of(tuple(lexicon().months))})\.?"
    start, end = rf"(?P<month>{month})", rf"(?P<month2>{month})"
    about = rf"(?:(?P<about>{any_of(lexicon().approximations)})[ -])?"
    forms = (
        rf"\b(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)\b",
        rf"\b{start} {_DAY},? (?P<y>{_YEAR})\b",
        rf"\b{_DAY} {start},? (?P<y>{_YEAR})\b",
        rf"\b{start} (?:(?P<y1>{_YEAR}) )?(?:to|and|until|through|or|–|-) {end} (?P<y>{_YEAR})\b",
        rf"\b{about}{start},? (?P<y>{_YEAR})\b",
        rf"\b{start} {_DAY}\b(?! \d)",
        rf"\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Oo]n|[Tt]he|of) {about}{start}(?: (?:and|to|or) {end})?\b(?! \d)",
        rf"\b(?P<y>{_YEAR})[–-](?P<y2>{_YEAR})\b",
        rf"(?<![$€£\d.,-]){about}\b(?P<y>{_YEAR})\b(?![-\d%]|,\d| (?:[a-z]+s|percent|people)\b)",
    )
    return tuple(re.compile(form) for form in forms)


class DateMention(NamedTuple):
    """A date in prose, as EDTF, and where it stands: `text[start:end]`."""

    edtf: str
    start: int
    end: int


def find_dates(text: str, year: str = "") -> list[DateMention]:
    """The dates in `text`, in order. A month without a year is taken for one of the year named last, or of `year`."""
    taken: list[tuple[int, int]] = []
    matches: list[re.Match[str]] = []
    for pattern in _patterns():
        for match in pattern.finditer(text):
            if not any(match.start() < end and start < match.end() for start, end in taken):
                taken.append(match.span())
                matches.append(match)
    return list(_read(sorted(matches, key=re.Match.start), year))


def _read(matches: list[re.Match[str]], year: str) -> Iterator[DateMention]:
    for match in matches:
        parts = match.groupdict()
        year = parts.get("y") or year
        edtf = _edtf(parts, year)
        if edtf:
            yield DateMention(edtf, *match.span())


def _edtf(parts: dict[str, str | None], year: str) -> str:
    """EDTF (ISO 8601-2) for the groups of a match; empty when it cannot be a date."""
    month = _month_number(parts.get("month"), parts.get("m"))
    if not year:
        return ""
    if last := parts.get("y2"):
        return f"{year}/{last}" if last > year else ""
    if later := parts.get("month2"):
        return f"{parts.get('y1') or year}-{month:02}/{year}-{_month_number(later, None):02}"
    day = int(parts.get("d") or 0)
    if not 0 <= month <= 12 or (day and not 1 <= day <= length_of_month(int(year), month or 1)):
        return ""
    text = f"{year}-{month:02}" if month else year
    return f"{text}-{day:02}" if day else f"{text}~" if parts.get("about") else text


def _month_number(name: str | None, digits: str | None) -> int:
    return lexicon().months[name.rstrip(".")] if name else int(digits or 0)
