"""Candidates accepted or rejected, and items deleted: what names them follows."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from kztui.article.findings import Keys
from kztui.article.kinds.item import Item
from kztui.article.kinds.section import Paragraph
from kztui.article.quotes import Quote
from kztui.files.edit.article_documents import ArticleDocuments, PlacedItem
from kztui.files.edit.article_files import EditRefusedError
from kztui.files.edit.operation import Operation, Outcome, named


def remove_paragraph_numbers(documents: ArticleDocuments, number: int) -> None:
    """Remove a paragraph's number wherever an item names it."""
    for placed in documents.items:
        if not placed.item.is_text:
            for path, numbers in _naming(placed.document.get(placed.own), number, placed.own):
                placed.document.remove_entries(path, numbers)


def _naming(value: Any, number: int, path: Keys) -> Iterator[tuple[Keys, list[int]]]:
    """The lists within a table that name a paragraph, each with the entries that do."""
    for key, inner in value.items():
        if not isinstance(inner, list):
            continue
        here = (*path, key)
        if key == "paragraphs":
            yield here, [at for at, entry in enumerate(inner) if entry == number]
        elif key == "quotes":
            yield here, [at for at, entry in enumerate(inner) if entry.get("paragraph") == number]
        else:
            for at, entry in enumerate(inner):
                if isinstance(entry, dict):
                    yield from _naming(entry, number, (*here, at))


class Accept(Operation, frozen=True):
    """Accept candidates: they are items like any other from now on.

    `quotes` are the words of the original that some of them stand for, as long as they have no text of their own.
    """

    targets: tuple[str, ...]
    quotes: Mapping[str, Quote] = MappingProxyType({})

    def perform(self, documents: ArticleDocuments) -> Outcome:
        """Remove `review`, and what was said of earlier rejections. Raises EditRefusedError for an unknown target."""
        placed = [documents.find(target) for target in dict.fromkeys(self.targets)]
        for each in placed:
            each.document.remove_keys(each.own, ["review"])
            if quote := self.quotes.get(each.item.id):
                pair, unit = quote.words or quote.chars, "words" if quote.words else "chars"
                documents.extend(each, "quotes", [{"paragraph": quote.paragraph, unit: list(pair)}])
        forget_rejections(documents, {rejection_of(each.item) for each in placed})
        accepted = tuple(each.item.id for each in placed if each.item.is_open)
        return Outcome(f"accepted {named(accepted)}", target=placed[-1].item.id if placed else "")


class Reject(Operation, frozen=True):
    """Reject candidates: they are removed, and kept from coming back."""

    targets: tuple[str, ...]

    def perform(self, documents: ArticleDocuments) -> Outcome:
        """Remove the tables and what names them. Raises EditRefusedError for what is no candidate."""
        placed = [documents.find(target) for target in dict.fromkeys(self.targets)]
        for each in placed:
            if not each.item.is_open or each.item.is_text:
                raise EditRefusedError(f"{each.item.id} is no open candidate: delete it, or leave it")
        _remove(documents, placed)
        review = documents.single("review")
        known = {entry for entry in review.get(("review", "rejected"), []) if isinstance(entry, str)}
        rejected = list(dict.fromkeys(rejection_of(each.item) for each in placed))
        review.extend(("review",), "rejected", [entry for entry in rejected if entry not in known])
        targets = tuple(each.item.id for each in placed)
        return Outcome(f"rejected {named(targets)}", dict.fromkeys(targets, ""))


class Delete(Operation, frozen=True):
    """Delete items. A section's paragraphs go to the section before it."""

    targets: tuple[str, ...]

    def perform(self, documents: ArticleDocuments) -> Outcome:
        """Remove the tables and what names them. Raises EditRefusedError for an unknown target."""
        placed = [documents.find(target) for target in dict.fromkeys(self.targets)]
        _remove(documents, placed)
        targets = tuple(each.item.id for each in placed)
        return Outcome(f"deleted {named(targets)}", dict.fromkeys(targets, ""))


def rejection_of(item: Item) -> str:
    """How `[review] rejected` names a candidate: its item kind, and its name, or its id where it has none."""
    return f"{item.item_kind}:{item.caption}"


def forget_rejections(documents: ArticleDocuments, entries: set[str]) -> None:
    """Take candidates that are wanted after all off the list of those that were rejected."""
    review = documents.single("review")
    known = review.get(("review", "rejected"), [])
    review.remove_entries(("review", "rejected"), [at for at, entry in enumerate(known) if entry in entries])


def _remove(documents: ArticleDocuments, placed: list[PlacedItem]) -> None:
    documents.remove_references({each.item.id for each in placed})
    for each in placed:
        if isinstance(each.item, Paragraph):  # items name it by its number too
            remove_paragraph_numbers(documents, each.item.number)
            each.document.remove(each.own)
        elif each.item.parts:
            _remove_heading(each)
        else:
            each.document.remove(each.own)


def _remove_heading(placed: PlacedItem) -> None:
    """Remove a section and leave its paragraphs. Raises EditRefusedError where no section stands before it."""
    if placed.document.block(placed.own) is None or not placed.own[-1]:
        raise EditRefusedError(f"the paragraphs of {placed.item.id} have no section before it to go to")
    placed.document.remove_heading(placed.own)
