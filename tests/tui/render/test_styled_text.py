"""Lines of styled parts: cut and padded to an exact width in cells, whatever the letters are."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.style import Style

from kztui.tui.render.cells import cell_width, crop
from kztui.tui.render.styled_text import Parts, both_ends, fit, on, parts_width, strip, under

PLAIN = Style(color="#ffffff", bgcolor="#000000")
OTHER = Style(color="#ff0000", bgcolor="#000000")
LIT = Style(color="#000000", bgcolor="#ffff00")
TEXTS = st.text(st.sampled_from("ab cд漢の😀e\u0301☺\ufe0f　\u200d🇰🇿"), max_size=20)
PARTS = st.lists(st.tuples(TEXTS, st.sampled_from([PLAIN, OTHER])), max_size=6)


@given(TEXTS, st.integers(0, 25))
@example("☺\ufe0f☺\ufe0f☺\ufe0f", 4)
@example("漢字漢字", 4)
def test_a_cropped_text_has_room_and_is_marked_where_it_is_cut(text: str, cells: int) -> None:
    cut = crop(text, cells)
    assert cell_width(cut) <= cells
    if cell_width(text) <= cells:
        assert cut == text
    elif cells:
        assert cut.endswith("…")
        assert text.startswith(cut[:-1])


@pytest.mark.parametrize(
    ("text", "cells", "cut"),
    [
        ("Harbour", 7, "Harbour"),
        ("Harbour", 4, "Har…"),
        ("Har bour", 5, "Har…"),
        ("漢字漢字", 6, "漢字…"),
        ("Harbour", 1, "…"),
        ("漢" * 9_000, 5, "漢漢…"),
        ("e" + "\u0301" * 9_000, 1, "e" + "\u0301" * 9_000),
        ("e" + "\u0301" * 9_000 + "éé", 2, "e" + "\u0301" * 9_000 + "…"),
    ],
    ids=lambda value: str(value)[:8],
)
def test_crops_are_these(text: str, cells: int, cut: str) -> None:
    assert crop(text, cells) == cut


@given(PARTS, st.integers(0, 60))
@example([("☺\ufe0f☺\ufe0f☺\ufe0f", PLAIN)], 4)
def test_fitted_parts_fill_the_width_exactly(parts: Parts, cells: int) -> None:
    fitted = fit(parts, cells, PLAIN)
    assert parts_width(fitted) == cells
    whole = "".join(text for text, _ in parts if cell_width(text))
    if parts_width(parts) <= cells:
        assert "".join(text for text, _ in fitted).startswith(whole)


@given(PARTS, PARTS, st.integers(0, 60))
def test_both_ends_fill_the_width_exactly(left: Parts, right: Parts, cells: int) -> None:
    assert parts_width(both_ends(left, right, cells, PLAIN)) == cells


def test_both_ends_keep_the_right_one_whole_where_half_of_the_left_has_room() -> None:
    def drawn(cells: int) -> str:
        return "".join(text for text, _ in both_ends([("a long left end", PLAIN)], [("right", OTHER)], cells, PLAIN))

    assert drawn(24) == "a long left end    right"
    assert drawn(18) == "a long left… right"
    assert drawn(8) == "a long… "


def test_a_style_laid_on_reaches_every_part_and_one_laid_under_only_what_is_plain() -> None:
    parts: Parts = [("plain", PLAIN), ("lit", LIT)]
    trace = Style(bgcolor="#333333")
    assert [style.bgcolor for _, style in on(parts, trace)] == [trace.bgcolor, trace.bgcolor]
    assert [style.bgcolor for _, style in under(parts, trace, PLAIN)] == [trace.bgcolor, LIT.bgcolor]


def test_a_strip_is_as_wide_as_it_says() -> None:
    drawn = strip(fit([("Мағынасы 漢字", PLAIN)], 20, PLAIN), 20)
    assert (drawn.cell_length, drawn.text) == (20, "Мағынасы 漢字".ljust(18))


def test_a_line_that_is_drawn_again_is_the_same_strip_with_what_textual_keeps_in_it() -> None:
    drawn = strip([("Harbour", PLAIN), (" of", OTHER)], 10)
    assert strip([("Harbour", PLAIN), (" of", Style(color="#ff0000", bgcolor="#000000"))], 10) is drawn
    assert strip([("Harbour", PLAIN), (" of", LIT)], 10) != drawn
