"""BibLaTeX: a `.bib` entry by its data model, with dates in EDTF (ISO 8601-2)."""

from kztui.citation.csl_item import SEASON_OFFSET, CslItem, edtf
from kztui.citation.formats import latex
from kztui.citation.formats.bibtex import urldate

# CSL types by entry type of BibLaTeX's data model; all others are `misc`.
_ENTRY_TYPES = {
    "article": "online",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "classic": "book",
    "collection": "collection",
    "dataset": "dataset",
    "entry": "inreference",
    "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference",
    "manuscript": "unpublished",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "patent": "patent",
    "periodical": "periodical",
    "post": "online",
    "post-weblog": "online",
    "report": "report",
    "review": "article",
    "review-book": "article",
    "software": "software",
    "speech": "unpublished",
    "standard": "report",
    "thesis": "thesis",
    "webpage": "online",
}
_SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper", "review-book": "review"}
_IN_A_BOOK = frozenset({"incollection", "inbook", "inproceedings", "inreference"})
# Fields that the data model declares for all types, and beside them for each type.
_EVERYWHERE = frozenset(
    {
        *("entrysubtype", "title", "date", "doi", "url", "urldate", "langid", "shortjournal", "note", "pubstate"),
    }
)
_BOOK = frozenset(
    {
        *("author", "editor", "translator", "edition", "isbn", "location"),
        *("number", "pages", "publisher", "series", "volume"),
    }
)
_DECLARED: dict[str, frozenset[str]] = {
    "article": frozenset({"author", "editor", "issn", "journaltitle", "number", "pages", "translator", "volume"}),
    "book": _BOOK,
    "booklet": frozenset({"author", "editor", "howpublished", "location", "pages", "type"}),
    "collection": _BOOK - {"author"},
    "dataset": frozenset(
        {"author", "editor", "edition", "location", "number", "publisher", "series", "type", "version"}
    ),
    "inbook": _BOOK | {"booktitle", "bookauthor"},
    "incollection": _BOOK | {"booktitle"},
    "inproceedings": (_BOOK | {"booktitle", "eventtitle", "venue"}) - {"edition", "translator"},
    "inreference": _BOOK | {"booktitle"},
    "misc": frozenset({"author", "editor", "howpublished", "location", "organization", "type", "version"}),
    "online": frozenset({"author", "editor", "organization", "titleaddon", "version"}),
    "patent": frozenset({"author", "location", "number", "type", "version"}),
    "periodical": frozenset({"editor", "issn", "number", "series", "volume"}),
    "report": frozenset({"author", "institution", "location", "number", "pages", "type", "version"}),
    "software": frozenset({"author", "editor", "howpublished", "location", "organization", "type", "version"}),
    "thesis": frozenset({"author", "institution", "location", "pages", "type"}),
    "unpublished": frozenset({"author", "eventtitle", "howpublished", "location", "type", "venue"}),
}
_LANGUAGES = {
    "de": "german",
    "en": "english",
    "en-gb": "british",
    "en-us": "american",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "kk": "kazakh",
    "pl": "polish",
    "pt": "portuguese",
    "ru": "russian",
    "tr": "turkish",
    "uk": "ukrainian",
}


def _entry_type(item: CslItem) -> str:
    entry_type = _ENTRY_TYPES.get(item["type"], "misc")
    if entry_type in _IN_A_BOOK and not item.get("container-title"):
        return "unpublished" if entry_type == "inproceedings" else "misc"
    if entry_type == "incollection" and item.get("container-author"):
        return "inbook"
    if entry_type == "book" and item.get("editor") and not item.get("author"):
        return "collection"
    if entry_type == "online" and not (item.get("URL") or item.get("DOI")):
        return "misc"
    return entry_type


def _date(item: CslItem) -> str:
    """The date in EDTF; empty for a `literal` one."""
    issued = item.get("issued") or {}
    moments = [edtf(moment) for moment in issued.get("date-parts", ())]
    if len(moments) == 1 and issued.get("season"):
        moments[0] += f"-{issued['season'] + SEASON_OFFSET}"
    about = "~" if issued.get("circa") else ""
    return "/".join(f"{moment}{about}" for moment in moments)


def _langid(language: str) -> str:
    language = language.lower().replace("_", "-")
    return _LANGUAGES.get(language) or _LANGUAGES.get(language.split("-")[0], "")


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


def _type(item: CslItem, entry_type: str) -> str:
    """The field `type`, which reports and theses must have."""
    needed = {"report": "techreport", "thesis": "phdthesis"}
    return latex.first_text(item, "genre") or needed.get(entry_type, "")


def biblatex(item: CslItem) -> str:
    """The item as one entry of a `.bib` file for BibLaTeX and biber (UTF-8).

    Raises `CitationError` for a citation key that LaTeX cannot read.
    """
    entry_type = _entry_type(item)
    language = str(item.get("language") or "")
    issued = item.get("issued") or {}
    fields = {
        "entrysubtype": _SUBTYPES.get(item["type"], ""),
        "author": latex.names(item, "author", "director", "interviewer"),
        "editor": latex.names(item, "editor"),
        "translator": latex.names(item, "translator"),
        "bookauthor": latex.names(item, "container-author"),
        "title": latex.title(str(item["title"]), language) if item.get("title") else "",
        **_where_published(item, entry_type),
        "eventtitle": latex.first_text(item, "event-title"),
        "venue": latex.first_text(item, "event-place"),
        "type": _type(item, entry_type),
        "edition": latex.first_text(item, "edition"),
        "volume": latex.first_text(item, "volume"),
        "number": latex.first_text(item, "issue", "number", "collection-number"),
        "series": latex.first_text(item, "collection-title"),
        "version": latex.first_text(item, "version"),
        "location": latex.first_text(item, "publisher-place"),
        "pages": latex.pages(item),
        "date": _date(item),
        "pubstate": "" if issued.get("date-parts") else latex.escape(str(issued.get("literal") or "")),
        "isbn": latex.first_text(item, "ISBN"),
        "issn": latex.first_text(item, "ISSN"),
        "doi": latex.verbatim(item, "DOI"),
        "url": latex.verbatim(item, "URL"),
        "urldate": urldate(item),
        "langid": _langid(language),
        "note": latex.first_text(item, "note"),
    }
    declared = _DECLARED[entry_type] | _EVERYWHERE
    return latex.entry(
        entry_type, latex.key(item), {field: value for field, value in fields.items() if field in declared}
    )
