"""Hayagriva: the YAML of Typst, in which an article has a parent. Strings are written as JSON, which YAML reads."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

from kztui.article.data_tables import rows
from kztui.citation.csl.personal_name import parse_name
from kztui.citation.csl_item import CslItem, edtf, edtf_of, first_parts
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
_ANY_CONTAINER = "book"
"""The type of the parent where the type of an entry has none of its own: Typst prints its title where it can."""
_ROLES = list(rows("citation/data/hayagriva_roles.tsv"))
_SERIAL_NUMBERS = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID", "serial": "number"}
_MAX_DIGITS = 9
_DOUBTFUL = re.compile("[?~%X]")

Fields = dict[str, str]
"""Fields of an entry by name, their values as YAML; empty ones are left out."""


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


def _date(item: CslItem, variable: str) -> str:
    """The date, or the first known day of an interval, with `~` where it is approximate; quoted, for YAML has dates.

    A decade or a century is its first year, approximately.
    """
    parts = first_parts(item, variable)
    if not parts or abs(parts[0]) > _LAST_YEAR:
        return ""
    text = edtf_of(item, variable)
    doubtful = (item.get(variable) or {}).get("circa") or _DOUBTFUL.search(text)
    return json.dumps(("~" if doubtful else "") + edtf(parts))


def _url(item: CslItem) -> str:
    if not _is_web_address(str(item.get("URL") or "")):
        return ""
    day = _date(item, "accessed")
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


def _integer(item: CslItem, variable: str) -> str:
    """A number variable that Typst reads as an integer; empty for any other value, for which it rejects the file."""
    value = str(item.get(variable) or "")
    return value if len(value) < _MAX_DIGITS and value.isascii() and value.isdigit() else ""


def _serial_numbers(item: CslItem) -> str:
    numbers = {key: _text(item, variable) for key, variable in _SERIAL_NUMBERS.items()}
    return _mapping(numbers)


def _mapping(fields: dict[str, str]) -> str:
    """Fields as a mapping on one line, those without a value left out; empty where none has one."""
    written = [f"{field}: {value}" for field, value in fields.items() if value]
    return f"{{ {', '.join(written)} }}" if written else ""


def _affiliated(item: CslItem) -> str:
    """The people in other roles than author and editor."""
    found = {role: _people(item, variable) for variable, role in _ROLES}
    written = [f"{{ role: {role}, names: {names} }}" for role, names in found.items() if names]
    return f"[{', '.join(written)}]" if written else ""


def _published(item: CslItem) -> Fields:
    """The fields of the volume, which belong to the parent where there is one."""
    publisher, place = _formattable(item, "publisher"), _formattable(item, "publisher-place")
    both = f"{{ name: {publisher}, location: {place} }}" if publisher and place else publisher
    return {
        "publisher": both,
        "location": "" if publisher else place,
        **{field: _text(item, field) for field in ("volume", "issue", "edition")},
        "volume-total": _integer(item, "number-of-volumes"),
        "editor": _people(item, "editor"),
    }


def _own(item: CslItem) -> Fields:
    """The fields of the item itself, whatever it is in."""
    return {
        "title": _formattable(item, "title"),
        "author": _people(item, "author"),
        "affiliated": _affiliated(item),
        "date": _date(item, "issued"),
        "chapter": _text(item, "chapter-number"),
        "page-range": _text(item, "page"),
        "page-total": _integer(item, "number-of-pages"),
        "genre": _formattable(item, "genre"),
        "serial-number": _serial_numbers(item),
        "url": _url(item),
        "language": _language(item),
        "archive": _formattable(item, "archive"),
        "archive-location": _formattable(item, "archive_location"),
        "call-number": _formattable(item, "call-number"),
        "abstract": _formattable(item, "abstract"),
        "note": _formattable(item, "note"),
    }


def _container(item: CslItem, kind: str) -> Fields:
    title = _formattable(item, "container-title")
    return {"type": kind, "title": title, "author": _people(item, "container-author")} if title else {}


def _series(item: CslItem) -> Fields:
    title = _formattable(item, "collection-title")
    number, editors = _text(item, "collection-number"), _people(item, "collection-editor")
    return {"type": "anthology", "title": title, "volume": number, "editor": editors} if title else {}


def _event(item: CslItem) -> Fields:
    title = _formattable(item, "event-title")
    place, date = _formattable(item, "event-place"), _date(item, "event-date")
    return {"type": "conference", "title": title, "location": place, "date": date} if title else {}


def _lines(fields: Fields, indent: str) -> list[str]:
    return [f"{indent}{field}: {value}" for field, value in fields.items() if value]


def _parents(container: Fields, others: list[Fields], indent: str) -> list[str]:
    """The parents of an entry; the series of a book is a parent of the book. A list where there are several."""
    series, event = others
    if not container:
        found = [_lines(fields, "") for fields in others if fields]
    else:
        inner = _parents({}, [series, {}], "") if series else []
        found = [[*_lines(container, ""), *inner], *([_lines(event, "")] if event else [])]
    if not found:
        return []
    begin, rest = ("  ", "  ") if len(found) == 1 else ("  - ", "    ")
    lines = [f"{begin if at == 0 else rest}{line}" for one in found for at, line in enumerate(one)]
    return [f"{indent}{line}" for line in ("parent:", *lines)]


def hayagriva(item: CslItem) -> str:
    """The item as a YAML document with one entry (UTF-8)."""
    types = entry_types(item)
    entry_type = types.hayagriva or "misc"
    key = str(item["id"])
    if not _PLAIN_KEY.fullmatch(key) or key.lower() in _RESERVED:
        key = _quoted(key)
    container, volume = _container(item, types.hayagriva_parent or _ANY_CONTAINER), _published(item)
    own = {"type": entry_type, **_own(item)}
    if container and entry_type in _VOLUME_IN_PARENT:
        container |= volume
    else:
        own |= volume
    return "\n".join([f"{key}:", *_lines(own, "  "), *_parents(container, [_series(item), _event(item)], "  ")])
