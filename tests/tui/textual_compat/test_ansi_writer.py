"""Fewer bytes, the same picture: what a terminal shows of a thrifty update is what it shows of Textual's own."""

from collections.abc import Iterable
from io import StringIO
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from kztui.tui.textual_compat import ansi_writer
from kztui.tui.textual_compat.ansi_writer import CompactLayout, CompactUpdate, erases
from kztui.tui.widgets.line_widget import dirty_regions
from terminal_emulator import TerminalEmulator

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
WORDS = st.text("ab c│界é\u0301 ", min_size=1, max_size=4) | st.integers(1, 14).map(" ".__mul__)
SEGMENTS = st.tuples(WORDS, STYLES).map(lambda pair: Segment(*pair))
# A mark needs a letter before it; one at the very end is lost where Textual divides lines.
EDGE = Segment("-", Style.null())
ROW = st.lists(SEGMENTS, min_size=1, max_size=6).map(
    lambda row: [*Strip([EDGE, *row]).adjust_cell_length(WIDTH - 1), EDGE]
)
ROWS = st.lists(ROW, min_size=HEIGHT, max_size=HEIGHT)
ERASING = st.booleans()
TRUE_COLOUR = Console(file=StringIO(), color_system="truecolor", force_terminal=True)


def strips(rows: Iterable[Iterable[Segment]]) -> list[Strip]:
    return [Strip(row).adjust_cell_length(WIDTH) for row in rows]


def update(rows: Iterable[Iterable[Segment]]) -> LayoutUpdate:
    lines: list[Iterable[Strip]] = [[strip] for strip in strips(rows)]
    return LayoutUpdate(lines, Region(0, 0, WIDTH, len(lines)))


def partial(before: list[Strip], after: list[Strip], cut: int) -> CompactUpdate:
    """The update from one drawing to another, in which two widgets meet at column `cut`."""
    spans = [(region.y, region.x, region.right) for region in dirty_regions(before, after)]
    chops = [dict(zip((0, cut), strip.divide([cut, WIDTH]), strict=True)) for strip in after]
    return CompactUpdate(chops, spans, [[cut, WIDTH]] * HEIGHT)


def clean_cuts(drawn: list[Strip]) -> list[int]:
    """Columns at which Textual can divide all lines without a loss: none has a wide sign or a mark there."""
    return [
        cut
        for cut in range(1, WIDTH)
        if all("".join(part.text for part in strip.divide([cut, WIDTH])) == strip.text for strip in drawn)
    ]


def seen(written: str) -> list[tuple[object, ...]]:
    """Every cell as it looks: of a blank, only its ground and what runs through it."""
    display = TerminalEmulator(WIDTH, HEIGHT)
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


@given(ROWS, ERASING)
def test_a_whole_screen_looks_the_same(rows: list[list[Segment]], erasing: bool) -> None:
    whole = update(rows)
    with patch.object(ansi_writer, "ERASES", erasing):
        written = CompactLayout.of(whole).render_segments(TRUE_COLOUR)
    assert seen(written) == seen(whole.render_segments(TRUE_COLOUR))


@given(ROWS, st.data(), ERASING)
def test_after_a_partial_update_the_screen_looks_as_if_drawn_anew(
    rows: list[list[Segment]], data: st.DataObject, erasing: bool
) -> None:
    before = [data.draw(st.just(row) | ROW) for row in rows]
    cut = data.draw(st.sampled_from(clean_cuts(strips(rows))))
    with patch.object(ansi_writer, "ERASES", erasing):
        update_bytes = partial(strips(before), strips(rows), cut).render_segments(TRUE_COLOUR)
    assert seen(update(before).render_segments(TRUE_COLOUR) + update_bytes) == seen(
        update(rows).render_segments(TRUE_COLOUR)
    )


def test_a_mark_at_the_start_of_a_strip_goes_with_the_cell_before_it() -> None:
    chops = [{0: Strip([Segment("e")]), 1: Strip([Segment("\u0301x")], 1)}]
    alone = CompactUpdate(chops, [(0, 1, 2)], [[1, 2]]).render_segments(TRUE_COLOUR)
    assert "x" in alone
    assert "\u0301" not in alone
    assert "e\u0301" in CompactUpdate(chops, [(0, 0, 2)], [[1, 2]]).render_segments(TRUE_COLOUR)


def test_what_does_not_change_is_not_said_again() -> None:
    style = Style(color="#d78700", bgcolor="#121212")
    whole = update([[Segment("one".ljust(WIDTH - 3), style), Segment("two", style)]] * HEIGHT)
    thrifty = CompactLayout.of(whole).render_segments(TRUE_COLOUR)
    assert thrifty.count("m") <= 3
    assert len(thrifty) < len(whole.render_segments(TRUE_COLOUR)) / 2


@pytest.mark.parametrize("system", ["standard", None])
def test_few_colours_are_left_to_textual(system: str | None) -> None:
    console = Console(file=StringIO(), color_system=system, force_terminal=True)  # type: ignore[arg-type] # a known name
    whole = update([[Segment("one", Style(color="#d78700"))]])
    assert CompactLayout.of(whole).render_segments(console) == whole.render_segments(console)


def test_long_blanks_are_erased_and_not_sent() -> None:
    theme = Style(color="#d78700", bgcolor="#121212")
    rows = [[Segment("one" + " " * 15 + "two   ", theme)], [Segment("one".ljust(WIDTH), theme)]]
    assert "\x1b[15X\x1b[15C" in (sent := CompactLayout.of(update(rows)).render_segments(TRUE_COLOUR))
    assert "one\x1b[21X" in sent
    marked = [[Segment("one".ljust(WIDTH), theme + Style(underline=True))]]
    assert "X" not in CompactLayout.of(update(marked)).render_segments(TRUE_COLOUR)


def test_a_change_tells_a_style_once_however_many_places_have_it() -> None:
    one, other = Style(color="#d78700", bgcolor="#121212"), Style(color="#ffffff", bgcolor="#121212")
    before, after = ([[Segment(a * 12, one), Segment(b * 12, other)]] * HEIGHT for a, b in ("ab", "cd"))
    sent = partial(strips(before), strips(after), 12).render_segments(TRUE_COLOUR)
    assert sent.count("38;5;231") == sent.count("38;5;172") == 1


@pytest.mark.parametrize(
    ("environ", "as_erased"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "tmux-256color", "TMUX": "/run/tmux,1,0"}, True),
        ({"TERM": "screen-256color", "TMUX": "/run/tmux,1,0"}, True),
        ({"TERM": "screen-256color"}, False),
        ({"TERM": "xterm-256color", "STY": "1.pts-0.host"}, False),
        ({"TERM": "eterm-color"}, False),
        ({}, True),
    ],
)
def test_where_erasing_leaves_another_ground_blanks_are_sent(environ: dict[str, str], as_erased: bool) -> None:
    assert erases(environ) is as_erased
