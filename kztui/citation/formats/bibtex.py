"""BibTeX: what reads it wants `month = sep` and `day = {4}` apart; the two in one field are lost in pandoc."""

from kztui.citation.csl_item import SEASONS, CslItem
from kztui.citation.formats import latex

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_KINDS = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "classic": "book",
    "collection": "book",
    "entry": "incollection",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "manuscript": "unpublished",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "review": "article",
    "review-book": "article",
    "thesis": "phdthesis",
}
_IN_A_BOOK = frozenset({"incollection", "inproceedings"})
_DOCTORAL = ("phd", "doctor", "dphil", "dissertation", "diss.")


def _kind(item: CslItem) -> str:
    kind = _KINDS.get(item["type"], "misc")
    genre = str(item.get("genre") or "").lower()
    if kind == "phdthesis" and genre and not any(word in genre for word in _DOCTORAL):
        return "mastersthesis"
    if kind in _IN_A_BOOK and not item.get("container-title"):
        return "misc"
    if kind == "book" and not (item.get("publisher") or item.get("editor")):
        return "misc"
    return kind


def _date(item: CslItem) -> dict[str, str]:
    issued = item.get("issued") or {}
    parts = [list(moment) for moment in issued.get("date-parts", ())]
    if not parts:
        return {"year": latex.escape(str(issued.get("literal") or ""))}
    years = "--".join(dict.fromkeys(str(moment[0]) for moment in parts))
    months = dict.fromkeys(_MONTHS[moment[1] - 1] for moment in parts if len(moment) > 1)
    if issued.get("season") in range(1, len(SEASONS) + 1):
        months = {f'"{SEASONS[issued["season"] - 1]}"': None}
    # Two days can only be told apart where they are of one month.
    days = dict.fromkeys(str(moment[2]) for moment in parts if len(moment) > 2)
    one_month = all(moment[:2] == parts[0][:2] for moment in parts)
    return {"year": years, "month": ' # "--" # '.join(months), "day": "--".join(days) if one_month else ""}


def urldate(item: CslItem) -> str:
    """The day of access as BibTeX and BibLaTeX write it: `2024-05-06`."""
    parts = (item.get("accessed") or {}).get("date-parts") or [[]]
    return "-".join(f"{part:02}" for part in parts[0])


def _where_published(item: CslItem, kind: str) -> dict[str, str]:
    publisher = latex.plain(item, "publisher")
    container = latex.plain(item, "container-title")
    if kind == "article":
        return {"journal": container}
    if kind in {"phdthesis", "mastersthesis"}:
        return {"school": publisher}
    if kind == "techreport":
        return {"institution": publisher or latex.names(item, "author")}
    if kind in {"misc", "booklet", "unpublished"}:
        return {"howpublished": container or publisher}
    return {"booktitle": container if kind in _IN_A_BOOK else "", "publisher": publisher}


def bibtex(item: CslItem) -> str:
    """The item as one entry of a `.bib` file, in UTF-8."""
    kind = _kind(item)
    language = str(item.get("language") or "")
    given = latex.title(str(item["title"]), language) if item.get("title") else ""
    number = latex.plain(item, "number" if kind in {"techreport", "misc"} else "issue")
    fields = {
        "author": latex.names(item, "author", "director", "interviewer"),
        "title": given,
        **_where_published(item, kind),
        "editor": latex.names(item, "editor", "container-author"),
        "type": latex.plain(item, "genre") if kind in {"techreport", "phdthesis", "mastersthesis"} else "",
        "edition": latex.plain(item, "edition"),
        "volume": latex.plain(item, "volume"),
        "number": number or latex.plain(item, "collection-number"),
        "series": latex.plain(item, "collection-title"),
        "pages": latex.pages(item),
        "address": latex.plain(item, "publisher-place", "event-place"),
        **_date(item),
        "isbn": latex.plain(item, "ISBN"),
        "issn": latex.plain(item, "ISSN"),
        "doi": latex.verbatim(item, "DOI"),
        "url": latex.verbatim(item, "URL"),
        "urldate": urldate(item),
        "language": latex.plain(item, "language"),
        "note": latex.plain(item, "note")
        if kind != "unpublished"
        else latex.plain(item, "note", "genre") or "Unpublished",
    }
    return latex.entry(kind, latex.key(item), fields)
