"""The pen: what it writes turns a terminal from one style to another, whatever the two are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.style import Style

from kztui.tui.render.styled_text import PLAIN, blank_style, palette_index, sgr_change
from terminal_emulator import TerminalEmulator

COLOURS = st.sampled_from([None, "default", "red", "color(173)", "#121212", "#d78700", "#010203"])
FLAGS = st.sampled_from([None, False, True])
NAMES = ("bold", "italic", "underline", "reverse", "strike")
STYLES = st.builds(Style, color=COLOURS, bgcolor=COLOURS, **dict.fromkeys(NAMES, FLAGS))


def shown(written: str) -> tuple[object, ...]:
    display = TerminalEmulator(1, 1)
    display.feed(f"{written}x".encode())
    cell = display.screen.buffer[0][0]
    return cell.fg, cell.bg, cell.bold, cell.italics, cell.underscore, cell.reverse, cell.strikethrough


@given(STYLES | st.none(), STYLES)
def test_a_change_leads_to_the_wanted_style_from_any_other(known: Style | None, wanted: Style) -> None:
    start = "\x1b[1;3;4;7;31;42m" if known is None else PLAIN + sgr_change(Style.null(), known)
    assert shown(start + sgr_change(known, wanted)) == shown(sgr_change(None, wanted))


@given(STYLES)
def test_a_style_is_what_rich_makes_of_it(wanted: Style) -> None:
    codes = wanted.render("x", color_system=ColorSystem.TRUECOLOR).partition("x")[0]
    assert shown(sgr_change(None, wanted)) == shown(codes)


def test_what_is_there_is_not_said_again() -> None:
    style = Style(color="#d78700", bold=True)
    assert sgr_change(style, style) == ""
    assert sgr_change(style, style + Style(italic=True)) == "\x1b[3m"
    assert sgr_change(style + Style(dim=True), style) == "\x1b[22;1m"


def test_a_terminal_of_256_colours_gets_no_others() -> None:
    style = Style(color="#010203", bgcolor="#d78700")
    assert sgr_change(None, style) == "\x1b[0;38;2;1;2;3;48;5;172m"
    assert sgr_change(None, style, "256") == "\x1b[0;38;5;16;48;5;172m"


@pytest.mark.parametrize(
    ("colour", "number"), [((0, 0, 0), 16), ((8, 8, 8), 232), ((215, 135, 0), 172), ((1, 2, 3), None)]
)
def test_colours_that_all_terminals_share_have_numbers(colour: tuple[int, int, int], number: int | None) -> None:
    assert palette_index(*colour) == number


def test_of_a_blank_only_the_ground_is_seen_unless_it_is_marked() -> None:
    assert blank_style(Style(color="red", bgcolor="blue", bold=True)) == Style(bgcolor="blue")
    assert blank_style(Style(color="red", underline=True)) == Style(color="red", underline=True)
