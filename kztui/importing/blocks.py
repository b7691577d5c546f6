"""The blocks of an original: what its source marks as paragraphs, headings, list items and the like, in order."""

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from kztui.article.lazy_regex import LazyPattern

CELL_BAR = " | "
"""What stands between the cells of a row of a table."""
_CJK = LazyPattern("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")


def word_count(text: str) -> int:
    """The number of words between blanks; letters of scripts without blanks count one each."""
    return len(text.split()) if text.isascii() else len(_CJK.findall(text)) + len(text.split())


class BlockKind(Enum):
    """What the source marks a block as."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    TABLE_ROW = "table row"
    CAPTION = "caption"
    FOOTNOTE = "footnote"


class TextBlock(NamedTuple):
    """A block of an original: its words as printed, on one line.

    `level` is that of a heading, 1–6, else 0. `page` is the page on which it begins, as printed or counted, if the
    source has pages.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    page: str = ""


class SectionText(NamedTuple):
    """A section: its heading (empty before the first one), its paragraphs, and whether the heading is printed so."""

    title: str
    paragraphs: list[str]
    printed: bool = True


def sections_of(blocks: Iterable[TextBlock]) -> list[SectionText]:
    """The sections that the headings make; every other block is a paragraph. None is without paragraphs."""
    sections = [SectionText("", [])]
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            sections.append(SectionText(block.text, []))
        else:
            sections[-1].paragraphs.append(block.text)
    return [section for section in sections if section.paragraphs]
