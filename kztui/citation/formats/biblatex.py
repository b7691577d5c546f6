"""BibLaTeX: a `.bib` entry by its data model, with dates in EDTF (ISO 8601-2)."""

import re

from kztui.article.data_tables import rows
from kztui.citation.csl_item import SEASON_OFFSET, CslItem, edtf, edtf_of
from kztui.citation.formats import latex
from kztui.citation.formats.bibtex import urldate
from kztui.citation.formats.entry_types import entry_types

_FIELDS = list(rows("citation/data/biblatex_fields.tsv"))
_TIME = re.compile("T.*")
_IN_A_BOOK = frozenset({"incollection", "inbook", "inproceedings", "inreference"})


def _entry_type(item: CslItem) -> str:
    entry_type = entry_types(item).biblatex or "misc"
    if entry_type in _IN_A_BOOK and not item.get("container-title"):
        return "unpublished" if entry_type == "inproceedings" else "misc"
    if entry_type == "incollection" and item.get("container-author"):
        return "inbook"
    if entry_type == "book" and item.get("editor") and not item.get("author"):
        return "collection"
    if entry_type == "online" and not (item.get("URL") or item.get("DOI")):
        return "misc"
    return entry_type


def _date(item: CslItem, variable: str) -> str:
    """A date in EDTF, as far as BibLaTeX knows it (its manual, "Date and Time Specifications"); empty for others.

    An open end is empty there, and a long year has no `Y`.
    """
    text = edtf_of(item, variable)
    if text:
        ends = [_TIME.sub("", end).removeprefix("Y") for end in text.split("/")]
        return "/".join("" if end == ".." else end for end in ends)
    date = item.get(variable) or {}
    moments = [edtf(moment) for moment in date.get("date-parts", ())]
    if len(moments) == 1 and date.get("season"):
        moments[0] += f"-{date['season'] + SEASON_OFFSET}"
    about = "~" if date.get("circa") else ""
    return "/".join(f"{moment}{about}" for moment in moments)


def _pubstate(item: CslItem) -> str:
    """The state of the publication, or a `literal` date that is none, such as `in press`."""
    date = "" if edtf_of(item, "issued") else str((item.get("issued") or {}).get("literal") or "")
    return latex.escape(date) or latex.first_text(item, "status")


def _langid(language: str) -> str:
    names = dict(rows("citation/data/biblatex_languages.tsv"))
    language = language.lower().replace("_", "-")
    return names.get(language) or names.get(language.split("-")[0], "")


def _where_published(item: CslItem, entry_type: str) -> dict[str, str]:
    publisher, container = latex.first_text(item, "publisher"), latex.first_text(item, "container-title")
    if entry_type == "article":
        return {"journaltitle": container, "shortjournal": latex.first_text(item, "container-title-short")}
    if entry_type in {"report", "thesis"}:
        return {"institution": publisher or latex.names(item, "author")}
    if entry_type == "online":
        return {"titleaddon": container if publisher else "", "organization": publisher or container}
    return {
        "booktitle": container,
        "publisher": publisher,
        "howpublished": container or ("" if entry_type in {"misc", "software"} else publisher),
        "organization": publisher,
    }


def biblatex(item: CslItem) -> str:
    """The item as one entry of a `.bib` file for BibLaTeX and biber (UTF-8).

    Raises `CitationError` for a citation key that LaTeX cannot read.
    """
    entry_type = _entry_type(item)
    language = str(item.get("language") or "")
    needed = {"report": "techreport", "thesis": "phdthesis"}  # reports and theses must have a type
    computed = {
        "entrysubtype": entry_types(item).biblatex_subtype,
        "title": latex.title(str(item["title"]), language) if item.get("title") else "",
        **_where_published(item, entry_type),
        "type": latex.first_text(item, "genre") or needed.get(entry_type, ""),
        "pages": latex.pages(item),
        "date": _date(item, "issued"),
        "origdate": _date(item, "original-date"),
        "eventdate": _date(item, "event-date"),
        "volumes": latex.whole_number(item, "number-of-volumes"),
        "pubstate": _pubstate(item),
        "urldate": urldate(item),
        "langid": _langid(language),
    }
    declared = [row for row in _FIELDS if row[3] == "all" or entry_type in row[3].split()]
    return latex.entry(entry_type, latex.key(item), latex.fields(item, declared, computed))
