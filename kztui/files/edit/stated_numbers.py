"""The numbers by which items name paragraphs: in their lists of paragraphs, in quotes, and in those of their parts."""

from collections.abc import Iterator
from typing import Any

from kztui.article.findings import Keys
from kztui.files.edit.article_documents import ArticleDocuments


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
