"""What a date looks like on the axis: drawn over its own time and no other, and no surer than it is."""

import pytest
from hypothesis import given

from kztui.timeline.extent import DAY, DAY_UNSURE, FADING, SOLID, draw, extent_of
from kztui.timeline.scale import MONTH, YEAR, Window, time_of
from timeline_events import edtf, windows

BY_QUARTER = Window(2011 * YEAR, MONTH // 2, 48)
BY_MONTH = Window(2011 * YEAR, MONTH // 4, 96)
BY_YEAR = Window(2010 * YEAR, YEAR // 6, 30)


@pytest.mark.parametrize(
    ("date", "window", "first", "signs"),
    [
        ("2011", BY_QUARTER, 0, "━" * 24),
        ("2012", BY_QUARTER, 24, "━" * 24),
        ("2012", BY_MONTH, 48, "━" * 48),
        ("2012", BY_YEAR, 12, "━" * 6),
        ("2011-05", BY_QUARTER, 8, "━━"),
        ("2011-05", BY_MONTH, 16, "━━━━"),
        ("2011-05", BY_YEAR, 8, "━"),
        ("2011-12", BY_QUARTER, 22, "━━"),
        ("2011-06/2011-07", BY_QUARTER, 10, "╺━━╸"),
        ("2011-06/2011-07", BY_MONTH, 20, "╺━━━━━━╸"),
        ("2011-09~", BY_QUARTER, 16, "┅┅"),
        ("2011-22?", BY_QUARTER, 10, "┅┅┅┅┅┅"),
        ("2011-01-01", BY_QUARTER, 0, "◆"),
        ("2011-01-31", BY_QUARTER, 1, "◆"),
        ("2011-07-15?", BY_QUARTER, 12, "◇"),
        ("2011-05~/2011-08", BY_QUARTER, 8, "┅┅━━━━━╸"),
        ("2011-05/2011-08%", BY_QUARTER, 8, "╺━━━━━┅┅"),
        ("2012-11/..", BY_QUARTER, 44, "╺━┉▸"),
        ("2012-09/..", BY_QUARTER, 40, "╺━┉┉┈┈┈▸"),
        ("../2011-03", BY_QUARTER, 0, "◂┈┉┉━╸"),
        ("../2010-12", BY_YEAR, 0, "◂┈┈┉┉━"),
        ("../2011-06", BY_QUARTER, 0, "◂┈┈┈┈┈┈┈┉┉━╸"),
        ("2011-05/", BY_QUARTER, 8, "╺━┈┈?"),
        ("/2011-05", BY_QUARTER, 5, "?┈┈━╸"),
        ("2010/2013", BY_QUARTER, 0, "━" * 48),
        ("2009/..", BY_QUARTER, 0, "┈" * 47 + "▸"),
        ("2010/..", BY_QUARTER, 0, "┉┉" + "┈" * 45 + "▸"),
    ],
)
def test_a_date_stands_at_its_time(date: str, window: Window, first: int, signs: str) -> None:
    extent = extent_of(date)
    assert extent
    assert draw(extent, window) == (first, signs)


def test_what_is_foreseen_is_never_drawn_as_what_happened() -> None:
    year, day = extent_of("2012"), extent_of("2011-07-15")
    assert year
    assert day
    assert draw(year, BY_QUARTER, foreseen=True) == (24, "┄" * 24)
    assert draw(day, BY_QUARTER, foreseen=True) == (12, DAY_UNSURE)


@pytest.mark.parametrize("date", ["", "soon", "2011-13", "../..", "2012/2011"])
def test_no_date_has_no_extent(date: str) -> None:
    assert extent_of(date) is None


@pytest.mark.parametrize("date", ["2010", "2013", "2013-02-01", "2013/..", "../2010-12", "2013/"])
def test_what_is_out_of_view_is_not_drawn(date: str) -> None:
    extent = extent_of(date)
    assert extent
    assert draw(extent, BY_QUARTER) is None


def test_a_year_is_a_bar_over_the_year_and_no_point() -> None:
    extent = extent_of("2011")
    assert extent
    assert (extent.start, extent.end) == (time_of((2011, 1, 1)), time_of((2012, 1, 1)))
    for step in (MONTH // 10, MONTH // 4, MONTH, YEAR // 3):
        drawn = draw(extent, Window(2010 * YEAR, step, 400))
        assert drawn
        assert drawn.signs == SOLID * (YEAR // step)


@given(edtf, windows)
def test_what_lies_in_the_window_is_drawn_there_and_nowhere_else(date: str, window: Window) -> None:
    extent = extent_of(date)
    assert extent
    drawn = draw(extent, window)
    assert (drawn is not None) == (extent.start < window.end and window.start < extent.end)
    if drawn is None:
        return
    assert drawn.signs
    assert 0 <= drawn.first <= drawn.last < window.cells
    fades = 2 * window.step if not (extent.begins and extent.ends) else 0
    for cell, sign in enumerate(drawn.signs, drawn.first):
        begin, end = window.start + cell * window.step, window.start + (cell + 1) * window.step
        if sign in FADING:
            assert begin < extent.end + fades + window.step
            assert end > extent.start - fades - window.step
            assert not extent.known_start <= begin < end <= extent.known_end
        else:
            assert begin < extent.known_end
            assert end > extent.known_start


@given(edtf, windows)
def test_all_that_is_known_and_in_view_is_covered(date: str, window: Window) -> None:
    extent = extent_of(date)
    assert extent
    drawn = draw(extent, window)
    if drawn is None or drawn.signs in {DAY, DAY_UNSURE}:
        return
    first, last = max(window.cell(extent.known_start), 0), min(window.cell(extent.known_end - 1), window.cells - 1)
    assert not first <= last or drawn.first <= first <= last <= drawn.last


@given(edtf, windows)
def test_an_approximate_date_is_nowhere_drawn_as_sure_unless_between_sure_ends(date: str, window: Window) -> None:
    extent = extent_of(date)
    assert extent
    drawn = draw(extent, window)
    if drawn and extent.sure_start >= extent.sure_end:
        assert not set(drawn.signs) & {DAY, SOLID, "╺", "╸"}
