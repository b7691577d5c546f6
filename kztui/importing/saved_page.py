"""The text of a saved web page, in the blocks that a browser shows as paragraphs."""

import re
from html.parser import HTMLParser
from pathlib import Path

from kztui.files.source_files import UnreadableError, decode

# The elements of HTML's phrasing content that carry text; all others begin and end a block.
_INLINE = frozenset(
    (
        *(
            "a",
            "abbr",
            "acronym",
            "b",
            "bdi",
            "bdo",
            "big",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
            "em",
            "font",
            "i",
            "ins",
        ),
        *(
            "kbd",
            "label",
            "mark",
            "q",
            "s",
            "samp",
            "small",
            "span",
            "strike",
            "strong",
            "sub",
            "sup",
            "time",
            "tt",
            "u",
        ),
        *("var", "wbr"),
    )
)
_HIDDEN = frozenset(("head", "noscript", "script", "style", "svg", "template", "textarea"))
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)


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
        if tag in _HIDDEN:
            self._hidden = max(self._hidden - 1, 0)
        elif tag == "sup" and self._mark is not None:
            if self._marks_link:
                del self.pieces[self._mark :]
            self._mark = None
        elif tag not in _INLINE and tag != "br":
            self.pieces.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(re.sub(r"\s+", " ", data))


def page_text(path: Path, raw: bytes) -> str:
    """The text of a page in UTF-8 or in the encoding that it declares, blocks separated by blank lines.

    Raises UnreadableError when it is in neither.
    """
    try:
        source = decode(path, raw)
    except UnreadableError:
        declared = _CHARSET.search(raw[:4096])
        try:
            if declared is None:
                raise
            source = raw.decode(declared[1].decode(), "replace")
        except LookupError:
            pass
        else:
            return _text_of(source)
        raise
    return _text_of(source)


def _text_of(source: str) -> str:
    blocks = _TextParser()
    blocks.feed(source)
    blocks.close()
    return re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(blocks.pieces)).strip()
