"""`kztui library search`: items of all articles, best first; or a table of results for a file of queries."""

import os
import sys
from typing import TYPE_CHECKING

from kztui.cli.kind_words import parse_kind
from kztui.cli.library_load import asked_of_fresh_index, fresh_index
from kztui.cli.output import CommandError, ExitCode, Output
from kztui.files.folders import expanded

if TYPE_CHECKING:
    from argparse import Namespace

    from kztui.library.library_index import LibraryIndex, LibraryResults


def run(options: "Namespace", out: Output) -> ExitCode:
    """Write one line, or one JSON object, for each result; suggestions and counts go to stderr.

    Raises CommandError without a query, for an article that is not in the library, or where there can be no index.
    """
    if bool(options.words) == bool(options.queries):
        raise CommandError("kztui library search: name what to look for, or a file of queries with --from FILE")
    if options.queries:
        return _table(_queries(options.queries), options, out)
    # In an ASCII locale, other letters arrive as surrogate-escaped bytes.
    query = os.fsencode(" ".join(options.words)).decode("utf-8", "replace")

    def ask(index: "LibraryIndex") -> "LibraryResults":
        """Search it, whole: results are made when they are looked at."""
        _check_articles(index, options)
        results = _search(index, query, options)
        len([*results.found.results])
        return results

    results = asked_of_fresh_index(options, ask)
    from kztui.cli.library_results import write_results  # noqa: PLC0415 - a search begins before it is imported

    return write_results(results, query, out, as_json=options.json)


def _table(queries: list[str], options: "Namespace", out: Output) -> ExitCode:
    index = fresh_index(options)
    _check_articles(index, options)
    from kztui.cli.library_results import write_table  # noqa: PLC0415 - as above

    return write_table(queries, lambda query: _search(index, query, options), out, as_json=options.json)


def _check_articles(index: "LibraryIndex", options: "Namespace") -> None:
    """Raises UnknownItemError for an article that is not in the library."""
    if options.articles:
        library = index.library()
        for name in options.articles:
            library.entry(name)


def _search(index: "LibraryIndex", query: str, options: "Namespace") -> "LibraryResults":
    kinds = (parse_kind(options.kind),) if options.kind else None
    return index.search(query, kinds, options.limit, articles=options.articles or ())


def _queries(name: str) -> list[str]:
    """The queries in a file, one a line; blank lines are left out. Raises CommandError where it cannot be read."""
    try:
        raw = sys.stdin.buffer.read() if name == "-" else expanded(name).read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise CommandError(f"kztui library search: '{name}' cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"kztui library search: '{name}' is not UTF-8") from error
    return [line.strip() for line in text.splitlines() if line.strip()]
