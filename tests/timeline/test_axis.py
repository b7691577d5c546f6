"""The axis: years and their parts named where they begin, at every scale, before the common era too."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.timeline.axis import LINE, axis, range_name, single_row, year_name
from kztui.timeline.scale import MONTH, YEAR, Window, fit, time_of
from timeline_events import windows


def window(first: tuple[int, int, int], last: tuple[int, int, int], cells: int) -> Window:
    return fit(time_of(first), time_of(last), cells)


def test_by_quarter() -> None:
    drawn = axis(window((2011, 1, 1), (2013, 1, 1), 60))
    assert drawn.above == "│2011                   │2012                   │2013       "
    assert drawn.below == "Q1    Q2    Q3    Q4    Q1    Q2    Q3    Q4    Q1    Q2    "
    assert drawn.lines == (0, 24, 48)


def test_by_month_and_a_year_that_has_begun_before() -> None:
    drawn = axis(window((2011, 10, 1), (2012, 4, 1), 30))
    assert drawn.above == "2011           │2012          "
    assert drawn.below == "Oct  Nov  Dec  Jan  Feb  Mar  "


def test_by_day() -> None:
    at = window((2012, 2, 1), (2012, 3, 10), 60)
    drawn = axis(at)
    assert drawn.above == "│February 2012                │March 2012                   "
    assert drawn.below.index("15") == at.cell(time_of((2012, 2, 15))) == 14
    assert drawn.below.index("10", 30) == at.cell(time_of((2012, 3, 10))) == 38


def test_by_year_ticks_what_has_no_room_for_a_name() -> None:
    assert axis(Window(2010 * YEAR, YEAR // 6, 24)) == ("│2010 │2011 │2012 │2013 ", "", (0, 6, 12, 18))
    assert axis(Window(2010 * YEAR, YEAR // 4, 24)).above == "│2010   │2012   │2014   "
    assert axis(Window(2010 * YEAR, YEAR // 2, 24)).above == "│2010 ╵ ╵ │2015 ╵ ╵ ╵ ╵ "


def test_centuries_on_either_side_of_the_era() -> None:
    drawn = axis(Window(-300 * YEAR, 10 * YEAR, 50))
    assert [drawn.above[line + 1 :].split()[0] for line in drawn.lines] == ["300", "200", "100", "1", "100"]
    assert drawn.above.count("BC") == 3


@pytest.mark.parametrize(
    ("year", "name"), [(2011, "2011"), (1, "1"), (0, "1 BC"), (-43, "44 BC"), (-9_999_999, "10,000,000 BC")]
)
def test_years_are_named_as_they_are_said(year: int, name: str) -> None:
    assert year_name(year) == name


def test_one_row_names_quarters_between_the_years() -> None:
    assert single_row(window((2011, 1, 1), (2012, 1, 1), 24)) == "│2011 Q2    Q3    Q4    "


def test_the_range_is_that_of_the_cells_in_view() -> None:
    assert range_name(Window(2011 * YEAR, MONTH, 12)) == "2011"
    assert range_name(Window(2011 * YEAR, MONTH, 13)) == "2011 – 2012"


@given(windows)
def test_every_named_year_stands_where_it_begins(at: Window) -> None:
    drawn = axis(at)
    assert len(drawn.above) == at.cells
    assert len(drawn.below) in {0, at.cells}
    assert len(single_row(at)) == at.cells
    for found in re.finditer(rf"{LINE}([\d,]+)( BC)?(?= |$)", drawn.above):
        year = int(found[1].replace(",", "")) * (-1 if found[2] else 1) + bool(found[2])
        begins = time_of((year, 1, 1))
        if found.end() < at.cells:
            assert at.cell(begins) == found.start()


@given(windows.filter(lambda window: window.unit.name in {"quarter", "month"}))
def test_every_quarter_and_month_stands_where_it_begins(at: Window) -> None:
    names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    for found in re.finditer(r"Q([1-4])|([A-Z][a-z]+)", axis(at).below):
        month = int(found[1]) * 3 - 2 if found[1] else names.index(found[2][:3]) + 1
        assert (at.start + found.start() * at.step) // MONTH % 12 == month - 1
        assert (at.start + found.start() * at.step) % MONTH == 0


@given(windows, st.booleans())
def test_no_two_words_touch(at: Window, single: bool) -> None:
    for row in [single_row(at)] if single else axis(at)[:2]:
        assert not re.search(r"[0-9A-Za-z](│|╵)", row)
