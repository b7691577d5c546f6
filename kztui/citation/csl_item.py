"""From an article's publication to a CSL-JSON item, which every citation format is written from."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import msgspec

from kztui.article.dates import parse, words
from kztui.article.edtf import Single
from kztui.article.language import language_tag
from kztui.article.publication import Name, Publication, csl_name
from kztui.citation.errors import CitationError

CslItem = dict[str, Any]
"""A reference in CSL-JSON, as its JSON Schema (csl-data.json 1.0.2) describes it."""

SEASON_OFFSET = 20
"""EDTF (ISO 8601-2, 4.8) numbers the seasons from 21, CSL from 1."""
SEASONS = ("Spring", "Summer", "Autumn", "Winter")
"""In the order of their numbers in CSL, from 1."""
# All characters that RFC 3986 allows; `%` is among them, so that encoding twice changes nothing.
_URL_SAFE = "%:/?#[]@!$&'()*+,;=-._~"
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_OWN_FIELDS = frozenset({"printed_title", "id", "type"})


def percent_encoded(url: str) -> str:
    """`url` with everything that RFC 3986 does not allow percent-encoded as UTF-8; idempotent."""
    return quote(_BAD_PERCENT.sub("%25", url.strip()), safe=_URL_SAFE)


def _parts(single: Single) -> list[int]:
    # EDTF counts a year 0, which is 1 BC; CSL has none.
    parts = [single.year if single.year > 0 else single.year - 1]
    if single.month and single.precision != "season":
        parts.append(single.month)
        if single.day:
            parts.append(single.day)
    return parts


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
    if start.precision == "season":
        found["season"] = start.month - SEASON_OFFSET
    if read.approximate or read.uncertain:
        found["circa"] = True
    return found


def edtf(parts: Sequence[int]) -> str:
    """One element of `date-parts` (year, month, day, as many as there are) as EDTF, which counts a year 0."""
    year, *rest = parts
    year += year < 0
    return "-".join([f"{year:05}" if year < 0 else f"{year:04}", *(f"{part:02}" for part in rest)])


def _line(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def _name(name: Name) -> CslItem:
    return {csl_name(field): _line(value) for field in Name.__struct_fields__ if (value := getattr(name, field))}


def csl_item(publication: Publication, accessed: str = "") -> CslItem:
    """The CSL item of `publication`, with those variables alone that have a value.

    `accessed` (EDTF) replaces the record's own day of access. Raises `CitationError` for a date that cannot be read.
    """
    found: CslItem = {"id": publication.id, "type": publication.type}
    if publication.printed_title and not publication.title:
        found["title"] = _line(publication.printed_title)
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
        elif field == "language" and not (value := language_tag(value)):
            continue  # no language tag: a finding of `kztui check`, and of no use to other programs
        elif isinstance(value, str):
            value = _line(value)
        found[csl_name(field)] = value
    return found
