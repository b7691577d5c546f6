"""Hayagriva: the YAML of Typst, in which an article stands in a parent. Strings are JSON's, which YAML reads."""

import json
import re
from typing import Any

from kztui.citation.corrections.name_parts import person
from kztui.citation.csl import CslItem, edtf
from kztui.citation.formats.rich import untagged

# The type of the item, and of what it stands in.
_KINDS = {
    "article": ("article", ""),
    "article-journal": ("article", "periodical"),
    "article-magazine": ("article", "newspaper"),
    "article-newspaper": ("article", "newspaper"),
    "bill": ("legislation", ""),
    "book": ("book", ""),
    "broadcast": ("video", ""),
    "chapter": ("chapter", "book"),
    "collection": ("anthology", ""),
    "dataset": ("repository", ""),
    "entry": ("entry", "reference"),
    "entry-dictionary": ("entry", "reference"),
    "entry-encyclopedia": ("entry", "reference"),
    "figure": ("artwork", ""),
    "graphic": ("artwork", ""),
    "legal_case": ("case", ""),
    "legislation": ("legislation", ""),
    "manuscript": ("manuscript", ""),
    "motion_picture": ("video", ""),
    "musical_score": ("audio", ""),
    "paper-conference": ("article", "proceedings"),
    "patent": ("patent", ""),
    "performance": ("performance", ""),
    "periodical": ("periodical", ""),
    "post": ("post", "web"),
    "post-weblog": ("post", "blog"),
    "regulation": ("legislation", ""),
    "report": ("report", ""),
    "review": ("article", "periodical"),
    "review-book": ("article", "periodical"),
    "software": ("repository", ""),
    "song": ("audio", ""),
    "thesis": ("thesis", ""),
    "webpage": ("web", "web"),
}
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_RESERVED = frozenset({"true", "false", "null", "yes", "no", "on", "off"})
_OF_THE_PARENT = frozenset({"article", "chapter", "entry"})


def _string(text: str) -> str:
    return json.dumps(untagged(text), ensure_ascii=False)


def _person(one: dict[str, Any]) -> str:
    if one.get("literal") or not one.get("family"):
        return f"{{ name: {_string(str(one.get('literal') or one.get('given') or ''))} }}"
    parts = person(one)
    fields = {
        "name": parts.family,
        "given-name": " ".join(part for part in (parts.given, parts.dropping) if part),
        "prefix": parts.particle,
        "suffix": parts.suffix,
    }
    return "{ " + ", ".join(f"{field}: {_string(value)}" for field, value in fields.items() if value) + " }"


def _people(item: CslItem, variable: str) -> str:
    found = item.get(variable) or ()
    return "[" + ", ".join(_person(one) for one in found) + "]" if found else ""


def _date(date: dict[str, Any]) -> str:
    """The first moment, `~` before it where it is approximate; quoted, since YAML has dates of its own."""
    parts = (date.get("date-parts") or [[]])[0]
    if not parts:
        return ""
    return json.dumps(("~" if date.get("circa") else "") + edtf(parts))


def _url(item: CslItem) -> str:
    if not item.get("URL"):
        return ""
    day = _date(item.get("accessed") or {})
    return f"{{ value: {_string(item['URL'])}, date: {day} }}" if day else _string(item["URL"])


def _text(item: CslItem, variable: str) -> str:
    return _string(str(item[variable])) if item.get(variable) else ""


def _published(item: CslItem) -> dict[str, str]:
    """What belongs to the volume: of the item itself, or of the parent that it stands in."""
    publisher, place = _text(item, "publisher"), _text(item, "publisher-place")
    both = f"{{ name: {publisher}, location: {place} }}" if publisher and place else publisher
    return {
        "publisher": both,
        "volume": _text(item, "volume"),
        "issue": _text(item, "issue"),
        "edition": _text(item, "edition"),
    }


def _lines(fields: dict[str, str], indent: str) -> list[str]:
    return [f"{indent}{field}: {value}" for field, value in fields.items() if value]


def hayagriva(item: CslItem) -> str:
    """The item as a YAML document with one entry."""
    kind, within = _KINDS.get(item["type"], ("misc", ""))
    key = str(item["id"])
    if not _PLAIN_KEY.fullmatch(key) or key.lower() in _RESERVED:
        key = json.dumps(key, ensure_ascii=False)
    parent = {"type": within, "title": _text(item, "container-title")} if within and item.get("container-title") else {}
    volume = {**_published(item), "editor": _people(item, "editor")}
    own = {
        "type": kind,
        "title": _text(item, "title"),
        "author": _people(item, "author"),
        "date": _date(item.get("issued") or {}),
        "page-range": _text(item, "page"),
        "genre": _text(item, "genre"),
        "serial-number": f"{{ doi: {_text(item, 'DOI')} }}" if item.get("DOI") else "",
        "url": _url(item),
        "language": _text(item, "language"),
        **({} if parent and kind in _OF_THE_PARENT else volume),
    }
    lines = [f"{key}:", *_lines(own, "  ")]
    if parent:
        lines += ["  parent:", *_lines({**parent, **(volume if kind in _OF_THE_PARENT else {})}, "    ")]
    return "\n".join(lines)
