"""An article read together with its original: where there is no paraphrase yet, words of the reader's copy are shown.

Only a screen makes such an article. Nothing that is written to a file is made from it: the publisher's sentences stay
in the reader's copy.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from kztui.article import links
from kztui.article.article import Article
from kztui.article.kinds.item import Item
from kztui.article.kinds.section import Paragraph
from kztui.article.links import Linked, Span
from kztui.article.quotes import OriginalParagraph, QuoteError, fingerprint, quoted_span
from kztui.article.word_breaks import WITHOUT_BLANKS, WORD, WORD_END

NAME_LENGTH = 60
"""Characters; a quote that is longer is a statement, whose link gives way to the names within it."""
BETWEEN_QUOTES = " … "
LEAD = 28
"""Characters of a statement that are its link: the first words of it."""
MOST_COMPARED = 20_000_000
"""Characters of a paragraph times names that are looked for in a script without blanks."""
_WORD = re.compile(r"\w")
_RUN = re.compile(WORD)
_END = re.compile(WORD_END)


class ArticleWithOriginal(Article):
    """An article, and the original of its paragraphs by number, as far as the reader has it."""

    def __init__(self, article: Article, originals: Mapping[int, OriginalParagraph]) -> None:
        """Share everything with `article`, which stays as it is."""
        self.__dict__.update(article.__dict__)
        self.originals = originals
        self._shown: dict[int, Linked] = {}

    def original_text(self, item: Item) -> Linked:
        """The original of a paragraph, with a link for every item stated in it; of another item the words it quotes."""
        if not item.is_unwritten or item.is_named:
            return links.EMPTY  # a name says more than the words that the article calls it by
        if isinstance(item, Paragraph):  # the original is known by its paragraphs
            return self.linked_original(item.number)
        return Linked(BETWEEN_QUOTES.join(self._quoted(item)), ())

    def label(self, target: str) -> str:
        """What stands for an item in a list; the beginning of the original where it has neither name nor text."""
        item = self.items.get(target)
        if item is None or item.is_named or not item.is_unwritten:
            return super().label(target)
        return links.shortened(self.original_text(item).plain) or super().label(target)

    def link_label(self, target: str) -> str:
        """The same in a list of links, where a paragraph is its number."""
        item = self.items.get(target)
        return super().link_label(target) if item is None or item.is_text else self.label(target)

    def _quoted(self, item: Item) -> Iterator[str]:
        """The words of each quote of an item, of those that the reader's copy has."""
        for quote in item.quotes:
            text = self._text(quote.paragraph)
            try:
                start, end = quoted_span(quote, text)
            except QuoteError:
                continue
            yield text[start:end]

    def _text(self, number: int) -> str:
        return self.originals[number].text if number in self.originals else ""

    @cached_property
    def _stated(self) -> Mapping[int, list[Item]]:
        """The items that each paragraph states, by its number."""
        found: defaultdict[int, list[Item]] = defaultdict(list)
        for item in self.items.values():
            for number in () if item.is_text else item.numbers:
                found[number].append(item)
        return found

    def linked_original(self, number: int) -> Linked:
        """The original of a paragraph; each item stated in it is linked where it is quoted, and where it is named."""
        if number not in self._shown:
            self._shown[number] = self._with_links(self._text(number), number)
        return self._shown[number]

    def _with_links(self, text: str, number: int) -> Linked:
        names: list[Span] = []
        statements: list[Span] = []
        stated = self._stated.get(number, ()) if text else ()
        for item in stated:
            for span in _quotes_in(text, number, item):
                is_name = item.is_named and span.end - span.start <= NAME_LENGTH
                (names if is_name else statements).append(span)
        names += _names_in(text, stated)
        return Linked(text, tuple(_apart(text, names, statements)))


def read_together(article: Article, originals: Iterable[OriginalParagraph]) -> ArticleWithOriginal:
    """The article, together with those of `originals` that are of its paragraphs, as their fingerprints say."""
    by_fingerprint = {fingerprint(original.text): original for original in originals}
    found = {
        number: by_fingerprint[paragraph.fingerprint]
        for number, paragraph in article.paragraphs.items()
        if paragraph.fingerprint in by_fingerprint
    }
    return ArticleWithOriginal(article, found)


def _quotes_in(text: str, number: int, item: Item) -> Iterator[Span]:
    """Where an item quotes paragraph `number`, whose original is `text`."""
    for quote in item.quotes:
        if quote.paragraph == number:
            try:
                yield Span(*quoted_span(quote, text), item.id)
            except QuoteError:
                continue


def mentions_in(text: str, number: int, item: Item) -> list[Span]:
    """Where the original of paragraph `number` names or quotes an item, in order and apart from each other."""
    return _apart(text, [*_quotes_in(text, number, item), *_names_in(text, [item])], ())


def named_in(text: str, names: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where a text has one of `names` as whole words, in order and apart; of two that begin at one place the longer.

    Without a regular expression: to compile one for each name would take longer than to look for it.
    """
    found = sorted((start, -len(name)) for name in names if name for start in _places(text, name))
    free = 0
    for start, length in found:
        if start >= free:
            free = start - length
            yield start, free


def _places(text: str, name: str) -> Iterator[int]:
    """Where a text has a name: as whole words, where its script has blanks between words."""
    within_words = WITHOUT_BLANKS.search(name)
    start = text.find(name)
    while start >= 0:
        if within_words or (_END.match(text, start + len(name)) and (not start or _END.match(text, start - 1))):
            yield start
        start = text.find(name, start + 1)


def _names_in(text: str, items: Iterable[Item]) -> Iterator[Span]:
    """Where a text has a name of one of `items`, in time that grows with the text and not with text times names."""
    by_first: defaultdict[str, list[tuple[str, int, str]]] = defaultdict(list)
    for item in items:
        unbroken = [name for name in item.names if WITHOUT_BLANKS.search(name)]
        if len(unbroken) * len(text) <= MOST_COMPARED:
            yield from (Span(start, end, item.id) for start, end in named_in(text, tuple(unbroken)))
        for name in item.names:
            if name not in unbroken and (first := _RUN.search(name)):
                by_first[first[0]].append((name, first.start(), item.id))
    for match in _RUN.finditer(text):
        for name, before, target in by_first.get(match[0], ()):
            start, end = match.start() - before, match.start() - before + len(name)
            if start >= 0 and text.startswith(name, start) and _END.match(text, end):
                yield Span(start, end, target)


def _apart(text: str, names: Iterable[Span], statements: Iterable[Span]) -> list[Span]:
    """The spans without overlaps, in order: of names the longest, of statements the beginning of their rest."""
    names = sorted(names, key=lambda span: span.start - span.end)
    statements = sorted(statements, key=lambda span: span.end - span.start)
    free = _Free(len(text))
    kept = [span for span in names if free.take(span.start, span.end)]
    for span in statements:
        start, end = free.longest(text, span.start, span.end)
        end = _end_of_lead(text, start, end)
        if _WORD.search(text, start, end) and free.take(start, end):
            kept.append(Span(start, end, span.target))
    return sorted(kept)


def _end_of_lead(text: str, start: int, end: int) -> int:
    """Where the link of the statement at `start` to `end` ends: whole sentences in colour are hard to read."""
    if end - start <= LEAD:
        return end
    blank = text.rfind(" ", start, start + LEAD)
    return blank if blank > start else start + LEAD // 2


class _Free:
    """Which characters of a text belong to no span yet."""

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length)

    def take(self, start: int, end: int) -> bool:
        """Take the characters from `start` to `end`, unless one of them is taken."""
        if any(self._taken[start:end]):
            return False
        self._taken[start:end] = b"\x01" * (end - start)
        return True

    def longest(self, text: str, start: int, end: int) -> tuple[int, int]:
        """The longest stretch between `start` and `end` that is free, without what is no word around it."""
        runs = [match.span() for match in re.finditer(rb"\x00+", bytes(self._taken[start:end]))]
        first, last = max(runs, key=lambda run: run[1] - run[0], default=(0, 0))
        first, last = start + first, start + last
        while first < last and not _WORD.match(text[first]):
            first += 1
        while first < last and not _WORD.match(text[last - 1]):
            last -= 1
        return first, last
