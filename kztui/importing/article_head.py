"""The title and byline at the beginning of an article, told apart from its text.

A document shows its title as the one largest heading. The title and author that a file states of itself may have been
written by a person, or by a program.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kztui.article.quotes import words
from kztui.importing.blocks import BlockKind, TextBlock, word_count
from kztui.importing.bylines import is_byline, metadata_of_bylines
from kztui.importing.persons import plain_name
from kztui.importing.reading import Metadata

HEAD_BLOCKS = 12
"""Title and byline are looked for in so many blocks at the beginning."""
MORE_WORDS = 4
"""How many words may follow the authors' names in a byline."""
PROSE_WORDS = 15
"""A block of so many words begins the text: no title or byline follows it."""


class ArticleHead(NamedTuple):
    """The blocks of the text, and those that were taken from before it."""

    blocks: list[TextBlock]
    titles: list[TextBlock]
    bylines: list[TextBlock]


def split_head(blocks: Sequence[TextBlock], metadata: Metadata) -> ArticleHead:
    """The blocks apart from the title and the byline at the beginning; the only heading of level 1 is a title."""
    found = ArticleHead([], [], [])
    title = folded(metadata.get("title", ""))
    site = folded(metadata.get("container-title", ""))
    names = folded(" ".join(plain_name(name) for name in metadata.get("author", [])))
    only = sum(block.kind is BlockKind.HEADING and block.level == 1 for block in blocks) == 1
    begun = False
    for at, block in enumerate(blocks):
        begun = begun or at >= HEAD_BLOCKS
        if begun:
            found.blocks.append(block)
        elif block.kind is BlockKind.HEADING:
            is_title = (only and block.level == 1 and not found.blocks) or folded(block.text) == title
            (found.titles if is_title else found.blocks).append(block)
        elif title and site and folded(block.text) == site:
            found.titles.append(block)
        elif is_byline(block.text) or _begins_with_names(block.text, names):
            found.bylines.append(block)
        else:
            found.blocks.append(block)
            begun = word_count(block.text) >= PROSE_WORDS
    return found


def _begins_with_names(line: str, names: str) -> bool:
    """Whether a line is the authors' names, folded, with at most a few words more."""
    text = folded(line)
    more = text.removeprefix(names) if names and text.startswith(names) else None
    return more is not None and len(more.split()) <= MORE_WORDS and not line.endswith(".")


def folded(text: str) -> str:
    """A text as it is compared: its words alone, case folded."""
    return " ".join(words(text))


def metadata_with_head(head: ArticleHead, metadata: Metadata, language: str) -> Metadata:
    """The metadata, and what the title and byline add to them."""
    shown = metadata_of_bylines([block.text for block in head.bylines], language)
    title: Metadata = {"title": head.titles[0].text} if head.titles else {}
    return {**title, **shown, **metadata}


FRONT_WORDS = 16
"""A line around the title, such as the byline, has at most so many words."""
TITLE_LINES = 3
"""A title is set in at most so many blocks."""


def front_length(blocks: Sequence[TextBlock]) -> int:
    """How many blocks come before the text; 0 where no heading is the title: alone on level 1, with prose after it."""
    titles = [at for at, block in enumerate(blocks) if block.level == 1]
    first = titles[0] if titles else -1
    if not titles or titles != list(range(first, first + len(titles))) or len(titles) > TITLE_LINES:
        return 0
    if any(word_count(block.text) > FRONT_WORDS for block in blocks[:first]):
        return 0
    after = titles[-1] + 1
    while after < len(blocks) and _is_front_line(blocks[after]):
        after += 1
    return after if after < len(blocks) else 0


def _is_front_line(block: TextBlock) -> bool:
    """Whether a line after the title belongs to it: short, and no sentence."""
    short = word_count(block.text) <= FRONT_WORDS and not block.text.endswith((".", "!", "?", ":", "。", "।", "؟"))
    return short and block.kind is BlockKind.PARAGRAPH


_JUNK_TITLE = re.compile(
    r"untitled|unknown|(?:document|dokument|print|slide|layout)\s?\d*|(?:microsoft|adobe) \w+\b.*|none|null|\W*"
    r"|.*\.(?:docx?|indd|qxd|qxp|tex|dvi|pdf|html?|rtf|odt|pmd|p65|fm)|(?:https?|file)://.*|[\w.-]*[\d_][\w.-]*",
    re.IGNORECASE,
)
_JUNK_AUTHOR = re.compile(
    r"\S*|.*\b(?:admin\w*|user|microsoft|unknown|owner|office|scanner|default)\b.*|.*[@/\\\d<>|].*", re.IGNORECASE
)


def is_stated_title(title: str) -> bool:
    """Whether it is a title, not the name of a file or what programs write for none."""
    return bool(title) and not _JUNK_TITLE.fullmatch(title)


def is_stated_author(author: str) -> bool:
    """Whether it may be a name: two words at least, and no account of a computer."""
    return not _JUNK_AUTHOR.fullmatch(author)
