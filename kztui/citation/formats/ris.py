"""RIS: one record with the tags that reference managers agree on; lines end with CR LF."""

from typing import Any

from kztui.article.data_tables import rows
from kztui.citation.csl.personal_name import parse_name, with_particle
from kztui.citation.csl_item import SEASONS, CslItem, first_parts, one_line
from kztui.citation.formats.entry_types import entry_types
from kztui.citation.formats.markup import without_tags

_FIELDS = list(rows("citation/data/ris_fields.tsv"))
_SLASHES = 3


def _name(one: dict[str, Any]) -> str:
    if one.get("literal") or not one.get("family"):
        return str(one.get("literal") or one.get("given") or "")
    parts = parse_name(one)
    given = " ".join(part for part in (parts.given, parts.dropping) if part)
    family = with_particle(parts.particle, parts.family)
    return ", ".join(part for part in (family, given, parts.suffix) if part)


def _moment(parts: list[int]) -> str:
    """Year, month and day, as many as there are, without the era."""
    return "/".join([f"{abs(parts[0]):04}", *(f"{part:02}" for part in parts[1:])])


def _date(item: CslItem, variable: str) -> str:
    """The first date of a range as `2013/09/04/`; month and day may be empty, but all three slashes are written.

    After the third follows what has no field: a season, BC, circa, the end of a range, or the date in words.
    """
    date = item.get(variable) or {}
    moments = date.get("date-parts") or [[]]
    parts = first_parts(item, variable)
    if not parts:
        return str(date.get("literal") or "")
    season = SEASONS[date["season"] - 1] if date.get("season") in range(1, len(SEASONS) + 1) else ""
    last = f"to {_moment(moments[1])}{' BC' if moments[1][0] < 0 else ''}" if len(moments) > 1 else ""
    circa = "circa" if date.get("circa") else ""
    text = str(date.get("literal") or "")
    more = text or ", ".join(filter(None, (season, "BC" if parts[0] < 0 else "", circa, last)))
    return "/".join([_moment(parts), *[""] * (_SLASHES - len(parts)), more])


def _values(item: CslItem, how: str, variable: str) -> list[str]:
    """The values of a tag that the code does not compute: several only for names."""
    if how == "names":
        return [_name(one) for one in item.get(variable) or ()]
    text = str(item.get(variable) or "")
    return [without_tags(text) if how == "text" else text]


def ris(item: CslItem) -> str:
    """The item as one record; CR LF after each line but the last."""
    year = next(iter(first_parts(item, "issued")), 0)
    first_page, _, last_page = str(item.get("page") or "").replace("–", "-").partition("-")
    computed = {
        "PY": str(year) if year > 0 else f"{-year} BC" if year else "",
        "DA": _date(item, "issued"),
        "SE": next((str(item[name]) for name in ("section", "chapter-number") if item.get(name)), ""),
        "SN": "; ".join(str(item[name]) for name in ("ISBN", "ISSN") if item.get(name)),
        "SP": first_page.strip(),
        "EP": last_page.strip(),
        "Y2": _date(item, "accessed"),
    }
    lines = [("TY", entry_types(item).ris or "GEN")]
    for tag, how, variable in _FIELDS:
        lines += [(tag, value) for value in ([computed[tag]] if how == "computed" else _values(item, how, variable))]
    written = [f"{tag}  - {one_line(value)}" for tag, value in lines if value]
    return "\r\n".join([*written, "ER  - "])
