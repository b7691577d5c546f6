"""Reads plain text: paragraphs between blank lines, or by their lines, with headings and lists."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from kztui.files.sanitize import sanitize_line
from kztui.importing.article_head import HEAD_BLOCKS, PROSE_WORDS, metadata_with_head, split_head
from kztui.importing.blocks import BlockKind, TextBlock, word_count
from kztui.importing.bylines import is_byline, names_authors
from kztui.importing.language import guess_language
from kztui.importing.reading import Account, LeftOut, Metadata, Reading, sample
from kztui.importing.run_in_headings import split_run_in

MAX_BLOCKS = 20_000
"""How many blocks a text may have; what follows them is one block."""
HEADING_WORDS = 14
"""How many words a heading may have."""
LEAST_WORDS = 4
"""How many words a sentence has at least."""
FRONT_LINES = 4
"""A chunk of at most so many lines that is no sentence, such as title and byline, is a block for each line."""
WRAPPED = range(30, 120)
"""The length of the longest lines where a text is wrapped."""
END_LINES = 5
"""Where so many blocks in a row are stray lines, the text has ended."""
SHORT_LINE = 0.75
"""A line below this share of the longest one's length may be the last of a paragraph."""

_BLANK = re.compile(r"\n[ \t\f]*(?:\n[ \t\f]*)+")
_ITEM = re.compile(r"[ \t]*(?:[-*•–—‣◦·][ \t]+|\(?(?:\d{1,3}|[a-z])[.)][ \t]+)(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…。！？:;,؟।۔][\"'”’»)\]\d]*$")
_PAGE_NUMBER = re.compile(r"\W*(?:page |p\. ?)?\d{1,4}\W*", re.IGNORECASE)


def read_text(text: str) -> Reading:
    """The article in a plain text: all its blocks, in order."""
    blocks = list(text_blocks(text))
    numbers = [block.text for block in blocks if _PAGE_NUMBER.fullmatch(block.text)]
    blocks = _with_headings([block for block in blocks if not _PAGE_NUMBER.fullmatch(block.text)])
    if not any(map(_is_text, blocks)):
        lines = " ".join(block.text for block in blocks)
        return Reading(
            (), {}, Account(word_count(lines), 0, (LeftOut("lines", word_count(lines), sample(lines)),)), "text"
        )
    title, before, blocks = _split_title(blocks)
    blocks, after = _split_end(blocks)
    language = guess_language(" ".join(block.text for block in blocks))
    found: Metadata = {"title": title} if title else {}
    head = split_head(blocks, found)
    metadata = metadata_with_head(head, found, language)
    bylines = [block.text for block in head.bylines]
    kinds = {
        "lines before the title": before,
        "byline and date": bylines,
        "page numbers": numbers,
        "lines after the text": after,
    }
    left_out = tuple(
        LeftOut(kind, word_count(" ".join(lines)), sample(lines[0])) for kind, lines in kinds.items() if lines
    )
    kept = sum(word_count(block.text) for block in head.blocks) + word_count(title)
    account = Account(kept + sum(one.words for one in left_out), kept, left_out)
    return Reading(tuple(head.blocks), metadata, account, "text", language)


def text_blocks(text: str) -> Iterator[TextBlock]:
    """The blocks of a plain text, in order; of too many, the last ones as one."""
    found = (block for chunk in _chunks(text) for block in _blocks(chunk))
    yield from islice(found, MAX_BLOCKS)
    if rest := " ".join(block.text for block in found):
        yield TextBlock(rest)


def _chunks(text: str) -> list[str]:
    """The chunks between blank lines; in a text without any, its paragraphs by their lines."""
    chunks = [chunk for chunk in _BLANK.split(text.strip()) if chunk.strip()]
    if len(chunks) > MAX_BLOCKS:
        chunks[MAX_BLOCKS:] = ["\n".join(chunks[MAX_BLOCKS:])]
    return chunks if len(chunks) > 2 else [part for chunk in chunks for part in _by_lines(chunk.split("\n"))]


def _by_lines(lines: list[str]) -> Iterator[str]:
    """The paragraphs of wrapped lines: one ends with a short line, or before an indented one; else each line is one."""
    longest = max(map(len, lines))
    if longest not in WRAPPED or len(lines) < 4:
        yield from lines
        return
    waiting: list[str] = [lines[0]]
    for line, following in pairwise(lines):
        indented = following[:1].isspace() and not line[:1].isspace()
        ended = len(line) < SHORT_LINE * longest and (_SENTENCE_END.search(line) or following[:1].isupper())
        if indented or ended or _ITEM.match(following):
            yield "\n".join(waiting)
            waiting = []
        waiting.append(following)
    yield "\n".join(waiting)


def _blocks(chunk: str) -> Iterator[TextBlock]:
    """The blocks of a chunk of lines: the items of a list, a few lines that are no sentence, or one paragraph."""
    lines = [line for line in chunk.split("\n") if line.strip()]
    if sum(bool(_ITEM.match(line)) for line in lines) > (1 if len(lines) > 1 else 0):
        yield from _items(lines)
    elif len(lines) <= FRONT_LINES and not _SENTENCE_END.search(lines[-1].rstrip()) and word_count(chunk) < 60:
        yield from (TextBlock(sanitize_line(line)) for line in lines)
    else:
        text = sanitize_line(" ".join(lines))
        yield from _items([text]) if _ITEM.match(text) else split_run_in([TextBlock(text)])


def _items(lines: list[str]) -> Iterator[TextBlock]:
    """The items of a list, and the paragraph before it."""
    waiting: list[str] = []
    kind = BlockKind.PARAGRAPH
    for line in lines:
        if item := _ITEM.match(line):
            if waiting:
                yield TextBlock(sanitize_line(" ".join(waiting)), kind)
            kind, waiting = BlockKind.LIST_ITEM, [line[item.end() :] if not item[0].strip()[0].isalnum() else line]
        else:
            waiting.append(line)
    yield TextBlock(sanitize_line(" ".join(waiting)), kind)


def _with_headings(blocks: list[TextBlock]) -> list[TextBlock]:
    """The blocks, a short one that is no sentence and stands before prose being a heading."""
    found: list[TextBlock] = []
    for block, following in pairwise([*blocks, TextBlock("")]):
        short = word_count(block.text) <= HEADING_WORDS and not _SENTENCE_END.search(block.text)
        prose = following.kind is BlockKind.PARAGRAPH and word_count(following.text) >= PROSE_WORDS
        is_heading = short and prose and block.kind is BlockKind.PARAGRAPH and not is_byline(block.text)
        found.append(block._replace(kind=BlockKind.HEADING, level=2) if is_heading else block)
    return found


def _split_title(blocks: list[TextBlock]) -> tuple[str, list[str], list[TextBlock]]:
    """The title, the lines before it, and the blocks after it with the byline.

    The title is the line before the byline, or the first line where it is no sentence.
    """
    front = next(
        (at for at, block in enumerate(blocks[:HEAD_BLOCKS]) if not _is_front(block)), len(blocks[:HEAD_BLOCKS])
    )
    titles = [at for at, block in enumerate(blocks[:front]) if not is_byline(block.text)]
    if front == len(blocks) or not titles:
        return "", [], blocks
    byline = next((at for at, block in enumerate(blocks[:front]) if names_authors(block.text)), 0)
    title = max((at for at in titles if at < byline), default=titles[0])
    before = [block.text for block in blocks[:title] if not is_byline(block.text)]
    bylines = [block for block in blocks[:title] if is_byline(block.text)]
    return blocks[title].text, before, [*bylines, *blocks[title + 1 :]]


def _split_end(blocks: list[TextBlock]) -> tuple[list[TextBlock], list[str]]:
    """The blocks up to where the rest of a page that was copied begins: many short lines, few sentences."""
    total = sum(word_count(block.text) for block in blocks)
    words = 0
    for at, block in enumerate(blocks):
        ahead = blocks[at : at + END_LINES]
        if words > total / 2 and len(ahead) == END_LINES and all(map(_is_stray, ahead)):
            return blocks[:at], [one.text for one in blocks[at:]]
        words += word_count(block.text)
    return blocks, []


def _is_stray(block: TextBlock) -> bool:
    """Whether a block is a short line that is neither a sentence nor marked as something else."""
    short = word_count(block.text) <= HEADING_WORDS
    return short and block.kind is BlockKind.PARAGRAPH and not _SENTENCE_END.search(block.text)


def _is_text(block: TextBlock) -> bool:
    """Whether a block is a sentence, or as long as one."""
    length = word_count(block.text)
    return length >= PROSE_WORDS or (length >= LEAST_WORDS and bool(_SENTENCE_END.search(block.text)))


def _is_front(block: TextBlock) -> bool:
    """Whether a block may stand before the text."""
    short = word_count(block.text) <= 2 * HEADING_WORDS and block.kind is not BlockKind.LIST_ITEM
    return short and (is_byline(block.text) or not _SENTENCE_END.search(block.text))
