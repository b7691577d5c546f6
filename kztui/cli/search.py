"""`kztui search`: the same fuzzy search as the finder of the screen, one result a line."""

import os
from typing import TYPE_CHECKING, Any

from kztui.article.article import Article
from kztui.cli.columns import aligned
from kztui.cli.kind_words import parse_kind
from kztui.cli.load import open_with_notes, saved_bookmarks
from kztui.cli.output import ExitCode, Output, StyledText, write_message
from kztui.cli.search_output import LABELLED_BY_TEXT, highlighted, messages, name_with_alias
from kztui.search.index import Index
from kztui.search.query import parse
from kztui.search.results import SearchResult, SearchResults

if TYPE_CHECKING:
    from argparse import Namespace


def run(options: "Namespace", out: Output) -> ExitCode:
    """Write one line, or one JSON object, for each result, best first; suggestions and counts go to stderr."""
    # In an ASCII locale, other letters arrive as surrogate-escaped bytes.
    query = os.fsencode(" ".join(options.query)).decode("utf-8", "replace")
    kinds = (parse_kind(options.kind),) if options.kind else None
    article = open_with_notes(options)
    asked = any(condition.value == "bookmarked" for condition in parse(query).conditions)
    bookmarks = saved_bookmarks(options, article) if asked else ()
    found = Index.of(article).find(query, kinds, options.limit, bookmarks=bookmarks)
    if options.json:
        out.json([_json(article, result) for result in found.results])
    else:
        _lines(article, found, out)
    for remark in messages(found, query):
        write_message(remark)
    return ExitCode.OK if found.results else ExitCode.NOT_FOUND


def _json(article: Article, result: SearchResult) -> dict[str, Any]:
    fields = ("kind", "label", "aliases", "score", "snippet")
    found = {"id": result.target, **{name: getattr(result, name) for name in fields}}
    return {**found, "source": article.items[result.target].source or None}


def _lines(article: Article, found: SearchResults, out: Output) -> None:
    """Kind, target, source, name with the alias that matched, and the words around a match in the text."""
    rows = [(result.kind, result.target, name_with_alias(result)) for result in found.results]
    for result, (kind, target, name) in zip(found.results, aligned(rows, None, flexible=2), strict=True):
        pieces = [StyledText(kind, "kind"), StyledText(target, "target"), *highlighted(name, result.label_spans)]
        if result.kind in LABELLED_BY_TEXT and result.snippet:
            pieces[2:] = highlighted(result.snippet, result.snippet_spans)
        elif result.field == "text" and result.snippet:
            pieces += [StyledText("  "), *highlighted(result.snippet, result.snippet_spans, "dim")]
        if source := article.items[result.target].source:
            pieces.insert(2, StyledText(f"{article.short_name(source)}: ", "dim"))
        out.line(*pieces, hang=4)
