"""What reading a source gives: the blocks of the article proper, its metadata, and an account of what was left out."""

from typing import Any, NamedTuple

from kztui.importing.account import Account
from kztui.importing.blocks import TextBlock

Metadata = dict[str, Any]
"""Fields of `[article]`, under their names in TOML; `author` is a list of CSL names: family, given … or literal."""


class Reading(NamedTuple):
    """A source, read: plain data that can be passed between processes.

    `format` is what it was: “HTML page”, “PDF”, “Word document”, “Markdown”, “text”. `language` is the primary tag of
    BCP 47, empty when unknown.
    """

    blocks: tuple[TextBlock, ...]
    metadata: Metadata
    account: Account
    format: str
    language: str = ""
