"""A saved web page as blocks, by the tags of the page."""

import re
from html.parser import HTMLParser

from kztui.article.data_tables import rows
from kztui.files.sanitize import sanitize_line, sanitize_text
from kztui.importing.text_blocks import TextBlock

_ELEMENTS = {group: frozenset(names.split()) for group, names in rows("importing/data/html_elements.tsv")}
_BOILERPLATE, _HEADINGS, _PARAGRAPHS = (_ELEMENTS[group] for group in ("boilerplate", "heading", "paragraph"))
_BLOCKS = _HEADINGS | _PARAGRAPHS | _ELEMENTS["container"]
_MAIN = frozenset({"article", "main"})
_LINES = re.compile(r"\n\s*\n")
MAIN_SHARE = 0.5
"""The article is in `<article>` or `<main>` when these hold at least this share of the words."""


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


def extract_page(source: str) -> list[TextBlock]:
    """The blocks of a page, from its HTML source."""
    tags = _BlockParser()
    tags.feed(sanitize_text(source))
    tags.close()
    everything = sum(block.length for block, _ in tags.found)
    if sum(block.length for block, main in tags.found if main) >= MAIN_SHARE * everything:
        front = [block for block, main in tags.found if not main]
        before = [block for block in front if not block.is_prose]
        return [*before, *(block for block, main in tags.found if main)]
    return [block for block, _ in tags.found]
