"""The line below: as many hints as have room, the way to all others always, and a click does what is shown there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.tui.pane_layout import SMALLEST
from kztui.tui.render.styled_text import parts_width
from kztui.tui.theme import DARK, palette
from kztui.tui.widgets.bars import StatusBar

INK = palette(DARK)
KEYS = [
    ("find", "/", "find"),
    ("open", "⏎", "open"),
    ("back", "H", "back"),
    ("cite", "y", "cite"),
    ("help", "?", "help"),
]
STYLE = [("chicago-notes", INK.dim)]


def bar(lead: str = "") -> StatusBar:
    made = StatusBar("bottom", lambda command: None)
    made._left, made._right = [("x", INK.text)], STYLE
    made._keys, made._lead = KEYS, lead
    return made


def drawn(cells: int, lead: str = "") -> str:
    return "".join(text for text, _ in bar(lead).draw(cells, INK))


@given(st.integers(8, 200), st.booleans())
def test_the_line_is_full_and_no_hint_is_cut(cells: int, greeted: bool) -> None:
    lead = "Good day." if greeted and cells >= SMALLEST[0] else ""
    made = bar(lead)
    parts = made.draw(cells, INK)
    assert parts_width(parts) == cells
    line = "".join(text for text, _ in parts)
    assert "…" not in line
    assert line.startswith(f" {lead}")
    assert "? help" in line
    for start, end, command in made._shown:
        key, name = next((key, name) for known, key, name in KEYS if known == command)
        assert line[start:end] == f"{key} {name}"


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        (40, " / find   ⏎ open   H back   ? help"),
        (30, " / find   ⏎ open   ? help"),
        (10, " ? help"),
        (64, " / find   ⏎ open   H back   y cite   ? help       chicago-notes"),
    ],
)
def test_hints_give_way_from_the_end_but_for_the_last(cells: int, line: str) -> None:
    assert drawn(cells).rstrip() == line


@pytest.mark.parametrize(
    ("cells", "line"),
    [(40, " Good day.  / find   ⏎ open   ? help"), (30, " Good day.  / find   ? help")],
)
def test_a_word_before_the_hints_takes_of_their_room(cells: int, line: str) -> None:
    assert drawn(cells, "Good day.").rstrip() == line
