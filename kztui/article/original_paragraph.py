"""A paragraph of the original as the reader's own copy has it."""

from typing import NamedTuple


class OriginalParagraph(NamedTuple):
    """The text of a paragraph on one line, and what its source marks it as."""

    text: str
    kind: str = "paragraph"
    """paragraph, list item, quote, table row, caption or footnote."""
