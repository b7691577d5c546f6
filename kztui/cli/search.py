"""`kztui search`: the screen's finder, for pipes."""

import os
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from kztui.cli.columns import aligned
from kztui.cli.exit_codes import ExitCode
from kztui.cli.list import kind_of
from kztui.cli.load import open_article
from kztui.cli.output import Output, Piece, say
from kztui.search.index import Index
from kztui.search.results import Found, Hit

TEXTS = frozenset({"paragraph", "claim"})
"""What has no name but the beginning of its text, of which the words around what was met tell more."""
Spans = tuple[tuple[int, int], ...]


def run(options: Namespace, out: Output) -> ExitCode:
    """Write one line, or one JSON object, for each hit, best first."""
    # Where the locale knows ASCII alone, other letters come as single bytes.
    query = os.fsencode(" ".join(options.query)).decode("utf-8", "replace")
    kinds = (kind_of(options.kind),) if options.kind else None
    found = Index.of(open_article(options)).find(query, kinds, options.limit)
    if options.json:
        out.json([_json(hit) for hit in found.hits])
    else:
        _lines(found, out)
    for remark in _remarks(found, query):
        say(remark)
    return ExitCode.OK if found.hits else ExitCode.NOT_FOUND


def _json(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.target,
        "kind": hit.kind,
        "label": hit.label,
        "aliases": hit.aliases,
        "score": hit.score,
        "snippet": hit.snippet,
    }


def _lines(found: Found, out: Output) -> None:
    """Kind, target, name with the alias that was met, and the words around what was met in the text."""
    rows = [(hit.kind, hit.target, _name(hit)) for hit in found.hits]
    for hit, (kind, target, name) in zip(found.hits, aligned(rows, None, flexible=2), strict=True):
        pieces = [Piece(kind, "kind"), Piece(target, "target"), *_highlighted(name, hit.label_spans)]
        if hit.kind in TEXTS and hit.snippet:
            pieces[2:] = _highlighted(hit.snippet, hit.snippet_spans)
        elif hit.field == "text" and hit.snippet:
            pieces += [Piece("  "), *_highlighted(hit.snippet, hit.snippet_spans, "dim")]
        out.line(*pieces, hang=4)


def _name(hit: Hit) -> str:
    met = hit.matched_name
    return f"{hit.label} ({met})" if met and met != hit.label else hit.label


def _highlighted(text: str, spans: Spans, style: str = "") -> Iterator[Piece]:
    """`text` with the letters that the query met standing out."""
    at = 0
    for start, end in spans:
        yield Piece(text[at:start], style)
        yield Piece(text[start:end], "match")
        at = end
    yield Piece(text[at:], style)


def _remarks(found: Found, query: str) -> Iterator[str]:
    if found.problem:
        yield found.problem
    if not found.hits:
        yield f"nothing found for '{query}'" + (f"; did you mean {found.suggestion}?" if found.suggestion else "")
    elif found.partial:
        yield "nothing has all the words; these have some"
    if found.total > len(found.hits):
        yield f"{len(found.hits)} of {found.total} hits; --limit shows more"
