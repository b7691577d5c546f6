"""From an article's publication to a CSL-JSON item, which every citation format is written from."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import msgspec

from kztui.article.dates import parse, parse_or_none, words
from kztui.article.edtf import Single, written_year
from kztui.article.lazy_regex import LazyPattern
from kztui.article.publication import UNDETERMINED, Name, Publication, csl_name, language_tag
from kztui.citation.errors import CitationError
from kztui.citation.note_fields import split_note

CslItem = dict[str, Any]
"""A reference in CSL-JSON, as its JSON Schema (csl-data.json 1.0.2) describes it."""

EDTF = "edtf"
"""The key of the dates of which CSL holds less than the article: EDTF by variable. No part of CSL-JSON."""

SEASON_OFFSET = 20
"""EDTF (ISO 8601-2, 4.8) numbers the seasons from 21, CSL from 1."""
SEASONS = ("Spring", "Summer", "Autumn", "Winter")
"""In the order of their numbers in CSL, from 1."""
# All characters that RFC 3986 allows; `%` is among them, so that encoding twice changes nothing.
_URL_SAFE = "%:/?#[]@!$&'()*+,;=-._~"
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# Blanks as TOML and terminals know them, and the line breaks of Unicode (UAX 14: BK, CR, LF, NL).
_BREAKS = LazyPattern("[ \\t-\\r\\x1c-\\x1f\\x85\\u2028\\u2029]+")
_OWN_FIELDS = frozenset({"printed_title", "id", "type"})


def percent_encoded(url: str) -> str:
    """`url` with everything that RFC 3986 does not allow percent-encoded as UTF-8; idempotent."""
    return quote(_BAD_PERCENT.sub("%25", url.strip()), safe=_URL_SAFE)


def date_parts(day: Sequence[int]) -> list[int]:
    """Year, month and day, as many as there are and are not 0, as CSL counts years: 1 follows 1 BC."""
    year, *rest = day
    return [year if year > 0 else year - 1, *(part for part in rest if part)]


def season_number(single: Single) -> int:
    """The number of a season in CSL, from 1; 0 where the date is none."""
    return single.month - SEASON_OFFSET if single.precision == "season" else 0


def _parts(single: Single) -> list[int]:
    return date_parts((single.year,) if season_number(single) else (single.year, single.month, single.day))


def _lossy_dates(publication: Publication, item: CslItem) -> dict[str, str]:
    """The dates of the publication, by variable, that say more than those of the item that was made from it."""
    found = {}
    for field in Publication.DATES:
        if text := getattr(publication, field):
            read, variable = parse(text), csl_name(field)
            ends = {(end.precision, end.mark) for end in (read.start, read.end) if end}
            if "literal" in item[variable] or read.uncertain or len(ends) > 1:
                found[variable] = text
    return found


def edtf_of(item: CslItem, variable: str) -> str:
    """The date `variable` as the article has it (EDTF), where CSL holds less of it; empty elsewhere."""
    return str(item.get(EDTF, {}).get(variable) or "")


def _interval(start: Single, end: Single) -> list[list[int]]:
    """The `date-parts` of an interval, both ends as precise as the coarser one, since CSL has no others."""
    first, last = _parts(start), _parts(end)
    shared = min(len(first), len(last))
    return [first[:shared]] if first[:shared] == last[:shared] else [first[:shared], last[:shared]]


def csl_date(text: str) -> CslItem:
    """A CSL date from an EDTF text: `date-parts` of one or two moments, `season`, `circa`.

    What CSL cannot hold (a decade, an interval of seasons, an end that is open or unknown) becomes a `literal` that
    says it in words. Raises `CitationError` where `text` is no EDTF date.
    """
    try:
        read = parse(text)
    except ValueError as error:
        fault = str(error).replace("is not an EDTF date", "is no date")
        raise CitationError(fault if f"“{text}”" in fault else f"“{text}” is no date: {fault}") from error
    start, end = read.start, read.end
    seasons = read.interval and start and end and "season" in {start.precision, end.precision}
    if not (start and end) or seasons or read.precision in {"decade", "century"}:
        return {"literal": words(text)}
    found: CslItem = {"date-parts": _interval(start, end) if read.interval else [_parts(start)]}
    if season := season_number(start):
        found["season"] = season
    if read.approximate or read.uncertain:
        found["circa"] = True
    return found


def edtf(parts: Sequence[int]) -> str:
    """One element of `date-parts` (year, month, day, as many as there are) as EDTF, which counts a year 0."""
    year, *rest = parts
    return "-".join([written_year(year + (year < 0)), *(f"{part:02}" for part in rest)])


def first_parts(item: CslItem, variable: str) -> list[int]:
    """Year, month and day of a date, or of the first known end of an interval, for formats that have no intervals.

    Of a decade or a century it is the first year; empty where there is no date.
    """
    read = parse_or_none(edtf_of(item, variable))
    if read is not None:
        end = read.start or read.end
        return (
            date_parts(end.first[:1]) if end and end.precision in {"decade", "century"} else _parts(end) if end else []
        )
    return list(((item.get(variable) or {}).get("date-parts") or [[]])[0])


def one_line(text: str) -> str:
    """`text` on one line, without blanks at its ends; spaces that do not break, and those of other widths, stay."""
    if text.isprintable() and "  " not in text:
        return text.strip(" ")
    return _BREAKS.sub(" ", text).strip(" ")


def _name(name: Name) -> CslItem:
    return {csl_name(field): one_line(value) for field in Name.__struct_fields__ if (value := getattr(name, field))}


def item_type(publication: Publication) -> str:
    """The CSL type. Where it is only `article`, what articles in journals or chapters alone have tells it."""
    if publication.type == Publication.DEFAULT_TYPE and publication.container_title:
        if publication.volume or publication.issue or publication.page or publication.ISSN:
            return "article-journal"
        if publication.ISBN:
            return "chapter"
    return publication.type


def _with_fields_in_note(note: str, item: CslItem) -> CslItem:
    """The item with what its note holds as fields that the record itself lacks, and the note without them."""
    fields, rest = split_note(note)
    if not fields:
        return item
    taken: CslItem = {**item, "note": one_line(rest)} if rest else {key: item[key] for key in item if key != "note"}
    for variable, value in fields.items():
        if variable in item:
            continue
        if variable.replace("-", "_") in Publication.DATES:
            taken[variable] = csl_date(str(value)) if parse_or_none(str(value)) else {"literal": value}
        else:
            taken[variable] = value
    return taken


def csl_item(publication: Publication, accessed: str = "") -> CslItem:
    """The CSL item of `publication`, with those variables alone that have a value.

    `accessed` (EDTF) replaces the record's own day of access. Raises `CitationError` for a date that cannot be read.
    """
    found: CslItem = {"id": publication.id, "type": item_type(publication)}
    if publication.printed_title and not publication.title:
        found["title"] = one_line(publication.printed_title)
    if accessed:
        publication = msgspec.structs.replace(publication, accessed=accessed)
    for field in Publication.__struct_fields__:
        value = getattr(publication, field)
        if field in _OWN_FIELDS or value in ("", ()):
            continue
        if field in Publication.DATES:
            value = csl_date(value)
        elif isinstance(value, tuple):
            value = [_name(name) for name in value]
        elif field == "URL":
            value = percent_encoded(value)
        elif field == "language":
            # What is no tag is a finding of `kztui check`; it says at least that the words need not be English.
            value = language_tag(value) or UNDETERMINED
        elif isinstance(value, str):
            value = one_line(value)
        found[csl_name(field)] = value
    found = _with_fields_in_note(publication.note, found)
    lossy = _lossy_dates(publication, found)
    return {**found, EDTF: lossy} if lossy else found
