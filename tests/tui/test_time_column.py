"""The column of a table that shows its rows in time: under one axis, also what lies outside of it."""

import pytest

from kztui.tui.dialogs.time_column import TimeColumn, width_in
from kztui.tui.render.styled_text import Parts
from kztui.tui.theme import DARK, palette


def text(parts: Parts) -> str:
    return "".join(text for text, _ in parts)


@pytest.mark.parametrize("cells", [12, 30, 58, 118, 300])
def test_the_axis_leaves_out_what_would_make_it_much_longer(cells: int) -> None:
    theme = palette(DARK)
    dates = [[(f"19{year}", False)] for year in range(60, 99)]
    column = TimeColumn([*dates, [("-0300", False)], [("2900-01", True)], []])
    wide = width_in(cells)
    head = text(column.head(wide, theme))
    assert len(head) == wide
    assert "1960" in head
    assert text(column.row([("-0300", False)], wide, theme))[:2] == " ◂"
    assert text(column.row([("2900-01", True)], wide, theme))[-1] == "▸"
    assert not set(text(column.row([], wide, theme))) - {" ", "│"}
    shown = text(column.row([("1961-02-03", False), ("1964~", False)], wide, theme))
    assert "◆" in shown
    assert "━" not in shown
    assert len(shown) == wide
