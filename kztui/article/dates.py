"""Dates as the rest of the program needs them: parsed once, sorted, and formatted without adding precision.

`parse(text) -> Date` reads EDTF (ISO 8601-2, levels 0 and 1); `sort_key`, `words` and `compact` never raise.
"""

from functools import lru_cache
from math import inf

from kztui.article.edtf import MONTHS, SEASONS, Date, DateError, Single, read, written_year


def parse(text: str) -> Date:
    """Read an EDTF date; raises `DateError`, a `ValueError` that says what is wrong and what would be right."""
    if date := parse_or_none(text):
        return date
    try:
        return read(text)
    except DateError as error:
        from kztui.article.date_suggestions import advise  # noqa: PLC0415 - needed only where a date is wrong

        raise advise(text, error) from None


@lru_cache(maxsize=4096)
def parse_or_none(text: str) -> Date | None:
    """The EDTF date, or None where `text` is none; never raises, and looks for no advice."""
    try:
        return read(text)
    except ValueError:
        return None


Moment = tuple[float, int, int]
_NEVER: tuple[Moment, Moment] = ((inf, 0, 0), (inf, 0, 0))


@lru_cache(maxsize=4096)
def sort_key(text: str) -> tuple[Moment, Moment]:
    """Orders by earliest moment, then the more precise first; no date, or none that can be read, comes last.

    An open beginning comes before all others; an unknown one counts as the interval's end.
    """
    date = parse_or_none(text) if text else None
    if date is None:
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


def _in_words(single: Single) -> str:
    text = _plain(single)
    if single.mark in {"~", "%"}:
        text = f"about {text}"
    return f"{text} (uncertain)" if single.mark in {"?", "%"} else text


def _interval_in_words(start: Single, end: Single) -> str:
    """Both ends in words, the year and month written once where they are the same."""
    first, last = _in_words(start), _in_words(end)
    if first == last:
        return first
    if not (start.mark or end.mark) and start.month and end.month and start.year == end.year:
        year = f" {_year(start.year)}"
        first = first.removesuffix(year)
        if start.day and end.day and start.month == end.month:
            first = str(start.day)
    return f"{first} – {last}"


def words(text: str) -> str:
    """The date in words, as precise as its source; `text` itself where it is no date."""
    date = parse_or_none(text)
    if date is None:
        return text
    if date.start and date.end:
        return _interval_in_words(date.start, date.end) if date.interval else _in_words(date.start)
    if date.start:
        return f"from {_in_words(date.start)} on" if date.open_end else f"from {_in_words(date.start)}, end unknown"
    if date.end:
        return f"until {_in_words(date.end)}" if date.open_start else f"until {_in_words(date.end)}, beginning unknown"
    return text


def _short(single: Single) -> str:
    if single.precision == "decade" and single.year > 0:
        return _plain(single) + single.mark
    if single.precision in {"decade", "century"}:
        sign, known = ("-", -single.last[0]) if single.year < 0 else ("", single.year)
        return f"{sign}{f'{known:04}'[: 3 if single.precision == 'decade' else 2]:X<4}{single.mark}"
    year = written_year(single.year)
    if single.month in SEASONS:
        return f"{year} {SEASONS[single.month]}{single.mark}"
    month = f"-{single.month:02}" if single.month else ""
    day = f"-{single.day:02}" if single.day else ""
    return f"{year}{month}{day}{single.mark}"


def compact(text: str, cells: int | None = None) -> str:
    """The date for a narrow column: `2011-06…07`, `2012…14`, `2011-09~`; `text` itself where it is no date.

    Where it takes more than `cells` characters it is written less precisely, by months or by years, for a date that is
    cut off would be another one. Years are written even where they take more.
    """
    date = parse_or_none(text)
    if date is None:
        return text
    shown = _span(date, date.start, date.end)
    for precision in ("month", "year"):
        if cells is None or len(shown) <= cells:
            break
        shown = _span(date, _coarser(date.start, precision), _coarser(date.end, precision), merged=True)
    return shown


def _span(date: Date, start: Single | None, end: Single | None, merged: bool = False) -> str:
    """Both ends, what they share written once; as one where they are `merged` and the same."""
    if merged and start and end and start[:3] == end[:3]:
        marks = {*start.mark, *end.mark}
        return _short(start._replace(mark="%" if len(marks) > 1 else "".join(marks)))
    first = _short(start) if start else "" if date.open_start else "?"
    last = _short(end) if end else "" if date.open_end else "?"
    if first == last:
        return first
    if start and end and start.precision == end.precision:
        same = {"day": 2 if start.month == end.month else 1, "month": 1, "season": 1}.get(start.precision, 0)
        if start.year == end.year and not start.mark:
            last = last.split(" " if start.precision == "season" else "-", same)[-1] if end.year >= 0 else last
        elif not same and start.precision == "year" and 999 < start.year <= end.year <= 9999:
            last = last[2:] if first[:2] == last[:2] and not start.mark else last
    return f"{first}…{last}"


def _coarser(single: Single | None, precision: str) -> Single | None:
    """The date by its month or year, where it is more precise."""
    if single is None or single.precision not in {"month": ("day",), "year": ("day", "month", "season")}[precision]:
        return single
    month = single.month if precision == "month" else 0
    return single._replace(month=month, day=0, precision="month" if month else "year")
