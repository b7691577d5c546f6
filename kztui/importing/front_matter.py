"""The front matter of a Markdown file, YAML between dashes or TOML between plus signs, as metadata."""

import re
from typing import Any

from kztui.article.data_tables import rows
from kztui.article.publication import language_tag
from kztui.article.web_address import is_web_address
from kztui.files.sanitize import sanitize_line
from kztui.importing.persons import NameParts, names_in
from kztui.importing.publication_date import publication_date
from kztui.importing.reading import Metadata

MAX_LINES = 400
_FENCES = ("---", "+++")
_ENDS = frozenset({"---", "...", "+++"})
_PAIR = re.compile(r"([\w-]+)[ \t]*[:=][ \t]*(.*)")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")
_COMMENT = re.compile(r"\s#\s.*")


def split_front_matter(text: str) -> tuple[Metadata, str, str]:
    """The metadata in front matter, the lines of it, and the text after it; without front matter the text alone."""
    lines = text.lstrip("\ufeff\n").split("\n", MAX_LINES)
    fence = lines[0].rstrip()
    if fence not in _FENCES:
        return {}, "", text
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() in _ENDS), 0)
    matter = lines[1:end]
    if not end or not any(_PAIR.match(line) for line in matter):
        return {}, "", text
    return _metadata(_pairs(matter)), "\n".join(matter), "\n".join(lines[end + 1 :])


def _pairs(lines: list[str]) -> dict[str, list[str]]:
    """The values of each top-level key: one, the items of a list, or the lines of a text."""
    found: dict[str, list[str]] = {}
    values: list[str] = []
    for line in lines:
        pair = _PAIR.match(line)
        if pair:
            values = found.setdefault(pair[1].lower(), [])
            values += _values(pair[2])
        elif line.strip():
            item = _ITEM.match(line)
            inner = _PAIR.match((item[1] if item else line).strip())
            if inner and inner[1].lower() in {"name", "literal"}:
                values += _values(inner[2])
            elif not inner:
                values += _values(item[1] if item else line.strip())
    return found


def _values(written: str) -> list[str]:
    """A scalar, or the items of a list in brackets, without quotation marks and comments."""
    written = written.strip()
    if written[:1] == "[" and written.endswith("]"):
        return [text for part in _split(written[1:-1]) if (text := _scalar(part))]
    return [text] if (text := _scalar(written)) else []


def _split(written: str) -> list[str]:
    """The parts between commas that stand in no quotation marks."""
    return re.findall(r"""\s*("[^"]*"|'[^']*'|[^,]+)\s*,?""", written)


def _scalar(written: str) -> str:
    written = written.strip()
    if len(written) > 1 and written[0] in "\"'" and written.rfind(written[0]) > 0:
        return sanitize_line(written[1 : written.rfind(written[0])])
    text = sanitize_line(_COMMENT.sub("", written))
    return "" if text in {"|", ">", "|-", ">-", "~", "null"} else text


def _metadata(pairs: dict[str, list[str]]) -> Metadata:
    found: Metadata = {}
    for field, keys in rows("importing/data/front_matter_fields.tsv"):
        values = next((pairs[key] for key in keys.split() if pairs.get(key)), [])
        if values:
            found[field] = _value(field, values)
    if found.get("issued"):
        found["issued"] = publication_date(found["issued"], found.get("language", ""))
    return {field: value for field, value in found.items() if value}


def _value(field: str, values: list[str]) -> Any:
    if field == "author":
        names: list[NameParts] = [parts for value in values for parts in names_in(value)]
        return [parts for at, parts in enumerate(names) if parts not in names[:at]]
    if field == "language":
        return language_tag(values[0])
    if field == "URL" and not is_web_address(values[0]):
        return ""
    if field == "DOI":
        doi = re.search(r"10\.\d{4,9}/\S+", values[0])
        return doi[0] if doi else ""
    return values[0]
