"""From the elements of a page to its blocks: paragraphs, headings, list items, quotes, rows, captions, footnotes."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree  # type: ignore[import-untyped] # lxml ships no types

from kztui.files.sanitize import sanitize_line, sanitize_text
from kztui.importing.blocks import CELL_BAR, BlockKind, TextBlock
from kztui.importing.html_elements import is_inline
from kztui.importing.html_tree import Element
from kztui.importing.page_tree import PageTree

_KINDS = {
    "li": BlockKind.LIST_ITEM,
    "dt": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.QUOTE,
    "tr": BlockKind.TABLE_ROW,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
}
_CELLS = frozenset({"td", "th"})
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_PARAGRAPH_BREAK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_FOOTNOTES = re.compile(r"(?:foot|end)-?notes?\b|\bfn\d|doc-(?:foot|end)note|cite_note", re.IGNORECASE)
_CAPTION = re.compile(r"(?:^|[\s_-])(?:wp-)?captions?(?:[\s_-]?text)?(?:$|[\s_-])", re.IGNORECASE)
_NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[*†‡§¶]{1,3})[\])]?")
CODE = frozenset({"script", "style", "template", "head", "title"})
"""Elements whose text no browser would show in any case: leaving it out is not worth a word."""
MAX_PARTS = 5_000
"""How many paragraphs between line breaks one element may have; what follows them is one."""
_BACK = frozenset({"↩", "↑", "^", "⤴", "⏎", "↵"})
MARKS_KIND = "footnote marks"
CELL_WORDS = 60
"""A cell with more words is part of a layout, and no cell of a row of a table."""


class Piece(NamedTuple):
    """A block, and the number of the element that holds it."""

    block: TextBlock
    number: int


class BlockWalk:
    """Walks an element and gathers its blocks, in order, and what is left out below it."""

    def __init__(self, page: PageTree, place: int) -> None:
        self.pieces: list[Piece] = []
        self.left_out: list[tuple[str, str]] = []
        """The kind and the text of each part that was left out."""
        self._page = page
        self._line: list[str] = []
        self._has_words = False
        """Whether the line has more than blanks. A row may have thousands of cells, and each asks."""
        self._kinds: list[tuple[BlockKind, int]] = [(BlockKind.PARAGRAPH, 0)]
        self._rows: list[bool] = []
        self._number = place
        self._pre = 0
        self._walk(page.nodes[place].element)

    def _walk(self, top: Element) -> None:
        walker = etree.iterwalk(top, events=("start", "end"))
        for event, element in walker:
            if not isinstance(element.tag, str):
                continue
            if event == "end":
                self._end(element)
                if element is not top:
                    self._add(element.tail)
            elif self._dropped(element):
                walker.skip_subtree()
            else:
                self._start(element)
        self._flush()

    def _dropped(self, element: Element) -> bool:
        number = self._page.number_of[element]
        if kind := self._page.left_out.get(number):
            self._leave_out(kind, element)
            return True
        if (element.tag == "sup" and _is_note_mark(element)) or (element.tag == "a" and _is_back_link(element)):
            self._leave_out(MARKS_KIND, element)
            return True
        return False

    def _leave_out(self, kind: str, element: Element) -> None:
        if element.tag not in CODE and (text := text_of(element)):
            self.left_out.append((kind, text))

    def _start(self, element: Element) -> None:
        tag = element.tag
        if tag == "br":
            self._line.append("\n")
        elif not is_inline(tag) and not self._is_cell(tag):
            self._flush()
            self._number = self._page.number_of[element]
            if tag == "tr":
                self._rows.append(_is_row(element))
            if kind := self._kind(element):
                self._kinds.append(kind)
            self._pre += tag in {"pre", "listing", "xmp"}
        elif tag in _CELLS:
            self._line.append(CELL_BAR if self._has_words else "")
        self._add(element.text)

    def _end(self, element: Element) -> None:
        tag = element.tag
        if self._dropped_before(element) or is_inline(tag) or tag == "br" or self._is_cell(tag):
            return
        self._flush()
        self._pre -= tag in {"pre", "listing", "xmp"}
        if self._kind(element):
            self._kinds.pop()
        if tag == "tr":
            self._rows.pop()

    def _dropped_before(self, element: Element) -> bool:
        return self._page.number_of[element] in self._page.left_out

    def _is_cell(self, tag: str) -> bool:
        """Whether an element is a cell of a row, or lies within one: it begins no block of its own."""
        return bool(self._rows and self._rows[-1]) and tag != "tr"

    def _kind(self, element: Element) -> tuple[BlockKind, int] | None:
        """The kind that an element gives to the blocks below it, with the level of a heading."""
        tag = element.tag
        if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            return BlockKind.HEADING, int(tag[1])
        if tag == "tr" and not (self._rows and self._rows[-1]):
            return None
        features = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"
        if _FOOTNOTES.search(features):
            return BlockKind.FOOTNOTE, 0
        if tag in {"p", "div", "span", "figcaption"} and _CAPTION.search(element.get("class", "")):
            return BlockKind.CAPTION, 0
        kind = _KINDS.get(tag)
        if kind and self._kinds[-1][0] is BlockKind.FOOTNOTE:
            return None
        return (kind, 0) if kind else None

    def _add(self, text: str | None) -> None:
        if text:
            self._line.append(text if self._pre else _BLANKS.sub(" ", text))
            self._has_words = self._has_words or bool(text.strip())

    def _flush(self) -> None:
        """End the open block; two line breaks in a row separate paragraphs."""
        if not self._line:
            return
        text, self._line, self._has_words = "".join(self._line), [], False
        if not text.strip(" \n\t|\xa0"):
            return
        kind, level = self._kinds[-1]
        parts = _PARAGRAPH_BREAK.split(sanitize_text(text), MAX_PARTS) if "\n" in text else [text]
        for part in parts:
            if line := sanitize_line(part):
                self.pieces.append(Piece(TextBlock(line, kind, level), self._number))


def text_of(element: Element) -> str:
    """The text below an element on one line, whatever it is."""
    return sanitize_line(_BLANKS.sub(" ", " ".join(visible_text(element))))


def visible_text(element: Element) -> Iterator[str]:
    """The pieces of text below an element, save those of scripts and styles."""
    for inner in element.iter():
        if isinstance(inner.tag, str):
            if inner.text and inner.tag not in CODE:
                yield inner.text
            if inner.tail and inner is not element:
                yield inner.tail


def _is_note_mark(element: Element) -> bool:
    """Whether a superscript is the linked mark of a footnote."""
    if element.find(".//a") is None:
        return False
    return len(marks := "".join(element.itertext()).split()) <= 4 and all(map(_NOTE_MARK.fullmatch, marks))


def _is_back_link(link: Element) -> bool:
    """Whether a link leads from a footnote back to its mark."""
    return (
        (link.get("href") or "").startswith("#") and (link.text or "").strip(" \ufe0e\ufe0f") in _BACK and not len(link)
    )


def _is_row(row: Element) -> bool:
    """Whether the cells of a row are short and hold no blocks of their own."""
    for cell in row:
        blocks = Counter(
            inner.tag
            for inner in cell.iter()
            if isinstance(inner.tag, str) and not is_inline(inner.tag) and inner.tag not in _CELLS
        )
        breaks = blocks.pop("br", 0)
        if (
            breaks > 4
            or sum(blocks.values()) > 2
            or any(tag in blocks for tag in ("table", "ul", "ol", "h1", "h2", "h3"))
        ):
            return False
        if len("".join(cell.itertext()).split()) > CELL_WORDS:
            return False
    return True
