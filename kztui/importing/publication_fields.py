"""The metadata of an original as fields of `[article]`, save what `kztui check` would refuse."""

from typing import Any

from kztui.article.dates import parse_or_none
from kztui.article.publication import Name, Publication, csl_name, language_tag
from kztui.article.web_address import is_web_address
from kztui.files.csl_types import CSL_TYPES
from kztui.files.sanitize import sanitize_line
from kztui.importing.ids import citation_key
from kztui.importing.persons import NameParts
from kztui.importing.reading import Metadata

_FIELDS = {csl_name(field): getattr(Publication, field, "") for field in Publication.__struct_fields__}
_DATES = frozenset(csl_name(field) for field in Publication.DATES)
_NAME_PARTS = frozenset(csl_name(field) for field in Name.__struct_fields__)
NUMBERED = ("volume", "issue", "DOI", "ISSN")
"""What an article has that no magazine or web page is likely to have: it makes it one of a journal."""


def publication_fields(metadata: Metadata, otherwise: str) -> dict[str, Any]:
    """The fields of `[article]`, those that every citation has first; `otherwise` is the title of what has none."""
    found = {name: value for name in _FIELDS if (value := _valid(name, metadata.get(name)))}
    numbered = any(found.get(name) for name in NUMBERED)
    kind = "article-journal" if numbered else "article-magazine" if found.get("container-title") else "document"
    first = {"id": citation_key(metadata), "type": found.get("type", kind), "title": found.get("title", otherwise)}
    return {**first, **{name: value for name, value in found.items() if name not in first}}


def _valid(name: str, value: Any) -> Any:
    """A value as it is written; nothing where it is of another type, or none that is valid."""
    if isinstance(value, list):
        return [parts for one in value if (parts := _name(one))]
    if not isinstance(value, (str, int)) or isinstance(value, bool):
        return ""
    text = sanitize_line(str(value))
    if name == "language":
        return language_tag(text)
    return text if _is_valid(name, text) else ""


def _is_valid(name: str, text: str) -> bool:
    """Whether `kztui check` takes a text as the value of a field."""
    if name == "type":
        return text in CSL_TYPES
    if name in _DATES:
        return parse_or_none(text) is not None
    if name == "URL":
        return is_web_address(text)
    return name != "DOI" or text.startswith("10.")


def _name(value: Any) -> NameParts:
    """A name with a family name, or a literal one; empty for any other."""
    parts = {name: text for name, text in value.items() if name in _NAME_PARTS and text}
    if "literal" in parts:
        return {"literal": parts["literal"]}
    return parts if "family" in parts else {}
