"""`kztui library search`: items of all articles, best first; or a table of results for a file of queries."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kztui.article.ids import fold_ranges, pilcrows
from kztui.cli.columns import aligned
from kztui.cli.library_load import asked_of_fresh_index, fresh_index
from kztui.cli.list import parse_kind
from kztui.cli.output import CommandError, ExitCode, Output, StyledText, write_message
from kztui.cli.search import LABELLED_BY_TEXT, highlighted, messages, name_with_alias
from kztui.library.addresses import parse_address
from kztui.library.library_index import LibraryIndex, LibraryResults
from kztui.search.results import SearchResult

if TYPE_CHECKING:
    from argparse import Namespace

COLUMNS = ("query", "target", "article", "kind", "label", "aliases", "score", "snippet", "paragraphs", "source")
"""Of the table, and of its JSON."""


def run(options: "Namespace", out: Output) -> ExitCode:
    """Write one line, or one JSON object, for each result; suggestions and counts go to stderr.

    Raises CommandError without a query, for an article that is not in the library, or where there can be no index.
    """
    if bool(options.words) == bool(options.queries):
        raise CommandError("kztui library search: name what to look for, or a file of queries with --from FILE")
    if options.queries:
        queries = _queries(options.queries)
        index = fresh_index(options)
        _check_articles(index, options)
        return _table(index, queries, options, out)
    # In an ASCII locale, other letters arrive as surrogate-escaped bytes.
    query = os.fsencode(" ".join(options.words)).decode("utf-8", "replace")

    def ask(index: LibraryIndex) -> LibraryResults:
        """Search it, whole: results are made when they are looked at."""
        _check_articles(index, options)
        results = _search(index, query, options)
        len([*results.found.results])
        return results

    results = asked_of_fresh_index(options, ask)
    if options.json:
        out.json([_json(results, result) for result in results.found.results])
    else:
        _lines(results, out)
    for remark in messages(results.found, query):
        write_message(remark)
    return ExitCode.OK if results.found.results else ExitCode.NOT_FOUND


def _check_articles(index: LibraryIndex, options: "Namespace") -> None:
    """Raises UnknownItemError for an article that is not in the library."""
    if options.articles:
        library = index.library()
        for name in options.articles:
            library.entry(name)


def _search(index: LibraryIndex, query: str, options: "Namespace") -> LibraryResults:
    kinds = (parse_kind(options.kind),) if options.kind else None
    return index.search(query, kinds, options.limit, articles=options.articles or ())


def _queries(name: str) -> list[str]:
    """The queries in a file, one a line; blank lines are left out. Raises CommandError where it cannot be read."""
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).expanduser().read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise CommandError(f"kztui library search: '{name}' cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"kztui library search: '{name}' is not UTF-8") from error
    return [line.strip() for line in text.splitlines() if line.strip()]


def _json(results: LibraryResults, result: SearchResult) -> dict[str, Any]:
    item = results.items[result.target]
    return {
        "target": result.target,
        "article": parse_address(result.target).article,
        "kind": result.kind,
        "label": result.label,
        "aliases": result.aliases,
        "score": result.score,
        "snippet": result.snippet,
        "paragraphs": item.paragraphs,
        "source": item.source or None,
    }


def _lines(results: LibraryResults, out: Output) -> None:
    """Kind, address, paragraphs, source, name with the alias that matched, and the words around a match in the text."""
    found = results.found.results
    stated = [pilcrows(results.items[result.target].paragraphs) for result in found]
    rows = [
        (result.kind, result.target, numbers, name_with_alias(result))
        for result, numbers in zip(found, stated, strict=True)
    ]
    for result, (kind, target, numbers, name) in zip(found, aligned(rows, None, flexible=3), strict=True):
        pieces = [StyledText(kind, "kind"), StyledText(target, "target"), StyledText(numbers, "dim")]
        if source := results.items[result.target].source_name:
            pieces.append(StyledText(f"{source}: ", "dim"))
        if result.kind in LABELLED_BY_TEXT and result.snippet:
            pieces += highlighted(result.snippet, result.snippet_spans)
        else:
            pieces += highlighted(name, result.label_spans)
            if result.field == "text" and result.snippet:
                pieces += [StyledText("  "), *highlighted(result.snippet, result.snippet_spans, "dim")]
        out.line(*pieces, hang=4)


def _table(index: LibraryIndex, queries: list[str], options: "Namespace", out: Output) -> ExitCode:
    """The results of each query, in their order; on stderr which queries found nothing."""
    rows = list(_rows(index, queries, options))
    if options.json:
        out.json(rows)
    else:
        from kztui.export.csv import csv_table  # noqa: PLC0415 - most searches write no table

        cells = ([_cell(row[column]) for column in COLUMNS] for row in rows)
        text, hints = csv_table("results", iter([COLUMNS, *cells]))
        out.text(text)
        for hint in hints:
            write_message(hint)
    empty = sorted(set(queries) - {row["query"] for row in rows})
    write_message(
        f"{len(rows):,} results for {len(queries):,} queries" + (f"; none for {len(empty):,}:" if empty else "")
    )
    for query in empty:
        write_message(f"  {query}")
    return ExitCode.OK if rows else ExitCode.NOT_FOUND


def _rows(index: LibraryIndex, queries: list[str], options: "Namespace") -> Iterator[dict[str, Any]]:
    for query in queries:
        results = _search(index, query, options)
        for result in results.found.results:
            yield {"query": query, **_json(results, result)}


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return fold_ranges(value) if all(isinstance(each, int) for each in value) else "; ".join(map(str, value))
    return value
