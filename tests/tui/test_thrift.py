"""Fewer bytes, the same picture: what a terminal shows of a thrifty update is what it shows of Textual's own."""

from collections.abc import Iterable
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from display import Display
from kztui.tui.thrift import ThriftyLayout

WIDTH, HEIGHT = 24, 5
COLOURS = st.sampled_from(["#ffffff", "#121212", "#d78700", "#5f87af", "#010203", "default"])
FLAGS = st.booleans()
STYLES = st.builds(
    Style,
    color=COLOURS,
    bgcolor=COLOURS,
    bold=FLAGS,
    dim=FLAGS,
    italic=FLAGS,
    underline=FLAGS,
    reverse=FLAGS,
    strike=FLAGS,
)
SEGMENTS = st.builds(Segment, st.text("ab c│界é ", min_size=1, max_size=4), STYLES)
ROWS = st.lists(st.lists(SEGMENTS, min_size=1, max_size=6), min_size=1, max_size=HEIGHT)
TRUE_COLOUR = Console(file=StringIO(), color_system="truecolor", force_terminal=True)


def update(rows: Iterable[Iterable[Segment]]) -> LayoutUpdate:
    lines: list[Iterable[Strip]] = [[Strip(row).adjust_cell_length(WIDTH)] for row in rows]
    return LayoutUpdate(lines, Region(0, 0, WIDTH, len(lines)))


def seen(written: str) -> list[tuple[object, ...]]:
    """Every cell as it looks: of a blank, only its ground and what runs through it."""
    display = Display(WIDTH, HEIGHT)
    display.feed(b"\x1b[?7l" + written.replace("\n", "\r\n").encode())
    cells = [display.screen.buffer[row][column] for row in range(HEIGHT) for column in range(WIDTH)]
    return [
        (cell.data, cell.bg, cell.reverse, cell.underscore, cell.strikethrough, *_ink(cell.data, cell))
        for cell in cells
    ]


def _ink(sign: str, cell: Any) -> tuple[object, ...]:
    marked = any(getattr(cell, name) for name in ("reverse", "underscore", "strikethrough"))
    names = ("fg", "bold", "italics") if sign.strip() or marked else ()
    return tuple(getattr(cell, name) for name in names)


@given(ROWS)
def test_a_whole_screen_looks_the_same(rows: list[list[Segment]]) -> None:
    whole = update(rows)
    assert seen(ThriftyLayout.of(whole).render_segments(TRUE_COLOUR)) == seen(whole.render_segments(TRUE_COLOUR))


def test_what_does_not_change_is_not_said_again() -> None:
    style = Style(color="#d78700", bgcolor="#121212")
    whole = update([[Segment("one".ljust(WIDTH - 3), style), Segment("two", style)]] * HEIGHT)
    thrifty = ThriftyLayout.of(whole).render_segments(TRUE_COLOUR)
    assert thrifty.count("m") <= 3
    assert len(thrifty) < len(whole.render_segments(TRUE_COLOUR)) / 2


@pytest.mark.parametrize("system", ["standard", None])
def test_few_colours_are_left_to_textual(system: str | None) -> None:
    console = Console(file=StringIO(), color_system=system, force_terminal=True)  # type: ignore[arg-type] # a known name
    whole = update([[Segment("one", Style(color="#d78700"))]])
    assert ThriftyLayout.of(whole).render_segments(console) == whole.render_segments(console)
