"""Dates as the rest of the program needs them: read once, put in order, and said in words without adding precision.

`parse(text) -> Date` reads EDTF (ISO 8601-2, levels 0 and 1); `sort_key`, `words` and `compact` never raise.
"""

from functools import lru_cache
from math import inf

from kztui.article.edtf import MONTHS, SEASONS, Date, DateError, Single, read


@lru_cache(maxsize=4096)
def parse(text: str) -> Date:
    """Read an EDTF date; raises `DateError`, a `ValueError` that says what is wrong and what would be right."""
    try:
        return read(text)
    except DateError as error:
        from kztui.article.date_advice import advise  # noqa: PLC0415 - needed only where a date is wrong

        raise advise(text, error) from None


Moment = tuple[float, int, int]
_NEVER: tuple[Moment, Moment] = ((inf, 0, 0), (inf, 0, 0))


def sort_key(text: str) -> tuple[Moment, Moment]:
    """Orders by earliest moment, then the more precise first; no date, or none that can be read, comes last.

    An open beginning comes before all others; an unknown one counts as the interval's end.
    """
    if not text:
        return _NEVER
    try:
        date = parse(text)
    except ValueError:
        return _NEVER
    latest = date.latest or (inf, 0, 0)
    if date.earliest:
        return date.earliest, latest
    return ((-inf, 0, 0) if date.open_start or not date.end else date.end.first), latest


def _year(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BC"


def _plain(single: Single) -> str:
    if single.precision == "decade" and single.year > 0:
        return f"{single.year}s"
    if single.precision in {"decade", "century"}:
        return f"between {_year(single.first[0])} and {_year(single.last[0])}"
    year = _year(single.year)
    if not single.month:
        return year
    if single.month in SEASONS:
        return f"{SEASONS[single.month]} {year}"
    month = f"{MONTHS[single.month - 1]} {year}"
    return f"{single.day} {month}" if single.day else month


def _said(single: Single) -> str:
    said = _plain(single)
    if single.mark in {"~", "%"}:
        said = f"about {said}"
    return f"{said} (uncertain)" if single.mark in {"?", "%"} else said


def _said_interval(start: Single, end: Single) -> str:
    """Both ends in words, the year and month said once where they are the same."""
    first, last = _said(start), _said(end)
    if first == last:
        return first
    if not (start.mark or end.mark) and start.month and end.month and start.year == end.year:
        year = f" {_year(start.year)}"
        first = first.removesuffix(year)
        if start.day and end.day and start.month == end.month:
            first = str(start.day)
    return f"{first} – {last}"


def words(text: str) -> str:
    """The date as a reader says it, as precise as its source; `text` itself where it is no date."""
    try:
        date = parse(text)
    except ValueError:
        return text
    if date.start and date.end:
        return _said_interval(date.start, date.end) if date.interval else _said(date.start)
    if date.start:
        return f"from {_said(date.start)} on" if date.open_end else f"from {_said(date.start)}, end unknown"
    if date.end:
        return f"until {_said(date.end)}" if date.open_start else f"until {_said(date.end)}, beginning unknown"
    return text


def _short(single: Single) -> str:
    if single.precision == "decade" and single.year > 0:
        return _plain(single) + single.mark
    if single.precision in {"decade", "century"}:
        sign, known = ("-", -single.last[0]) if single.year < 0 else ("", single.year)
        return f"{sign}{f'{known:04}'[: 3 if single.precision == 'decade' else 2]:X<4}{single.mark}"
    year = f"{single.year:04}" if single.year >= 0 else f"{single.year:05}"
    if single.month in SEASONS:
        return f"{year} {SEASONS[single.month]}{single.mark}"
    month = f"-{single.month:02}" if single.month else ""
    day = f"-{single.day:02}" if single.day else ""
    return f"{year}{month}{day}{single.mark}"


def compact(text: str) -> str:
    """The date for a narrow column: `2011-06…07`, `2012…14`, `2011-09~`; `text` itself where it is no date."""
    try:
        date = parse(text)
    except ValueError:
        return text
    first = _short(date.start) if date.start else "" if date.open_start else "?"
    last = _short(date.end) if date.end else "" if date.open_end else "?"
    if first == last:
        return first
    if date.start and date.end and date.start.precision == date.end.precision:
        same = {"day": 2 if date.start.month == date.end.month else 1, "month": 1}.get(date.precision, 0)
        if date.start.year == date.end.year and not date.start.mark:
            last = last.split("-", same)[-1] if date.end.year >= 0 else last
        elif not same and date.precision == "year" and 999 < date.start.year <= date.end.year <= 9999:
            last = last[2:] if first[:2] == last[:2] and not date.start.mark else last
    return f"{first}…{last}"
