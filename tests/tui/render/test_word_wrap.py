"""Wrapping: every word is kept in its order, no line is wider than asked, and none is shorter than it must be."""

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kztui.tui.render.cells import cell_width, wrap

# Narrow, wide, combining, joined to one picture, and blanks of every breadth.
TEXTS = st.text(st.sampled_from("ab cдの　 漢é\u0301😀\u200d\ufe0f🇰🇿-  "), max_size=60)
CELLS = st.integers(2, 24)


@given(TEXTS, CELLS)
@example("    ab", 3)
@example("漢字漢字", 3)
@example("a　漢", 3)
@example("☺\ufe0f☺\ufe0f☺\ufe0f", 3)
def test_only_blanks_are_lost_between_lines(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    at = 0
    for start, end in lines:
        assert at <= start <= end <= len(text)
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()


@given(TEXTS, CELLS)
@example("    ab", 3)
@example("a　漢", 3)
@example("☺\ufe0f☺\ufe0f☺\ufe0f", 3)
def test_no_line_is_wider_than_asked(text: str, cells: int) -> None:
    assert [line for start, end in wrap(text, cells) if cell_width(line := text[start:end]) > cells] == []


@given(st.lists(st.text("abд", min_size=1, max_size=9), min_size=1, max_size=12), st.integers(4, 20))
def test_a_word_goes_to_the_next_line_only_where_this_one_has_no_room(words: list[str], cells: int) -> None:
    text = " ".join(words)
    lines = [text[start:end] for start, end in wrap(text, cells)]
    for line, below in pairwise(lines):
        word = below.split()[0]
        broken = len(line) == cells
        assert broken or len(f"{line} {word}") > cells


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("", 5, [""]),
        ("short", 5, ["short"]),
        ("two words", 5, ["two", "words"]),
        ("an unbreakable word", 6, ["an", "unbrea", "kable", "word"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("漢字かな", 4, ["漢字", "かな"]),
        ("漢字かな", 5, ["漢字", "かな"]),
        ("wide 漢字 word", 7, ["wide", "漢字", "word"]),
        ("one", 0, ["o", "n", "e"]),
    ],
)
def test_lines_are_these(text: str, cells: int, lines: list[str]) -> None:
    assert [text[start:end] for start, end in wrap(text, cells)] == lines


@pytest.mark.parametrize(
    ("text", "taken", "lines"),
    [
        ("two words", 0, ["two words"]),
        ("two words", 1, ["two", "words"]),
        ("two words", 7, ["", "two words"]),
        ("unbreakable", 3, ["", "unbreakab", "le"]),
        ("", 9, [""]),
    ],
)
def test_the_first_line_leaves_room_for_what_stands_before_it(text: str, taken: int, lines: list[str]) -> None:
    assert [text[start:end] for start, end in wrap(text, 9, taken)] == lines


@given(st.text("ab  -/", max_size=60), st.integers(-1, 14))
def test_a_letter_of_another_alphabet_changes_no_line(text: str, cells: int) -> None:
    """Text of ASCII alone is wrapped by another, quicker way."""
    assert wrap(text, cells) == wrap(text.replace("a", "д"), cells)


@pytest.mark.parametrize("part", ["a", "漢", "e\u0301", "a\u200c", "e" + "\u0301" * 20, "क\u094d\u0937\u093f"])
def test_a_word_of_any_length_takes_time_that_grows_with_it(part: str) -> None:
    text = part * (100_000 // len(part))
    before = process_time()
    lines = wrap(text, 76)
    assert process_time() - before < 1  # with time that grew with the square, minutes
    assert "".join(text[start:end] for start, end in lines) == text
