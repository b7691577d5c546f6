"""The text of an original split into blocks, with its headings and paragraphs recognized among what surrounds them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kztui.files.sanitize import sanitize_line
from kztui.importing.blocks import Block, BlockKind, SectionText
from kztui.importing.markdown import strip_markdown
from kztui.importing.run_in_headings import RUN_IN

PROSE_WORDS = 25
"""A block of at least so many words that ends like a sentence is certainly a paragraph."""
MIN_WORDS = 4
"""One of at least so many may be a paragraph, between others or where no block is longer."""
GAP = 2
"""How many other blocks may stand between two paragraphs of the article."""
HEAD_LINES = 4
"""A chunk of at most so many lines that is no sentence, such as title and byline, is a block for each line."""
HEADING_WORDS = 14
"""How many words a heading may have."""

_SENTENCE_END = re.compile(r"[.!?…。！？:][\"'”’»)\]\d]*$")
_ATX = re.compile(r"^#{1,6}\s+(.*?)\s*#*$")
_UNDERLINE = re.compile(r"^(?:=+|-{3,})$")


class TextBlock(NamedTuple):
    """A block of text, on one line. `heading` is set when the original marks it as one."""

    text: str
    heading: bool = False
    paragraph: bool = False
    """Whether the original marks it as a paragraph, so that it may be short."""

    @property
    def length(self) -> int:
        """The number of words."""
        return len(self.text.split())

    @property
    def is_prose(self) -> bool:
        """Whether it is certainly a paragraph."""
        return not self.heading and self.length >= PROSE_WORDS and bool(_SENTENCE_END.search(self.text))


class ArticleText(NamedTuple):
    """The article in an original: the lines before it, its sections, and the lines after it."""

    front: list[str]
    sections: list[SectionText]
    back: list[str]


def split_blocks(text: str, *, markdown: bool) -> list[TextBlock]:
    """The blocks of a text: separated by blank lines, or, where it has none, one for each line."""
    chunks = re.split(r"\n[ \t]*\n", text)
    if len(chunks) < 3:
        chunks = text.split("\n")
    found = (_markdown(chunk) if markdown else _plain(chunk) for chunk in chunks)
    return [block for several in found for block in several if block.text]


def _plain(chunk: str) -> Iterator[TextBlock]:
    """A chunk of lines as one block, or as one for each line when they are few and no sentence."""
    lines = [sanitize_line(line) for line in chunk.strip().split("\n")]
    if len(lines) <= HEAD_LINES and not _SENTENCE_END.search(lines[-1]):
        yield from map(TextBlock, lines)
    else:
        yield TextBlock(" ".join(lines))


def _markdown(chunk: str) -> Iterator[TextBlock]:
    """The blocks of a chunk of Markdown; no blank line is needed after a heading."""
    waiting: list[str] = []
    for line in chunk.split("\n"):
        heading = _ATX.match(line)
        if heading or (_UNDERLINE.match(line) and len(waiting) == 1):
            title = heading[1] if heading else waiting.pop()
            yield TextBlock(_unmarked(waiting))
            yield TextBlock(_unmarked([title]), heading=True)
            waiting = []
        elif not _UNDERLINE.match(line):
            waiting.append(line)
    yield TextBlock(_unmarked(waiting))


def _unmarked(lines: list[str]) -> str:
    return sanitize_line(strip_markdown("\n".join(lines)))


def find_article(found: list[TextBlock], *, whole: bool = False) -> ArticleText:
    """The article among the blocks: the longest run of paragraphs, interrupted only by headings and a few lines.

    With `whole`, all blocks are the article.
    """
    first, last = (0, len(found)) if whole else _body(found)
    sections: list[SectionText] = [SectionText("", [])]
    for block in found[first:last]:
        run_in = RUN_IN.match(block.text)
        if run_in and not block.heading:
            sections.append(SectionText(run_in[1], [block.text[run_in.end() :]]))
        elif block.heading or not (whole or _is_paragraph(block)):
            if block.length <= HEADING_WORDS:
                sections.append(SectionText(block.text, []))
        else:
            sections[-1].paragraphs.append(block.text)
    front = [block.text for block in found[:first]]
    back = [block.text for block in found[last:]]
    return ArticleText(front, [section for section in sections if section.paragraphs], back)


def blocks_of(text: ArticleText) -> tuple[Block, ...]:
    """The article's headings and paragraphs, in order."""
    blocks: list[Block] = []
    for section in text.sections:
        if section.title:
            blocks.append(Block(section.title, BlockKind.HEADING, 2))
        blocks += map(Block, section.paragraphs)
    return tuple(blocks)


def _is_paragraph(block: TextBlock) -> bool:
    long = block.paragraph or block.length >= MIN_WORDS
    return long and not block.heading and bool(_SENTENCE_END.search(block.text))


def _body(found: list[TextBlock]) -> tuple[int, int]:
    """The first block of the article, and the one after its last. Headings before it belong to it, except its title.

    When no block is long enough to be certain, short ones that end like sentences count.
    """
    first, last = _longest_run(found, [block.is_prose for block in found])
    if not last:
        first, last = _longest_run(found, list(map(_is_paragraph, found)))
    while first > 0 and found[first - 1].heading and any(block.heading for block in found[: first - 1]):
        first -= 1
    while last < len(found) and _is_paragraph(found[last]) and last > first:
        last += 1
    return first, last


def _longest_run(found: list[TextBlock], certain: list[bool]) -> tuple[int, int]:
    """The first block of the run with most words in certain paragraphs, and the one after its last; 0, 0 if none."""
    best = (0, 0, 0)
    start = end = words = gap = 0
    for at, block in enumerate(found):
        if certain[at]:
            if gap > GAP or not words:
                start, words = at, 0
            words, end, gap = words + block.length, at + 1, 0
            best = max(best, (words, start, end))
        elif not _is_paragraph(block):
            gap += 1
    return best[1:]
