"""The date of a publication as metadata, bylines and addresses write it, as EDTF, as precise as it is written."""

import re
import unicodedata
from datetime import datetime, timedelta, timezone

from kztui.article.date_readings import BaseDate
from kztui.article.date_words import LANGUAGES
from kztui.article.dates import parse_or_none
from kztui.article.written_dates import find_written_dates

OLDEST = 1450
"""Before that year nothing was printed."""
MAX_LENGTH = 120
_ISO = re.compile(r"\D{0,3}(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?(?:[T\s,;Z+].*)?", re.DOTALL)
_EAST_ASIAN = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日일])?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?")
_SECONDS = re.compile(r"(\d{10})(?:\d{3})?")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")
_DASHED = re.compile(r"(?<=\d)-(?=[^\W\d_])|(?<=[^\W\d_])-(?=\d)")
_YEAR = re.compile(r"\d{4}")
_MONTH_FIRST = frozenset({"en", "en-us", "en-ph", "fil"})


def publication_date(text: str, language: str = "") -> str:
    """The EDTF date that a short text states, a day, month or year; empty where it states none that can be true.

    ISO 8601 with or without a time, RFC 2822, seconds since 1970, and what people write, in `language` (a BCP 47 tag)
    or else in English.
    """
    text = _ascii_digits(" ".join(text.split()))[: MAX_LENGTH + 1]
    if not text or len(text) > MAX_LENGTH:
        return ""
    return _by_numbers(text, language) or _in_words(_DASHED.sub(" ", text), language)


def _by_numbers(text: str, language: str) -> str:
    if _YEAR.fullmatch(text):
        return _edtf(text, "", "")
    if iso := _ISO.fullmatch(text):
        return _edtf(iso[1], iso[3], iso[4] or "")
    if written := _COMPACT.fullmatch(text) or _EAST_ASIAN.search(text):
        return _edtf(written[1], written[2], written[3] or "")
    if seconds := _SECONDS.fullmatch(text):
        moment = datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=int(seconds[1]))
        return _edtf(str(moment.year), str(moment.month), str(moment.day))
    numeric = _NUMERIC.search(text)
    return _in_order(numeric, language) if numeric else ""


def _in_order(numeric: re.Match[str], language: str) -> str:
    """A date such as 05/14/2019, in the order of the language, or in the other one where only that is a date."""
    first, sign, second, year = numeric.groups()
    year = year if len(year) == 4 else f"20{year}" if int(year) < 70 else f"19{year}"
    month_first = sign != "." and language.lower() in _MONTH_FIRST | {""}
    month, day = (first, second) if month_first else (second, first)
    return _edtf(year, month, day) or _edtf(year, day, month)


def _in_words(text: str, language: str) -> str:
    """The most precise date in a text in the page's language, in English, or in another that gives a day."""
    best = ""
    for one in dict.fromkeys((language, "en", *LANGUAGES)):
        if len(best) == len("2019-05-14") or not any(map(str.isalpha, text)):
            break
        for written in find_written_dates(text, one, any_case=True) if one else ():
            edtf = written.read(BaseDate()) if OLDEST <= written.named_year <= next_year() else ""
            if len(edtf) > len(best) and "/" not in edtf and parse_or_none(edtf):
                best = edtf
    return best


def _edtf(year: str, month: str, day: str) -> str:
    """EDTF of numbers; empty where they are no date, or one that no publication has."""
    if not OLDEST <= int(year) <= next_year():
        return ""
    if month and not 1 <= int(month) <= 12:
        return ""
    text = "-".join([year, *(f"{int(part):02}" for part in (month, day) if part and int(part))])
    return text if parse_or_none(text) else ""


def next_year() -> int:
    """The last year that a date of publication can have: what comes out next year is announced in this one."""
    return datetime.now(timezone.utc).year + 1


def _ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(char)) if char.isdecimal() else char for char in text)
