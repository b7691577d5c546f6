"""What panes share: the lines of a scrollbar, and the cursor that never stays on a heading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.tui.widgets.pane import scrollbar_span, skip_headings


@given(st.integers(1, 60), st.integers(1, 500), st.data())
def test_a_scrollbar_is_within_the_lines_and_at_an_end_where_the_rows_are(
    lines: int, hidden: int, data: st.DataObject
) -> None:
    total = lines + hidden
    top = data.draw(st.integers(0, hidden))
    span = scrollbar_span(top, total, lines)
    assert span is not None
    first, count = span
    assert 0 <= first < first + count <= lines
    if top == 0:
        assert first == 0
    if top == hidden:
        assert first + count == lines


@pytest.mark.parametrize(("total", "lines"), [(0, 5), (5, 5), (9, 0)])
def test_no_scrollbar_where_all_rows_or_no_lines_are_in_view(total: int, lines: int) -> None:
    assert scrollbar_span(0, total, lines) is None


@pytest.mark.parametrize(
    ("row", "direction", "found"),
    [(-3, -1, 1), (0, -1, 1), (0, 1, 1), (2, 1, 3), (2, -1, 1), (4, 1, 5), (9, 1, 5)],
)
def test_the_cursor_goes_past_headings_and_stays_near_where_it_was_sent(row: int, direction: int, found: int) -> None:
    rows = "#a#b#c"
    assert skip_headings(row, direction, len(rows), lambda at: rows[at] == "#") == found


def test_without_rows_the_cursor_is_at_the_first() -> None:
    assert skip_headings(4, 1, 0, lambda at: True) == 0
