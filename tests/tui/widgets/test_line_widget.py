"""What is repainted: every changed cell, and little besides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from kztui.tui.render.graphemes import cut_columns, join_marks
from kztui.tui.widgets.line_widget import dirty_regions

PLAIN, BOLD = Style(), Style(bold=True)
WORDS = st.text(alphabet="ab上e\u0301", min_size=1, max_size=4)
STYLES = st.sampled_from([PLAIN, BOLD])
# A mark needs a letter before it: each line of the screen begins with a frame or a blank.
EDGE = Segment("-", PLAIN)
SEGMENTS = st.lists(st.tuples(WORDS, STYLES).map(lambda pair: Segment(*pair)), max_size=4)


def drawn(*lines: str) -> list[Strip]:
    return [Strip([Segment(line, PLAIN)]) for line in lines]


def test_only_the_changed_stretch_of_a_line() -> None:
    before, after = drawn("same", "one bar", "上海 city"), drawn("same", "one car", "上河 city")
    assert dirty_regions(before, after) == [Region(4, 1, 1, 1), Region(2, 2, 2, 1)]
    assert dirty_regions(before, before) == []


def test_a_style_is_a_change_too() -> None:
    bold = [Strip([Segment("ab", PLAIN), Segment("cd", BOLD), Segment("ef", PLAIN)])]
    assert dirty_regions(drawn("abcdef"), bold) == [Region(2, 0, 2, 1)]


@given(SEGMENTS, SEGMENTS, SEGMENTS, SEGMENTS)
def test_what_lies_outside_is_the_same(
    start: list[Segment], old: list[Segment], new: list[Segment], end: list[Segment]
) -> None:
    before, after = Strip([EDGE, *start, *old, *end]), Strip([EDGE, *start, *new, *end])
    regions = dirty_regions([before], [after])
    if before.cell_length != after.cell_length:
        assert regions == [Region(0, 0, after.cell_length, 1)]
        return
    told = {x for region in regions for x in range(region.x, region.right)}
    for x in set(range(after.cell_length)) - told:
        assert cut_columns(join_marks(before), x, x + 1) == cut_columns(join_marks(after), x, x + 1)


def test_changes_far_apart_are_told_apart() -> None:
    assert dirty_regions(drawn("one" + "-" * 20 + "two"), drawn("ane" + "-" * 20 + "twa")) == [
        Region(0, 0, 1, 1),
        Region(25, 0, 1, 1),
    ]


def test_what_cannot_be_seen_on_a_blank_is_no_change() -> None:
    assert (
        dirty_regions([Strip([Segment("  ", Style(color="red"))])], [Strip([Segment("  ", Style(color="blue"))])]) == []
    )
    assert dirty_regions([Strip([Segment("  ", PLAIN)])], [Strip([Segment("  ", Style(underline=True))])]) != []


@pytest.mark.parametrize(
    ("before", "after", "region"),
    [
        ("x" + "上" * 8 + "y", "上" * 8 + "xy", Region(0, 0, 17, 1)),
        ("a上b", "a上\u0301b", Region(1, 0, 2, 1)),
        ("👨\u200d👩\u200d👧 abc", "👨\u200d👩\u200d👧 abd", Region(0, 0, 6, 1)),
        ("a👨\u200d👩b", "a👨\u200d👧b", Region(0, 0, 4, 1)),
        ("❤\ufe0f", "❤\ufe0f", None),
    ],
)
def test_a_wide_sign_is_written_whole(before: str, after: str, region: Region | None) -> None:
    assert dirty_regions(drawn(before), drawn(after)) == ([region] if region else [])


def test_a_mark_in_a_style_of_its_own_is_written_with_its_letter() -> None:
    marked = [Strip([Segment("ab", PLAIN), Segment("\u0301c", BOLD)])]
    assert dirty_regions([Strip([Segment("ab", PLAIN), Segment("c", BOLD)])], marked) == [Region(1, 0, 1, 1)]


def test_few_equal_cells_of_the_same_style_are_taken_along() -> None:
    assert dirty_regions(drawn("a----b"), drawn("c----d")) == [Region(0, 0, 6, 1)]
    assert dirty_regions(drawn("a-----b"), drawn("c-----d")) == [Region(0, 0, 1, 1), Region(6, 0, 1, 1)]
    before, after = ([Strip([Segment(a, PLAIN), Segment("--", BOLD), Segment(b, PLAIN)])] for a, b in ("ab", "cd"))
    assert dirty_regions(before, after) == [Region(0, 0, 1, 1), Region(3, 0, 1, 1)]
