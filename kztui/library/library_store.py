"""What the index of a library asks of the database that holds its catalogue, items and vocabulary."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

import msgspec

from kztui.library.catalogue_entry import CatalogueEntry
from kztui.library.stored_items import ArticleItems, StoredItem
from kztui.library.stored_vocabulary import StoredVocabulary
from kztui.library.word_counts import WordCounts, count_words

ITEMS_OF_ARTICLE = 1 << 20
"""Numbers of items of one article; its number is that of its first item divided by this."""


class StoredArticle(msgspec.Struct, frozen=True):
    """What a store knows of one article without reading it."""

    stamp: bytes
    """Names, sizes and times of its files, packed."""
    hash: bytes
    """Of the content of its files."""
    entry: CatalogueEntry
    number: int | None
    """None where its items are not indexed, as of a broken article."""


class LibraryStore(Protocol):
    """The database of one library."""

    @property
    def vocabulary(self) -> StoredVocabulary:
        """All words of its items."""

    def writing(self) -> AbstractContextManager[None]:
        """All changes within the block are made at its end, or none."""

    def articles(self) -> dict[str, StoredArticle]:
        """All articles by their paths."""

    def put_article(self, path: str, article: StoredArticle, items: int) -> None:
        """Keep an article, which has so many items."""

    def restamp(self, path: str, stamp: bytes) -> None:
        """Keep that the files of an article were looked at, and are what they were."""

    def delete_article(self, path: str) -> None:
        """Delete what is known of an article, but not its items."""

    def watched(self) -> Iterator[tuple[str, int, int]]:
        """The files and folders of the library as they were when it was last indexed: path, time and size."""

    def watch(self, files: Iterable[tuple[str, int, int]]) -> None:
        """Keep how the files and folders of the library are now."""

    def watch_anew(self, folder: str, files: Iterable[tuple[str, int, int]]) -> None:
        """The same for an article's files, or for those of its folder."""

    def next_number(self) -> int:
        """A number that no article has."""

    def numbers_of(self, ids: Iterable[str]) -> list[int]:
        """The numbers of the articles with these ids; those that are not indexed are left out."""

    def add_items(self, articles: Mapping[int, ArticleItems]) -> None:
        """Add the items of articles, by the articles' numbers, and count their words."""

    def delete_items(self, number: int) -> None:
        """Delete the items of an article, and count their words out."""

    def items(self, numbers: Sequence[int]) -> dict[int, StoredItem]:
        """The items of these numbers; those that are gone are left out."""

    def close(self) -> None:
        """Close the database."""


def words_of_items(items: Iterable[StoredItem]) -> dict[str, WordCounts]:
    """The counts of the words of items, as they were when these were added."""
    found: dict[str, WordCounts] = {}
    for item in items:
        names = {token for name in item.folded_names for token in name.split()}
        count_words(found, names, set(item.tokens.split()), mentioned=bool(item.mentions))
    return found
