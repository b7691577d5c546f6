"""The metadata of an article from a reference manager's export: CSL JSON, BibTeX (BibLaTeX) or RIS.

BibTeX and RIS have readers of their own here: pybtex and rispy, which the tests read our exports with, would bring
PyYAML and formatting engines for two hundred lines of grammar.

Dates are kept as EDTF: intervals, seasons, doubt and years before Christ. What EDTF cannot hold is left out, but “in
press” and its like are a `status`; an interval that runs backwards is turned round.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from kztui.article.data_tables import rows
from kztui.article.date_suggestions import publication_status
from kztui.article.dates import parse_or_none
from kztui.article.publication import Name, Publication, csl_name
from kztui.citation.csl_item import SEASON_OFFSET, SEASONS, edtf
from kztui.citation.note_fields import split_note
from kztui.files.sanitize import sanitize_line
from kztui.importing.bibtex import BibtexEntry, first_entry
from kztui.importing.persons import NameParts, name_parts
from kztui.importing.publication_date import next_year, publication_date
from kztui.importing.reading import Metadata

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


_NAME_FIELDS = frozenset(csl_name(field) for field in Name.__struct_fields__)
_FIELDS = frozenset(csl_name(field) for field in Publication.__struct_fields__)
_DATES = frozenset(csl_name(field) for field in Publication.DATES)
_PUBLISHERS_WORDS = frozenset({"abstract", "annote", "note", "keyword"})
"""Fields that hold sentences of the publisher or of others: a draft holds none."""


class BibliographyError(ValueError):
    """An export cannot be read; the message says where and why."""


@cache
def _table(group: str) -> dict[str, str]:
    return {name: field for kind, name, field in rows("importing/data/bibliography_fields.tsv") if kind == group}


def metadata_of_csl(text: str) -> Metadata:
    """The metadata of the first item in CSL JSON, an object or a list. Raises BibliographyError when it holds none."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BibliographyError(f"is not JSON: {error}") from None
    if isinstance(data, dict) and isinstance(data.get("items"), list):
        data = data["items"]
    item = data[0] if isinstance(data, list) and data else data
    if not isinstance(item, dict) or not {"title", "author", "issued", "type"} & item.keys():
        raise BibliographyError("holds no item of CSL JSON: an object with type, title, author or issued is wanted")
    in_note, _ = split_note(str(item.get("note") or ""))
    older = {field: item[name] for name, field in _table("csl").items() if name in item}
    item = {**in_note, **older, **item}
    found = {field: _csl_value(field, item[field]) for field in item.keys() & _FIELDS - _PUBLISHERS_WORDS}
    found["status"] = found.get("status") or status_of(item.get("issued"))
    return {field: value for field, value in found.items() if value}


def _csl_value(field: str, value: Any) -> Any:
    """A value of CSL JSON as `[article]` has it; empty where it is of another type."""
    if field in _DATES:
        return edtf_of_csl(value)
    if isinstance(value, list):
        return [parts for one in value if isinstance(one, dict) and (parts := _csl_name(one))]
    return sanitize_line(str(value)) if isinstance(value, (str, int)) else ""


def _csl_name(value: dict[str, Any]) -> NameParts:
    parts = {name: sanitize_line(str(text)) for name, text in value.items() if name in _NAME_FIELDS and text}
    if "literal" in parts or "family" in parts:
        return {"literal": parts["literal"]} if "literal" in parts else parts
    return {"literal": parts["given"]} if "given" in parts else {}


def metadata_of_bibtex(text: str) -> Metadata:
    """The metadata of the first entry in BibTeX or BibLaTeX. Raises BibliographyError when it holds none."""
    entry = first_entry(text)
    if entry is None:
        raise BibliographyError("holds no BibTeX entry: one such as @article{key, title = {…}} is wanted")
    found: Metadata = {"type": _table("bibtex type").get(entry.type, "document")}
    for name, field in _table("bibtex").items():
        value = entry.fields.get(name, "")
        if value and field not in found:
            found[field] = _bibtex_value(field, value)
    found["issued"] = _bibtex_date(entry)
    state = entry.fields.get("pubstate", "")  # a key of biblatex's, such as `inpress`, or words
    dates = (status_of(entry.fields.get(name)) for name in ("date", "year"))
    found["status"] = status_of(state) or state or next(filter(None, dates), "")
    if entry.type in {"inbook", "incollection", "inproceedings", "conference"} and entry.fields.get("booktitle"):
        found["container-title"] = entry.fields["booktitle"]
    if found["type"] == "article-journal" and re.search("magazine|newspaper", entry.fields.get("entrysubtype", "")):
        found["type"] = f"article-{entry.fields['entrysubtype']}"
    return {field: value for field, value in found.items() if value}


def _bibtex_value(field: str, value: str) -> Any:
    if field in {"author", "editor", "translator"}:
        return [parts for name in _split_names(value) if (parts := _bibtex_name(name))]
    if field == "page":
        return re.sub(r"\s*[-–]+\s*", "–", value)
    return edtf_of_text(value) if field in _DATES else value


def _split_names(value: str) -> list[str]:
    """The names between “and” outside of braces, which first_entry has marked as blanks that do not break."""
    return [name for name in re.split(r"[ \t\n]+and[ \t\n]+", value) if name.strip() and name != "others"]


def _bibtex_name(name: str) -> NameParts:
    if "\xa0" in name or "," not in name:
        plain = name.replace("\xa0", " ").strip()
        return {"literal": plain} if "\xa0" in name else name_parts(plain)
    halves = [part.strip() for part in name.split(",")]
    if len(halves) == 3:  # family, suffix, given
        return {**name_parts(f"{halves[0]}, {halves[2]}"), "suffix": halves[1]}
    return name_parts(name)


def _bibtex_date(entry: BibtexEntry) -> str:
    if date := edtf_of_text(entry.fields.get("date", "")):
        return date
    year, month, day = (entry.fields.get(name, "") for name in ("year", "month", "day"))
    return publication_date(" ".join(part for part in (day, month, year) if part)) or publication_date(year)


def metadata_of_ris(text: str) -> Metadata:
    """The metadata of the first record in RIS. Raises BibliographyError when it holds none."""
    values: dict[str, list[str]] = {}
    for tag, value in _ris_lines(text):
        if tag == "ER":
            break
        values.setdefault(tag, []).append(value)
    if "TY" not in values:
        raise BibliographyError("holds no RIS record: one that begins with a line such as “TY  - JOUR” is wanted")
    found: Metadata = {"type": _table("ris type").get(values["TY"][0].strip(), "document")}
    for tag, field in _table("ris").items():
        if field not in found and (given := [value for value in values.get(tag, []) if value]):
            found[field] = _ris_value(field, given)
    found["status"] = next(
        (state for tag in ("PY", "Y1", "DA") for date in values.get(tag, ()) if (state := status_of(date))), ""
    )
    first, last = (values.get(tag, [""])[0] for tag in ("SP", "EP"))
    found["page"] = f"{first}–{last}" if first and last and first != last else first.replace("-", "–")
    return {field: value for field, value in found.items() if value}


def _ris_lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        if match := re.match(r"\ufeff?([A-Z][A-Z0-9])  ?- ?(.*)", line):
            yield match[1], sanitize_line(match[2])


def _ris_value(field: str, given: list[str]) -> Any:
    if field in {"author", "editor", "translator"}:
        return [parts for name in given if (parts := name_parts(name))]
    if field in _DATES:
        return edtf_of_ris(given[0])
    return given[0]
