"""Headings on the first line of their paragraph, in capitals, as in “BACKGROUND: Between …”, as blocks of their own."""

import re
from collections.abc import Iterable, Iterator

from kztui.importing.blocks import BlockKind, TextBlock

RUN_IN = re.compile(r"^([A-Z][A-Z’'&\- ]{2,60}[A-Z])\s*[:.—–-]\s+(?=\S)")
LEVEL = 2
"""The level of such a heading where no other says how deep it stands."""


def split_run_in(blocks: Iterable[TextBlock]) -> Iterator[TextBlock]:
    """The blocks, with a heading in capitals that begins a paragraph before it; its punctuation is dropped."""
    for block in blocks:
        heading = RUN_IN.match(block.text) if block.kind is BlockKind.PARAGRAPH else None
        if heading:
            yield TextBlock(heading[1], BlockKind.HEADING, LEVEL, block.page)
            yield block._replace(text=block.text[heading.end() :])
        else:
            yield block
