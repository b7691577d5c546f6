"""A saved web page as blocks: by trafilatura if it is installed (the extra `html`), else by the tags of the page."""

import re
from html.parser import HTMLParser
from typing import Any, NamedTuple

from kztui.article.data_tables import rows
from kztui.files.sanitize import sanitize_line, sanitize_text
from kztui.importing.blocks import TextBlock
from kztui.importing.metadata import Metadata

_ELEMENTS = {group: frozenset(names.split()) for group, names in rows("importing/data/html_elements.tsv")}
_BOILERPLATE, _HEADINGS, _PARAGRAPHS = (_ELEMENTS[group] for group in ("boilerplate", "heading", "paragraph"))
_BLOCKS = _HEADINGS | _PARAGRAPHS | _ELEMENTS["container"]
_MAIN = frozenset({"article", "main"})
_LINES = re.compile(r"\n\s*\n")
MAIN_SHARE = 0.5
"""The article is in `<article>` or `<main>` when these hold at least this share of the words."""


class ExtractedPage(NamedTuple):
    """The blocks and metadata of a page. With `whole`, the blocks are the article and nothing else."""

    blocks: list[TextBlock]
    metadata: Metadata
    whole: bool


def extract_page(source: str) -> ExtractedPage:
    """The blocks and metadata of a page, from its HTML source."""
    return _extracted(source) or _tagged(source)


def _extracted(source: str) -> ExtractedPage | None:
    """The article as trafilatura extracts it; None when it is not installed or finds none."""
    try:
        import trafilatura  # noqa: PLC0415 - an extra, and slow to import
    except ImportError:
        return None
    document: Any = trafilatura.bare_extraction(source, include_comments=False, include_tables=False)
    if document is None or document.body is None:
        return None
    blocks: list[TextBlock] = []
    for element in document.body:
        for line in element.iter("lb"):
            line.tail = "\n\n" + (line.tail or "")
        parts = element.iter("item") if element.tag == "list" else [element]
        texts = [text for part in parts for text in _LINES.split("".join(part.itertext()))]
        blocks += [TextBlock(sanitize_line(text), element.tag == "head", True) for text in texts if text.strip()]
    given = {"title": document.title, "container-title": document.sitename, "URL": document.url}
    authors = [name.strip() for name in (document.author or "").split(";") if name.strip()]
    found = {name: sanitize_line(value) for name, value in given.items() if value}
    return ExtractedPage(blocks, {**found, "author": authors} if authors else found, whole=True)


class _BlockParser(HTMLParser):
    """Collects the blocks of a page, and whether each is in its `<article>` or `<main>`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[TextBlock, bool]] = []
        self._open: list[str] = []
        self._pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, or a line."""
        if tag == "br":
            self._pieces.append("\n")
        elif tag in _BLOCKS or tag in _BOILERPLATE:
            self._flush()
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """End the block of the nearest open element of that tag."""
        if tag in self._open:
            self._flush()
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        """Collect text, except of boilerplate."""
        if not _BOILERPLATE & set(self._open):
            self._pieces.append(re.sub(r"\s+", " ", data))

    def close(self) -> None:
        """End the last block."""
        super().close()
        self._flush()

    def _flush(self) -> None:
        """End the open block; two line breaks in a row separate paragraphs too."""
        inner = self._open[-1] if self._open else ""
        for text in _LINES.split("".join(self._pieces)):
            if text.strip():
                block = TextBlock(sanitize_line(text), inner in _HEADINGS, inner in _PARAGRAPHS)
                self.found.append((block, bool(_MAIN & set(self._open))))
        self._pieces = []


def _tagged(source: str) -> ExtractedPage:
    tags = _BlockParser()
    tags.feed(sanitize_text(source))
    tags.close()
    everything = sum(block.length for block, _ in tags.found)
    if sum(block.length for block, main in tags.found if main) >= MAIN_SHARE * everything:
        front = [block for block, main in tags.found if not main]
        before = [block for block in front if not block.is_prose]
        return ExtractedPage([*before, *(block for block, main in tags.found if main)], {}, whole=False)
    return ExtractedPage([block for block, _ in tags.found], {}, whole=False)
