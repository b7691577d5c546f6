"""What reading a source gives: the blocks of the article proper, its metadata, and an account of what was left out."""

from typing import Any, NamedTuple

from kztui.article.plurals import counted
from kztui.importing.blocks import TextBlock

WARN_BELOW = 0.85
"""A smaller share of the visible words is worth a warning."""


SAMPLE_WORDS = 8
SAMPLE_LENGTH = 80


def sample(text: str) -> str:
    """The first few words of a text that was left out."""
    return " ".join(text.split()[:SAMPLE_WORDS])[:SAMPLE_LENGTH]


class LeftOut(NamedTuple):
    """Text of one kind (“comments”, “navigation”) that was left out: its words, and the first few of them."""

    kind: str
    words: int
    sample: str


class Account(NamedTuple):
    """The words that a source shows, those that were kept, and those left out, by kind, most words first."""

    visible: int
    kept: int
    left_out: tuple[LeftOut, ...] = ()

    @property
    def share(self) -> float:
        """The share of the visible words that was kept, 0–1; 1 where there are none."""
        return min(1.0, self.kept / self.visible) if self.visible else 1.0

    def lines(self) -> list[str]:
        """The account as lines for a person to read."""
        lines = [f"read {self.kept:,} of {self.visible:,} words ({self.share:.0%})"]
        lines += [f"  left out: {one.kind}, {counted(one.words, 'word')}" for one in self.left_out]
        if self.share < WARN_BELOW:
            lines.append("warning: much of the page was left out; compare with the original before you rely on it")
        return lines

    def as_json(self) -> dict[str, Any]:
        """The account for `--json`."""
        return {
            "visible": self.visible,
            "kept": self.kept,
            "share": round(self.share, 4),
            "left_out": [one._asdict() for one in self.left_out],
        }


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
