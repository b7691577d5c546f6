"""Lanes: every event in view has a mark of its own or is counted with others, on as many rows as there are."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kztui.timeline.events import Timeline, Track
from kztui.timeline.extent import draw
from kztui.timeline.lanes import Lane, LaneNote, Lanes, arrange_lanes, whole_lanes
from kztui.timeline.marks import EventMark
from kztui.timeline.scale import MONTH, YEAR, Window
from timeline_events import dated, event, many_events, timeline, windows

TWO_YEARS = Window(2011 * YEAR, MONTH // 2, 48)


def lanes(made: Timeline, rows: int, window: Window = TWO_YEARS, top: int = 0) -> Lanes:
    return arrange_lanes(made, made.by_kind, window, rows, top, len)


def lane(made: Timeline, rows: int) -> Lane:
    (only,) = lanes(made, rows).lanes
    return only


def shown(row: Sequence[EventMark]) -> list[tuple[int, str]]:
    return [(mark.first, mark.signs) for mark in row]


def test_months_stand_in_a_row_and_what_overlaps_below() -> None:
    made = dated("2011", "2011-05", "2011-06/2011-07", "2012-03")
    year, march, may, summer = (0, "━" * 24), (28, "━━"), (8, "━━"), (10, "╺━━╸")
    assert [shown(row) for row in lane(made, 2).rows] == [[year, march], [may, summer]]
    assert [shown(row) for row in lane(made, 4).rows] == [[year, march], [may], [summer]]
    assert not lane(made, 2).crowd


def test_titles_get_rows_of_their_own_where_there_are_enough() -> None:
    made = dated("2011-05", "2011-06")
    assert lane(made, 1).height == 1
    assert lane(made, 2).height == 2
    assert [mark.title_width for row in lane(made, 2).rows for mark in row] == [len("Event 0"), len("Event 1")]


def test_a_title_stands_upon_a_long_bar_beside_a_short_one_and_left_of_one_at_the_edge() -> None:
    drawn = lane(dated("2011", "2012-12"), 1)
    year, month = drawn.rows[0]
    assert (year.title, year.title_width) == (3, len("Event 0"))
    assert (month.title + month.title_width, month.first) == (45, 46)


def test_bars_that_touch_are_told_apart() -> None:
    drawn = lane(dated("2011", "2012"), 1)
    assert shown(drawn.rows[0]) == [(0, "━" * 24), (24, "┣" + "━" * 23)]


def test_without_room_overlapping_events_have_signs_of_their_own_and_a_joint_where_one_begins() -> None:
    made = dated("2011", "2011-05", "2011-05/2011-08", "2012", "2012-12-24")
    assert lane(made, 1) == Lane(made.by_kind[0], (), "━━━━━━━━╬≡══════━━━━━━━━┣━━━━━━━━━━━━━━━━━━━━━━╠")
    both = lane(made, 2)
    assert [shown(row) for row in both.rows] == [[(0, "━" * 24), (24, "┣" + "━" * 23)]]
    assert both.crowd == "        ══━━━━━╸                               ◆"


@given(many_events(), windows, st.integers(1, 3))
def test_no_number_stands_where_marks_are(made: Timeline, window: Window, rows: int) -> None:
    for drawn in lanes(made, rows, window).lanes:
        assert not any(sign.isalnum() for sign in drawn.crowd)


def foreseen(*texts: str) -> Timeline:
    return timeline(*(event(text, number, foreseen=True) for number, text in enumerate(texts)))


def test_foreseen_events_without_a_date_stand_at_the_end_of_their_lane_which_says_so() -> None:
    made = foreseen("2011-05", "", "", "")
    titles = lane(made, 4)
    assert [shown(row) for row in titles.rows] == [[(8, "┄┄")], [(14, "┄?"), (26, "┄?"), (38, "┄?")]]
    assert [(mark.title, mark.title_width) for mark in titles.rows[1]] == [(17, 7), (29, 7), (41, 7)]
    assert titles.note == LaneNote(1, 6, "undated")
    signs = lane(foreseen("2011-05", *[""] * 9), 2)
    assert [shown(row) for row in signs.rows] == [[(8, "┄┄")], [(22 + 3 * number, "┄?") for number in range(9)]]
    assert signs.note == LaneNote(1, 14, "undated")


def test_foreseen_events_without_a_date_and_without_a_row_are_counted_at_the_end_of_the_lane() -> None:
    drawn = lane(foreseen("2011-05", "", "", ""), 1)
    assert [shown(row) for row in drawn.rows] == [[(8, "┄┄")]]
    assert drawn.note == LaneNote(0, 37, " +3 undated")
    long = lane(foreseen("2011-05/2012-12", "", "", ""), 1)
    assert long.note == drawn.note
    longer = lane(foreseen("2012-07/2012-12", "", "", ""), 1)
    assert [mark.title + mark.title_width <= 36 for mark in longer.rows[0]] == [True]
    assert lane(foreseen(*[""] * 300), 3).note == LaneNote(0, 35, " +300 undated")


@given(st.integers(1, 60), st.integers(24, 120), st.integers(1, 6))
def test_every_foreseen_event_without_a_date_has_cells_of_its_own_or_is_counted(
    count: int, cells: int, rows: int
) -> None:
    made = foreseen("2011", *[""] * count)
    drawn = lanes(made, rows, TWO_YEARS._replace(cells=cells)).lanes[0]
    marks = [mark for row in drawn.rows for mark in row if mark.place]
    assert drawn.note
    assert len(marks) == count or (not marks and f"+{count} " in drawn.note.words)
    assert drawn.height <= rows
    for row in drawn.rows:
        assert all(max(one.last, one.title + one.title_width - 1) < two.first for one, two in pairwise(row))
        assert all(mark.first >= 0 and max(mark.last, mark.title + mark.title_width - 1) < cells for mark in row)


def test_lanes_that_do_not_fit_are_counted_and_scrolled() -> None:
    made = timeline(*(event("2011", number, kind) for number, kind in enumerate("abcdef")))
    first = lanes(made, 4)
    assert ([lane.track.name for lane in first.lanes], first.above, first.below) == (["a", "b", "c"], 0, 3)
    last = lanes(made, 4, top=9)
    assert ([lane.track.name for lane in last.lanes], last.above, last.below) == (["d", "e", "f"], 3, 0)
    all_fit = lanes(made, 6)
    assert (len(all_fit.lanes), all_fit.above, all_fit.below) == (6, 0, 0)
    assert lanes(made, 0) == Lanes((), 0, 6)


def test_a_lane_with_nothing_in_view_keeps_its_row() -> None:
    (only,) = lanes(dated("1999"), 3).lanes
    assert (only.height, only.rows) == (1, ((),))


def test_thousands_in_a_lane_are_bars() -> None:
    made = dated(*["2011"] * 150, *["2011-05"] * 300)
    drawn = lane(made, 5)
    assert drawn.rows == ()
    assert set(drawn.crowd[:24]) == {"▃", "█"}
    assert drawn.crowd[8:10] == "██"
    assert drawn.crowd[24:] == " " * 24


@given(many_events(), windows, st.integers(1, 12), st.booleans(), st.integers(0, 9))
def test_no_event_in_view_is_lost(made: Timeline, window: Window, rows: int, by_actor: bool, top: int) -> None:
    tracks = made.by_actor if by_actor else made.by_kind
    arranged = arrange_lanes(made, tracks, window, rows, top, len)
    assert sum(lane.height for lane in arranged.lanes) <= rows
    assert len(arranged.lanes) + arranged.above + arranged.below == len(tracks)
    assert [lane.track for lane in arranged.lanes] == tracks[arranged.above : len(tracks) - arranged.below]
    for lane in arranged.lanes:
        assert lane.height >= 1
        assert_all_drawn(made, lane.track, lane, window)


@given(many_events(), windows, st.booleans())
def test_whole_titles_touch_nothing_where_no_edge_cuts_them(made: Timeline, window: Window, by_actor: bool) -> None:
    tracks = made.by_actor if by_actor else made.by_kind
    longest = max((len(event.caption) for event in made.events), default=0)
    for lane in whole_lanes(made, tracks, window._replace(cells=window.cells + longest + 2), len):
        for mark in (mark for row in lane.rows for mark in row if mark.last < window.cells):
            assert mark.title_width == len(made.events[mark.place].caption)
        for row in lane.rows:
            assert all(one.last + 1 < two.first for one, two in pairwise(row))
            assert all(one.title + one.title_width < two.first for one, two in pairwise(row))
            assert all(one.last < two.title for one, two in pairwise(row))
        assert not lane.crowd


def assert_all_drawn(made: Timeline, track: Track, lane: Lane, window: Window) -> None:
    """Every event of the track that is in view stands on cells of its own in one row, or under the signs of a crowd."""
    own = {mark.place: mark for row in lane.rows for mark in row}
    assert sum(map(len, lane.rows)) == len(own)
    for place in track.between(window.start, window.end):
        drawn = draw(made.extents[place], window, made.events[place].foreseen)
        assert drawn
        if place in own:
            assert (own[place].first, own[place].last) == (drawn.first, drawn.last)
            assert own[place].signs[1:] == drawn.signs[1:]
        else:
            assert len(lane.crowd) == window.cells
            assert " " not in lane.crowd[drawn.first : drawn.last + 1]
    for row in lane.rows:
        assert all(one.last < two.first for one, two in pairwise(row))
        for mark in row:
            others = [other for other in row if other is not mark]
            assert 0 <= mark.title <= mark.title + mark.title_width <= window.cells
            assert not any(other.first < mark.title + mark.title_width and mark.title <= other.last for other in others)
