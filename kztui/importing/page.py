"""A saved web page as blocks: by trafilatura where it is installed (the extra `html`), else by the page's own tags."""

import re
from html.parser import HTMLParser
from typing import Any

from kztui.files.sanitize import clean, clean_line
from kztui.importing.blocks import Block
from kztui.importing.metadata import Found

_AROUND = frozenset(
    {
        "aside",
        "button",
        "dialog",
        "figure",
        "footer",
        "form",
        "head",
        "nav",
        "noscript",
        "script",
        "style",
        "svg",
        "template",
    }
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PARAGRAPHS = frozenset({"p", "blockquote", "li", "dd"})
_BLOCKS = (
    _HEADINGS
    | _PARAGRAPHS
    | {"div", "article", "main", "section", "header", "ul", "ol", "dl", "dt", "table", "tr", "td"}
)
_MAIN = frozenset({"article", "main"})
_LINES = re.compile(r"\n\s*\n")
ENOUGH = 0.5
"""The share of a page's words from which on its <article> or <main> holds the article."""


class Page:
    """The blocks of a page. `whole` says that they are the article and nothing else."""

    def __init__(self, blocks: list[Block], found: Found, *, whole: bool) -> None:
        self.blocks = blocks
        self.found = found
        self.whole = whole


def read_page(source: str) -> Page:
    """The blocks of the page that `source` is."""
    return _extracted(source) or _tagged(source)


def _extracted(source: str) -> Page | None:
    """The article as trafilatura finds it; None where it is not installed or finds none."""
    try:
        import trafilatura  # noqa: PLC0415 - an extra, and slow to import
    except ImportError:
        return None
    document: Any = trafilatura.bare_extraction(source, include_comments=False, include_tables=False)
    if document is None or document.body is None:
        return None
    blocks: list[Block] = []
    for element in document.body:
        for line in element.iter("lb"):
            line.tail = "\n\n" + (line.tail or "")
        parts = element.iter("item") if element.tag == "list" else [element]
        texts = [text for part in parts for text in _LINES.split("".join(part.itertext()))]
        blocks += [Block(clean_line(text), element.tag == "head", True) for text in texts if text.strip()]
    given = {
        "title": document.title,
        "container-title": document.sitename,
        "URL": document.url,
    }
    authors = [name.strip() for name in (document.author or "").split(";") if name.strip()]
    found = {name: clean_line(value) for name, value in given.items() if value}
    return Page(blocks, {**found, "author": authors} if authors else found, whole=True)


class _Tags(HTMLParser):
    """Collects what stands in blocks, and which of them the page marks as its main part."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[Block, bool]] = []
        self._open: list[str] = []
        self._pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._pieces.append("\n")
        elif tag in _BLOCKS or tag in _AROUND:
            self._flush()
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            self._flush()
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if not _AROUND & set(self._open):
            self._pieces.append(re.sub(r"\s+", " ", data))

    def close(self) -> None:
        super().close()
        self._flush()

    def _flush(self) -> None:
        """End the block that was open; two line breaks in a row part paragraphs too."""
        inner = self._open[-1] if self._open else ""
        for text in _LINES.split("".join(self._pieces)):
            if text.strip():
                block = Block(clean_line(text), inner in _HEADINGS, inner in _PARAGRAPHS)
                self.found.append((block, bool(_MAIN & set(self._open))))
        self._pieces = []


def _tagged(source: str) -> Page:
    tags = _Tags()
    tags.feed(clean(source))
    tags.close()
    everything = sum(block.length for block, _ in tags.found)
    if sum(block.length for block, main in tags.found if main) >= ENOUGH * everything:
        front = [block for block, main in tags.found if not main]
        before = [block for block in front if not block.prose]
        return Page([*before, *(block for block, main in tags.found if main)], {}, whole=False)
    return Page([block for block, _ in tags.found], {}, whole=False)
