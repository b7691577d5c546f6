"""Hayagriva: the YAML of Typst, in which an article has a parent. Strings are written as JSON, which YAML reads."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

from kztui.citation.csl.personal_name import parse_name
from kztui.citation.csl_item import CslItem, edtf
from kztui.citation.formats.entry_types import entry_types
from kztui.citation.formats.markup import without_tags

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_RESERVED = frozenset({"true", "false", "null", "yes", "no", "on", "off"})
# What Typst reads of a language tag, a URL and a year; it rejects the whole file for anything else.
_TAG = re.compile(
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(?![^-])"
)
_SCHEME = re.compile("https?|ftp")
_HOST = re.compile(r"(?:[\w.-]|%[89A-Fa-f][0-9A-Fa-f])+")  # letters of other scripts are percent-encoded by now
_LAST_YEAR = 9999
_TYPST_SPECIAL = re.compile(r"[\\{}$]")
# Characters that JSON allows in a string but YAML reads as line breaks or rejects.
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
_VOLUME_IN_PARENT = frozenset({"article", "chapter", "entry"})


def _quoted(text: str) -> str:
    """`text` as a string that YAML reads as it is."""
    return _NOT_IN_YAML.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text, ensure_ascii=False))


def _string(text: str) -> str:
    return _quoted(without_tags(text))


def _formattable(item: CslItem, variable: str) -> str:
    """A formattable string, escaped: Hayagriva keeps the case within `{}` and evaluates Typst within `$$`."""
    return _quoted(_TYPST_SPECIAL.sub(r"\\\g<0>", without_tags(str(item[variable])))) if item.get(variable) else ""


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
    """The first date of a range, with `~` where it is approximate; quoted, since YAML has dates of its own."""
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
    except ValueError:  # unclosed brackets, or a port that is no number
        return False
    return port != 0 and bool(_SCHEME.fullmatch(parts.scheme) and _HOST.fullmatch(parts.hostname or ""))


def _language(item: CslItem) -> str:
    """The part of the BCP 47 tag that Typst reads: language, script, region, variants."""
    found = _TAG.match(str(item.get("language") or ""))
    return _quoted(found[0]) if found else ""


def _text(item: CslItem, variable: str) -> str:
    return _string(str(item[variable])) if item.get(variable) else ""


def _published(item: CslItem) -> dict[str, str]:
    """The fields of the volume, which belong to the parent where there is one."""
    publisher, place = _formattable(item, "publisher"), _formattable(item, "publisher-place")
    both = f"{{ name: {publisher}, location: {place} }}" if publisher and place else publisher
    return {"publisher": both, **{field: _text(item, field) for field in ("volume", "issue", "edition")}}


def _lines(fields: dict[str, str], indent: str) -> list[str]:
    return [f"{indent}{field}: {value}" for field, value in fields.items() if value]


def hayagriva(item: CslItem) -> str:
    """The item as a YAML document with one entry (UTF-8)."""
    types = entry_types(item)
    entry_type, within = types.hayagriva or "misc", types.hayagriva_parent
    key = str(item["id"])
    if not _PLAIN_KEY.fullmatch(key) or key.lower() in _RESERVED:
        key = _quoted(key)
    title = _formattable(item, "container-title")
    parent = {"type": within, "title": title} if within and title else {}
    volume = {**_published(item), "editor": _people(item, "editor")}
    own = {
        "type": entry_type,
        "title": _formattable(item, "title"),
        "author": _people(item, "author"),
        "date": _date(item.get("issued") or {}),
        "page-range": _text(item, "page"),
        "genre": _formattable(item, "genre"),
        "serial-number": f"{{ doi: {_text(item, 'DOI')} }}" if item.get("DOI") else "",
        "url": _url(item),
        "language": _language(item),
        **({} if parent and entry_type in _VOLUME_IN_PARENT else volume),
    }
    lines = [f"{key}:", *_lines(own, "  ")]
    if parent:
        lines += ["  parent:", *_lines({**parent, **(volume if entry_type in _VOLUME_IN_PARENT else {})}, "    ")]
    return "\n".join(lines)
