"""Dates as people write them, in eleven languages, read as EDTF and never more precisely than they are written.

`find_written_dates(text, language)` gives those in a text, `read_written_date(text, language, base)` the one that it
is. A language that `data/date_words.tsv` does not know has the names of its months from dateparser.
"""

import re
from datetime import datetime
from typing import Any, NamedTuple

from kztui.article.date_forms import forms
from kztui.article.date_readings import BaseDate, Reader, Values
from kztui.article.date_words import LANGUAGES, DateToken, Value, primary_language, tokens
from kztui.article.dates import parse_or_none

MAX_LENGTH = 200
"""Longer texts are no date."""
_SHORT_WEEKDAY = re.compile(r"[^\W\d_]{2,4}\.?, ?")
_BEFORE_DATE = frozenset("bfIrFt&T")
_TIME = re.compile(
    r"[\s,.;:()]*(?:(?:at|um|à|в|о)?\s*\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[APap]\.?[Mm]\.?)?"
    r"\s*(?:[A-Z]{1,4}|[+-]\d{2}:?\d{2})?)?[\s.]*"
)
"""A time of day with its zone, which may follow a date."""


class WrittenDate(NamedTuple):
    """A date where it is written: `text[start:end]`; what it means may depend on what it is read beside."""

    start: int
    end: int
    values: Values
    reader: Reader

    @property
    def named_year(self) -> int:
        """The year that it names, the later of two; 0 where it names none."""
        first, last = int(self.values.get("y", 0)), int(self.values.get("y2", 0))
        return max(first, last if last > 99 else first // 100 * 100 + last)

    def read(self, base_date: BaseDate) -> str:
        """The date as EDTF, or two apart by a blank; empty for none, or where the base lacks what it counts from."""
        return self.reader(self.values, base_date)


def base_date_of(published: str) -> BaseDate:
    """What dates are counted from in an article published on an EDTF date; of an interval its end."""
    known = parse_or_none(published) if published else None
    single = known and (known.end or known.start)
    if not single or not 0 < single.year <= 9999:
        return BaseDate()
    return BaseDate(single.year, single.month if single.month <= 12 else 0, single.day)


def find_written_dates(text: str, language: str, *, any_case: bool = False) -> list[WrittenDate]:
    """The dates in a text, in order, none within another. `language` is a BCP 47 tag such as `en-GB`."""
    primary, more = primary_language(language), language.partition("-")[2]
    found = tokens(text, primary, any_case=any_case)
    month_first = primary == "en" and more.upper() in {"", "US", "PH"}
    roles = "".join(token.role for token in found)
    dates: list[WrittenDate] = []
    for form in forms(primary):
        spans = []
        for match in form.pattern.finditer(roles):
            start, end = match.span()
            certain = {match.start(name) for name in ("F", "F_", "p") if name in form.pattern.groupindex}
            while roles[start] in _BEFORE_DATE and start not in certain and start + 1 < end:
                start += 1
            spans.append(match.span())
            values = _values(match, found)
            if month_first:
                values["us"] = 1
            dates.append(WrittenDate(found[start].start, found[end - 1].end, values, form.read))
        if spans:
            roles = _without(roles, spans)
    return sorted(dates, key=lambda written: written.start)


def _values(match: re.Match[str], found: list[DateToken]) -> dict[str, Value]:
    """The values of the tokens that the groups of a form matched, of a unit its role.

    A group's name with `_` at its end is the same in another order.
    """
    values: dict[str, Value] = {}
    for name, role in match.groupdict().items():
        if role is not None:
            values[name.rstrip("_")] = role if name.startswith("unit") else found[match.start(name)].value
    return values


def _without(roles: str, spans: list[tuple[int, int]]) -> str:
    """The roles, those in the spans replaced by one that no form has."""
    left = bytearray(roles.encode("ascii"))
    for start, end in spans:
        left[start:end] = b"#" * (end - start)
    return left.decode("ascii")


def read_written_date(text: str, language: str, base: str = "") -> str | None:
    """The EDTF of the one date that `text` is, or None where it is none that can be read.

    `language` is a BCP 47 tag, `base` the EDTF date that “next year” or a month without a year counts from, most often
    the publication's. What is EDTF already is returned unchanged.
    """
    text = " ".join(text.split())
    if not text or len(text) > MAX_LENGTH:
        return None
    if parse_or_none(text):
        return text
    found = find_written_dates(text, language, any_case=True)
    if len(found) == 1 and _TIME.fullmatch(text[found[0].end :]) and _is_introduction(text[: found[0].start], language):
        edtf = found[0].read(base_date_of(base))
        return edtf if edtf and parse_or_none(edtf) else None
    if found and primary_language(language) in LANGUAGES:
        return None
    return _read_by_dateparser(text, language, base)


def _is_introduction(before: str, language: str) -> bool:
    """Whether what precedes a date is only a weekday, a preposition or an article."""
    words = tokens(before, primary_language(language), any_case=True)
    return all(token.role in "wIbfrgeT,.-t" for token in words) or bool(_SHORT_WEEKDAY.fullmatch(before))


def _read_by_dateparser(text: str, language: str, base: str) -> str | None:
    """What dateparser reads in the language, as precise as it says; None for what names neither month nor day."""
    if not primary_language(language):
        return None
    from dateparser.date import (  # type: ignore[import-untyped]  # noqa: PLC0415 - .1 s; it ships no types
        DateDataParser,
    )

    base_date = base_date_of(base)
    settings: dict[str, Any] = {"DATE_ORDER": "DMY"}
    if base_date.year:
        settings["RELATIVE_BASE"] = datetime(base_date.year, base_date.month or 1, base_date.day or 1)
    for parser, parts in (("absolute-time", ["month"]), ("relative-time", [])):
        more = {**settings, "PARSERS": [parser], "REQUIRE_PARTS": parts}
        try:
            read = DateDataParser(languages=[primary_language(language)], settings=more).get_date_data(text)
        except (ValueError, OverflowError):  # a language that it does not know, a year that it cannot count
            return None
        if read.date_obj and _has_its_digits(text, read.date_obj.year, base_date):
            precise = {"year": "%Y", "month": "%Y-%m"}.get(read.period, "%Y-%m-%d")
            return str(read.date_obj.strftime(precise))
    return None


def _has_its_digits(text: str, year: int, base_date: BaseDate) -> bool:
    """Whether a year that was read stands in the text, or else can be counted from the base."""
    written = re.findall(r"(?<!\d)\d{4}(?!\d)", text)
    return str(year) in written if written else bool(base_date.year)
