"""Finds the words of the original that say what an item says, in the reader's own copy.

The words are those that the item quotes; else the one sentence that has its name or an alias; else the whole paragraph,
and then the reader is told so. Nothing is guessed: of several sentences the reader chooses.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kztui.article.article import Article
from kztui.article.graph import sentence_spans
from kztui.article.ids import pilcrows
from kztui.article.kinds.item import Item
from kztui.article.quotes import OriginalParagraph, QuoteError, quoted_span
from kztui.article.with_original import named_in
from kztui.citation.errors import CitationError
from kztui.citation.quotation_marks import whole_marks, within_marks

Originals = Mapping[int, OriginalParagraph]
"""The paragraphs of the reader's copy by number."""

_BLANKS = re.compile(r"\s+")
NO_SPEAKER = "the words stand in quotation marks in the original; the article names nobody for them"


class QuotablePassage(NamedTuple):
    """A stretch of an original paragraph that can be quoted."""

    paragraph: int
    text: str
    """The whole paragraph."""
    start: int
    end: int
    speaker: str = ""
    """The target of who says so, where that is not the author."""
    hint: str = ""

    @property
    def words(self) -> str:
        """The words, as the original has them."""
        return self.text[self.start : self.end]

    @property
    def is_direct(self) -> bool:
        """Whether they stand within quotation marks in the original: they are the speaker's own."""
        return within_marks(self.text, self.start, self.end)


class SeveralPassagesError(CitationError):
    """Several sentences have the name of an item: the reader has to choose one of `passages`."""

    def __init__(self, name: str, passages: Sequence[QuotablePassage]) -> None:
        super().__init__(f"{len(passages)} sentences of the original have “{name}”")
        self.passages = tuple(passages)


def pages_of(originals: Originals) -> dict[int, str]:
    """The pages of the paragraphs of which the copy has them."""
    return {number: paragraph.page for number, paragraph in originals.items() if paragraph.page}


def find_passages(article: Article, target: str, originals: Originals) -> tuple[QuotablePassage, ...]:
    """The passages that say what the item `target` says, in the order of its quotes; at least one.

    Raises SeveralPassagesError where the reader has to choose, `CitationError` where the copy lacks the paragraphs or
    the article the item.
    """
    item = article.items.get(target)
    if item is None:
        raise CitationError(f"there is no “{target}” in the article")
    if item.quotes:
        return _quoted(article, item, originals)
    if item.is_text:
        there = _present(item.numbers, originals)
        return tuple(_whole(article, number, originals, "") for number in there)
    named = list(_named(article, item, originals))
    if len(named) == 1:
        return (named[0],)
    if named:
        raise SeveralPassagesError(item.caption, named)
    return tuple(_whole_for(article, item, originals))


def _present(numbers: Iterable[int], originals: Originals) -> list[int]:
    """Those of the paragraphs that the copy has. Raises CitationError where it has none of them."""
    wanted = list(numbers)
    there = [number for number in wanted if number in originals]
    if not there:
        missing = f"your copy of the original lacks {pilcrows(wanted)}"
        raise CitationError(missing if wanted else "it stands in no paragraph of the original that could be quoted")
    return there


def _quoted(article: Article, item: Item, originals: Originals) -> tuple[QuotablePassage, ...]:
    there = set(_present((quote.paragraph for quote in item.quotes), originals))
    found: list[QuotablePassage] = []
    for quote in item.quotes:
        if quote.paragraph not in there:
            continue
        text = originals[quote.paragraph].text
        try:
            start, end = quoted_span(quote, text)
        except QuoteError as error:
            raise CitationError(f"the quote of “{item.id}” does not fit your copy: {error}") from error
        found.append(_passage(article, item, quote.paragraph, text, (start, end)))
    return tuple(found)


def _passage(
    article: Article, item: Item | None, number: int, text: str, span: tuple[int, int], hint: str = ""
) -> QuotablePassage:
    """A passage with its speaker, and with the marks and brackets around it that belong to it."""
    passage = QuotablePassage(number, text, *whole_marks(text, *span))
    speaker = _speaker(article, item.source) if item and item.source else ""
    if not speaker and passage.is_direct:
        speaker = _speaker_around(article, passage)
        hint = hint or ("" if speaker else NO_SPEAKER)
    return passage._replace(speaker=speaker, hint=hint)


def _speaker(article: Article, target: str) -> str:
    """`target`, unless it is one of the article's authors or no item of it."""
    item = article.items.get(target)
    authors = {name.plain.casefold() for name in article.publication.author}
    if item is None or authors & {name.casefold() for name in item.names}:
        return ""
    return target


def _speaker_around(article: Article, passage: QuotablePassage) -> str:
    """Who says the words, by the items that quote some of them and name their source."""
    for item in article.items.values():
        if not item.source:
            continue
        for quote in item.quotes:
            if quote.paragraph == passage.paragraph and (speaker := _speaker(article, item.source)):
                try:
                    start, end = quoted_span(quote, passage.text)
                except QuoteError:
                    continue
                if start < passage.end and passage.start < end and within_marks(passage.text, start, end):
                    return speaker
    return ""


def _named(article: Article, item: Item, originals: Originals) -> Iterator[QuotablePassage]:
    """Every sentence of the item's paragraphs, or else of all, that has one of its names."""
    for number in item.numbers or originals:
        if number not in originals or not item.names:
            continue
        text = originals[number].text
        places = [start for start, _ in named_in(text, item.names)]
        for start, end in sentence_spans(text) if places else ():
            first = bisect_left(places, start)
            if first < len(places) and places[first] < end:
                yield _passage(article, item, number, text, (start, end))


def _whole(article: Article, number: int, originals: Originals, hint: str) -> QuotablePassage:
    text = originals[number].text
    return _passage(article, None, number, text, (0, len(text)), hint)


def _whole_for(article: Article, item: Item, originals: Originals) -> Iterator[QuotablePassage]:
    """The whole paragraphs of an item without quotes whose name no sentence has."""
    name = item.caption if item.is_named else item.id
    for number in _present(item.numbers, originals):
        hint = f"the whole of ¶{number}: the article does not say which words say “{name}”"
        yield _whole(article, number, originals, hint)._replace(speaker=_speaker(article, item.source))


def selected_passage(article: Article, selected: str, originals: Originals, near: int = 0) -> QuotablePassage:
    """The passage that the reader has selected in the original; of equal ones that in paragraph `near`, or the first.

    Words that were selected in part are completed. Raises `CitationError` where the original does not have the words.
    """
    sought = _BLANKS.sub(" ", selected).strip()
    for number in sorted(originals, key=lambda number: (number != near, number)):
        text = originals[number].text
        start = text.find(sought) if sought else -1
        if start >= 0:
            end = start + len(sought)
            while start and text[start - 1].isalnum() and text[start].isalnum():
                start -= 1
            while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
                end += 1
            return _passage(article, None, number, text, (start, end))
    raise CitationError("the selected words are not in the original: they are a paraphrase or the editor’s")
