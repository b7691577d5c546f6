"""The density: every event weighs one in all, wherever its date spreads it."""

import pytest
from hypothesis import given

from kztui.timeline.density import bars
from kztui.timeline.extent import extent_of
from kztui.timeline.scale import FOREVER, MONTH, YEAR, Window, time_of
from timeline_events import dated, edtf

YEAR_BY_MONTH = Window(2011 * YEAR, MONTH, 12)


def test_a_year_spreads_evenly_and_a_day_weighs_all_at_once() -> None:
    assert dated("2011").density.cells(YEAR_BY_MONTH) == pytest.approx([1 / 12] * 12)
    assert dated("2011-05-03").density.cells(YEAR_BY_MONTH) == pytest.approx([0] * 4 + [1] + [0] * 7)
    both = dated("2011-05/2011-08", "2011-05").density.cells(YEAR_BY_MONTH)
    assert both == pytest.approx([0] * 4 + [1.25, 0.25, 0.25, 0.25] + [0] * 4)


def test_an_open_end_weighs_no_further_than_is_known() -> None:
    density = dated("2011/..").density
    assert density.cells(YEAR_BY_MONTH) == pytest.approx([1 / 12] * 12)
    assert density.cells(YEAR_BY_MONTH._replace(start=2012 * YEAR)) == [0] * 12


def test_nothing_is_counted_where_nothing_is_however_far_the_others_reach() -> None:
    density = dated("Y-170000002/1900", "2011-05-03", "Y170000002").density
    cells = density.cells(YEAR_BY_MONTH)
    assert cells[5:] == [0] * 7
    assert cells[4] == pytest.approx(1)


@given(edtf, edtf, edtf)
def test_all_events_together_weigh_their_number(one: str, two: str, three: str) -> None:
    timeline = dated(one, two, three, three)
    assert timeline.density.until(FOREVER) / 2**64 == pytest.approx(4)
    assert timeline.density.until(-FOREVER) == 0
    middle = extent_of(one)
    assert middle
    assert timeline.density.until(middle.known_start) <= timeline.density.until(middle.known_end)


def test_bars_are_blank_only_for_nothing() -> None:
    assert bars([0, 0.001, 0.5, 1, 0.25]) == " ▁▄█▂"
    assert bars([0, 0]) == "  "
    assert bars([]) == ""
    assert bars([time_of((2011, 1, 1))]) == "█"
