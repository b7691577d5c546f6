"""BibLaTeX: its data model has a type and fields for more of what CSL knows, and dates in EDTF."""

from collections.abc import Iterable

from kztui.citation.csl import CslItem
from kztui.citation.formats import latex
from kztui.citation.formats.bibtex import urldate

# The types that BibLaTeX's standard data model declares.
_KINDS = {
    "article": "online",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "bill": "legislation",
    "book": "book",
    "broadcast": "video",
    "chapter": "incollection",
    "classic": "book",
    "collection": "collection",
    "dataset": "dataset",
    "entry": "inreference",
    "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference",
    "figure": "image",
    "graphic": "image",
    "legal_case": "jurisdiction",
    "legislation": "legislation",
    "manuscript": "unpublished",
    "map": "image",
    "motion_picture": "movie",
    "musical_score": "music",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "personal_communication": "letter",
    "post": "online",
    "post-weblog": "online",
    "regulation": "legislation",
    "report": "report",
    "review": "review",
    "review-book": "review",
    "software": "software",
    "song": "audio",
    "speech": "unpublished",
    "standard": "standard",
    "thesis": "thesis",
    "treaty": "legal",
    "webpage": "online",
}
_SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper"}
_IN_A_BOOK = frozenset({"incollection", "inproceedings", "inreference"})
_IN_A_JOURNAL = frozenset({"article", "review"})
_PUBLISHED = frozenset({"book", "collection", "incollection", "inproceedings", "inreference"})
_ORGANISED = frozenset({"online", "misc", "software", "dataset", "unpublished", "video", "movie", "audio", "booklet"})
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
    if kind == "online" and not (item.get("URL") or item.get("DOI")):
        return "misc"
    return kind


def _edtf(parts: Iterable[int]) -> str:
    year, *rest = parts
    year += year < 0  # EDTF counts a year 0, which CSL does not
    return "-".join([f"{year:05}" if year < 0 else f"{year:04}", *(f"{part:02}" for part in rest)])


def _date(item: CslItem) -> str:
    """The date in EDTF; empty for one that is only words."""
    issued = item.get("issued") or {}
    moments = [_edtf(moment) for moment in issued.get("date-parts", ())]
    if len(moments) == 1 and issued.get("season"):
        moments[0] += f"-{issued['season'] + _SEASON_OFFSET}"
    about = "~" if issued.get("circa") else ""
    return "/".join(f"{moment}{about}" for moment in moments)


def _langid(language: str) -> str:
    language = language.lower().replace("_", "-")
    return _LANGUAGES.get(language) or _LANGUAGES.get(language.split("-")[0], "")


def _where_published(item: CslItem, kind: str) -> dict[str, str]:
    publisher, container = latex.plain(item, "publisher"), latex.plain(item, "container-title")
    place = latex.plain(item, "publisher-place")
    if kind in _IN_A_JOURNAL:
        return {"journaltitle": container, "shortjournal": latex.plain(item, "container-title-short")}
    if kind in {"report", "thesis"}:
        return {"institution": publisher or latex.names(item, "author"), "location": place}
    if kind in _PUBLISHED:
        return {"booktitle": container if kind in _IN_A_BOOK else "", "publisher": publisher, "location": place}
    organisation = (
        {"organization" if kind in {"online", "misc"} else "publisher": publisher} if kind in _ORGANISED else {}
    )
    return {"howpublished": container if kind in {"misc", "unpublished", "booklet"} else "", **organisation}


def _type(item: CslItem, kind: str) -> str:
    """A report and a thesis must have a type in BibLaTeX's data model."""
    given = latex.plain(item, "genre")
    if kind in {"report", "thesis"}:
        return given or ("techreport" if kind == "report" else "phdthesis")
    return given if kind in {"patent", "unpublished", "misc"} else ""


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
        "bookauthor": latex.names(item, "container-author") if kind in _IN_A_BOOK else "",
        "title": latex.title(str(item["title"]), language) if item.get("title") else "",
        **_where_published(item, kind),
        "eventtitle": latex.plain(item, "event-title") if kind in {"inproceedings", "unpublished"} else "",
        "venue": latex.plain(item, "event-place") if kind in {"inproceedings", "unpublished"} else "",
        "type": _type(item, kind),
        "edition": latex.plain(item, "edition"),
        "volume": latex.plain(item, "volume"),
        "number": latex.plain(item, "issue", "number", "collection-number"),
        "series": latex.plain(item, "collection-title"),
        "version": latex.plain(item, "version"),
        "pages": latex.pages(item),
        "date": _date(item),
        "year": "" if issued.get("date-parts") else latex.escape(str(issued.get("literal") or "")),
        "isbn": latex.plain(item, "ISBN"),
        "issn": latex.plain(item, "ISSN"),
        "doi": latex.verbatim(item, "DOI"),
        "url": latex.verbatim(item, "URL"),
        "urldate": urldate(item),
        "langid": _langid(language),
        "note": latex.plain(item, "note"),
    }
    return latex.entry(kind, latex.key(item), fields)
