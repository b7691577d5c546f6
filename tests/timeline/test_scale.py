"""The scale of the timeline: exact at every zoom, fitted to what there is to see, and never lost."""

from hypothesis import given
from hypothesis import strategies as st

from kztui.article.edtf import length_of_month
from kztui.timeline.scale import MONTH, UNITS, YEAR, Window, fit, pan, reveal, time_of, zoom
from timeline_events import windows

MONTHS = st.tuples(st.integers(-20000, 20000), st.integers(1, 12))
SPANS = st.tuples(st.integers(-9000 * YEAR, 9000 * YEAR), st.integers(1, 12000 * YEAR))


@given(MONTHS)
def test_a_month_ends_where_the_next_begins_and_all_are_equally_wide(month: tuple[int, int]) -> None:
    year, number = month
    following = (year + number // 12, number % 12 + 1)
    begin, end = time_of((year, number, 1)), time_of((*following, 1))
    assert end - begin == MONTH
    assert time_of((year, number, length_of_month(year, number)), 1) == end


@given(MONTHS, st.integers(1, 28))
def test_days_follow_each_other(month: tuple[int, int], day: int) -> None:
    assert time_of((*month, day), 1) > time_of((*month, day))
    if day < length_of_month(*month):
        assert time_of((*month, day), 1) == time_of((*month, day + 1))


def test_steps_are_finer_and_finer_and_fit_into_their_unit() -> None:
    steps = [step for unit in UNITS for step in unit.steps]
    assert steps == sorted(set(steps))
    assert all(unit.align % step == 0 for unit in UNITS for step in unit.steps)


@given(SPANS, st.integers(12, 300))
def test_a_fitted_window_shows_all_if_any_does_and_the_next_finer_one_would_not(
    span: tuple[int, int], cells: int
) -> None:
    first, last = span[0], span[0] + span[1]
    window = fit(first, last, cells)
    assert window.start <= first
    steps = [step for unit in UNITS for step in unit.steps]
    assert last <= window.end or window.step == steps[-1]
    number = steps.index(window.step)
    if number:
        finer = steps[number - 1]
        unit = next(unit for unit in UNITS if finer in unit.steps)
        assert first - first % unit.align + cells * finer < last


def test_four_years_fit_by_quarter_on_a_hundred_cells_and_by_year_on_thirty() -> None:
    first, last = time_of((2011, 1, 1)), time_of((2015, 1, 1))
    assert fit(first, last, 104) == Window(first, MONTH // 2, 104)
    assert fit(first, last, 104).unit.name == "quarter"
    assert fit(first, last, 30).unit.name == "year"
    assert fit(first, time_of((2011, 1, 20)), 104).unit.name == "day"


@given(windows, st.booleans(), st.floats(0, 1))
def test_zooming_keeps_a_time_in_its_cell(window: Window, finer: bool, share: float) -> None:
    around = window.start + int(share * (window.cells * window.step - 1))
    zoomed = zoom(window, finer, around)
    number = UNITS.index(window.unit)
    assert UNITS.index(zoomed.unit) == min(max(0, number - 1 if finer else number + 1), len(UNITS) - 1)
    assert zoomed.start % zoomed.step == 0
    assert abs(zoomed.cell(around) - window.cell(around)) <= 1


def test_zoom_goes_through_years_quarters_months_and_days() -> None:
    window = fit(time_of((2001, 1, 1)), time_of((2016, 1, 1)), 104)
    names = [window.unit.name]
    while len(names) < 4:
        window = zoom(window, True, window.start)
        names.append(window.unit.name)
    assert names == ["year", "quarter", "month", "day"]
    assert zoom(window, True, window.start) == window


@given(windows, st.floats(-2, 2).filter(lambda share: abs(share) > 0.01))
def test_panning_moves_in_its_direction_by_whole_units(window: Window, share: float) -> None:
    moved = pan(window.at(window.start), share)
    assert (moved.start > window.at(window.start).start) == (share > 0)
    assert moved.start % window.grain == 0
    assert moved.step == window.step


@given(windows, st.integers(-500, 500), st.integers(1, 100))
def test_what_is_revealed_is_in_view(window: Window, cells_away: int, length: int) -> None:
    first = window.start + cells_away * window.step
    last = first + length * window.step // 7 + 1
    shown = reveal(window, first, last)
    assert shown.step == window.step
    assert shown.start % shown.step == 0
    if last - first < (window.cells - 1) * window.step:
        assert shown.start <= first
        assert last <= shown.end
    else:
        assert shown.start < last
        assert first < shown.end
    if window.start <= first and last <= window.end:
        assert shown == window
