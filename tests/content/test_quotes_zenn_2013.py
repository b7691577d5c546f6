"""The first article's quotes: their form from numbers alone, their words where the original is at hand."""

import csv
import os
from functools import cache
from pathlib import Path

import pytest

from kztui.article.article import Article
from kztui.article.kinds.claim import Claim
from kztui.article.kinds.event import Event
from kztui.article.quotes import Quote, fingerprint, quoted_words, words
from kztui.files.load import load
from kztui.importing.original import find_paragraphs, read_original

CONTENT = Path(__file__).parents[2] / "content" / "zenn-2013"
QUOTES = Path(__file__).with_name("quotes.tsv")
ORIGINAL = os.environ.get("KZTUI_ORIGINAL", "")
Counted = tuple[str, Quote]


@cache
def zenn() -> Article:
    return load(CONTENT).article


def quoted() -> list[Counted]:
    """Every quote with the item that it belongs to, in the order of the article."""
    return [(item.id, quote) for item in zenn().items.values() for quote in item.quotes]


def counted() -> dict[Counted, str]:
    """The fingerprint of the words of every quote, as they were counted in the original."""
    with QUOTES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t", strict=True))
    return {
        (row["target"], Quote(paragraph=int(row["paragraph"]), words=(int(row["first"]), int(row["last"])))): row[
            "fingerprint"
        ]
        for row in rows
    }


def test_every_claim_and_event_that_a_paragraph_states_has_its_words() -> None:
    kinds = (*zenn().of(Claim), *zenn().of(Event))
    assert [item.id for item in kinds if item.numbers and not item.quotes] == []
    assert [item.id for item in kinds if not {quote.paragraph for quote in item.quotes} <= set(item.numbers)] == []


def test_quotes_are_those_that_were_counted() -> None:
    assert list(counted()) == quoted()


@pytest.mark.skipif(not ORIGINAL, reason="KZTUI_ORIGINAL names no copy of the original")
def test_quotes_are_the_words_of_the_original() -> None:
    originals = find_paragraphs(read_original(Path(ORIGINAL)), zenn())
    assert list(originals) == list(zenn().paragraphs)
    for (target, quote), wanted in counted().items():
        found = quoted_words(quote, originals[quote.paragraph])
        assert fingerprint(found) == wanted, (target, quote)
        assert len(words(found)) == quote.words[1] - quote.words[0] + 1
