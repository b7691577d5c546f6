"""The same thing in another article of a library: where it stands there, and what that article says of it."""

from msgspec import Struct

from kztui.article.table import ItemKind


class Elsewhere(Struct, frozen=True):
    """An item of another article that is the same thing."""

    address: str
    """`article-id:target`."""
    kind: ItemKind
    article: str
    """How the other article is called in a line: "Hale 2015"."""
    label: str
    """What the other article calls it."""
    paragraphs: tuple[int, ...] = ()
    words: str = ""
    """What that article says of it, in its own words."""


class InOtherArticles(Struct, frozen=True):
    """What other articles have of one item: all that are listed, and how many there are."""

    articles: int
    listed: tuple[Elsewhere, ...]
