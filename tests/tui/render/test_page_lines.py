"""Drawn lines: their width, their margin, the current link, lit words, and which link lies under a column."""

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color

from caspian import caspian
from kztui.tui.render.card_page import card_page
from kztui.tui.render.cells import cell_width
from kztui.tui.render.page import Anchor, Block, Page, article_page
from kztui.tui.render.page_lines import PageStyle, anchor_at, draw_line, highlight, words
from kztui.tui.render.styled_text import Parts, parts_width
from kztui.tui.render.wrapped_page import MARGIN, Position, WrappedPage
from kztui.tui.theme import DARK, palette

ARTICLE = caspian()
INK = palette(DARK)
TOP = Position(0, 0)
PAGES = [article_page(ARTICLE, {1: "as printed " * 30}), *(card_page(ARTICLE, target) for target in ARTICLE.items)]


def kind_of(target: str) -> str:
    item = ARTICLE.items.get(target)
    return item.item_kind if item else ""


def page_style(cursor: Position = TOP, link: int = -1, focused: bool = True) -> PageStyle:
    return PageStyle(INK, kind_of, cursor, link, focused)


def spots(layout: WrappedPage) -> list[Position]:
    return [Position(block, line) for block in range(len(layout.page)) for line in range(len(layout.lines(block)))]


def text_of(parts: Parts) -> str:
    return "".join(text for text, _ in parts)


@given(st.sampled_from(PAGES), st.integers(20, 160), st.integers(0, 30), st.integers(-1, 4), st.booleans())
def test_every_line_is_as_wide_as_the_pane(page: Page, cells: int, block: int, link: int, focused: bool) -> None:
    layout = WrappedPage(page, cells)
    at = page_style(Position(min(block, len(page) - 1), 0), link, focused)
    assert {parts_width(draw_line(layout, position, cells, at)) for position in spots(layout)} == {cells}


def test_a_paragraph_has_its_number_in_the_margin_of_its_first_line_alone() -> None:
    layout = WrappedPage(article_page(ARTICLE), 60)
    block, _ = layout.page.index("p2")
    positions = [position for position in spots(layout) if position.block == block]
    drawn = [text_of(draw_line(layout, position, 60, page_style())) for position in positions]
    margins = [line[layout.left : layout.left + MARGIN].strip() for line in drawn]
    assert margins[0] == ""
    assert margins[1] == "2"
    assert set(margins[2:]) == {""}


def test_the_current_paragraph_has_a_bar_all_along() -> None:
    layout = WrappedPage(article_page(ARTICLE), 60)
    block, _ = layout.page.index("p2")
    at = page_style(layout.first_text(block))
    bars = {position.block: text_of(draw_line(layout, position, 60, at))[layout.left] for position in spots(layout)}
    assert [index for index, sign in bars.items() if sign == "┃"] == [block]


def test_the_current_link_is_drawn_as_no_other_is() -> None:
    layout = WrappedPage(article_page(ARTICLE), 80)
    block, link = layout.page.index("p1", 1)
    position = layout.position_at(block, layout.page[block].anchors[link].start)
    parts = draw_line(layout, position, 80, page_style(position, link))
    current = [text for text, style in parts if style.bgcolor == INK.link.bgcolor]
    assert "".join(current).startswith("Gülnar went down")


@pytest.mark.parametrize("cells", [24, 34, 38, 60])
def test_labels_of_rows_stand_whole_before_their_values(cells: int) -> None:
    layout = WrappedPage(card_page(ARTICLE, "ferry-loss"), cells)
    drawn = [text_of(draw_line(layout, position, cells, page_style())) for position in spots(layout)]
    rows = {block.label for block in map(layout.page.__getitem__, range(len(layout.page))) if block.block_type == "row"}
    assert len(rows) > 2
    starts = [line[1:] for line in drawn if line[1:2].strip() and layout.left == 0]
    assert {label for label in rows if label and not any(start.startswith(f"{label} ") for start in starts)} == set()


def test_a_dead_link_is_struck_out() -> None:
    page = Page("", [Block("paragraph", "leads nowhere", (Anchor(0, 5, "nobody"),))])
    parts = draw_line(WrappedPage(page, 40), Position(0, 0), 40, page_style(Position(0, 0)))
    assert [text for text, style in parts if style.strike] == ["leads"]


@pytest.mark.parametrize("page", PAGES[:8], ids=lambda page: page.target or "article")
@pytest.mark.parametrize("cells", [40, 100])
def test_a_click_on_a_link_s_words_finds_that_link_and_beside_them_none(page: Page, cells: int) -> None:
    layout = WrappedPage(page, cells)
    for position in spots(layout):
        drawn = draw_line(layout, position, cells, page_style(Position(0, 0)))
        line, block = layout.lines(position.block)[position.line], page[position.block]
        found = [anchor_at(layout, position, column) for column in range(cells)]
        inside = text_of(drawn)
        for number, anchor in enumerate(block.anchors):
            first, last = max(anchor.start, line.start), min(anchor.end, line.end)
            words = block.text[first:last].strip() if line.start >= 0 and first < last else ""
            if words and inside.count(words) == 1:
                column = cell_width(inside[: inside.index(words)])
                assert found[column : column + cell_width(words)] == [number] * cell_width(words)
        known = {number for number in found if number >= 0}
        assert known <= set(range(len(block.anchors)))
        assert found[0] == -1


@given(st.text("ab cж", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(1, 5)), max_size=4))
def test_lit_words_change_their_style_and_nothing_of_the_text(text: str, wanted: list[tuple[int, int]]) -> None:
    marks: list[tuple[int, int]] = []
    for start, length in sorted(wanted):
        if start + length <= len(text) and (not marks or start >= marks[-1][1]):
            marks.append((start, start + length))
    parts = highlight([(text, INK.text)], lambda _: marks, INK.highlight)
    assert text_of(parts) == text
    assert [part for part, style in parts if style.bgcolor == INK.highlight.bgcolor] == [text[a:b] for a, b in marks]


def test_words_of_the_search_are_lit_and_most_of_all_on_the_line_that_is_read() -> None:
    layout = WrappedPage(article_page(ARTICLE), 80)

    def fog(text: str) -> list[tuple[int, int]]:
        return [(at.start(), at.end()) for at in re.finditer("fog", text)]

    def highlighted(ground: Color | None, cursor: Position) -> list[Position]:
        at = PageStyle(INK, kind_of, cursor, -1, False, fog)
        drawn = ((position, draw_line(layout, position, 80, at)) for position in spots(layout))
        return [
            position for position, parts in drawn for text, style in parts if style.bgcolor == ground and text == "fog"
        ]

    everywhere = highlighted(INK.highlight.bgcolor, Position(1, 0))
    assert len(everywhere) > 1
    assert highlighted(INK.highlight_here.bgcolor, Position(1, 0)) == []
    assert highlighted(INK.highlight_here.bgcolor, everywhere[0]) == everywhere[:1]
    assert highlighted(INK.highlight.bgcolor, everywhere[0]) == everywhere[1:]


def test_a_line_of_thousands_of_links_is_drawn_by_its_own_links_alone() -> None:
    count = 100_000
    anchors = tuple(Anchor(at * 4, at * 4 + 3, "caspian") for at in range(count))
    block = Block("paragraph", "sea " * count, anchors)
    began = process_time()
    for line in range(100):
        start = line * 1_000 + 1  # within a link
        parts = words(block, TOP, (start, start + 80), page_style())
        assert text_of(parts) == block.text[start : start + 80]
        assert len(parts) == 41  # of 20 links and the first part of another, and of the blanks between
    assert process_time() - began < 0.2
