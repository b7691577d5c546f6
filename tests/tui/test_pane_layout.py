"""The floor plan at every size: nothing outside the screen, nothing over another, everything within reach."""

from itertools import combinations, product

import pytest
from textual.geometry import Region

from kztui.tui.pane_layout import (
    SMALLEST,
    THREE_COLUMNS,
    TWO_COLUMNS,
    ColumnWidths,
    LayoutState,
    arrange,
    message_lines,
)

PANES = ("sections", "events", "actors", "claims", "places", "terms", "reader", "links")
ROWS = {"sections": 5, "events": 62, "actors": 80, "claims": 75, "places": 29, "terms": 26}
WIDTHS = (*range(1, 34), 40, 59, 60, 61, 79, 80, 99, 100, 101, 120, 150, 200, 299, 300)
HEIGHTS = (*range(1, 24), 30, 40, 60, 99, 100)
SIZES = list(product(WIDTHS, HEIGHTS))
STATES = [
    LayoutState(focused, zoomed, timeline, peek, ROWS)
    for focused in (*PANES, "timeline")
    for zoomed, timeline, peek in product((False, True), (False, True), ("", "above", "below"))
    if timeline or focused != "timeline"
]


def big_enough(size: tuple[int, int]) -> bool:
    return size[0] >= SMALLEST[0] and size[1] >= SMALLEST[1]


def apart(regions: dict[str, Region]) -> bool:
    return not any(one.overlaps(other) for one, other in combinations(regions.values(), 2))


@pytest.mark.parametrize("state", STATES, ids=lambda state: "-".join(map(str, state[:4])))
def test_at_every_size_panes_stand_side_by_side_inside_the_screen_and_the_focused_one_is_shown(
    state: LayoutState,
) -> None:
    for width, height in SIZES:
        regions = arrange(width, height, state)
        screen = Region(0, 0, width, height)
        assert [name for name, region in regions.items() if not screen.contains_region(region)] == [], (width, height)
        peek = regions.pop("peek", None)
        assert apart(regions), (width, height, regions)
        if peek is not None:
            assert any(region.contains_region(peek) for region in regions.values()), (width, height, regions, peek)
        if big_enough((width, height)):
            assert state.focused in regions, (width, height)
            assert regions[state.focused].area, (width, height)


def test_too_small_a_screen_has_one_region_for_what_is_to_be_said() -> None:
    small = [size for size in SIZES if not big_enough(size)]
    assert small
    for width, height in small:
        for state in STATES:
            assert arrange(width, height, state) == {"top": Region(0, 0, width, height)}


def test_nothing_of_the_screen_lies_bare() -> None:
    for width, height in filter(big_enough, SIZES):
        regions = arrange(width, height, LayoutState(rows=ROWS))
        assert sum(region.area for region in regions.values()) == width * height, (width, height, regions)


@pytest.mark.parametrize(
    ("width", "columns"),
    [(30, 1), (TWO_COLUMNS - 1, 1), (TWO_COLUMNS, 2), (THREE_COLUMNS - 1, 2), (THREE_COLUMNS, 3), (300, 3)],
)
def test_the_width_says_how_many_columns_there_are(width: int, columns: int) -> None:
    regions = arrange(width, 40, LayoutState(rows=ROWS))
    assert len({regions[name].x for name in PANES if name in regions}) == columns


def test_the_reader_is_never_narrower_than_its_neighbours() -> None:
    for width in range(TWO_COLUMNS, 301):
        regions = arrange(width, 40, LayoutState(rows=ROWS))
        assert regions["reader"].width >= max(regions["events"].width, regions["links"].width), width


def test_index_panes_take_what_they_can_use_and_the_one_in_use_is_never_a_mere_title() -> None:
    tall = arrange(120, 100, LayoutState(rows={**ROWS, "sections": 4}))
    assert tall["sections"].height == 4 + 2
    for focused in PANES[:6]:
        for height in range(SMALLEST[1], 20):
            assert arrange(120, height, LayoutState(focused, rows=ROWS))[focused].height >= 3, (focused, height)


@pytest.mark.parametrize("opened", ["", "terms", "claims"])
def test_a_pane_that_lists_little_leaves_the_room_to_those_that_list_more(opened: str) -> None:
    many = arrange(120, 40, LayoutState(opened or "reader", rows={**ROWS, "terms": 0, "claims": 2}, opened=opened))
    assert many["terms"].height == 3 if opened != "claims" else many["terms"].height <= 3
    assert many["claims"].height <= 2 + 2
    few = dict.fromkeys(ROWS, 2) | {"terms": 0}
    heights = {
        name: arrange(120, 40, LayoutState(opened or "reader", rows=few, opened=opened))[name].height for name in few
    }
    assert heights.pop("terms") == 3
    assert max(heights.values()) - min(heights.values()) <= 1


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
def test_the_index_pane_in_use_grows_and_stays_so_when_one_reads(size: tuple[int, int]) -> None:
    at_first = arrange(*size, LayoutState(rows=ROWS))
    in_use = arrange(*size, LayoutState("claims", rows=ROWS, opened="claims"))
    reading = arrange(*size, LayoutState("reader", rows=ROWS, opened="claims"))
    assert in_use["claims"].height >= 2 * max(
        region.height for name, region in in_use.items() if name in ROWS and name != "claims"
    )
    assert in_use["claims"].height > at_first["claims"].height
    assert {name: reading[name] for name in ROWS} == {name: in_use[name] for name in ROWS}
    assert all(in_use[name].height == 1 or in_use[name].height >= 3 for name in ROWS)


def test_chosen_widths_hold_as_far_as_the_text_keeps_room() -> None:
    for width in (60, 80, 100, 120, 200):
        for chosen in (ColumnWidths(), ColumnWidths(1, 1), ColumnWidths(40, 40), ColumnWidths(500, 500)):
            regions = arrange(width, 40, LayoutState(rows=ROWS, widths=chosen))
            assert sum(region.area for region in regions.values()) == width * 40
            assert regions["reader"].width >= 30
            assert min(regions["events"].width, regions["links"].width) >= 20
    assert arrange(200, 40, LayoutState(rows=ROWS, widths=ColumnWidths(44, 52)))["events"].width == 44


def test_a_zoomed_pane_has_all_between_the_bars() -> None:
    assert arrange(120, 40, LayoutState("links", zoomed=True, rows=ROWS))["links"] == Region(0, 1, 120, 38)


def test_a_message_longer_than_a_line_covers_the_lowest_lines_of_the_panes_alone() -> None:
    message = "What has a long name was added to the selection, which is cited by a key"
    for (width, height), lines in {(120, 40): 1, (60, 20): 2, (40, 12): 2, (30, 8): 2, (30, 20): 3}.items():
        quiet, told = (arrange(width, height, LayoutState(rows=ROWS, message=text)) for text in ("", message))
        assert told.pop("bottom") == Region(0, height - lines, width, lines)
        assert told == {name: region for name, region in quiet.items() if name != "bottom"}
        assert " ".join(message_lines(message, width)) == message


def test_the_peek_leaves_the_side_it_is_not_on() -> None:
    above = arrange(120, 40, LayoutState(peek="above", rows=ROWS))
    below = arrange(120, 40, LayoutState(peek="below", rows=ROWS))
    assert above["peek"].y == above["reader"].y
    assert below["peek"].bottom == below["reader"].bottom
    assert above["peek"].bottom <= below["peek"].y
