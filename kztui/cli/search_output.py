"""What the results of a search look like on the command line, in an article and in a library."""

from collections.abc import Iterator

from kztui.article.kinds import KINDS
from kztui.article.suggestion import did_you_mean
from kztui.cli.output import StyledText
from kztui.search.highlight import HighlightSpans
from kztui.search.results import SearchResult, SearchResults

LABELLED_BY_TEXT = frozenset(kind.item_kind for kind in KINDS if not kind.is_named)
"""Kinds without a name: a snippet around the match says more than the label, which is the beginning of the text."""


def name_with_alias(result: SearchResult) -> str:
    """What the result is called, with the alias that matched."""
    matched = result.matched_name
    return f"{result.label} ({matched})" if matched and matched != result.label else result.label


def highlighted(text: str, spans: HighlightSpans, style: str = "") -> Iterator[StyledText]:
    """`text` with the matched spans highlighted."""
    at = 0
    for start, end in spans:
        yield StyledText(text[at:start], style)
        yield StyledText(text[start:end], "match")
        at = end
    yield StyledText(text[at:], style)


def messages(found: SearchResults, query: str) -> Iterator[str]:
    """What is to be said of the results as a whole."""
    if found.problem:
        yield found.problem
    if not found.results:
        yield f"no results for '{query}'" + did_you_mean(found.suggestion)
    elif found.partial:
        yield "no result has all the words; these have some of them"
    if found.total > len(found.results):
        yield f"{len(found.results)} of {found.total} results; --limit shows more"
