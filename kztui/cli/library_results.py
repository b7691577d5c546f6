"""The results of a search in a library as they are written: lines, JSON, or a table for a file of queries."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from kztui.article.ids import fold_ranges, pilcrows
from kztui.cli.columns import aligned
from kztui.cli.output import ExitCode, Output, StyledText, write_message
from kztui.cli.search_output import LABELLED_BY_TEXT, highlighted, messages, name_with_alias
from kztui.library.addresses import parse_address
from kztui.library.library_index import LibraryResults
from kztui.search.results import SearchResult

COLUMNS = ("query", "target", "article", "kind", "label", "aliases", "score", "snippet", "paragraphs", "source")
"""Of the table, and of its JSON."""


def write_results(results: LibraryResults, query: str, out: Output, *, as_json: bool) -> ExitCode:
    """Write what one query found: a line or a JSON object for each result, best first; messages go to stderr."""
    if as_json:
        out.json([_json(results, result) for result in results.found.results])
    else:
        _lines(results, out)
    for remark in messages(results.found, query):
        write_message(remark)
    return ExitCode.OK if results.found.results else ExitCode.NOT_FOUND


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


def write_table(
    queries: Sequence[str], find: Callable[[str], LibraryResults], out: Output, *, as_json: bool
) -> ExitCode:
    """Write what each query finds, in their order; on stderr which queries found nothing."""
    rows = [row for query in queries for row in _rows(query, find(query))]
    if as_json:
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


def _rows(query: str, results: LibraryResults) -> Iterator[dict[str, Any]]:
    return ({"query": query, **_json(results, result)} for result in results.found.results)


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return fold_ranges(value) if all(isinstance(each, int) for each in value) else "; ".join(map(str, value))
    return value
