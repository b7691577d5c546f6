"""What is repainted: every changed cell, and little besides."""

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from kztui.tui.changes import changed

PLAIN, BOLD = Style(), Style(bold=True)
WORDS = st.text(alphabet="ab上e\u0301", min_size=1, max_size=4)
STYLES = st.sampled_from([PLAIN, BOLD])
SEGMENTS = st.lists(st.tuples(WORDS, STYLES).map(lambda pair: Segment(*pair)), max_size=4)


def drawn(*lines: str) -> list[Strip]:
    return [Strip([Segment(line, PLAIN)]) for line in lines]


def test_only_the_changed_stretch_of_a_line() -> None:
    before, after = drawn("same", "one bar", "上海 city"), drawn("same", "one car", "上河 city")
    assert changed(before, after) == [Region(4, 1, 1, 1), Region(2, 2, 2, 1)]
    assert changed(before, before) == []


def test_a_style_is_a_change_too() -> None:
    bold = [Strip([Segment("ab", PLAIN), Segment("cd", BOLD), Segment("ef", PLAIN)])]
    assert changed(drawn("abcdef"), bold) == [Region(2, 0, 2, 1)]


@given(SEGMENTS, SEGMENTS, SEGMENTS, SEGMENTS)
def test_what_lies_outside_is_the_same(
    start: list[Segment], old: list[Segment], new: list[Segment], end: list[Segment]
) -> None:
    before, after = Strip([*start, *old, *end]), Strip([*start, *new, *end])
    regions = changed([before], [after])
    if before.cell_length != after.cell_length:
        assert regions == [Region(0, 0, after.cell_length, 1)]
        return
    told = {x for region in regions for x in range(region.x, region.right)}
    for x in set(range(after.cell_length)) - told:
        assert list(before.crop(x, x + 1)) == list(after.crop(x, x + 1))


def test_changes_far_apart_are_told_apart() -> None:
    assert changed(drawn("one" + "-" * 20 + "two"), drawn("ane" + "-" * 20 + "twa")) == [
        Region(0, 0, 1, 1),
        Region(25, 0, 1, 1),
    ]


def test_what_cannot_be_seen_on_a_blank_is_no_change() -> None:
    assert changed([Strip([Segment("  ", Style(color="red"))])], [Strip([Segment("  ", Style(color="blue"))])]) == []
    assert changed([Strip([Segment("  ", PLAIN)])], [Strip([Segment("  ", Style(underline=True))])]) != []
