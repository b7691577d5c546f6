"""The rows and passages of a card, which each kind of item makes of its own fields."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from kztui.article.links import Linked, Span

if TYPE_CHECKING:
    from kztui.article.article import Article


class CardRow(Struct, frozen=True):
    """One fact on a card: a label in lower case and its values, most often one."""

    label: str
    values: tuple[Linked, ...]


class Passage(Struct, frozen=True):
    """A stretch of an item's prose; `number` is its paragraph's, 0 where it is not one of the article's paragraphs."""

    text: Linked
    number: int = 0


def plain_row(label: str, text: str) -> CardRow:
    """A row without links, or without a value where `text` is empty."""
    return CardRow(label, (Linked(text, ()),) if text else ())


def linked_row(label: str, article: "Article", targets: Iterable[str]) -> CardRow:
    """A row with a link for each of the targets that is not empty."""
    return CardRow(label, tuple(linked_value(article, target) for target in targets if target))


def linked_value(article: "Article", target: str, remark: str = "") -> Linked:
    """A link as a value of its own, with what belongs to it in brackets."""
    words = article.link_label(target)
    return Linked(f"{words} ({remark})" if remark else words, (Span(0, len(words), target),))
