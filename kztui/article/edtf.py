"""Reads EDTF (ISO 8601-2), levels 0 and 1: what a date's text covers, by arithmetic alone, so that any year works."""

import re
from typing import Literal, NamedTuple

from kztui.article.lazy_regex import LazyPattern

Day = tuple[int, int, int]
"""Year, month, day. Years count as in astronomy: 0 is 1 BC."""

Precision = Literal["day", "month", "season", "year", "decade", "century"]
PRECISIONS: tuple[Precision, ...] = ("day", "month", "season", "year", "decade", "century")

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
# EDTF leaves a season's months open; these are meteorological and northern. Winter is cut at the end of its year, so
# that a year's seasons sort within it, as the standard orders them.
_SEASON_SPAN = {21: ((3, 1), (5, 31)), 22: ((6, 1), (8, 31)), 23: ((9, 1), (11, 30)), 24: ((12, 1), (12, 31))}
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_SINGLE = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([?~%])?")
_ZONE = r"(?:Z|[+-](?:0[0-9]|1[0-4])(?::?[0-5][0-9])?)?"
_TIME = LazyPattern(rf"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60){_ZONE}\Z")
_FEW_DIGITS = LazyPattern(r"(-?[0-9]{2})(?:([0-9])X|XX)([?~%])?")
_LONG_YEAR = LazyPattern(r"Y(-?[1-9][0-9]{4,17})([?~%])?")


class DateError(ValueError):
    """A text that is no EDTF date of level 0 or 1: what is wrong with it, and what would be right if that is plain."""

    def __init__(self, fault: str, suggestion: str = "") -> None:
        super().__init__(f"{fault}; write {suggestion}" if suggestion else fault)
        self.fault = fault
        self.suggestion = suggestion


class Single(NamedTuple):
    """One date that is no interval. `month` and `day` are 0 where the text gives none; a season stands in `month`."""

    year: int
    month: int
    day: int
    precision: Precision
    mark: str
    """`?` uncertain, `~` approximate, `%` both, or empty."""
    first: Day
    last: Day


class Date(NamedTuple):
    """What an EDTF text covers. For an interval `precision` is the coarser of its ends'."""

    earliest: Day | None
    """None where the beginning is open or unknown."""
    latest: Day | None
    precision: Precision
    approximate: bool
    uncertain: bool
    interval: bool
    start: Single | None
    """The first of the two ends; the same as `end` where this is no interval; None where open or unknown."""
    end: Single | None
    open_start: bool
    """True for `..`, as against a beginning that is merely unknown."""
    open_end: bool

    @property
    def reach(self) -> tuple[Day | None, Day | None]:
        """The first and the last day that it can mean; None where it is open. An end that is unknown is the other."""
        first = self.earliest or (None if self.open_start else self.latest)
        return first, self.latest or (None if self.open_end else self.earliest)


def written_year(year: int) -> str:
    """A year as EDTF writes it, with four digits at least: `0045`, `-0043`."""
    return f"{year:04}" if year >= 0 else f"{year:05}"


def length_of_month(year: int, month: int) -> int:
    """The number of days of a month, by the Gregorian rule carried to all years."""
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if leap else _LENGTHS[month - 1]


def _calendar(year: int, month: int, day: int, mark: str) -> Single:
    """A year, month, season or day. Raises DateError when the calendar has no such month or day."""
    if not month:
        return Single(year, 0, 0, "year", mark, (year, 1, 1), (year, 12, 31))
    if month in SEASONS:
        if day:
            raise DateError(f"month {month} is a season, and a season has no days", f"{written_year(year)}-{month}")
        first, last = _SEASON_SPAN[month]
        return Single(year, month, 0, "season", mark, (year, *first), (year, *last))
    if not 1 <= month <= 12:
        raise DateError(f"there is no month {month:02}; months are 01 to 12, seasons 21 to 24")
    length = length_of_month(year, month)
    if not day:
        return Single(year, month, 0, "month", mark, (year, month, 1), (year, month, length))
    if not 1 <= day <= length:
        raise DateError(f"{MONTHS[month - 1]} {year} has {length} days, not {day:02}")
    return Single(year, month, day, "day", mark, (year, month, day), (year, month, day))


def _number(digits: str | None, what: str) -> int:
    """A month's or day's number, 0 where it is absent or unspecified (`XX`). Raises DateError when it is 00."""
    if digits is None or digits == "XX":
        return 0
    if digits == "00":
        raise DateError(f"there is no {what} 00; leave out what is not known")
    return int(digits)


def _single(text: str) -> Single:
    """One date. Raises DateError, with an empty fault where the text has not the form of a date."""
    match = _SINGLE.fullmatch(text)
    if match:
        if match[2] == "XX" and match[3] and match[3] != "XX":
            raise DateError("a known day in an unknown month is level 2, which is not used here", match[1])
        return _calendar(int(match[1]), _number(match[2], "month"), _number(match[3], "day"), match[4] or "")
    match = _FEW_DIGITS.fullmatch(text)
    if match:
        known, years = (match[1] + match[2], 10) if match[2] else (match[1], 100)
        ends = sorted(int(known.ljust(len(match[1]) + 2, filler)) for filler in "09")
        precision: Precision = "decade" if years == 10 else "century"
        return Single(ends[0], 0, 0, precision, match[3] or "", (ends[0], 1, 1), (ends[1], 12, 31))
    match = _LONG_YEAR.fullmatch(text)
    if match:
        return _calendar(int(match[1]), 0, 0, match[2] or "")
    timed = _TIME.search(text)
    if timed:
        single = _single(text[: timed.start()])
        if single.precision == "day" and not single.mark:
            return single
    raise DateError("")


def _interval(text: str) -> Date:
    """Two dates with a slash between them. Raises DateError when they are none, or in the wrong order."""
    left, _, right = text.partition("/")
    start = None if left in {"", ".."} else _single(left)
    end = None if right in {"", ".."} else _single(right)
    if not (start or end):
        raise DateError("an interval needs at least one known end")
    for side, single in ((left, start), (right, end)):
        if single and "X" in side:
            raise DateError("unspecified digits within an interval are level 2, which is not used here")
    if start and end and start.first > end.last:
        raise DateError("the interval ends before it begins", f"{right}/{left}")
    return _covered(start, end, interval=True, open_start=left == "..", open_end=right == "..")


def _covered(
    start: Single | None, end: Single | None, *, interval: bool, open_start: bool = False, open_end: bool = False
) -> Date:
    """What lies between two ends of which at least one is known."""
    singles = [single for single in (start, end) if single]
    precision = max((single.precision for single in singles), key=PRECISIONS.index)
    marks = "".join(single.mark for single in singles)
    approximate, uncertain = "~" in marks or "%" in marks, "?" in marks or "%" in marks
    first, last = start and start.first, end and end.last
    return Date(first, last, precision, approximate, uncertain, interval, start, end, open_start, open_end)


def read(text: str) -> Date:
    """What `text` covers. Raises `DateError`, with an empty fault where `text` has not the form of a date at all."""
    if "/" in text:
        return _interval(text)
    single = _single(text)
    return _covered(single, single, interval=False)
