"""A copy taken apart into blocks: the headings and paragraphs of its author, without what a page puts around them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kztui.files.sanitize import clean_line
from kztui.importing.markdown import bare

PROSE_WORDS = 25
"""A block of so many words that ends as a sentence does is certainly a paragraph."""
LEAST_WORDS = 4
"""One of so many may be one, among others, or where no block is longer."""
GAP = 2
"""How many blocks that are none may stand between two paragraphs of one text."""
FEW = 4
"""How many lines the head of a text may have, each for itself."""
HEADING_WORDS = 14
"""How long a heading may be."""

_SENTENCE_END = re.compile(r"[.!?…。！？:][\"'”’»)\]\d]*$")
_ATX = re.compile(r"^#{1,6}\s+(.*?)\s*#*$")
_UNDERLINE = re.compile(r"^(?:=+|-{3,})$")
# A heading on the first line of its paragraph, in capitals or in bold with a colon: “BACKGROUND: Between …”.
_RUN_IN = re.compile(r"^([A-Z][A-Z’'&\- ]{2,60}[A-Z])\s*[:.—–-]\s+(?=\S)")


class Block(NamedTuple):
    """A stretch of text on one line. `heading` where the copy itself marks it as one."""

    text: str
    heading: bool = False
    paragraph: bool = False
    """Whether the copy itself marks it as a paragraph, so that it may be short."""

    @property
    def length(self) -> int:
        """In words."""
        return len(self.text.split())

    @property
    def prose(self) -> bool:
        return not self.heading and self.length >= PROSE_WORDS and bool(_SENTENCE_END.search(self.text))


class Part(NamedTuple):
    """A section: its heading as printed, empty for what comes before the first, and its paragraphs."""

    title: str
    paragraphs: list[str]


class Parted(NamedTuple):
    """A copy in parts: what stands before the text, the text in sections, and what comes after it."""

    front: list[str]
    parts: list[Part]
    back: list[str]


def blocks(copy: str, *, markdown: bool) -> list[Block]:
    """The blocks of a copy: parted by blank lines, or, where it has none, each line one."""
    chunks = re.split(r"\n[ \t]*\n", copy)
    if len(chunks) < 3:
        chunks = copy.split("\n")
    found = (_markdown(chunk) if markdown else _plain(chunk) for chunk in chunks)
    return [block for several in found for block in several if block.text]


def _plain(chunk: str) -> Iterator[Block]:
    """A chunk of lines as one block; a few lines that are no sentence, such as title and byline, are one each."""
    lines = [clean_line(line) for line in chunk.strip().split("\n")]
    if len(lines) <= FEW and not _SENTENCE_END.search(lines[-1]):
        yield from map(Block, lines)
    else:
        yield Block(" ".join(lines))


def _markdown(chunk: str) -> Iterator[Block]:
    """A Markdown chunk without its marks; its headings may stand directly on their paragraphs."""
    waiting: list[str] = []
    for line in chunk.split("\n"):
        heading = _ATX.match(line)
        if heading or (_UNDERLINE.match(line) and len(waiting) == 1):
            title = heading[1] if heading else waiting.pop()
            yield Block(_unmarked(waiting))
            yield Block(_unmarked([title]), heading=True)
            waiting = []
        elif not _UNDERLINE.match(line):
            waiting.append(line)
    yield Block(_unmarked(waiting))


def _unmarked(lines: list[str]) -> str:
    return clean_line(bare("\n".join(lines)))


def parted(found: list[Block], *, whole: bool = False) -> Parted:
    """The article among the blocks: the longest run of paragraphs that only headings and a few lines interrupt.

    With `whole`, all of the blocks are the article.
    """
    first, last = (0, len(found)) if whole else _body(found)
    parts: list[Part] = [Part("", [])]
    for block in found[first:last]:
        run_in = _RUN_IN.match(block.text)
        if run_in and not block.heading:
            parts.append(Part(run_in[1], [block.text[run_in.end() :]]))
        elif block.heading or not (whole or _is_paragraph(block)):
            if block.length <= HEADING_WORDS:
                parts.append(Part(block.text, []))
        else:
            parts[-1].paragraphs.append(block.text)
    front = [block.text for block in found[:first]]
    return Parted(front, [part for part in parts if part.paragraphs], [block.text for block in found[last:]])


def _is_paragraph(block: Block) -> bool:
    long = block.paragraph or block.length >= LEAST_WORDS
    return long and not block.heading and bool(_SENTENCE_END.search(block.text))


def _body(found: list[Block]) -> tuple[int, int]:
    """Where the text begins and ends; marked headings directly before it belong to it, all but the title.

    Where no block is long enough to be certain, short ones that end as sentences do are the text.
    """
    first, last = _longest_run(found, [block.prose for block in found])
    if not last:
        first, last = _longest_run(found, list(map(_is_paragraph, found)))
    while first > 0 and found[first - 1].heading and any(block.heading for block in found[: first - 1]):
        first -= 1
    while last < len(found) and _is_paragraph(found[last]) and last > first:
        last += 1
    return first, last


def _longest_run(found: list[Block], certain: list[bool]) -> tuple[int, int]:
    """Where the run with most words in certain paragraphs begins and ends; both 0 where there is none."""
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
