"""Text on whose width terminals disagree leaves nothing behind and moves no frame, whichever of them shows it."""

import re
from collections.abc import Callable
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from kztui.tui.render.cells import cell_width, crop, fitting_length, wrap
from kztui.tui.render.graphemes import graphemes
from kztui.tui.render.styled_text import Parts, fit, strip
from kztui.tui.textual_compat.ansi_writer import CompactLayout, CompactUpdate
from kztui.tui.widgets.line_widget import dirty_regions

WIDTH = 24
PLAIN, LINK, SELECTED = Style(color="#ffffff"), Style(color="#5f87af", underline=True), Style(bgcolor="#303030")
FAMILY, ASTRONAUT, THUMB, HEART, KEYCAP, FLAG = "👩‍👩‍👧‍👦", "🧑🏿‍🚀", "👍🏽", "❤️", "1️⃣", "🇰🇿"
EMOJI = (FAMILY, ASTRONAUT, THUMB, HEART, KEYCAP, FLAG)
WORDS = (*EMOJI, "मछुआरे", "নৌকাগুলো", "படகுகள்", "ទូកនេសាទ", "ငါးဖမ်းလှေ", "boat", "港", "é", "  ", " ", " ", "   ")
TERMINALS: dict[str, Callable[[str], int]] = {
    "one cell for a vowel sign, each part of an emoji by itself": cell_width,
    "graphemes, no cell for a vowel sign": cell_len,
    "joined emoji, no emoji style": lambda sign: 2 if "\u200d" in sign else cell_width(sign.replace("\ufe0f", "")),
    # On single letters of East Asia all terminals agree.
    "one cell for everything else": lambda sign: cell_len(sign) if sign.isalpha() else 1,
}
TRUE_COLOUR = Console(file=StringIO(), color_system="truecolor", force_terminal=True)
SEQUENCE = re.compile(r"\x1b\[([\d;:]*)([A-Za-z])|([^\x1b]+)")


def shown(written: str, width: Callable[[str], int], rows: int) -> list[list[str]]:
    """The cells of a terminal that gives each grapheme the cells of `width`. The second half of a wide one is empty."""
    screen = [[" "] * WIDTH for _ in range(rows)]
    x = y = 0
    for numbers, final, text in SEQUENCE.findall(written):
        count = int(numbers or 1) if numbers.isdigit() or not numbers else 1
        if final == "H":
            y, x = (int(number or 1) - 1 for number in f"{numbers};1".split(";")[:2])
        elif final in "BCDX" and final:
            x, y = x + count * (final == "C") - count * (final == "D"), y + count * (final == "B")
            if final == "X":
                put(screen[y], x, [" "] * count)
        for sign, _ in graphemes(text):
            put(screen[y], x, [sign, *[""] * (width(sign) - 1)])
            x += width(sign)
    return screen


def put(row: list[str], x: int, cells: list[str]) -> None:
    """Write cells into a row: what is left of a wide grapheme is blank."""
    end = x + len(cells)
    first = next((at for at in range(min(x, WIDTH - 1), -1, -1) if row[at]), 0)
    after = next((at for at in range(end, WIDTH) if row[at]), WIDTH)
    row[first:after] = [" "] * (after - first)
    row[x:end] = cells
    del row[WIDTH:]


def framed(*words: str, style: Style = PLAIN) -> Strip:
    """A line of a pane."""
    parts: Parts = [(word, LINK if number % 3 == 1 else PLAIN) for number, word in enumerate(words)]
    inside = fit(parts, WIDTH - 2, style)
    return strip([("│", PLAIN), *inside, ("│", PLAIN)], WIDTH)


def whole(drawn: list[Strip]) -> str:
    return CompactLayout.of(LayoutUpdate([[line] for line in drawn], Region(0, 0, WIDTH, len(drawn)))).render_segments(
        TRUE_COLOUR
    )


def changed(before: list[Strip], after: list[Strip]) -> str:
    spans = [(region.y, region.x, region.right) for region in dirty_regions(before, after)]
    if not spans:
        return ""
    return CompactUpdate([{0: line} for line in after], spans, [[WIDTH]] * len(after)).render_segments(TRUE_COLOUR)


LINE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9)


@pytest.mark.parametrize("width", TERMINALS.values(), ids=TERMINALS)
@settings(max_examples=25)
@given(st.lists(st.tuples(LINE, LINE), min_size=1, max_size=3))
def test_a_change_leaves_nothing_behind_and_frames_stand(
    width: Callable[[str], int], lines: list[tuple[list[str], list[str]]]
) -> None:
    before = [framed(*old) for old, _ in lines]
    after = [framed(*new, style=SELECTED) for _, new in lines]
    drawn = shown(whole(before) + changed(before, after), width, len(lines))
    assert drawn == shown(whole(after), width, len(lines))
    assert [(row[0], row[-1]) for row in drawn] == [("│", "│")] * len(lines)


@pytest.mark.parametrize("word", [*EMOJI[:-1], "मछुआरे", "ငါးဖမ်းလှေ"])
@pytest.mark.parametrize("width", TERMINALS.values(), ids=TERMINALS)
def test_words_beside_it_are_whole(word: str, width: Callable[[str], int]) -> None:
    (row,) = shown(whole([framed(word, " harbour")]), width, 1)
    assert f"{word} harbour" in "".join(row)


@given(st.lists(st.sampled_from(WORDS), max_size=5).map("".join), st.integers(0, 12))
@settings(max_examples=50)
def test_texts_are_cut_and_broken_between_graphemes(text: str, cells: int) -> None:
    ends = {0}
    for sign, _ in graphemes(text):
        ends.add(max(ends) + len(sign))
    assert fitting_length(text, cells) in ends
    assert cell_width(crop(text, cells)) <= cells
    assert {end for _, end in wrap(text, cells + 8)} <= ends


def test_a_dialog_over_such_text_cuts_it_at_the_columns_that_were_reserved() -> None:
    line = framed(FAMILY, " boat ", "मछुआरे", "  quay")
    assert [(part.cell_length, cell_width(part.text)) for part in line.divide([10, 13, WIDTH])] == [
        (10, 10),
        (3, 3),
        (11, 11),
    ]


def test_an_update_within_such_a_line_draws_all_of_it() -> None:
    line = framed("मछुआरे", " boat")
    sent = CompactUpdate([{0: line}], [(0, 3, 5), (0, 8, 9)], [[WIDTH]]).render_segments(TRUE_COLOUR)
    assert sent.count("मछुआरे") == 1
    assert shown(sent, cell_len, 1) == shown(whole([line]), cell_len, 1)


def test_a_line_that_another_widget_padded_by_other_widths_stays_in_its_columns() -> None:
    line = Strip([*strip([(f"{FAMILY} मछुआरे", PLAIN)], 13)]).adjust_cell_length(WIDTH)
    assert cell_width(line.text) > WIDTH
    for width in TERMINALS.values():
        (row,) = shown(whole([line]), width, 1)
        assert "मछुआरे" in "".join(row)


@pytest.mark.parametrize("system", ["standard", None])
def test_frames_stand_with_few_colours_too(system: str | None) -> None:
    console = Console(file=StringIO(), color_system=system, force_terminal=True)  # type: ignore[arg-type] # a known name
    update = LayoutUpdate([[framed(FAMILY, " boat")]], Region(0, 0, WIDTH, 1))
    for width in TERMINALS.values():
        (row,) = shown(CompactLayout.of(update).render_segments(console), width, 1)
        assert row[-1] == "│"
