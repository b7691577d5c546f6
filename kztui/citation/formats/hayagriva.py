"""Hayagriva: the YAML of Typst, in which an article stands in a parent. Strings are JSON's, which YAML reads."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

from kztui.citation.csl.personal_name import parse_name
from kztui.citation.csl_item import CslItem, edtf
from kztui.citation.formats.markup import untagged

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
# What Typst reads of a language tag, of an address and of a year. For anything else it refuses the whole file.
_TAG = re.compile(
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(?![^-])"
)
_SCHEME = re.compile("https?|ftp")
_HOST = re.compile(r"(?:[\w.-]|%[89A-Fa-f][0-9A-Fa-f])+")  # letters of other scripts are percent-encoded by now
_LAST_YEAR = 9999
_SPECIAL = re.compile(r"[\\{}$]")
# YAML takes these for the ends of lines, or not at all, where JSON lets them stand in a string.
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
_OF_THE_PARENT = frozenset({"article", "chapter", "entry"})


def _quoted(text: str) -> str:
    """`text` as a string that YAML reads as it is."""
    return _NOT_IN_YAML.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text, ensure_ascii=False))


def _string(text: str) -> str:
    return _quoted(untagged(text))


def _formatted(item: CslItem, variable: str) -> str:
    """A text in which Hayagriva would keep the capitals within `{}`, and run source of Typst within `$$`."""
    return _quoted(_SPECIAL.sub(r"\\\g<0>", untagged(str(item[variable])))) if item.get(variable) else ""


def _person(one: dict[str, Any]) -> str:
    if one.get("literal") or not one.get("family"):
        return f"{{ name: {_string(str(one.get('literal') or one.get('given') or ''))} }}"
    parts = parse_name(one)
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
    if not parts or abs(parts[0]) > _LAST_YEAR:
        return ""
    return json.dumps(("~" if date.get("circa") else "") + edtf(parts))


def _url(item: CslItem) -> str:
    if not _is_web_address(str(item.get("URL") or "")):
        return ""
    day = _date(item.get("accessed") or {})
    return f"{{ value: {_string(item['URL'])}, date: {day} }}" if day else _string(item["URL"])


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # brackets without an end, or no number for a port
        return False
    return port != 0 and bool(_SCHEME.fullmatch(parts.scheme) and _HOST.fullmatch(parts.hostname or ""))


def _language(item: CslItem) -> str:
    """The language as far as Typst reads its tag: language, script, region and variants."""
    found = _TAG.match(str(item.get("language") or ""))
    return _quoted(found[0]) if found else ""


def _text(item: CslItem, variable: str) -> str:
    return _string(str(item[variable])) if item.get(variable) else ""


def _published(item: CslItem) -> dict[str, str]:
    """What belongs to the volume: of the item itself, or of the parent that it stands in."""
    publisher, place = _formatted(item, "publisher"), _formatted(item, "publisher-place")
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
        key = _quoted(key)
    parent = (
        {"type": within, "title": _formatted(item, "container-title")} if within and item.get("container-title") else {}
    )
    volume = {**_published(item), "editor": _people(item, "editor")}
    own = {
        "type": kind,
        "title": _formatted(item, "title"),
        "author": _people(item, "author"),
        "date": _date(item.get("issued") or {}),
        "page-range": _text(item, "page"),
        "genre": _formatted(item, "genre"),
        "serial-number": f"{{ doi: {_text(item, 'DOI')} }}" if item.get("DOI") else "",
        "url": _url(item),
        "language": _language(item),
        **({} if parent and kind in _OF_THE_PARENT else volume),
    }
    lines = [f"{key}:", *_lines(own, "  ")]
    if parent:
        lines += ["  parent:", *_lines({**parent, **(volume if kind in _OF_THE_PARENT else {})}, "    ")]
    return "\n".join(lines)
