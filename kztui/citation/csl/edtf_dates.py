"""Dates that CSL 1.0.2 cannot hold, in the words of the style's locale: seasons in an interval, open ends, decades.

In CSL-JSON such a date is a `literal` in English. The item keeps its EDTF (ISO 8601-2) beside that, from which it
is written here with the date forms and terms of the locale: `1987–`, `Frühjahr 1999–Sommer 2001`, `1990–1999`.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from kztui.article.dates import parse_or_none
from kztui.article.edtf import Date, Single
from kztui.citation.csl.text_case import is_english
from kztui.citation.csl_item import date_parts, edtf_of, season_number

if TYPE_CHECKING:
    from kztui.citation.csl.context import RenderContext

_CALENDAR = ("year", "month", "season", "day")
"""The precisions of which CSL has date parts."""


class DateEnd(Struct, frozen=True):
    """One end of an interval as CSL has it: year, month, day, as many as are known; and the season, 0 for none."""

    parts: list[int]
    season: int = 0


class DateEnds(Struct, frozen=True):
    """Both ends; None for one that is open or unknown, in place of which `missing` is printed."""

    start: DateEnd | None
    end: DateEnd | None
    missing: str = ""


def _literal(context: "RenderContext", variable: str) -> Date | None:
    """The date of a `literal` that is not printed as it is; None for any other."""
    if not (context.item.get(variable) or {}).get("literal"):
        return None
    date = parse_or_none(edtf_of(context.item, variable))
    if date is None or (is_english(context.style.language) and not (_has_seasons(date) or _is_open(date))):
        return None
    return date


def _has_seasons(date: Date) -> bool:
    return date.start is not None and date.end is not None and "season" in {date.start.precision, date.end.precision}


def _is_open(date: Date) -> bool:
    """Whether an end is open: `1987–` in citeproc-js, which English styles print just so."""
    return date.open_start or date.open_end


def is_uncertain(context: "RenderContext", variable: str) -> bool:
    """The condition `is-uncertain-date` (CSL 1.0.2, "Choose") for `variable`."""
    date = _literal(context, variable)
    if date is not None:
        return date.approximate or date.uncertain
    return bool((context.item.get(variable) or {}).get("circa"))


def date_ends(context: "RenderContext", variable: str) -> DateEnds | None:
    """The ends of the interval that stands for a `literal` date, or of `date-parts` of which one end is open.

    None where there is none to write anew.
    """
    date = _literal(context, variable)
    if date is None:
        return _open_ends((context.item.get(variable) or {}).get("date-parts") or ())
    if date.start and date.start.precision not in _CALENDAR:
        return DateEnds(DateEnd(date_parts(date.start.first[:1])), DateEnd(date_parts(date.start.last[:1])))
    start, end = _end(date.start), _end(date.end)
    if start and end:
        return DateEnds(*_equally_precise(start, end))
    return DateEnds(start, end, "" if date.open_start or date.open_end else "?")


def _open_ends(ends: Sequence[list[int]]) -> DateEnds | None:
    """`date-parts` of which one end is empty or the year 0, which CSL does not have: a range that is open there."""
    if len(ends) != 2 or all(map(any, ends)) or not any(map(any, ends)):
        return None
    start, end = (DateEnd(parts) if any(parts) else None for parts in ends)
    return DateEnds(start, end)


def _end(single: Single | None) -> DateEnd | None:
    if single is None:
        return None
    if single.precision == "season":
        return DateEnd(date_parts((single.year,)), season_number(single))
    return DateEnd(date_parts((single.year, single.month, single.day)))


def _equally_precise(start: DateEnd, end: DateEnd) -> tuple[DateEnd, DateEnd]:
    """Both ends, only with the parts that both have; a season stands where the month does."""
    if start.season or end.season:
        finer = all(one.season or len(one.parts) > 1 for one in (start, end))
        begin, last = (DateEnd(one.parts[: 2 if finer else 1], one.season if finer else 0) for one in (start, end))
        return begin, last
    shared = min(len(start.parts), len(end.parts))
    return DateEnd(start.parts[:shared]), DateEnd(end.parts[:shared])
