"""What a search returns: results, each with what of it the query matched, and where to highlight it."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from kztui.article.table import ItemKind
from kztui.search.entries import IndexEntry
from kztui.search.folding import locate_tokens
from kztui.search.highlight import HighlightSpans, QueryHighlighter, letter_spans
from kztui.search.scoring import Score
from kztui.search.subsequence import best_alignment

_SEPARATOR = " · "


class SearchResult(Struct, frozen=True):
    """One item found. Spans are (start, end) offsets of what to highlight in the text beside them."""

    target: str
    kind: ItemKind
    label: str
    aliases: tuple[str, ...]
    """Its other names."""
    score: float
    """For comparison within one search only."""
    field: str
    """Where the query matched it best: `name`, `alias` or `text`."""
    matched_name: str
    """The name or alias that matched; empty where none did."""
    label_spans: HighlightSpans
    snippet: str
    snippet_spans: HighlightSpans


class SearchResults(Struct, frozen=True):
    """The results of one search, best first, and what to say about them."""

    results: Sequence[SearchResult] = ()
    total: int = 0
    """All items found, of which `results` are the first; of partial matches, only the best are counted."""
    counts: Mapping[ItemKind, int] = {}
    """All items found, by kind, whatever kinds were asked for as an argument."""
    highlighter: QueryHighlighter = QueryHighlighter()
    """Highlights the terms of the query in any text."""
    partial: bool = False
    """No item has all the terms; these have some."""
    suggestion: str = ""
    """The nearest name where there is no result."""
    problem: str = ""
    """What in the query could not be understood, and was left out."""
    cancelled: bool = False
    """Cancelled on request: nothing here is a result."""


def result_of(entry: IndexEntry, score: Score, highlighter: QueryHighlighter, letters: str) -> SearchResult:
    """The result for `entry`; `letters` are those found as a subsequence of its name, where it was found so."""
    matched = entry.names[score.name] if score.name >= 0 else ""
    field = "text" if not score.by_name else "alias" if score.name else "name"
    label_spans = _subsequence_spans(entry.label, letters) if letters else highlighter.spans(entry.label)
    snippet, spans = _snippet(entry, matched if field == "alias" else "", highlighter, bool(label_spans))
    aliases, value = entry.names[1:], round(score.value, 4)
    target, kind, label = entry.target, entry.kind, entry.label
    return SearchResult(target, kind, label, aliases, value, field, matched, label_spans, snippet, spans)


def _subsequence_spans(text: str, letters: str) -> HighlightSpans:
    tokens = locate_tokens(text)
    places: Sequence[int] = best_alignment(letters, " ".join(token.text for token in tokens))
    return letter_spans(text, tokens, places)


def _snippet(entry: IndexEntry, alias: str, query: QueryHighlighter, in_label: bool) -> tuple[str, HighlightSpans]:
    """A piece of the entry's prose; before it, where nothing else shows why it was found, the alias or fact matched."""
    snippet, spans = query.snippet(entry.prose)
    reasons = (alias,) if alias else () if spans else entry.facts
    reason, reason_spans = query.snippet(reasons)
    if in_label or not reason_spans:
        return snippet, spans
    moved = len(reason) + len(_SEPARATOR)
    text = reason + (_SEPARATOR + snippet if snippet else "")
    return text, (*reason_spans, *((start + moved, end + moved) for start, end in spans))
