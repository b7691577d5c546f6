"""The last gate: whatever an article holds, no control character and no doubtful address reaches the terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from kztui.files.sanitize import UNSAFE_IN_CELL
from kztui.tui.textual_compat.app import OUTPUT_FILTER

BACK = Color(0, 0, 0)


@given(st.lists(st.text(), max_size=5))
def test_nothing_forbidden_passes_and_every_character_keeps_its_place(texts: list[str]) -> None:
    passed = OUTPUT_FILTER.apply([Segment(text) for text in texts], BACK)
    for before, (after, _, _) in zip(texts, passed, strict=True):
        assert not UNSAFE_IN_CELL.search(after)
        assert len(after) == len(before)
        assert all(new in {old, "\ufffd"} for old, new in zip(before, after, strict=True))


@pytest.mark.parametrize(
    "text",
    ["\x1b[31mred", "\x1b]52;c;AAAA\x07", "\x9b2J", "bell\x07", "line\nline", "right\u202eleft", "tag\U000e0041"],
)
def test_a_sequence_for_the_terminal_loses_its_first_character(text: str) -> None:
    ((after, _, _),) = OUTPUT_FILTER.apply([Segment(text)], BACK)
    assert "\ufffd" in after
    assert not any(sign in after for sign in "\x1b\x9b\x07\n\u202e\U000e0041")


@pytest.mark.parametrize(
    "text", ["plain", "Жаңаөзен", "بندر انزلی", "e\u0301", "👨\u200d👩", "non\u00a0breaking", "zwnj\u200cword"]
)
def test_letters_of_every_script_pass(text: str) -> None:
    assert OUTPUT_FILTER.apply([Segment(text)], BACK) == [Segment(text)]


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://inlandseas.example/fog", True),
        ("http://inlandseas.example", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://inlandseas.example/\x1b\\", False),
        ("HTTPS://inlandseas.example", False),
    ],
)
def test_only_web_addresses_are_links(link: str, kept: bool) -> None:
    ((_, style, _),) = OUTPUT_FILTER.apply([Segment("words", Style(link=link, bold=True))], BACK)
    assert style is not None
    assert style.bold
    assert style.link == (link if kept else None)


def test_what_is_clean_is_passed_on_as_it_is() -> None:
    segments = [Segment("clean"), Segment("too", Style(link="https://inlandseas.example"))]
    assert OUTPUT_FILTER.apply(segments, BACK) is segments
