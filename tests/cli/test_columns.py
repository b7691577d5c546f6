"""Columns measured in cells."""

import pytest

from kztui.cli.columns import aligned
from kztui.tui.render.cells import cell_width, crop


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("工会", 4), ("é", 1), ("e\u0301", 1), ("Жаңа", 4), ("", 0)])
def test_a_text_takes_up_its_cells(text: str, width: int) -> None:
    assert cell_width(text) == width


@pytest.mark.parametrize(("text", "width", "shown"), [("abcdef", 4, "abc…"), ("工会工", 4, "工…"), ("abc", 3, "abc")])
def test_what_is_too_long_is_cut_with_an_ellipsis(text: str, width: int, shown: str) -> None:
    assert crop(text, width) == shown


def test_columns_stand_straight_with_wide_letters() -> None:
    lines = ["".join(row) for row in aligned([("工会", "x", "1"), ("a", "yy", "2")], None, flexible=1)]
    assert lines == ["工会  x   1", "a     yy  2"]


def test_only_the_flexible_column_shrinks() -> None:
    lines = ["".join(row) for row in aligned([("id", "a long label that cannot stay whole", "¶1")], 30, flexible=1)]
    assert lines == ["id  a long label that c…  ¶1"] or len(lines[0]) <= 30
    assert lines[0].startswith("id  a long")
    assert lines[0].endswith("  ¶1")


def test_an_empty_column_takes_no_width_and_no_line_ends_in_blanks() -> None:
    lines = ["".join(row) for row in aligned([("a", "", "b", ""), ("aa", "", "", "")], None, flexible=2)]
    assert lines == ["a   b", "aa"]


def test_no_rows_are_no_lines() -> None:
    assert list(aligned([], None, flexible=0)) == []
