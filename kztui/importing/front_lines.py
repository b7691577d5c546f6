"""The lines before the text of a document: its title, the one largest heading, and what stands around it."""

from collections.abc import Sequence

from kztui.importing.blocks import BlockKind, TextBlock, word_count

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
