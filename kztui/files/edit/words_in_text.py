"""Words of a paragraph's paraphrase, where no link stands: found by their text, or by their numbers."""

import re
from collections.abc import Callable, Iterator

from kztui.article.quotes import word_spans
from kztui.article.word_breaks import whole_words
from kztui.files.edit.article_documents import ProseLink, links_in

Positions = tuple[int, int]
"""The first and the last word, counted from 1."""


def unlinked_spans(text: str, words: str) -> list[tuple[int, int]]:
    """Where whole words stand outside of links in a text as written; blanks and line breaks count as one."""
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return []
    joined = r"\s+".join(parts)
    pattern = re.compile(whole_words(joined))
    links = [link.link for link in links_in(text)]
    return [
        match.span()
        for match in pattern.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in links)
    ]


def span_of_positions(text: str, positions: Positions, caption_of: Callable[[str], str]) -> tuple[int, int] | None:
    """Where the words of these numbers stand in a text as written; None where there are none, or a link is there.

    Words are counted in the text as it is read.
    """
    first, last = positions
    before = 0
    for start, piece, link in _pieces(text):
        read = piece if link is None else link.words or caption_of(link.target)
        spans = word_spans(read)
        if link is None and before < first <= last <= before + len(spans):
            return start + spans[first - before - 1][0], start + spans[last - before - 1][1]
        before += len(spans)
    return None


def linked_positions(link: ProseLink, text: str, caption_of: Callable[[str], str]) -> Positions:
    """The numbers of the words of a link, counted in the text as it is read."""
    before = 0
    for _, piece, other in _pieces(text):
        count = len(word_spans(piece if other is None else other.words or caption_of(other.target)))
        if other is not None and other.link == link.link:
            return before + 1, before + count
        before += count
    return 0, 0


def _pieces(text: str) -> Iterator[tuple[int, str, ProseLink | None]]:
    """The pieces of a text in order, each with where it begins, and with the link that it is."""
    at = 0
    for link in links_in(text):
        yield at, text[at : link.link[0]], None
        yield link.link[0], text[slice(*link.link)], link
        at = link.link[1]
    yield at, text[at:], None
