"""The text of a saved web page, in the blocks that a browser shows as paragraphs."""

import re
from html.parser import HTMLParser

from kztui.article.data_tables import rows

_ELEMENTS = {group: frozenset(names.split()) for group, names in rows("importing/data/html_elements.tsv")}
_INLINE, _HIDDEN = _ELEMENTS["inline"], _ELEMENTS["hidden"]


class _TextParser(HTMLParser):
    """Collects the text of a page, with a blank line where a block begins or ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = 0
        self._mark: int | None = None
        """The index in `pieces` at which a superscript begins; a linked one is a footnote number and is dropped."""
        self._marks_link = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, a line, a superscript or hidden text."""
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag == "br":
            self.pieces.append("\n")
        elif tag == "sup":
            self._mark, self._marks_link = len(self.pieces), False
        elif tag == "a" and self._mark is not None:
            self._marks_link = True
        elif tag not in _INLINE:
            self.pieces.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        """End a block or hidden text; drop a superscript that is a link."""
        if tag in _HIDDEN:
            self._hidden = max(self._hidden - 1, 0)
        elif tag == "sup" and self._mark is not None:
            if self._marks_link:
                del self.pieces[self._mark :]
            self._mark = None
        elif tag not in _INLINE and tag != "br":
            self.pieces.append("\n\n")

    def handle_data(self, data: str) -> None:
        """Collect text that is not hidden."""
        if not self._hidden:
            self.pieces.append(re.sub(r"\s+", " ", data))


def page_text(source: str) -> str:
    """The text of a page, from its HTML source, blocks separated by blank lines."""
    blocks = _TextParser()
    blocks.feed(source)
    blocks.close()
    return re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(blocks.pieces)).strip()
