"""A wrapped page: steps, distances and offsets agree with a list of all its lines."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from caspian import caspian
from kztui.tui.render.card_page import card_page
from kztui.tui.render.cells import cell_width
from kztui.tui.render.page import ROW_LABELS, Block, Page, article_page
from kztui.tui.render.wrapped_page import BESIDE, MARGIN, Position, WrappedPage

WORDS = st.lists(st.text("abcдж漢", min_size=1, max_size=12), max_size=12).map(" ".join)
BLOCKS = st.lists(
    st.builds(
        Block,
        st.sampled_from(["paragraph", "row", "entry", "heading"]),
        WORDS,
        label=st.sampled_from(["", "in", "took place in", "thought by some to be near"]),
        space=st.integers(0, 2),
        aside=WORDS,
    ),
    min_size=1,
    max_size=8,
)
CELLS = st.integers(20, 140)


def spots(layout: WrappedPage) -> list[Position]:
    """Every line of the page, in order: the plain truth that the walks are held against."""
    return [Position(block, line) for block in range(len(layout.page)) for line in range(len(layout.lines(block)))]


@given(BLOCKS, CELLS, st.booleans(), st.data())
def test_a_step_goes_as_many_lines_as_it_says_or_to_the_end(
    blocks: list[Block], cells: int, asides: bool, data: st.DataObject
) -> None:
    layout = WrappedPage(Page("", [*blocks], asides), cells)
    every = spots(layout)
    at = data.draw(st.integers(0, len(every) - 1))
    by = data.draw(st.integers(-40, 40))
    assert layout.step(every[at], by) == every[max(0, min(at + by, len(every) - 1))]
    assert layout.end() == every[-1]


@given(BLOCKS, CELLS, st.data())
def test_a_distance_is_the_number_of_steps_as_far_as_one_counts(
    blocks: list[Block], cells: int, data: st.DataObject
) -> None:
    layout = WrappedPage(Page("", [*blocks]), cells)
    every = spots(layout)
    first, last = (data.draw(st.integers(0, len(every) - 1)) for _ in range(2))
    limit = data.draw(st.integers(0, 60))
    steps = last - first
    expected = max(-limit, min(steps, limit))
    assert layout.distance(every[first], every[last], limit) == expected


@given(BLOCKS, CELLS, st.booleans(), st.data())
def test_the_line_of_an_offset_holds_it(blocks: list[Block], cells: int, asides: bool, data: st.DataObject) -> None:
    layout = WrappedPage(Page("", [*blocks], asides), cells)
    index = data.draw(st.integers(0, len(blocks) - 1))
    text = blocks[index].text
    letters = [at for at, letter in enumerate(text) if letter != " "]
    for offset in letters:
        position = layout.position_at(index, offset)
        line = layout.lines(index)[position.line]
        assert position.block == index
        assert line.start <= offset < (len(text) if line.is_cut else line.end)


@given(BLOCKS, CELLS, st.booleans(), st.data())
def test_every_line_has_an_offset_that_leads_back_to_it_and_a_blank_one_to_the_first(
    blocks: list[Block], cells: int, asides: bool, data: st.DataObject
) -> None:
    plain = [replace(block, aside=block.aside if asides else "") for block in blocks]
    layout = WrappedPage(Page("", [*plain], asides), cells)
    position = data.draw(st.sampled_from(spots(layout)))
    blank = [line.start == -1 for line in layout.lines(position.block)].count(True)
    assert layout.position_at(position.block, layout.offset(position)) == (
        position if position.line >= blank else Position(position.block, 0)
    )


@given(BLOCKS, CELLS, CELLS, st.data())
def test_at_another_width_the_same_words_are_found(
    blocks: list[Block], cells: int, other: int, data: st.DataObject
) -> None:
    page = Page("", [replace(block, aside="") for block in blocks])
    before, after = WrappedPage(page, cells), WrappedPage(page, other)
    position = data.draw(st.sampled_from(spots(before)))
    offset = before.offset(position)
    found = after.position_at(position.block, offset).line
    if offset < 0:  # a line that has the label alone, or is blank: it comes before all words
        assert found == 0
        return
    line = after.lines(position.block)[found]
    assert line.start <= offset <= max(line.end, -1)


@given(CELLS)
def test_no_line_of_words_is_wider_than_the_measure(cells: int) -> None:
    article = caspian()
    for page in (article_page(article), *(card_page(article, target) for target in article.items)):
        layout = WrappedPage(page, cells)
        for position in spots(layout):
            line, block = layout.lines(position.block)[position.line], page[position.block]
            if line.start >= 0:
                assert cell_width(block.text[line.start : line.end]) <= layout.width_of(block) <= max(8, cells - MARGIN)


def test_in_a_narrow_reader_a_row_begins_beside_its_label_and_goes_on_at_the_margin() -> None:
    page = Page("", [Block("row", "the harbour of Baku, and the bay", label="took place in")])
    narrow, wide = WrappedPage(page, 34), WrappedPage(page, 60)
    said = [page[0].text[line.start : line.end] for line in narrow.lines(0)]
    assert said == ["the harbour of", "Baku, and the bay"]
    indents = [narrow.indent(Position(0, line)) for line in range(2)]
    assert indents == [len(" took place in  "), MARGIN]
    assert len(wide.lines(0)) == 1
    assert wide.indent(Position(0, 0)) == MARGIN + ROW_LABELS


def test_a_label_beside_which_no_word_goes_has_a_line_to_itself() -> None:
    page = Page("", [Block("row", "unpronounceable", label="thought by some to be near", space=1)])
    layout = WrappedPage(page, 30)
    lines = layout.lines(0)
    assert [line.start for line in lines] == [-1, -1, 0]
    assert [layout.is_first(Position(0, line)) for line in range(3)] == [False, True, False]
    assert layout.position_at(0, 0) == Position(0, 2)


def test_prose_is_no_wider_than_eyes_follow_and_stands_in_the_middle() -> None:
    layout = WrappedPage(article_page(caspian()), 160)
    assert layout.measure == 76
    right = 160 - layout.left - MARGIN - layout.measure
    assert abs(layout.left + MARGIN - right) <= MARGIN + 2


def test_the_original_stands_beside_where_there_is_room_and_beneath_where_there_is_none() -> None:
    page = Page("", [Block("paragraph", "our words " * 20, aside="their words " * 20)], has_asides=True)
    wide, narrow = WrappedPage(page, BESIDE), WrappedPage(page, BESIDE - 1)
    assert all(line.aside for line in wide.lines(0))
    assert [line.aside is not None for line in narrow.lines(0)] == sorted(
        line.aside is not None for line in narrow.lines(0)
    )
    assert any(line.start == -2 for line in narrow.lines(0))


@given(BLOCKS, CELLS, st.integers(1, 30), st.data())
def test_a_roll_moves_the_view_and_the_cursor_no_further_than_it_must(
    blocks: list[Block], cells: int, lines: int, data: st.DataObject
) -> None:
    layout = WrappedPage(Page("", [*blocks]), cells)
    every = spots(layout)
    last = max(0, len(every) - lines)
    top = data.draw(st.integers(0, last))
    margin = min(lines // 3, 8)
    cursor = data.draw(st.integers(top, min(top + lines, len(every)) - 1))
    by = data.draw(st.integers(-3, 3))
    scrolled, position = layout.scrolled(every[top], every[cursor], lines, by)
    assert every.index(scrolled) == max(0, min(top + by, last))
    moved = every.index(position)
    if every.index(scrolled) == top:
        assert moved == max(0, min(cursor + by, len(every) - 1))
    elif every.index(scrolled) + margin <= cursor < every.index(scrolled) + lines - margin:
        assert moved == cursor
    else:
        assert every.index(scrolled) <= moved < every.index(scrolled) + lines
