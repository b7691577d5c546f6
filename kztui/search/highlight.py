"""Highlighting: which parts of a text the query matches, and which piece of the text to show as a snippet."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kztui.search import ranking
from kztui.search.folding import Token, locate_tokens, prefix_end
from kztui.search.stemming import stem
from kztui.search.term_expansion import TermExpansion

HighlightSpans = tuple[tuple[int, int], ...]
"""Start and end offsets in a text, in order, none overlapping."""
_SNIPPET = 110
"""Characters of a snippet."""
_LEAD = 30
"""Characters of a snippet before its first highlight."""


class QueryHighlighter:
    """The terms of one query, ready to be highlighted in any text."""

    def __init__(self, expansions: Sequence[TermExpansion] = ()) -> None:
        significant = [expansion for expansion in expansions if not expansion.is_stop_word]
        self._expansions = significant or list(expansions)
        inexact = [
            (place, expansion.text) for place, expansion in enumerate(self._expansions) if not expansion.term.exact
        ]
        self._stems = [(place, stem(text)) for place, text in inexact]
        self._cache: dict[str, tuple[float, int, int]] = {}

    def __bool__(self) -> bool:
        return bool(self._expansions)

    def _match(self, word: str) -> tuple[float, int, int]:
        """The quality of a word's best match, by which term of the query, and how many of its letters (0 for all)."""
        if word not in self._cache:
            self._cache[word] = self._best(word)
        return self._cache[word]

    def _best(self, word: str) -> tuple[float, int, int]:
        best = (0.0, -1, 0)
        for place, expansion in enumerate(self._expansions):
            quality = expansion.quality(word)
            if quality > best[0]:
                best = (quality, place, len(expansion.text) if word.startswith(expansion.text) else 0)
        return best if best[0] else self._by_stem(word)

    def _by_stem(self, word: str) -> tuple[float, int, int]:
        """The same for a word of no entry: texts may be highlighted that were not searched."""
        own = stem(word)
        for place, other in self._stems:
            if own == other:
                return ranking.SAME_STEM, place, 0
        return 0.0, -1, 0

    def _matches(self, text: str) -> list[tuple[int, int, int]]:
        """Start, end and term of the query for each match in `text`."""
        found = []
        for token in locate_tokens(text):
            quality, place, letters = self._match(token.text)
            if quality:
                found.append((token.start, prefix_end(text, token, letters) if letters else token.end, place))
        return found

    def spans(self, text: str) -> HighlightSpans:
        """Where `text` is to be highlighted."""
        return tuple((start, end) for start, end, _place in self._matches(text))

    def snippet(self, texts: Iterable[str]) -> tuple[str, HighlightSpans]:
        """The piece of the first text with the most terms of the query close together, and where to highlight it."""
        first = ""
        best: tuple[int, str, int] = (0, "", 0)
        for text in texts:
            first = first or text
            matches = self._matches(text)
            for at, (start, _end, _place) in enumerate(matches):
                near = matches[at : bisect_left(matches, (start + _SNIPPET - _LEAD,), at)]
                terms = len({place for _start, _end, place in near})
                if terms > best[0]:
                    best = (terms, text, start)
        if not best[0]:
            return _cut(first, 0)[0], ()
        piece, offset = _cut(best[1], best[2])
        moved = ((start + offset, end + offset) for start, end in self.spans(best[1]))
        return piece, tuple((start, end) for start, end in moved if start >= 0 and end <= len(piece))


def _cut(text: str, first: int) -> tuple[str, int]:
    """About a line of `text` around offset `first`, cut between words, and by how much its offsets are moved."""
    start = 0
    if first > _LEAD and len(text) > _SNIPPET:
        start = text.rfind(" ", 0, max(1, min(first - _LEAD + 10, len(text) - _SNIPPET + 10))) + 1
    end = len(text)
    if end - start > _SNIPPET:
        blank = text.rfind(" ", start, start + _SNIPPET)
        end = blank if blank > first else start + _SNIPPET
    before, after = ("…" if start else ""), ("…" if end < len(text) else "")
    return before + text[start:end].rstrip(" ,;:") + after, len(before) - start


def letter_spans(text: str, tokens: Sequence[Token], places: Sequence[int]) -> HighlightSpans:
    """Where the letters of `text` are that stand at `places` of its tokens joined by blanks."""
    at: list[tuple[int, int]] = []
    for token in tokens:
        ends = [token.start, *(prefix_end(text, token, letter + 1) for letter in range(len(token.text))), token.end]
        at += pairwise(ends)
    spans: list[tuple[int, int]] = []
    for start, end in (at[place] for place in places if place < len(at)):
        if spans and spans[-1][1] == start:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return tuple(spans)
