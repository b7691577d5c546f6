"""The line below: as many hints as have room, the way to all others always, and a click does what is shown there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.tui.bars import BottomBar
from kztui.tui.lines import parts_width
from kztui.tui.palette import DARK, palette

INK = palette(DARK)
KEYS = [
    ("find", "/", "find"),
    ("open", "⏎", "open"),
    ("back", "H", "back"),
    ("cite", "y", "cite"),
    ("help", "?", "help"),
]
STYLE = [("chicago-notes", INK.dim)]


def bar(keys: list[tuple[str, str, str]] = KEYS) -> BottomBar:
    made = BottomBar("bottom", lambda command: None)
    made._left, made._right = [("x", INK.text)], STYLE
    made._keys = keys
    return made


def drawn(cells: int) -> str:
    return "".join(text for text, _ in bar().draw(cells, INK))


@given(st.integers(8, 200))
def test_the_line_is_full_and_no_hint_is_cut(cells: int) -> None:
    made = bar()
    parts = made.draw(cells, INK)
    assert parts_width(parts) == cells
    line = "".join(text for text, _ in parts)
    assert "…" not in line
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
