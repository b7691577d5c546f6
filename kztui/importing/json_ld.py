"""What a page's JSON-LD (schema.org) says of its article, however broken the JSON is."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from kztui.article.data_tables import rows
from kztui.files.sanitize import sanitize_line
from kztui.importing.html_tree import Element
from kztui.importing.page_head import MAX_VALUE

MAX_LENGTH = 1_000_000
MAX_NODES = 5_000
_ARTICLE = re.compile(r"Article|Posting|Report$|Review$|Chapter|Thesis|CreativeWork$|^Book$|Dataset$")
_PAGE = re.compile(r"WebPage|^ItemPage$|Product|VideoObject")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$"
)
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
_FIELD = r'"{name}"\s*:\s*"((?:[^"\\]|\\.){{1,400}})"'

SchemaNode = dict[str, Any]


def article_nodes(root: Element) -> list[SchemaNode]:
    """The objects of schema.org that describe the article, the most telling first; references are resolved."""
    nodes: list[SchemaNode] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) <= MAX_LENGTH:
            nodes += _objects(script.text)
    nodes = nodes[:MAX_NODES]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 2}
    articles = [node for node in nodes if _is(node, _ARTICLE)] + [node for node in nodes if _is(node, _PAGE)]
    return [_resolved(node, by_id) for node in articles]


def _objects(text: str) -> list[SchemaNode]:
    """All objects in a text of JSON; of one that cannot be parsed, what single fields say."""
    text = _WRAPPING.sub("", text)
    for attempt in (text, _TRAILING_COMMA.sub("", text)):
        with suppress(ValueError, RecursionError):
            return list(_nested(json.loads(attempt, strict=False)))
    found: SchemaNode = {}
    for name in ("headline", "datePublished", "inLanguage"):
        if match := re.search(_FIELD.format(name=name), text):
            found[name] = match[1]
    if match := re.search(r'"author"\s*:\s*[\[{\s]*(?:"@type"\s*:\s*"\w+"\s*,\s*)?"name"\s*:\s*"([^"]{1,80})"', text):
        found["author"] = match[1]
    return [{**found, "@type": "Article"}] if found else []


def _nested(top: Any) -> Iterator[SchemaNode]:
    """The objects within arrays, graphs and objects, the outer ones first."""
    waiting, count = [top], 0
    while waiting and count < MAX_NODES:
        value = waiting.pop(0) if count < 100 else waiting.pop()
        if isinstance(value, list):
            waiting += value[:MAX_NODES]
        elif isinstance(value, dict):
            count += 1
            yield value
            waiting += [inner for inner in value.values() if isinstance(inner, (dict, list))]


def schema_type(nodes: list[SchemaNode]) -> str:
    """The CSL type of what the objects describe; empty where they only say that it is an article or a page."""
    table = dict(rows("importing/data/schema_types.tsv"))
    kinds = (kind for node in nodes for kind in _kinds(node))
    return next((table[kind] for kind in kinds if kind in table), "")


def _kinds(node: SchemaNode) -> list[str]:
    kinds = node.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _is(node: SchemaNode, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(kind) for kind in _kinds(node))


def _resolved(node: SchemaNode, by_id: dict[str, SchemaNode]) -> SchemaNode:
    """The object with references to others of the page (`{"@id": …}`) replaced by these."""

    def resolve(value: Any) -> Any:
        if isinstance(value, list):
            return [resolve(one) for one in value[:200]]
        if isinstance(value, dict) and "name" not in value and value.get("@id") in by_id:
            return by_id[value["@id"]]
        return value

    return {name: resolve(value) for name, value in node.items()}


def schema_text(value: Any) -> str:
    """The text of a value of schema.org: itself, or its name."""
    if isinstance(value, list):
        return schema_text(value[0]) if value else ""
    if isinstance(value, dict):
        return schema_text(value.get("name") or value.get("@value") or "")
    return sanitize_line(str(value)[:MAX_VALUE]) if isinstance(value, (str, int)) else ""
