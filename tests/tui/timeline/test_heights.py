"""The lines of the timeline at every size."""

from hypothesis import given
from hypothesis import strategies as st

from kztui.tui.timeline.heights import Heights, heights


@given(st.integers(1, 80), st.integers(20, 250), st.booleans(), st.integers(0, 40))
def test_every_line_is_used_and_lanes_go_last(lines: int, cells: int, finer: bool, undated: int) -> None:
    high = heights(lines, cells, finer, undated)
    assert sum(high) == lines
    assert min(high) >= 0
    assert high.detail >= 1
    if lines >= 6 and not undated:
        assert high.lanes > (lines - 6) // 2
    if undated and lines >= 6:
        assert high.undated >= 2


def test_the_sizes_that_matter() -> None:
    assert heights(16, 118, True, 0) == Heights(axis=2, lanes=11, undated=0, density=1, detail=1, legend=1)
    assert heights(10, 78, True, 0) == Heights(axis=2, lanes=6, undated=0, density=1, detail=1, legend=0)
    assert heights(18, 58, False, 0) == Heights(axis=1, lanes=13, undated=0, density=1, detail=2, legend=1)
    assert heights(8, 38, False, 9) == Heights(axis=1, lanes=0, undated=5, density=1, detail=1, legend=0)
