"""Dates in English prose, and ISO dates in any, as EDTF: no more precise than they are written."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kztui.article.edtf import MONTHS, length_of_month

_NAMES = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
_NAMES |= {name[:3].lower(): number for name, number in list(_NAMES.items())} | {"sept": 9}
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
_MONTH += r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_ABOUT = r"(?:(?P<about>early|late|mid|around|about|circa|c\.)[ -])?"
_FROM = rf"(?P<month>{_MONTH})"
_TO = rf"(?P<month2>{_MONTH})"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)\b",
        rf"\b{_FROM} {_DAY},? (?P<y>{_YEAR})\b",
        rf"\b{_DAY} {_FROM},? (?P<y>{_YEAR})\b",
        rf"\b{_FROM} (?:(?P<y1>{_YEAR}) )?(?:to|and|until|through|or|–|-) {_TO} (?P<y>{_YEAR})\b",
        rf"\b{_ABOUT}{_FROM},? (?P<y>{_YEAR})\b",
        rf"\b{_FROM} {_DAY}\b(?! \d)",
        rf"\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Oo]n|[Tt]he|of) {_ABOUT}{_FROM}(?: (?:and|to|or) {_TO})?\b(?! \d)",
        rf"\b(?P<y>{_YEAR})[–-](?P<y2>{_YEAR})\b",
        rf"(?<![$€£\d.,-]){_ABOUT}\b(?P<y>{_YEAR})\b(?![-\d%]|,\d| (?:[a-z]+s|percent|people)\b)",
    )
)


class Dated(NamedTuple):
    """A date met in prose: what it is, and where it stands."""

    edtf: str
    start: int
    end: int


def dates_in(text: str, year: str = "") -> list[Dated]:
    """The dates in `text`, in order; a month without a year counts to the year named last, at first to `year`."""
    taken: list[tuple[int, int]] = []
    matches: list[re.Match[str]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not any(match.start() < end and start < match.end() for start, end in taken):
                taken.append(match.span())
                matches.append(match)
    return list(_read(sorted(matches, key=re.Match.start), year))


def _read(matches: list[re.Match[str]], year: str) -> Iterator[Dated]:
    for match in matches:
        parts = match.groupdict()
        year = parts.get("y") or year
        edtf = _edtf(parts, year)
        if edtf:
            yield Dated(edtf, *match.span())


def _edtf(parts: dict[str, str | None], year: str) -> str:
    """EDTF for what a pattern met; empty where it cannot be a date."""
    month = _number(parts.get("month"), parts.get("m"))
    if not year:
        return ""
    if last := parts.get("y2"):
        return f"{year}/{last}" if last > year else ""
    if later := parts.get("month2"):
        return f"{parts.get('y1') or year}-{month:02}/{year}-{_number(later, None):02}"
    day = int(parts.get("d") or 0)
    if not 0 <= month <= 12 or (day and not 1 <= day <= length_of_month(int(year), month or 1)):
        return ""
    text = f"{year}-{month:02}" if month else year
    return f"{text}-{day:02}" if day else f"{text}~" if parts.get("about") else text


def _number(name: str | None, digits: str | None) -> int:
    return _NAMES[name.rstrip(".").lower()] if name else int(digits or 0)
