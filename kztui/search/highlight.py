"""Which letters of a text to light for a query, and which piece of the text to show."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kztui.search import ranking
from kztui.search.folding import Located, head_end, located
from kztui.search.stemming import root
from kztui.search.term_expansion import Reach

Spans = tuple[tuple[int, int], ...]
_SNIPPET = 110
"""Letters of a snippet."""
_LEAD = 30
"""Letters of a snippet that stand before the first lit word."""


class Light:
    """The words of one query, ready to be found in any text."""

    def __init__(self, reaches: Sequence[Reach] = ()) -> None:
        uncommon = [reach for reach in reaches if not reach.common]
        self._reaches = uncommon or list(reaches)
        self._met: dict[str, tuple[float, int, int]] = {}

    def __bool__(self) -> bool:
        return bool(self._reaches)

    def _meet(self, word: str) -> tuple[float, int, int]:
        """How surely a word is meant, by which word of the query, and how many of its letters (0 for all)."""
        if word not in self._met:
            self._met[word] = self._best(word)
        return self._met[word]

    def _best(self, word: str) -> tuple[float, int, int]:
        best = (0.0, -1, 0)
        for place, reach in enumerate(self._reaches):
            quality = reach.quality(word)
            if quality > best[0]:
                best = (quality, place, len(reach.text) if word.startswith(reach.text) else 0)
        return best if best[0] else self._by_root(word)

    def _by_root(self, word: str) -> tuple[float, int, int]:
        """The same for a word of no entry: the texts to light may be others than those that were searched."""
        for place, reach in enumerate(self._reaches):
            if not reach.word.exact and root(word) == root(reach.text):
                return ranking.ROOT, place, 0
        return 0.0, -1, 0

    def _lit(self, text: str) -> list[tuple[int, int, int]]:
        """Start, end and word of the query for each stretch to light."""
        found = []
        for word in located(text):
            quality, place, letters = self._meet(word.word)
            if quality:
                found.append((word.start, head_end(text, word, letters) if letters else word.end, place))
        return found

    def spans(self, text: str) -> Spans:
        """The stretches of `text` to light, in order."""
        return tuple((start, end) for start, end, _place in self._lit(text))

    def snippet(self, texts: Iterable[str]) -> tuple[str, Spans]:
        """The piece of the first text that has the most words of the query, close together, and what to light in it."""
        first = ""
        best: tuple[int, str, int] = (0, "", 0)
        for text in texts:
            first = first or text
            lit = self._lit(text)
            for at, (start, _end, _place) in enumerate(lit):
                near = lit[at : bisect_left(lit, (start + _SNIPPET - _LEAD,), at)]
                met = len({place for _start, _end, place in near})
                if met > best[0]:
                    best = (met, text, start)
        if not best[0]:
            return _cut(first, 0)[0], ()
        piece, offset = _cut(best[1], best[2])
        moved = ((start + offset, end + offset) for start, end in self.spans(best[1]))
        return piece, tuple((start, end) for start, end in moved if start >= 0 and end <= len(piece))


def _cut(text: str, first: int) -> tuple[str, int]:
    """About a line of `text` around place `first`, cut between words, and how much its places are moved."""
    start = 0
    if first > _LEAD and len(text) > _SNIPPET:
        start = text.rfind(" ", 0, max(1, min(first - _LEAD + 10, len(text) - _SNIPPET + 10))) + 1
    end = len(text)
    if end - start > _SNIPPET:
        blank = text.rfind(" ", start, start + _SNIPPET)
        end = blank if blank > first else start + _SNIPPET
    before, after = ("…" if start else ""), ("…" if end < len(text) else "")
    return before + text[start:end].rstrip(" ,;:") + after, len(before) - start


def letters_in(text: str, words: Sequence[Located], places: Sequence[int]) -> Spans:
    """The letters of `text` at `places` of its folded words joined by blanks."""
    at: list[tuple[int, int]] = []
    for word in words:
        ends = [word.start, *(head_end(text, word, letter + 1) for letter in range(len(word.word))), word.end]
        at += pairwise(ends)
    spans: list[tuple[int, int]] = []
    for start, end in (at[place] for place in places if place < len(at)):
        if spans and spans[-1][1] == start:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return tuple(spans)
