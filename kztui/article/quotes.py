"""The words of the original, which no article holds: fingerprints of its paragraphs, and quotes as numbers of words.

A fingerprint finds a paragraph in a reader's copy. Words are counted from 1 as it counts them (`words`): runs of
letters and digits, after NFKC and case folding. In scripts without blanks characters are counted instead: those with a
letter or digit, each with its marks. Both counts are frozen with format 1.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter
from typing import Annotated

from msgspec import Meta, Struct

from kztui.article.table import Table

DIGITS = 16
"""How many hexadecimal digits a fingerprint has."""
WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words of a text as fingerprints see them: NFKC, case folded, runs of letters and digits."""
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def fingerprint(text: str) -> str:
    """The first 16 hexadecimal digits of SHA-256 over the words of `text`, joined by single blanks."""
    from hashlib import sha256  # noqa: PLC0415 - it loads OpenSSL, which opening an article does not need

    return sha256(" ".join(words(text)).encode()).hexdigest()[:DIGITS]


_WITHOUT_BLANKS = frozenset({"zh", "ja", "th", "lo", "km", "my"})


def has_no_blanks(language: str) -> bool:
    """Whether a language, by its BCP 47 tag, is written without blanks between words: its quotes count characters."""
    return language.partition("-")[0] in _WITHOUT_BLANKS


_PAIR = Meta(
    description="the first and the last, counted from 1",
    extra_json_schema={"minItems": 2, "maxItems": 2, "items": {"type": "integer", "minimum": 1}},
)


class Quote(Table, frozen=True, kw_only=True, gc=False):
    """A stretch of an original paragraph, by the positions of its words or its characters."""

    paragraph: Annotated[int, Meta(extra_json_schema={"minimum": 1})]
    words: Annotated[tuple[int, ...], _PAIR] = ()
    chars: Annotated[tuple[int, ...], _PAIR] = ()


Quotes = Annotated[
    tuple[Quote, ...], Meta(description="the words of the original that say so, as numbers", extra={"format": 2})
]


class QuoteError(ValueError):
    """A quote that the original paragraph does not have; the message says why."""


def _segments(text: str) -> Iterator[tuple[int, int, str]]:
    """The shortest stretches of `text` that NFKC changes independently: start, end, and what each becomes, case folded.

    Unicode Standard Annex 15: normalisation never reaches across a starter that does not compose with what precedes it.
    """
    start, folded = 0, ""
    for at, character in enumerate(text):
        if character.isascii():  # it neither changes nor joins what precedes it
            if at:
                yield start, at, folded.casefold()
            start, folded = at, character
            continue
        alone = unicodedata.normalize("NFKC", character)
        if at > start:
            both = unicodedata.normalize("NFKC", text[start : at + 1])
            if unicodedata.combining(character) or both != folded + alone:
                folded = both
                continue
            yield start, at, folded.casefold()
        start, folded = at, alone
    if text:
        yield start, len(text), folded.casefold()


def _is_plain(text: str) -> bool:
    """Whether each character of a text stands for itself, so that nothing moves when it is normalized and folded."""
    normalized = text.isascii() or (
        unicodedata.is_normalized("NFKC", text) and not any(map(unicodedata.combining, text))
    )
    return normalized and len(text.casefold()) == len(text)


@lru_cache(maxsize=64)
def _spans(text: str) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """Where in `text` each word and each counted character stands."""
    if _is_plain(text):
        plain = [match.span() for match in WORD.finditer(text.casefold())]
        return tuple(plain), tuple((at, at + 1) for start, end in plain for at in range(start, end))
    folded: list[str] = []
    places: list[tuple[int, int]] = []
    for start, end, piece in _segments(text):
        folded.append(piece)
        places += [(start, end)] * len(piece)
    words = []
    characters: dict[tuple[int, int], None] = {}
    for match in WORD.finditer("".join(folded)):
        words.append((places[match.start()][0], places[match.end() - 1][1]))
        characters.update(dict.fromkeys(places[match.start() : match.end()]))
    return tuple(words), tuple(characters)


def word_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where in an original paragraph each of its words stands, as start and end; word 1 comes first."""
    return _spans(text)[0]


def character_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where in an original paragraph each counted character stands, as start and end."""
    return _spans(text)[1]


def quoted_words(quote: Quote, original: str) -> str:
    """The words that a quote means, exactly as the original paragraph has them, without what stands around them.

    Raises QuoteError as `quoted_span` does.
    """
    start, end = quoted_span(quote, original)
    return original[start:end]


def quoted_span(quote: Quote, original: str) -> tuple[int, int]:
    """Where in the original paragraph the words of a quote stand, as start and end.

    Raises QuoteError where the quote has no such pair of positions, or the paragraph is shorter.
    """
    unit, pair = ("character", quote.chars) if quote.chars else ("word", quote.words)
    spans = character_spans(original) if quote.chars else word_spans(original)
    if len(pair) != 2 or not 1 <= pair[0] <= pair[1]:
        raise QuoteError(f"a quote names a first and a last {unit}, counted from 1")
    first, last = pair
    if last > len(spans):
        raise QuoteError(f"paragraph {quote.paragraph} has {len(spans)} {unit}s, not {last}")
    return spans[first - 1][0], spans[last - 1][1]


def quote_of(paragraph: int, original: str, start: int, end: int, *, by_characters: bool = False) -> Quote | None:
    """The quote of the words, or characters, of a paragraph that touch `original[start:end]`; None where none do."""
    spans = character_spans(original) if by_characters else word_spans(original)
    first = bisect_right(spans, start, key=itemgetter(1))
    last = bisect_left(spans, end, key=itemgetter(0))
    if first >= last:
        return None
    pair = (first + 1, last)
    return Quote(paragraph=paragraph, chars=pair) if by_characters else Quote(paragraph=paragraph, words=pair)


class OriginalParagraph(Struct, frozen=True):
    """The text of a paragraph on one line, and what its source marks it as."""

    text: str
    kind: str = "paragraph"
    """paragraph, list item, quote, table row, caption or footnote."""
    page: str = ""
    """The page on which it begins, if the copy has pages."""


MOST_COPIED = 7
"""As many words in a row may be the original's; from one more on they are a quotation."""


def copied_words(text: str, original: str) -> str:
    """The first words of a text, more than `MOST_COPIED` in a row, that stand so in the original; empty for none."""
    most, length = MOST_COPIED, MOST_COPIED + 1
    theirs = words(original)
    runs = {tuple(theirs[at : at + length]) for at in range(len(theirs) - most)}
    own, spans = words(text), word_spans(text)
    for at in range(len(own) - most):
        if tuple(own[at : at + length]) in runs:
            end = at + length
            while end < len(own) and tuple(own[end - most : end + 1]) in runs:
                end += 1
            return text[spans[at][0] : spans[end - 1][1]]
    return ""
