"""The title and byline at the beginning of an article, told apart from its text."""

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
