"""The link graph: every way one item names another, in both directions (backlinks), each with its name.

`context` gives the words around a link: enough of its sentence to know, before a jump, what it is about;
`sentence_spans` divides any text into sentences.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain, groupby
from typing import TYPE_CHECKING

from msgspec import Struct

from kztui.article import links
from kztui.article.data_tables import rows
from kztui.article.kinds.item import Item
from kztui.article.links import MENTIONS, STATED, Linked, LinkType, Span, shortened

if TYPE_CHECKING:
    from kztui.article.article import Article


class Link(Struct, frozen=True, gc=False):
    """One item naming another."""

    source: str
    target: str
    relation: LinkType
    detail: str = ""
    """A participant's role; empty elsewhere."""
    numbers: tuple[int, ...] = ()
    """The paragraphs that say so, where the link has its own."""
    at: int = -1
    """For a mention: which span of the source's prose, counted over all of it. Else -1."""


class Side(Struct, frozen=True, gc=False):
    """A link as seen from one of its two ends."""

    link: Link
    other: str
    outgoing: bool

    @property
    def heading(self) -> str:
        """The name of the link from this side."""
        return self.link.relation.name if self.outgoing else self.link.relation.reverse

    @property
    def phrase(self) -> str:
        """What is said of the link beside the other end: the role that it is in, else the relation, of one item."""
        relation = self.link.relation
        beside = relation.beside if self.outgoing else relation.reverse_beside
        return self.link.detail or beside or self.heading

    @property
    def rank(self) -> int:
        """Where its heading stands among a card's, the lowest first."""
        return self.link.relation.rank if self.outgoing else self.link.relation.reverse_rank


def links_of(item: Item) -> Iterator[Link]:
    """Every link that `item` makes: by its fields, in its prose, and to the paragraphs that state it."""
    for reference in item.references():
        yield Link(item.id, reference.target, reference.type, reference.detail, reference.paragraphs)
    mentioned = [target for text in item.prose for target in links.targets(text)]
    for at, target in enumerate(mentioned):
        yield Link(item.id, target, MENTIONS, "", (), at)
    if not item.is_text:
        for number in item.numbers:
            yield Link(item.id, f"p{number}", STATED)


class Graph:
    """The links of an article whose target is one of its items; others are left out."""

    def __init__(self, items: Mapping[str, Item]) -> None:
        self._out: dict[str, list[Link]] = {}
        self._in: dict[str, list[Link]] = {target: [] for target in items}
        self.count = 0
        incoming = self._in
        for item in items.values():
            source = item.id
            existing = [link for link in links_of(item) if link.target in incoming and link.target != source]
            self._out[source] = existing
            self.count += len(existing)
            for link in existing:
                incoming[link.target].append(link)

    def links(self) -> Iterator[Link]:
        """Every link once, in document order of the sources."""
        return chain.from_iterable(self._out.values())

    def sides(self, target: str) -> list[Side]:
        """Every link of the item: those it makes, then those that lead to it, in document order of the sources."""
        outgoing = [Side(link, link.target, True) for link in self._out.get(target, ())]
        return outgoing + [Side(link, link.source, False) for link in self._in.get(target, ())]

    def groups(self, target: str) -> dict[str, list[Side]]:
        """The item's links under their headings, as `grouped` orders them."""
        return grouped(self.sides(target))

    def neighbours(self, target: str) -> set[str]:
        """The items that are one link away, in either direction."""
        return {link.target for link in self._out.get(target, ())} | {link.source for link in self._in.get(target, ())}


def grouped(sides: Iterable[Side]) -> dict[str, list[Side]]:
    """Links of one item under their headings, which stand by the ranks of their link types."""
    found: defaultdict[str, list[Side]] = defaultdict(list)
    ranks: dict[str, int] = {}
    # Thousands in a row may be of one type and direction: these are looked at once.
    for _, row in groupby(sides, key=lambda side: (id(side.link.relation), side.outgoing)):
        alike = list(row)
        heading, rank = alike[0].heading, alike[0].rank
        found[heading] += alike
        ranks[heading] = min(rank, ranks.get(heading, rank))
    return {heading: found[heading] for heading in sorted(found, key=ranks.__getitem__)}


WIDTH = 96
ELLIPSIS = "…"


def context(article: "Article", side: Side, width: int = WIDTH) -> Linked:
    """The words around the link, about `width` characters at most, with the link's own words as the only span.

    A mention gives its sentence. An item stated in a paragraph gives the sentence of its first mention there, or else,
    without a span, the paragraph's beginning. A link made by a field (a participant, a place) has no words around it:
    empty.
    """
    found = _found(article, side.link)
    return _excerpt(*found, width) if found else Linked(_beginning(article, side.link, width), ())


def context_words(article: "Article", side: Side, width: int = WIDTH) -> str:
    """The words of `context` alone, in less time: for lists of hundreds of thousands."""
    found = _found(article, side.link)
    return _cut(*found, width)[0] if found else _beginning(article, side.link, width)


def _found(article: "Article", link: Link) -> "tuple[_Text, Span] | None":
    """The place in a text at which a link is made, or the item named that it states; None where there is none."""
    if link.relation is MENTIONS:
        numbered = _spans(article, link.source).by_number
        found = numbered[link.at] if 0 <= link.at < len(numbered) else None
        return found if found and found[1].target == link.target else None
    if link.relation is STATED:
        return _spans(article, link.target).first.get(link.source)
    return None


def _beginning(article: "Article", link: Link, width: int) -> str:
    """The beginning of the paragraph that states an item without naming it; empty for other links."""
    return shortened(article.main_text(article.items[link.target]).plain, width) if link.relation is STATED else ""


class _Text(Struct, frozen=True):
    """A text with links, and where its sentences end and begin, which is found out when first asked for."""

    linked: Linked
    breaks: list[tuple[list[int], list[int]]]
    """Where sentences end, and where the next ones begin; nothing until it was asked for."""

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Where the sentence around `start` to `end` begins and ends; several where these reach over more than one."""
        if not self.breaks:
            breaks = list(_breaks(self.linked.plain))
            self.breaks.append(([end for end, _ in breaks], [start for _, start in breaks]))
        ends, starts = self.breaks[0]
        after = bisect_right(starts, start)
        ending = bisect_left(ends, end, after)
        return starts[after - 1] if after else 0, ends[ending] if ending < len(ends) else len(self.linked.plain)


class _Spans(Struct, frozen=True):
    """All links in the texts of one item: those in order, and the first one to each target."""

    by_number: list[tuple[_Text, Span]]
    first: dict[str, tuple[_Text, Span]]


@lru_cache(maxsize=8)
def _spans(article: "Article", holder: str) -> _Spans:
    """The links in the texts of an item. One paragraph may have thousands, and each is asked for."""
    texts = (_Text(linked, []) for linked in _linked_texts(article, article.items[holder]))
    spans = [(text, span) for text in texts for span in text.linked.spans]
    return _Spans(spans, {span.target: (text, span) for text, span in reversed(spans)})


def _linked_texts(article: "Article", holder: Item) -> Iterator[Linked]:
    """The holder's texts that have links in them: the original in place of what is not written yet, and its prose."""
    if holder.is_unwritten:
        yield article.original_text(holder)
    yield from (article.linked(text) for text in holder.prose if "[[" in text)


def _excerpt(text: _Text, span: Span, width: int) -> Linked:
    words, shift = _cut(text, span, width)
    end = min(span.end, span.start + width)
    return Linked(words, (Span(span.start + shift, end + shift, span.target),))


def _cut(text: _Text, span: Span, width: int) -> tuple[str, int]:
    """The words around a span, and how far these stand from where they do in the text."""
    plain = text.linked.plain
    end = min(span.end, span.start + width)
    first, last = text.sentence(span.start, end)
    left, right = _window(plain, (first, last), (span.start, end), width)
    before = ELLIPSIS if left > first else ""
    after = ELLIPSIS if right < last else ""
    return before + plain[left:right] + after, len(before) - left


@cache
def _stop() -> re.Pattern[str]:
    """What ends a sentence, with the blanks behind it; a stop after an abbreviation, title or initial does not."""
    by_length = defaultdict(list)
    for _, words in rows("article/data/abbreviations.tsv"):
        for word in words.split():
            by_length[len(word)].append(word)
    # A lookbehind has a fixed width, hence one for each length.
    known = "".join(rf"(?<!\b(?:{'|'.join(words)}))" for words in by_length.values())
    return re.compile(
        rf"(?<![.!?…؟۔])(?:[!?…؟۔]|(?<!\b[^\W\d_]){known}\.)[.!?…؟۔]*[\"'”’»)\]]*\s+"
        r"(?=([\"'“‘«„(\[]*))|[。！？]+[”’」』）]*"
    )


def _breaks(text: str) -> Iterator[tuple[int, int]]:
    """Where one sentence ends and where the next begins, which is not with a small letter."""
    for match in _stop().finditer(text):
        begin = match.end() + len(match[1] or "")
        if not text[begin : begin + 1].islower():
            yield match.start() + len(match[0].rstrip()), match.end()


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The start and the end of every sentence of `text`, in order; together they hold all but the blanks between."""
    spans: list[tuple[int, int]] = []
    first = 0
    for end, start in _breaks(text):
        spans.append((first, end))
        first = start
    return [*spans, (first, len(text))] if first < len(text) else spans


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
