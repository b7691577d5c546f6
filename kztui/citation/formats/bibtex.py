"""BibTeX: a `.bib` entry; `month = sep` and `day = {4}` are separate fields, since pandoc drops `sep # "~4"`."""

from kztui.article.data_tables import rows
from kztui.citation.csl_item import SEASONS, CslItem
from kztui.citation.formats import latex
from kztui.citation.formats.entry_types import entry_types

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIELDS = list(rows("citation/data/bibtex_fields.tsv"))
_IN_A_BOOK = frozenset({"incollection", "inproceedings"})
_DOCTORAL = ("phd", "doctor", "dphil", "dissertation", "diss.")


def _entry_type(item: CslItem) -> str:
    entry_type = entry_types(item).bibtex or "misc"
    genre = str(item.get("genre") or "").lower()
    if entry_type == "phdthesis" and genre and not any(word in genre for word in _DOCTORAL):
        return "mastersthesis"
    if entry_type in _IN_A_BOOK and not item.get("container-title"):
        return "misc"
    if entry_type == "book" and not (item.get("publisher") or item.get("editor")):
        return "misc"
    return entry_type


def _date(item: CslItem) -> dict[str, str]:
    issued = item.get("issued") or {}
    parts = [list(moment) for moment in issued.get("date-parts", ())]
    if not parts:
        return {"year": latex.escape(str(issued.get("literal") or ""))}
    years = "--".join(dict.fromkeys(str(moment[0]) for moment in parts))
    months = dict.fromkeys(_MONTHS[moment[1] - 1] for moment in parts if len(moment) > 1)
    if issued.get("season") in range(1, len(SEASONS) + 1):
        months = {f'"{SEASONS[issued["season"] - 1]}"': None}
    # A range of days has a meaning only within one month.
    days = dict.fromkeys(str(moment[2]) for moment in parts if len(moment) > 2)
    one_month = all(moment[:2] == parts[0][:2] for moment in parts)
    return {"year": years, "month": ' # "--" # '.join(months), "day": "--".join(days) if one_month else ""}


def urldate(item: CslItem) -> str:
    """The day of access as BibTeX and BibLaTeX write it: `2024-05-06`."""
    parts = (item.get("accessed") or {}).get("date-parts") or [[]]
    return "-".join(f"{part:02}" for part in parts[0])


def _where_published(item: CslItem, entry_type: str) -> dict[str, str]:
    publisher = latex.first_text(item, "publisher")
    container = latex.first_text(item, "container-title")
    if entry_type == "article":
        return {"journal": container}
    if entry_type in {"phdthesis", "mastersthesis"}:
        return {"school": publisher}
    if entry_type == "techreport":
        return {"institution": publisher or latex.names(item, "author")}
    if entry_type in {"misc", "booklet", "unpublished"}:
        return {"howpublished": container or publisher}
    return {"booktitle": container if entry_type in _IN_A_BOOK else "", "publisher": publisher}


def bibtex(item: CslItem) -> str:
    """The item as one entry of a `.bib` file (UTF-8). Raises `CitationError` for a key that LaTeX cannot read."""
    entry_type = _entry_type(item)
    language = str(item.get("language") or "")
    numbers = ("number", "issue") if entry_type in {"techreport", "misc"} else ("issue", "number")
    note = latex.first_text(item, "note", *(["genre"] if entry_type == "unpublished" else []))
    computed = {
        "title": latex.title(str(item["title"]), language) if item.get("title") else "",
        **_where_published(item, entry_type),
        "type": latex.first_text(item, "genre") if entry_type in {"techreport", "phdthesis", "mastersthesis"} else "",
        "number": latex.first_text(item, *numbers, "collection-number"),
        "pages": latex.pages(item),
        **_date(item),
        "urldate": urldate(item),
        "note": note or ("Unpublished" if entry_type == "unpublished" else ""),
    }
    return latex.entry(entry_type, latex.key(item), latex.fields(item, _FIELDS, computed))
