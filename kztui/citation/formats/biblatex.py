"""BibLaTeX: its data model has a type and fields for more of what CSL knows, and dates in EDTF."""

from kztui.citation.csl_item import CslItem, edtf
from kztui.citation.formats import latex
from kztui.citation.formats.bibtex import urldate

# Of BibLaTeX's types only those whose fields its data model declares; for all others there is `misc`.
_KINDS = {
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
# The fields that the data model declares for a type, beside those that it allows everywhere.
_EVERYWHERE = frozenset(
    {
        *("entrysubtype", "title", "date", "doi", "url", "urldate", "langid", "shortjournal", "note", "pubstate"),
    }
)
_BOOK = frozenset(
    {
        *(
            "author",
            "editor",
            "translator",
            "edition",
            "isbn",
            "location",
            "number",
            "pages",
            "publisher",
            "series",
            "volume",
        ),
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
_SEASON_OFFSET = 20


def _kind(item: CslItem) -> str:
    kind = _KINDS.get(item["type"], "misc")
    if kind in _IN_A_BOOK and not item.get("container-title"):
        return "unpublished" if kind == "inproceedings" else "misc"
    if kind == "incollection" and item.get("container-author"):
        return "inbook"
    if kind == "book" and item.get("editor") and not item.get("author"):
        return "collection"
    if kind == "online" and not (item.get("URL") or item.get("DOI")):
        return "misc"
    return kind


def _date(item: CslItem) -> str:
    """The date in EDTF; empty for one that is only words."""
    issued = item.get("issued") or {}
    moments = [edtf(moment) for moment in issued.get("date-parts", ())]
    if len(moments) == 1 and issued.get("season"):
        moments[0] += f"-{issued['season'] + _SEASON_OFFSET}"
    about = "~" if issued.get("circa") else ""
    return "/".join(f"{moment}{about}" for moment in moments)


def _langid(language: str) -> str:
    language = language.lower().replace("_", "-")
    return _LANGUAGES.get(language) or _LANGUAGES.get(language.split("-")[0], "")


def _where_published(item: CslItem, kind: str) -> dict[str, str]:
    publisher, container = latex.plain(item, "publisher"), latex.plain(item, "container-title")
    if kind == "article":
        return {"journaltitle": container, "shortjournal": latex.plain(item, "container-title-short")}
    if kind in {"report", "thesis"}:
        return {"institution": publisher or latex.names(item, "author")}
    if kind == "online":
        return {"titleaddon": container if publisher else "", "organization": publisher or container}
    return {
        "booktitle": container,
        "publisher": publisher,
        "howpublished": container or ("" if kind in {"misc", "software"} else publisher),
        "organization": publisher,
    }


def _type(item: CslItem, kind: str) -> str:
    """A report and a thesis must have a type in BibLaTeX's data model."""
    needed = {"report": "techreport", "thesis": "phdthesis"}
    return latex.plain(item, "genre") or needed.get(kind, "")


def biblatex(item: CslItem) -> str:
    """The item as one entry of a `.bib` file for BibLaTeX and biber, in UTF-8."""
    kind = _kind(item)
    language = str(item.get("language") or "")
    issued = item.get("issued") or {}
    fields = {
        "entrysubtype": _SUBTYPES.get(item["type"], ""),
        "author": latex.names(item, "author", "director", "interviewer"),
        "editor": latex.names(item, "editor"),
        "translator": latex.names(item, "translator"),
        "bookauthor": latex.names(item, "container-author"),
        "title": latex.title(str(item["title"]), language) if item.get("title") else "",
        **_where_published(item, kind),
        "eventtitle": latex.plain(item, "event-title"),
        "venue": latex.plain(item, "event-place"),
        "type": _type(item, kind),
        "edition": latex.plain(item, "edition"),
        "volume": latex.plain(item, "volume"),
        "number": latex.plain(item, "issue", "number", "collection-number"),
        "series": latex.plain(item, "collection-title"),
        "version": latex.plain(item, "version"),
        "location": latex.plain(item, "publisher-place"),
        "pages": latex.pages(item),
        "date": _date(item),
        "pubstate": "" if issued.get("date-parts") else latex.escape(str(issued.get("literal") or "")),
        "isbn": latex.plain(item, "ISBN"),
        "issn": latex.plain(item, "ISSN"),
        "doi": latex.verbatim(item, "DOI"),
        "url": latex.verbatim(item, "URL"),
        "urldate": urldate(item),
        "langid": _langid(language),
        "note": latex.plain(item, "note"),
    }
    declared = _DECLARED[kind] | _EVERYWHERE
    return latex.entry(kind, latex.key(item), {field: value for field, value in fields.items() if field in declared})
