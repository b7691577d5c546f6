"""What a card shows of the original: the words of the reader's own copy that say what an item says, and where."""

from collections.abc import Iterator
from typing import NamedTuple

from kztui.article.article import Article
from kztui.article.kinds.item import Item
from kztui.article.quotes import Quote, QuoteError, quoted_span
from kztui.citation.quotation_marks import TYPOGRAPHIC, quoted, whole_marks


class OriginalWords(NamedTuple):
    """The words of one quote in quotation marks, the number of their paragraph, and their positions in it."""

    words: str
    paragraph: int
    positions: str


def original_words(article: Article, item: Item) -> Iterator[OriginalWords]:
    """The words that each quote of the item means, of those that the copy has."""
    for quote in item.quotes:
        if words := _words(article, quote):
            unit, pair = ("characters", quote.chars) if quote.chars else ("words", quote.words)
            yield OriginalWords(words, quote.paragraph, f"{unit} {pair[0]}–{pair[1]}")


def _words(article: Article, quote: Quote) -> str:
    """The words of a quote in quotation marks; empty where the copy does not have them."""
    original = article.originals.get(quote.paragraph)
    if original is None:
        return ""
    try:
        start, end = quoted_span(quote, original.text)
    except QuoteError:
        return ""
    return quoted(original.text, *whole_marks(original.text, start, end), TYPOGRAPHIC)
