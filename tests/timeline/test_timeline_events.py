"""The events of a timeline: in order, in lanes, found by time, and most of them in the first window."""

from collections import Counter

import pytest
from hypothesis import given

from kztui.article.data_tables import rows
from kztui.timeline.events import FORESEEN, NOBODY, OTHER, Timeline, kind_group, kind_groups
from kztui.timeline.scale import YEAR, Window, time_of
from timeline_events import dated, event, many_events, timeline, windows


def test_undated_events_and_dates_that_cannot_be_read_come_last() -> None:
    made = dated("2012", "", "2011", "some day", "2011-05")
    assert [event.date for event in made.events] == ["2011", "2011-05", "2012", "", "some day"]
    assert made.dated == 3
    assert made.places == {"e2": 0, "e4": 1, "e0": 2, "e1": 3, "e3": 4}


def test_kinds_have_lanes_in_groups_and_others_keep_their_own() -> None:
    made = timeline(
        *(event("2011", number, kind) for number, kind in enumerate(["flood", "law", "bombing", "", "flood", "quake"])),
        event("2014", 6, "bombing", foreseen=True),
        event("", 7, "bombing"),
        event("", 8, "bombing", foreseen=True),
    )
    assert [(track.name, len(track.members)) for track in made.by_kind] == [
        ("violence", 1),
        ("state", 1),
        ("flood", 2),
        ("quake", 1),
        (OTHER, 1),
        (FORESEEN, 2),
    ]
    assert list(made.by_actor[-1].undated) == list(made.by_kind[-1].undated) == [8]


def test_no_kind_is_in_two_groups() -> None:
    kinds = Counter(kind for _, group in rows("timeline/data/kind_groups.tsv") for kind in group.split())
    assert kinds
    assert set(kinds.values()) == {1}
    assert {kind_group(kind) for kind in kinds} == set(kind_groups().values())


def test_actors_have_lanes_the_busiest_first_and_an_event_stands_in_each_of_its_own() -> None:
    made = timeline(
        event("2011", 0, actors=["navy", "fishers", "navy"]),
        event("2012", 1, actors=["fishers"]),
        event("2013", 2),
        event("2014", 3, actors=["navy"], foreseen=True),
    )
    assert [(track.name, track.target, list(track.places)) for track in made.by_actor] == [
        ("FISHERS", "fishers", [0, 1]),
        ("NAVY", "navy", [0]),
        (NOBODY, "", [2]),
        (FORESEEN, "", [3]),
    ]


@given(many_events(), windows)
def test_events_are_found_by_time_without_looking_at_all(made: Timeline, window: Window) -> None:
    def inside(place: int) -> bool:
        extent = made.extents[place]
        return extent.start < window.end and window.start < extent.end

    for track in [*made.by_kind, *made.by_actor]:
        expected = [place for place in track.places if inside(place)]
        assert track.between(window.start, window.end) == expected
        assert track.count(window.start, window.end) == len(expected)
        assert 0 <= min(track.coverage(window)) <= max(track.coverage(window)) <= len(expected)
        assert any(track.coverage(window)) == bool(expected)
    outside = made.earlier(window) + made.later(window)
    assert outside + sum(inside(place) for place in range(made.dated)) == made.dated


@given(many_events())
def test_every_dated_event_has_a_lane_and_of_undated_ones_those_that_are_foreseen(made: Timeline) -> None:
    for tracks in (made.by_kind, made.by_actor):
        assert {place for track in tracks for place in track.places} == set(range(made.dated))
        assert all(list(track.places) == sorted(track.places) for track in tracks)
        undated = {place for place in range(made.dated, len(made.events)) if made.events[place].foreseen}
        assert {place for track in tracks for place in track.undated} == undated


def years(span: tuple[int, int]) -> tuple[float, float]:
    return span[0] / YEAR, span[1] / YEAR


@pytest.mark.parametrize(
    ("dates", "first", "last"),
    [
        (["2004", *["2011"] * 5, *["2012-03"] * 5, "2014"], 2011, 2015),
        (["1865", *["2011"] * 5, *["2012-03"] * 15, "2099"], 2011, 2012.25),
        (["1990/2013", *["2011"] * 5, *["2012"] * 5], 2011, 2013),
        (["2004", "2011"], 2004, 2012),
        (["2004", "2005", "2011", "2012", "2013"], 2004, 2014),
        ([*["1990"] * 5, *["2011"] * 5], 1990, 2012),
        ([str(year) for year in range(1980, 2020)], 1980, 2020),
        (["2011/.."], 2011, 2012),
        (["-0043-03-15", *["2011"] * 9], 2011, 2012),
        ([], 2000, 2001),
    ],
)
def test_the_first_window_is_where_most_events_are(dates: list[str], first: float, last: float) -> None:
    assert years(dated(*dates).busiest) == (first, last)


@given(many_events())
def test_the_first_window_leaves_out_a_tenth_at_most(made: Timeline) -> None:
    first, last = made.busiest
    assert made.whole[0] <= first < last <= made.whole[1]
    whole = sum(first <= extent.known_start and extent.known_end <= last for extent in made.extents)
    assert made.dated - whole <= max(1, made.dated // 10)


def test_the_whole_reaches_from_the_first_to_the_last_that_is_known() -> None:
    assert dated("2004", "../2006", "2009/..").whole == (time_of((2004, 1, 1)), time_of((2010, 1, 1)))
