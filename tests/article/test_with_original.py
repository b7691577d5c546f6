"""An article with its original: the original stands where nothing is written yet, what it states is linked."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.article.article import Article
from kztui.article.card import card
from kztui.article.graph import context
from kztui.article.kinds.actor import Actor
from kztui.article.kinds.claim import Claim
from kztui.article.kinds.event import Event
from kztui.article.kinds.item import Item
from kztui.article.kinds.section import Paragraph, Section
from kztui.article.model import article_file
from kztui.article.publication import Publication
from kztui.article.quotes import OriginalParagraph, Quote
from kztui.article.with_original import ArticleWithOriginal
from kztui.search.index import Index

TEXTS = {
    1: "In May 2004 Odalys Brenn of the Marl Bank told the Marl that nine lock keepers had been paid twice.",
    2: "The bank said nothing more.",
}
PARAGRAPHS = tuple(Paragraph(number=number, fingerprint="0" * 16) for number in TEXTS)
ITEMS: tuple[Item, ...] = (
    Section(id="s", title="Pay", paragraphs=PARAGRAPHS),
    Event(id="pay", title="Double pay", date="2004-05", quotes=(Quote(paragraph=1, words=(2, 3)),)),
    Actor(id="brenn", name="Odalys Brenn", kind="person", paragraphs=(1,)),
    Actor(id="marl-bank", name="Marl Bank", aliases=("bank",), kind="organisation", paragraphs=(1, 2)),
    Actor(id="marl", name="Marl", kind="group", paragraphs=(1,)),
    Claim(id="nine", kind="figure", quotes=(Quote(paragraph=1, words=(4, 20)),), review="open"),
)


def article(*items: Item) -> Article:
    return Article(article_file(Publication(id="a", title="A"), *items, format=2))


def with_original(*items: Item, texts: dict[int, str] = TEXTS) -> ArticleWithOriginal:
    originals = {number: OriginalParagraph(text) for number, text in texts.items()}
    return ArticleWithOriginal(article(*items), originals)


def links_in(found: ArticleWithOriginal, number: int) -> list[tuple[str, str]]:
    text = found.main_text(found.paragraphs[number])
    return [(text.plain[start:end], target) for start, end, target in text.spans]


def test_what_is_stated_is_linked_where_it_is_quoted_or_named() -> None:
    found = with_original(*ITEMS)
    assert links_in(found, 1) == [
        ("May 2004", "pay"),
        ("Odalys Brenn", "brenn"),
        ("Marl Bank", "marl-bank"),
        ("Marl", "marl"),
        ("that nine lock keepers had", "nine"),
    ]
    assert links_in(found, 2) == [("bank", "marl-bank")]


def test_a_claim_without_words_of_ours_is_shown_by_those_it_quotes() -> None:
    found = with_original(*ITEMS)
    words = "Odalys Brenn of the Marl Bank told the Marl that nine lock keepers had been paid twice"
    assert found.label("nine") == words
    assert found.link_label("nine") == words
    assert [passage.text.plain for passage in card(found, "nine").passages] == [words]
    assert found.link_label("p1") == "¶1"
    stated = next(side for side in found.graph.sides("marl-bank") if side.other == "p2")
    assert context(found, stated).plain == TEXTS[2]


def test_words_of_the_original_are_searched() -> None:
    found = Index.of(with_original(*ITEMS)).find("lock keepers twice").results
    assert {result.target for result in found} == {"p1", "nine"}
    assert Index.of(article(*ITEMS)).find("lock keepers twice").results == ()


def test_what_is_written_stays_ours_and_the_article_itself_has_no_original() -> None:
    ours = Section(id="s", title="Pay", paragraphs=(Paragraph(number=1, text="Ours, of [[marl]].", fingerprint="0"),))
    found = with_original(ours, ITEMS[4])
    assert found.main_text(found.paragraphs[1]).plain == "Ours, of Marl."
    plain = article(*ITEMS)
    assert (plain.main_text(plain.paragraphs[1]).plain, plain.label("nine")) == ("", "nine")


@pytest.mark.parametrize("texts", [{}, {1: "", 2: "x"}, {1: "Short."}])
def test_a_copy_that_lacks_paragraphs_or_is_shorter_says_less(texts: dict[int, str]) -> None:
    found = with_original(*ITEMS, texts=texts)
    assert found.label("nine") == "nine"
    assert [target for _, target in links_in(found, 1)] == []


@given(st.text("ab 中.", max_size=30), st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), max_size=4))
def test_links_never_overlap_and_always_have_words(text: str, pairs: list[tuple[int, int]]) -> None:
    quoted = tuple(
        Actor(id=f"i{at}", name="ab", kind="group", quotes=(Quote(paragraph=1, words=pair),))
        for at, pair in enumerate(pairs)
    )
    named = Actor(id="中", name="中", kind="group", paragraphs=(1,))
    found = with_original(ITEMS[0], named, *quoted, texts={1: text})
    linked = found.main_text(found.paragraphs[1])
    ends = [0, *(span.end for span in linked.spans)]
    assert linked.plain == text
    assert all(before <= span.start < span.end for before, span in zip(ends, linked.spans, strict=False))


def test_thousands_of_names_in_one_long_paragraph_are_found_in_a_moment() -> None:
    named = [f"Nam{at:04}" for at in range(2000)]
    text = " ".join(f"the ship that {name} saw went by" for name in named * 4)
    actors = (Actor(id=name, name=name, kind="group", paragraphs=(1,)) for name in named)
    found = with_original(ITEMS[0], *actors, texts={1: text})
    before = process_time()
    assert len(found.main_text(found.paragraphs[1]).spans) == 8000
    assert process_time() - before < 2
