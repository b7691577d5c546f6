"""The metadata of an article from a reference manager's export: CSL JSON, BibTeX (BibLaTeX) or RIS.

BibTeX and RIS have readers of their own here: pybtex and rispy, which the tests read our exports with, would bring
PyYAML and formatting engines for two hundred lines of grammar.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from kztui.article.data_tables import rows
from kztui.article.publication import Name, Publication, csl_name
from kztui.citation.note_fields import split_note
from kztui.files.sanitize import sanitize_line
from kztui.importing.bibliography_dates import edtf_of_csl, edtf_of_ris, edtf_of_text, status_of
from kztui.importing.bibtex import BibtexEntry, first_entry
from kztui.importing.persons import NameParts, name_parts
from kztui.importing.publication_date import publication_date
from kztui.importing.reading import Metadata

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
