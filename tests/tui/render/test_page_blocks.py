"""What the reader shows: blocks whose links stand on the right words, in the right order, with nothing left out."""

from collections import Counter
from collections.abc import Iterator

import pytest

from caspian import caspian
from kztui.article.article import Article
from kztui.article.kinds.section import Paragraph, Section
from kztui.article.links import CONTAINS, MENTIONS, parse
from kztui.tui.render.card_page import card_page
from kztui.tui.render.page import EDITORS_NOTE, Block, Page, article_page
from kztui.tui.render.wrapped_page import WrappedPage

ARTICLE = caspian()
CARDS = [target for target, item in ARTICLE.items.items() if not isinstance(item, Section | Paragraph)]


def blocks(page: Page) -> Iterator[Block]:
    return (page[index] for index in range(len(page)))


def named(article: Article, target: str) -> set[str]:
    """Every name by which a text may speak of an item."""
    item = article.items[target]
    return {item.caption, article.label(target), *item.aliases}


def test_the_article_is_shown_in_its_order_with_every_paragraph_and_note() -> None:
    found = [(block.block_type, block.target) for block in blocks(article_page(ARTICLE))]
    expected: list[tuple[str, str]] = [("title", ""), ("byline", "")]
    for section in ARTICLE.sections:
        expected.append(("heading", section.id))
        for paragraph in section.paragraphs:
            expected.append(("paragraph", paragraph.id))
            if paragraph.note:
                expected.append(("note", paragraph.id))
    assert found == expected


def test_a_paragraph_reads_as_written_with_each_link_on_its_words() -> None:
    page = article_page(ARTICLE)
    shown = 0
    for block in blocks(page):
        if block.block_type == "paragraph":
            item = ARTICLE.items[block.target]
            assert isinstance(item, Paragraph)
            plain, spans = parse(item.text, ARTICLE.label)
            assert block.text == plain
            assert [(a.start, a.end, a.target) for a in block.anchors] == [tuple(span) for span in spans]
            assert block.number == item.number
            shown += 1
    assert shown == 6


def test_words_of_a_link_are_those_between_its_ends() -> None:
    page = article_page(ARTICLE)
    index, link = page.index("p3", 1)
    block = page[index]
    anchor = block.anchors[link]
    assert (anchor.target, block.text[anchor.start : anchor.end]) == ("anzali", "بندر انزلی")


def test_our_note_is_called_ours() -> None:
    page = article_page(ARTICLE)
    notes = [block for block in blocks(page) if block.block_type == "note"]
    assert [note.text.startswith(EDITORS_NOTE) for note in notes] == [True]


def test_the_page_finds_where_an_item_begins_and_each_of_its_mentions() -> None:
    page = article_page(ARTICLE)
    for section in ARTICLE.sections:
        index, link = page.index(section.id)
        assert (page[index].block_type, page[index].target, link) == ("heading", section.id, -1)
        for paragraph in section.paragraphs:
            index, link = page.index(paragraph.id)
            assert (page[index].number, link) == (paragraph.number, -1)
            for side in ARTICLE.graph.sides(paragraph.id):
                if side.outgoing and side.link.relation is MENTIONS:
                    index, link = page.index(paragraph.id, side.link.at)
                    assert page[index].anchors[link].target == side.other


def test_an_item_that_is_not_on_the_page_leads_to_its_beginning() -> None:
    page = card_page(ARTICLE, "dyakov")
    assert page.index("nobody") == (0, -1)
    assert page.index("dyakov", 99) == (0, -1)


@pytest.mark.parametrize("target", CARDS)
def test_a_card_names_its_item_and_links_to_everything_that_is_linked(target: str) -> None:
    page = card_page(ARTICLE, target)
    item = ARTICLE.items[target]
    title = page[0]
    assert (title.block_type, title.target, title.label) == ("title", target, item.item_kind)
    shown = Counter(anchor.target for block in blocks(page) for anchor in block.anchors)
    linked = {side.other for side in ARTICLE.graph.sides(target) if side.link.relation is not CONTAINS}
    assert set(shown) == linked


@pytest.mark.parametrize("target", CARDS)
def test_a_card_names_each_linked_item_once_and_counts_what_it_lists(target: str) -> None:
    page = card_page(ARTICLE, target)
    named: list[str] = []
    counted: dict[str, int] = {}
    listed: dict[str, int] = {}
    heading = ""
    for block in blocks(page):
        if block.block_type == "group":
            heading, _, count = block.text.rpartition("  ")
            counted[heading], listed[heading] = int(count), 0
        elif block.block_type in {"entry", "passage"}:
            listed[heading] += 1
        if block.block_type in {"row", "entry", "passage"}:
            named += [anchor.target for anchor in block.anchors]
    assert counted == listed
    assert [name for name, times in Counter(named).items() if times > 1] == []
    incoming = {side.other for side in ARTICLE.graph.sides(target) if not side.outgoing}
    assert incoming <= set(named)


def test_a_card_begins_with_its_text_and_ends_with_where_the_article_has_it() -> None:
    types = [block.block_type for block in blocks(card_page(ARTICLE, "dyakov"))]
    assert types[:4] == ["title", "names", "words", "row"]
    assert types[-2:] == ["passage", "passage"]
    unfolded = [block.block_type for block in blocks(card_page(ARTICLE, "dyakov", all_names=True))]
    assert unfolded == ["title", "byline", *types[2:]]


def test_a_linked_item_takes_one_line_at_any_width_and_says_how_it_is_linked() -> None:
    page = card_page(ARTICLE, "dyakov")
    entries = {index: page[index] for index in range(len(page)) if page[index].block_type == "entry"}
    for cells in (24, 40, 80):
        layout = WrappedPage(page, cells)
        assert all(len(layout.lines(index)) == 1 for index in entries)
    remarks = {block.anchors[0].target: block.remark for block in entries.values()}
    assert remarks["joint-drills"] == "observed · 2004 spring…autumn · ¶3"


@pytest.mark.parametrize("target", CARDS)
def test_links_of_a_card_stand_on_words_that_name_what_they_lead_to(target: str) -> None:
    item = ARTICLE.items[target]
    written = {
        (span.target, plain[span.start : span.end])
        for text in item.prose
        for plain, spans in [parse(text, ARTICLE.label)]
        for span in spans
    }
    for block in blocks(card_page(ARTICLE, target)):
        for anchor in block.anchors:
            words = block.text[anchor.start : anchor.end]
            names = named(ARTICLE, anchor.target)
            assert (anchor.target, words) in written or words in names, (block, anchor)


def test_a_mention_on_a_card_leads_to_its_very_link() -> None:
    page = card_page(ARTICLE, "dyakov")
    text = article_page(ARTICLE)
    ways = [anchor for block in blocks(page) for anchor in block.anchors if anchor.at >= 0]
    assert [way.target for way in ways] == ["p3", "p4"]
    for way in ways:
        index, link = text.index(way.target, way.at)
        assert text[index].anchors[link].target == "dyakov"


def test_the_original_stands_with_its_paragraph_and_a_missing_one_is_said() -> None:
    page = article_page(ARTICLE, {1: "the first, as printed"})
    asides = {block.number: block.aside for block in blocks(page) if block.block_type == "paragraph"}
    assert page.has_asides
    assert asides[1] == "the first, as printed"
    assert set(asides.values()) == {"the first, as printed", "(not in your copy)"}
