"""The dates of a reference manager's export as EDTF: intervals, seasons, doubt and years before Christ are kept.

What EDTF cannot hold is left out, but “in press” and its like are a `status`; an interval that runs backwards is
turned round.
"""

import re
from typing import Any

from kztui.article.date_suggestions import publication_status
from kztui.article.dates import parse_or_none
from kztui.citation.csl_item import SEASON_OFFSET, SEASONS, edtf
from kztui.importing.publication_date import next_year, publication_date

_SEASON_NUMBERS = {name.lower(): number for number, name in enumerate(SEASONS, 1)} | {"fall": 3}
_MONTHS = 12
_OPEN = ".."
_RIS = re.compile(r"(\d{1,4})/(\d{0,2})/(\d{0,2})/?(.*)")
_RIS_END = re.compile(r"\bto (\d{1,4}(?:/\d\d){0,2})( BC)?")


def edtf_of_text(text: str) -> str:
    """EDTF as it is written (BibLaTeX's `date`), or the date that a text states; empty where it states none."""
    text = text.strip()
    if _is_possible(text):
        return text
    if "/" in text:
        start, _, end = (part.strip() for part in text.partition("/"))
        dates = [date for part in (start, end) if (date := publication_date(part))]
        if interval := _interval(dates):
            return interval
    return publication_date(text)


def edtf_of_csl(value: Any) -> str:
    """EDTF of a CSL date (csl-data.json 1.0.2): `date-parts` of one or two moments, `season`, `circa`, or its text.

    The `edtf` of CSL 1.1 goes before all of them.
    """
    if not isinstance(value, dict):
        return edtf_of_text(str(value)) if isinstance(value, (str, int)) else ""
    if isinstance(value.get("edtf"), str) and _is_possible(value["edtf"]):
        return str(value["edtf"])
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and all(isinstance(one, list) for one in parts):
        season = value.get("season")
        return _interval([_moment(one, season) for one in parts[:2]], "~" if value.get("circa") else "")
    return edtf_of_text(str(value.get("raw") or value.get("literal") or ""))


def status_of(date: Any) -> str:
    """The `status` that a date in words is, in CSL JSON or as a text, such as `in press`; empty for all others."""
    if isinstance(date, dict):
        date = date.get("literal") or date.get("raw")
    return publication_status(date) or "" if isinstance(date, str) else ""


def edtf_of_ris(text: str) -> str:
    """EDTF of a date of RIS: `YYYY/MM/DD/other`, where others is a season, `circa`, `BC` or the other end (`to …`)."""
    match = _RIS.fullmatch(text.strip())
    if match is None:
        return edtf_of_text(text)
    year, month, day, other = match.groups()
    words = {word.strip().lower() for word in other.split(",")}
    season = next((_SEASON_NUMBERS[word] for word in words if word in _SEASON_NUMBERS), 0)
    end = _RIS_END.search(other)
    era = -1 if re.search(r"\bBC\b", other[: end.start()] if end else other) else 1
    moments = [_moment([era * int(year), month, day], season if not month.strip("0") else 0)]
    if end:
        last, *rest = end[1].split("/")
        moments.append(_moment([-int(last) if end[2] else int(last), *rest], 0))
    return _interval(moments, "~" if "circa" in words else "")


def _is_possible(text: str) -> bool:
    """Whether a text is EDTF of something that can have been published; a year 0 stands for none in most exports."""
    date = parse_or_none(text)
    ends = [end for end in (date.start, date.end) if end] if date else []
    return bool(ends) and text != "0000" and all(end.first[0] <= next_year() for end in ends)


def _moment(parts: list[Any], season: Any) -> str:
    """EDTF of one element of `date-parts`, a month of 13 to 16 being a season; `..` where it is empty or all 0."""
    try:
        year, *rest = [int(part or 0) for part in parts] or [0]
    except (TypeError, ValueError, OverflowError):
        return publication_date("-".join(str(part) for part in parts if part))
    if not year:
        return _OPEN
    month, *days = rest or [0]
    if not month and season:
        named = str(season).strip().lower()
        month = _SEASON_NUMBERS.get(named) or (int(named) if named.isdecimal() and len(named) == 1 else 0)
        month += SEASON_OFFSET if month else 0
    elif _MONTHS < month <= _MONTHS + len(SEASONS):
        month += SEASON_OFFSET - _MONTHS
    return edtf([year, *([month, *(day for day in days[:1] if day and month <= _MONTHS)] if month else [])])


def _interval(moments: list[str], mark: str = "") -> str:
    """The date, or the interval of two, with `mark` on each; empty where it cannot be."""
    marked = [moment if moment == _OPEN else f"{moment}{mark}" for moment in moments if moment]
    ways = ("/".join(dict.fromkeys(marked)), "/".join(marked[::-1]), *marked[:1])
    return next((text for text in ways if text != _OPEN and _is_possible(text)), "")
