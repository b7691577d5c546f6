"""Quotes: that they name a stretch of a paragraph that there is, by its words or by its characters."""

from collections.abc import Iterator

from kztui.article.findings import Finding, Keys, Rule, Where
from kztui.article.quotes import Quote
from kztui.files.rules.context import RuleContext

BAD_QUOTE = Rule(
    "bad-quote",
    "error",
    "A quote names no stretch of a paragraph: the first and the last of its words, or of its characters.",
    "quotes = [{ paragraph = 1, words = [9, 2] }]",
)
RULES = (BAD_QUOTE,)


def find(context: RuleContext) -> Iterator[Finding]:
    """Quotes of items, and of their parts, that are out of order or of paragraphs that there are not."""
    for path, table in context.quoting:
        yield from _quotes((*path, "quotes"), table.quotes, context)


def _quotes(path: Keys, quotes: tuple[Quote, ...], context: RuleContext) -> Iterator[Finding]:
    for at, quote in enumerate(quotes):
        if quote.paragraph not in context.numbers and not context.skipped.paragraph(quote.paragraph):
            yield Finding(BAD_QUOTE, Where((*path, at, "paragraph")), f"there is no paragraph {quote.paragraph}")
        if message := _wrong_stretch(quote):
            yield Finding(BAD_QUOTE, Where((*path, at)), message)


def _wrong_stretch(quote: Quote) -> str:
    """What is wrong with the words or characters that a quote names; empty where nothing is."""
    if bool(quote.words) == bool(quote.chars):
        return "a quote has either words or chars"
    pair = quote.words or quote.chars
    if len(pair) != 2 or not 1 <= pair[0] <= pair[-1]:
        unit = "word" if quote.words else "character"
        return f"a quote names the first and the last {unit}, counted from 1"
    return ""
