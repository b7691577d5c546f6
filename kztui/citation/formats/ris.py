"""RIS: one record with the tags that reference managers agree on; lines end with CR LF."""

from typing import Any

from kztui.citation.csl.personal_name import parse_name, with_particle
from kztui.citation.csl_item import SEASONS, CslItem
from kztui.citation.formats.markup import without_tags

_ENTRY_TYPES = {
    "article": "UNPB",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "MPCT",
    "chapter": "CHAP",
    "classic": "CLSWK",
    "collection": "BOOK",
    "dataset": "DATA",
    "entry": "ENCYC",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "MPCT",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "periodical": "SER",
    "personal_communication": "PCOMM",
    "post": "ELEC",
    "post-weblog": "BLOG",
    "regulation": "GOVDOC",
    "report": "RPRT",
    "review": "JOUR",
    "review-book": "JOUR",
    "software": "COMP",
    "song": "SOUND",
    "standard": "STAND",
    "thesis": "THES",
    "treaty": "GOVDOC",
    "webpage": "ELEC",
}
_SLASHES = 3


def _name(one: dict[str, Any]) -> str:
    if one.get("literal") or not one.get("family"):
        return str(one.get("literal") or one.get("given") or "")
    parts = parse_name(one)
    given = " ".join(part for part in (parts.given, parts.dropping) if part)
    family = with_particle(parts.particle, parts.family)
    return ", ".join(part for part in (family, given, parts.suffix) if part)


def _date(date: dict[str, Any]) -> str:
    """The first date of a range as `2013/09/04/`; month and day may be empty, but all three slashes are written.

    After the third follows what has no field: a season, BC, circa, the end of a range.
    """
    moments = date.get("date-parts") or [[]]
    parts = moments[0]
    if not parts:
        return str(date.get("literal") or "")
    written = [f"{abs(parts[0]):04}", *(f"{part:02}" for part in parts[1:])]
    season = SEASONS[date["season"] - 1] if date.get("season") in range(1, len(SEASONS) + 1) else ""
    last = "to " + "/".join(f"{part:02}" for part in moments[1]) if len(moments) > 1 else ""
    more = ", ".join(filter(None, (season, "BC" if parts[0] < 0 else "", "circa" if date.get("circa") else "", last)))
    return "/".join([*written, *[""] * (_SLASHES - len(written)), more])


def _year(year: int) -> str:
    return f"{-year} BC" if year < 0 else str(year)


def _pages(item: CslItem) -> list[tuple[str, str]]:
    first, _, last = str(item.get("page") or "").replace("–", "-").partition("-")
    return [("SP", first.strip()), ("EP", last.strip())]


def ris(item: CslItem) -> str:
    """The item as one record; CR LF after each line but the last."""
    issued, accessed = item.get("issued") or {}, item.get("accessed") or {}
    parts = (issued.get("date-parts") or [[]])[0]
    lines: list[tuple[str, str]] = [("TY", _ENTRY_TYPES.get(item["type"], "GEN"))]
    for tag, variable in (("AU", "author"), ("A2", "editor"), ("A4", "translator")):
        lines += [(tag, _name(one)) for one in item.get(variable) or ()]
    lines += [
        (tag, without_tags(str(item.get(variable) or "")))
        for tag, variable in (
            ("TI", "title"),
            ("T2", "container-title"),
            ("J2", "container-title-short"),
            ("T3", "collection-title"),
        )
    ]
    lines += [("PY", _year(parts[0]) if parts else ""), ("DA", _date(issued) if issued else "")]
    lines += [(tag, str(item.get(v) or "")) for tag, v in (("VL", "volume"), ("IS", "issue"), ("ET", "edition"))]
    lines += _pages(item)
    lines += [
        (tag, without_tags(str(item.get(variable) or "")))
        for tag, variable in (
            ("M1", "number"),
            ("M3", "genre"),
            ("PB", "publisher"),
            ("CY", "publisher-place"),
            ("SN", "ISBN"),
            ("DO", "DOI"),
            ("UR", "URL"),
        )
    ]
    lines += [("Y2", _date(accessed) if accessed else ""), ("LA", str(item.get("language") or ""))]
    lines += [("N1", without_tags(str(item.get("note") or ""))), ("ID", str(item["id"]))]
    written = [f"{tag}  - {' '.join(value.split())}" for tag, value in lines if value]
    return "\r\n".join([*written, "ER  - "])
