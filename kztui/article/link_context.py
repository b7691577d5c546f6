"""The words around a link: enough of its sentence to know, before a jump, what it is about."""

from collections.abc import Iterator

from kztui.article.article import Article
from kztui.article.graph import Side
from kztui.article.kinds.item import Item
from kztui.article.lazy_regex import LazyPattern
from kztui.article.link_types import MENTIONS, STATED
from kztui.article.links import EMPTY, Linked, Span, shortened

WIDTH = 96
ELLIPSIS = "…"

# A stop after a single letter, or after a capital and one letter, belongs to initials or a title, not to a sentence.
_STOP = LazyPattern(r"(?<!\b[^\W\d_])(?<!\b[A-Z][a-z])[.!?…؟]+[\"'”’»)\]]*\s+|[。！？][」』”]*")


def context(article: Article, side: Side, width: int = WIDTH) -> Linked:
    """The words around the link, about `width` characters at most, with the link's own words as the only span.

    A mention gives its sentence. An item stated in a paragraph gives the sentence of its first mention there, or else,
    without a span, the paragraph's beginning. A link made by a field (a participant, a place) has no words around it:
    empty.
    """
    link = side.link
    if link.relation is MENTIONS:
        return _mention(article, article.items[link.source], link.target, link.at, width) or EMPTY
    if link.relation is STATED:
        paragraph = article.items[link.target]
        found = _mention(article, paragraph, link.source, -1, width)
        return found or Linked(shortened(article.main_text(paragraph).plain, width), ())
    return EMPTY


def _mention(article: Article, holder: Item, target: str, at: int, width: int) -> Linked | None:
    """The sentence of span number `at` of the holder's prose, or of the first one that leads to `target`."""
    passed = 0
    for linked in _linked_texts(article, holder):
        for number, span in enumerate(linked.spans, passed):
            if span.target == target and at in {number, -1}:
                return _excerpt(linked.plain, span, width)
        passed += len(linked.spans)
    return None


def _linked_texts(article: Article, holder: Item) -> Iterator[Linked]:
    """The holder's texts that have links in them: the original in place of what is not written yet, and its prose."""
    if holder.is_unwritten:
        yield article.original_text(holder)
    yield from (article.linked(text) for text in holder.prose if "[[" in text)


def _excerpt(plain: str, span: Span, width: int) -> Linked:
    end = min(span.end, span.start + width)
    first, last = _sentence(plain, span.start, end)
    left, right = _window(plain, (first, last), (span.start, end), width)
    before = ELLIPSIS if left > first else ""
    after = ELLIPSIS if right < last else ""
    shift = len(before) - left
    return Linked(before + plain[left:right] + after, (Span(span.start + shift, end + shift, span.target),))


def _sentence(plain: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around `plain[start:end]` begins and ends."""
    first = 0
    for match in _STOP.finditer(plain):
        if plain[match.end() : match.end() + 1].islower():
            continue
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end:
            return first, match.start() + len(match[0].rstrip())
    return first, len(plain)


def _window(plain: str, sentence: tuple[int, int], words: tuple[int, int], width: int) -> tuple[int, int]:
    """The part of `sentence` around `words` that is `width` long at most, cut between words where there are any."""
    (first, last), (start, end) = sentence, words
    if last - first <= width:
        return sentence
    left = max(first, start - (width - (end - start)) // 2)
    right = min(last, left + width)
    left = max(first, right - width)
    if left > first:
        blank = plain.find(" ", left, start)
        left = blank + 1 if blank >= 0 else left
    if right < last:
        blank = plain.rfind(" ", end, right)
        right = blank if blank >= 0 else right
    return left, right
