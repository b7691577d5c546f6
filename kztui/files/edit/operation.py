"""What every operation on an article is: a value that says what to do, and does it to an article's documents."""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from kztui.files.edit.article_documents import ArticleDocuments


class Outcome(Struct, frozen=True):
    """What an operation did."""

    summary: str
    """One line in the past tense: "accepted dockers"."""
    renamed: Mapping[str, str] = MappingProxyType({})
    """The targets that changed, each with the new one; with an empty one where there is none any more."""
    target: str = ""
    """The item to look at now; empty where it is none in particular."""
    notes: tuple[str, ...] = ()
    """What it did besides, each in one line."""


class Operation(Struct, frozen=True):
    """Something to do with an article; a value, so that it can be shown, kept, and done again on newer files."""

    def perform(self, documents: ArticleDocuments) -> Outcome:
        """Make the edits. Raises EditRefusedError where that cannot be done."""
        raise NotImplementedError


def named(targets: tuple[str, ...], most: int = 5) -> str:
    """Some targets in one line."""
    more = len(targets) - most
    return ", ".join(targets[:most]) + (f" and {more} more" if more > 0 else "")
