"""Addresses of items beyond one article: `article-id:target`. No id has a colon in it: the first one parts them."""

from typing import NamedTuple


class ItemAddress(NamedTuple):
    """An item of an article of a library; with an empty target, the article itself."""

    article: str
    """The id of the article."""
    target: str

    def __str__(self) -> str:
        return f"{self.article}:{self.target}" if self.target else self.article


class UnknownItemError(Exception):
    """A library has no such article, the article has no such item, or it is broken; the message says which."""


def parse_address(text: str) -> ItemAddress:
    """The address in `text`; without a colon, that of an article. Whether there is such an item is not looked up."""
    article, _, target = text.strip().partition(":")
    return ItemAddress(article.strip(), target.strip())
