"""Walking on the timeline: steps in the order of dates, a window that follows, and nothing that loses the way."""

from hypothesis import given
from hypothesis import strategies as st

from kztui.timeline.events import Timeline
from kztui.timeline.scale import YEAR, fit
from kztui.tui.timeline.viewport import Viewport
from timeline_events import dated, event, many_events, timeline


def viewport(made: Timeline, cells: int = 100) -> Viewport:
    walking = Viewport(made)
    walking.resize(cells)
    return walking


def years(walking: Viewport) -> tuple[int, int]:
    return walking.window.start // YEAR, (walking.window.end - 1) // YEAR


def test_the_first_window_shows_most_events_and_the_rest_on_request() -> None:
    walking = viewport(dated("2004", *["2011"] * 5, *["2012"] * 5))
    assert years(walking) == (2011, 2013)
    walking.fit()
    assert years(walking)[0] == 2004
    walking.fit()
    assert years(walking) == (2011, 2013)


def test_steps_go_from_event_to_event() -> None:
    walking = viewport(dated("2011", "2011", "2011-05", "2012", "2012", ""))
    assert walking.step(1) == 1
    assert walking.step(-1) == 0
    assert walking.step(99) == 5


def test_the_window_follows_the_cursor_and_stays_where_it_is_seen() -> None:
    walking = viewport(dated("2004", *["2011"] * 5, *["2012"] * 5))
    window = walking.window
    walking.select(7)
    assert walking.window == window
    walking.select(0)
    assert years(walking)[0] <= 2004 <= years(walking)[1]
    assert walking.window.step == window.step
    walking.resize(60)
    assert years(walking)[0] <= 2004 <= years(walking)[1]


def test_standing_before_the_size_is_known_counts_once_it_is() -> None:
    walking = Viewport(dated("2004", *["2011"] * 5, *["2012"] * 5))
    walking.select(0)
    walking.resize(100)
    assert years(walking)[0] <= 2004 <= years(walking)[1]
    later = Viewport(walking.timeline)
    later.select(6)
    later.resize(100)
    assert years(later) == (2011, 2013)


def test_ends_are_the_first_and_the_last_dated_event_and_then_the_last_of_all() -> None:
    walking = viewport(dated("2011", "2012", "2013", "", ""))
    assert walking.end(last=True) == 2
    walking.select(2)
    assert walking.end(last=True) == 4
    assert walking.end(last=False) == 0


def test_across_to_the_undated_and_back_to_where_one_was() -> None:
    walking = viewport(dated("2011", "2012", "2013", "", ""))
    walking.select(1)
    walking.select(walking.toggle_undated([0, 4]))
    assert walking.cursor == 4
    assert walking.on_undated
    walking.select(walking.toggle_undated([]))
    assert walking.cursor == 1
    assert walking.toggle_undated([]) == 3


def test_panning_ends_where_events_do() -> None:
    walking = viewport(dated("2011", "2012", "2013"))
    moves = 0
    while walking.pan(0.5):
        moves += 1
        assert moves < 50
    assert walking.window.start < 2014 * YEAR
    while walking.pan(-0.5):
        moves += 1
        assert moves < 100
    assert walking.window.end > 2011 * YEAR


def test_the_nearest_event_out_of_view_on_either_side() -> None:
    walking = viewport(dated("1990/1995", "1991", *["2011"] * 30, "2030"))
    walking.select(5)
    assert (walking.timeline.earlier(walking.window), walking.timeline.later(walking.window)) == (2, 1)
    assert walking.nearest_outside(later=False) == 1
    assert walking.nearest_outside(later=True) == 32
    walking.select(32)
    assert walking.nearest_outside(later=True) == 32


def test_zoom_keeps_the_cursor_in_view_and_ends_at_days_and_at_everything() -> None:
    walking = viewport(dated("2011", "2011-05-03", "2013-07"))
    walking.select(1)
    names = [walking.window.unit.name]
    while walking.zoom(finer=True):
        names.append(walking.window.unit.name)
        assert walking.window.start <= walking.timeline.extents[1].known_start < walking.window.end
    assert names == ["quarter", "month", "day"]
    steps = 0
    while walking.zoom(finer=False):
        steps += 1
        assert steps < 20
    assert walking.window.start <= walking.timeline.whole[0]
    assert walking.timeline.whole[1] <= walking.window.end
    assert walking.window.step == fit(*walking.timeline.whole, walking.window.cells).step


@given(many_events(), st.integers(12, 200), st.lists(st.booleans(), max_size=12))
def test_zoom_never_goes_beyond_what_all_events_need(made: Timeline, cells: int, moves: list[bool]) -> None:
    walking = viewport(made, cells)
    coarsest = max(walking.window.step, fit(*made.whole, cells).step)
    for finer in moves:
        if walking.shows_all():
            assert finer or not walking.zoom(finer=False)
        walking.zoom(finer)
        assert walking.window.step <= coarsest


def test_another_set_of_events_is_walked_from_the_same_one() -> None:
    every = [event("2004", 0), event("2011", 1), event("2012", 2), event("", 3)]
    walking = viewport(timeline(*every))
    walking.select(2)
    walking.change(timeline(*every[2:]))
    assert walking.timeline.events[walking.cursor].id == "e2"
    assert years(walking)[0] == 2012
    walking.change(timeline())
    walking.change(timeline(*every))
    assert walking.cursor == 0


def test_the_lane_of_the_cursor_or_of_an_actor_comes_into_view() -> None:
    made = timeline(*(event("2011", number, actors=[name]) for number, name in enumerate("abcdefgh")))
    walking = viewport(made)
    walking.toggle_lanes("h")
    assert walking.by_actor
    assert walking.scroll(4) == 5
    assert walking.scroll(20) == 0
    walking.select(3)
    assert walking.scroll(4) == 1
    walking.reveal_lane("a")
    assert walking.scroll(4) == 0


@given(many_events(), st.lists(st.integers(0, 12), max_size=25), st.integers(12, 200))
def test_no_walk_gets_lost(made: Timeline, moves: list[int], cells: int) -> None:
    walking = viewport(made, cells)
    for move in moves:
        if move < 3:
            walking.select(walking.step(move - 1))
        elif move < 5:
            walking.select(walking.end(last=move == 3))
        elif move < 7:
            walking.pan(move - 5.5)
        elif move < 9:
            walking.zoom(finer=move == 7)
        elif move == 9:
            walking.fit()
        elif move == 10:
            walking.toggle_lanes("")
        elif move == 11:
            walking.select(walking.nearest_outside(later=True))
        else:
            walking.resize(cells + len(moves))
        assert 0 <= walking.cursor < max(1, len(made.events))
        assert walking.window.start % walking.window.step == 0
        assert walking.scroll(5) >= 0
        if move in {0, 1, 2, 3, 4, 11} and walking.cursor < made.dated:
            extent = made.extents[walking.cursor]
            assert extent.known_start < walking.window.end
            assert walking.window.start < extent.known_end
