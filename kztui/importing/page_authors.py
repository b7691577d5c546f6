"""Who wrote a page: by its metadata, or by what it shows its readers."""

import re
from collections.abc import Iterator
from typing import Any

from kztui.importing.html_tree import Element
from kztui.importing.json_ld import SchemaNode
from kztui.importing.page_head import META, PageHead, is_address, shown_text
from kztui.importing.page_tree import PageTree
from kztui.importing.persons import NameParts, byline_start, names_in, organisation

BYLINE_WORDS = 15
"""Elements with more words are no byline."""
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:byline|author|authors|auteur|autor|p-author|writer|reporter|kicker-author)(?:$|[\s_-])",
    re.IGNORECASE,
)
_WHOLE = frozenset({"body", "html", "article", "main"})
_NO_BYLINE = re.compile(r"bio|about|avatar|photo|img|image|social|comment|follow|related|teaser", re.IGNORECASE)


def page_authors(page: PageTree, head: PageHead, nodes: list[SchemaNode]) -> list[NameParts]:
    """The authors, from the most reliable statement that names any."""
    in_nodes = _once([parts for node in nodes for parts in _persons(node.get("author") or node.get("creator"))])
    for name, values in _author_values(head):
        inverted = name.startswith("citation_author")
        found = [parts for value in values for parts in names_in(value, inverted=inverted)]
        if found:
            return _once(found)
        if name == "dc.contributor" and in_nodes:
            break
    return in_nodes or _shown_authors(page)


def _author_values(head: PageHead) -> Iterator[tuple[str, list[str]]]:
    for name in META["author"]:
        if values := [value for value in head.meta.get(name, []) if not is_address(value)]:
            yield name, values


def _persons(value: Any) -> list[NameParts]:
    """The CSL names of an author as schema.org has it: a text, a person, an organisation, or several."""
    if isinstance(value, list):
        return [parts for one in value[:200] for parts in _persons(one)]
    if not isinstance(value, dict):
        return names_in(value) if isinstance(value, str) else []
    kinds = value.get("@type")
    name = value.get("name") or " ".join(
        part for part in (value.get("givenName"), value.get("familyName")) if isinstance(part, str)
    )
    if isinstance(name, list):
        return [parts for one in name[:200] if isinstance(one, str) for parts in names_in(one)]
    if not isinstance(name, str):
        return []
    return organisation(name) if "Organization" in str(kinds) else names_in(name)


def _once(names: list[NameParts]) -> list[NameParts]:
    return [parts for at, parts in enumerate(names) if parts not in names[:at]]


def _shown_authors(page: PageTree) -> list[NameParts]:
    """The authors that the page shows: microdata, `rel="author"`, or a byline."""
    tests = (_is_microdata_author, _is_rel_author, _is_byline, _begins_with_by)
    for test in tests:
        found: list[NameParts] = []
        for number, (element, parent) in enumerate(page.nodes):
            if test(element) and not page.is_of_others(number):
                found += names_in(_name_text(element))
                if test is _is_rel_author and parent >= 0:
                    found = _whole_byline(page.nodes[parent].element, found)
            if found and test in {_is_byline, _begins_with_by}:
                break
        if found:
            return _once(found)[:20]
    return []


def _whole_byline(around: Element, found: list[NameParts]) -> list[NameParts]:
    """The names of the byline around a linked author, where it names others too; else those that were found."""
    text = shown_text(around)
    names = names_in(text) if byline_start().match(text) and len(text.split()) <= BYLINE_WORDS else []
    return names if len(names) > len(found) and all(name in names for name in found) else found


def _is_microdata_author(element: Element) -> bool:
    return "author" in (element.get("itemprop") or "").split()


def _is_rel_author(element: Element) -> bool:
    return element.tag == "a" and "author" in (element.get("rel") or "").split()


def _is_byline(element: Element) -> bool:
    named = f"{element.get('class', '')} {element.get('id', '')}"
    return bool(_BYLINE.search(named)) and not _NO_BYLINE.search(named) and element.tag not in _WHOLE


def _begins_with_by(element: Element) -> bool:
    return element.tag in {"p", "div", "span", "address"} and bool(
        byline_start().match((element.text or "").lstrip()[:40])
    )


def _name_text(element: Element) -> str:
    """The name within an element: of microdata its `name`, of a byline its text; empty where that is too long."""
    if element.tag == "meta":
        return str(element.get("content") or "")
    named = next((inner for inner in element.iter() if "name" in (inner.get("itemprop") or "").split()), None)
    if named is not None:
        return str(named.get("content") or shown_text(named))
    links = [inner for inner in element.iter("a") if "author" in (inner.get("rel") or "").split()]
    if links:
        return "; ".join(shown_text(link) for link in links)
    lines = [line for text in element.itertext() if (line := " ".join(text.split()))]
    text = " ".join(lines)
    return text if len(text.split()) <= BYLINE_WORDS else ""
