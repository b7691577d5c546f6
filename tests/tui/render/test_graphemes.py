"""Signs: whatever a text is made of, its columns are found, and nothing that is seen as one is torn."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from kztui.tui.render.cells import SINGLE, cell_width
from kztui.tui.render.graphemes import cut_columns, graphemes, join_marks
from kztui.tui.render.styled_text import parts_width

PLAIN, BOLD = Style.null(), Style(bold=True)
TEXT = st.text("ab …界é\u0301", max_size=6)
PARTS = st.lists(st.tuples(st.just("-").flatmap(lambda sign: TEXT.map(sign.__add__)), st.sampled_from([PLAIN, BOLD])))


def test_letters_called_single_take_one_cell() -> None:
    letters = [letter for letter in map(chr, range(sys.maxunicode)) if SINGLE(letter)]
    assert len(letters) > 500
    assert {letter for letter in letters if cell_len(letter) != 1} == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ab", [("a", 1), ("b", 1)]),
        ("e\u0301上\u0301", [("e\u0301", 1), ("上\u0301", 2)]),
        ("\u0301a", [("\u0301", 0), ("a", 1)]),
        ("x👨\u200d👩y", [("x", 1), ("👨\u200d👩", 4), ("y", 1)]),
        ("❤\ufe0fx", [("❤\ufe0f", 2), ("x", 1)]),
        ("घाट", [("घा", 2), ("ट", 1)]),
        ("👍🏽🇰🇿🇰🇿", [("👍🏽", 4), ("🇰🇿", 2), ("🇰🇿", 2)]),
        ("", []),
    ],
)
def test_a_sign_is_a_letter_with_its_marks(text: str, expected: list[tuple[str, int]]) -> None:
    assert list(graphemes(text)) == expected


@given(st.text("aé\u0301界❤\ufe0f👨\u200d🇰🇿🏽घा", max_size=8))
def test_signs_are_as_wide_together_as_their_text(text: str) -> None:
    assert "".join(sign for sign, _ in graphemes(text)) == text
    assert sum(size for _, size in graphemes(text)) == cell_width(text) >= cell_len(text)


def test_a_mark_goes_with_the_letter_before_it() -> None:
    parts = join_marks([Segment("ae", BOLD), Segment("\u0301"), Segment("\u0301b"), Segment("")])
    assert parts == [("ae\u0301\u0301", BOLD), ("b", PLAIN)]


@given(PARTS, st.integers(0, 12), st.integers(0, 12))
def test_a_cut_has_its_columns_and_no_torn_signs(parts: list[tuple[str, Style]], start: int, length: int) -> None:
    found = cut_columns(parts, start, start + length)
    assert parts_width(found) == max(0, min(parts_width(parts) - start, length))
    assert not any(text.startswith("\u0301") for text, _ in found)


def test_half_a_wide_sign_is_a_blank() -> None:
    assert cut_columns([("a上b", PLAIN)], 0, 2) == [("a ", PLAIN)]
    assert cut_columns([("a上b", PLAIN)], 2, 4) == [(" b", PLAIN)]
    assert cut_columns([("a上b", PLAIN), ("c", BOLD)], 1, 5) == [("上b", PLAIN), ("c", BOLD)]
