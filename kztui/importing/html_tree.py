"""The tree of a page: parsed leniently, however broken or deeply nested the HTML is."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree, html  # type: ignore[import-untyped] # lxml ships no types

from kztui.importing.html_elements import HIDDEN, is_inline

Element = Any
"""An element of lxml's HTML tree; lxml ships no types."""

FLAT = "kztui-flat"
"""Marks the root of a tree that has lost the nesting of its page."""
MAX_TAGS = 100_000
"""A page with more tags is read without its nesting as well: what is done with the tree would take too long."""
MAX_RUNS = 20_000
"""How many paragraphs such a page may have; what follows them is one paragraph."""
MAX_ATTRIBUTES = 2_000
"""A page with an element of more attributes is read without its nesting too: libxml2 compares each with all others."""
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,400}\?>")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)[^<>]*>?|<!--|<[!?/]")
"""A tag that is never closed ends before the next one; what it holds is no text (HTML Standard, section 13.2.5)."""
_ATTRIBUTES = re.compile(r"""<[a-zA-Z][\w:-]*(?=[\s/])((?:[^"'>]+|"[^"]*"|'[^']*')*)""")
_VALUE = re.compile(r""""[^"]*"|'[^']*'""")
_TOO_DEEP = "Excessive depth"


def parse_page(source: str) -> Element:
    """The root of the page's tree, without comments and processing instructions; an empty page has an empty body.

    libxml2 stops reading where elements are nested 256 deep, and reports that in its log alone; such a page is read
    without its nesting.
    """
    text = _DECLARATION.sub("", source).replace("\0", "")
    if min(text.count("<"), text.count(">")) > MAX_TAGS or _has_many_attributes(text):
        return _flat_tree(text)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace") or b"<html/>", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return _flat_tree(text)
    if any(_TOO_DEEP in error.message for error in parser.error_log):
        return _flat_tree(text)
    return root


def _has_many_attributes(text: str) -> bool:
    """Whether some element has more than MAX_ATTRIBUTES, each of which takes two characters at least."""
    if len(text) <= 2 * MAX_ATTRIBUTES:
        return False
    tags = (match[1] for match in _ATTRIBUTES.finditer(text))
    return any(len(tag) > 2 * MAX_ATTRIBUTES and _attributes(tag) > MAX_ATTRIBUTES for tag in tags)


def _attributes(tag: str) -> int:
    """How many attributes a tag has: those after a quoted value may follow without a blank."""
    names, values = _VALUE.subn(" ", tag)
    return max(len(names.split()), values)


def _flat_tree(text: str) -> Element:
    """A tree of paragraphs and headings alone, one for each run of text between tags of blocks."""
    root = html.Element("html", {FLAT: "true"})
    head, body = etree.SubElement(root, "head"), etree.SubElement(root, "body")
    runs = ((tag, run) for tag, run in _runs(text) if run.strip())
    for tag, run in islice(runs, MAX_RUNS):
        etree.SubElement(head if tag == "title" else body, tag).text = _unescaped(run)
    if rest := " ".join(run for _, run in runs):
        etree.SubElement(body, "p").text = _unescaped(rest)
    return root


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """The runs of text between the tags of blocks, each with the tag that it is to have."""
    pieces: list[str] = []
    tag, position = "p", 0
    while match := _TAG.search(text, position):
        pieces.append(text[position : match.start()])
        position = match.end()
        name = (match[2] or "").lower()
        if match[0] == "<!--":
            position = _after(text, "-->", position)
        elif not name:
            position = _after(text, ">", position)
        elif name in HIDDEN and name != "head" and not match[1]:
            position = _after(text, f"</{name}", position)
        elif not is_inline(name):
            yield tag, "".join(pieces)
            pieces = []
            tag = name if not match[1] and (name == "title" or re.fullmatch("h[1-6]", name)) else "p"
    pieces.append(text[position:])
    yield tag, "".join(pieces)


def _after(text: str, end: str, position: int) -> int:
    """The offset after the next `end`, or that of the end of the text."""
    found = text.find(end, position)
    return len(text) if found < 0 else found + len(end)


def _unescaped(run: str) -> str:
    from html import unescape  # noqa: PLC0415 - only for pages nested too deep

    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", unescape(run))
