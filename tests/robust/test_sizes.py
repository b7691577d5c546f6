"""Terminals of every size, and windows that are dragged about."""

import random
from pathlib import Path

import pytest
from program import opened, small_article

from hostile import strangers
from terminal import Size

SIZES: list[Size] = [
    *((1, 1), (1, 40), (120, 1), (2, 2), (3, 3), (4, 10), (9, 4), (10, 5), (20, 5), (39, 9), (40, 10)),
    *((59, 20), (60, 20), (99, 24), (100, 24), (200, 10), (80, 120), (500, 200)),
]
WALK = ("1", "j", "2", "j", "enter", "5", "l", "enter", "6", "j", "H", "z", "z", "f", "F")
SOON = {"ESCDELAY": "20"}
APART = 0.06
"""Seconds after Esc: a key that comes within the milliseconds of ESCDELAY is taken for one with Alt."""
SHEETS = ("/", "t", "?", ":", "Y", "'", "K", "T")


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_it_can_be_walked_at_any_size(size: Size, tmp_path: Path) -> None:
    with opened(small_article(tmp_path), size=size, env=SOON) as terminal:
        terminal.wait_bytes(b"\x1b[?1049h")
        terminal.settle(0.3)
        terminal.press(*WALK, quiet=0.01)
        for sheet in SHEETS:
            terminal.press(sheet, "down", quiet=0.01)
            terminal.press("escape", quiet=APART)
        assert terminal.running
        terminal.press("escape", "escape", quiet=APART)
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
        assert not strangers(bytes(terminal.raw))


@pytest.mark.parametrize("sheet", ["", *SHEETS], ids=lambda key: key or "none")
def test_a_storm_of_sizes_leaves_a_whole_screen(sheet: str, tmp_path: Path) -> None:
    dice = random.Random(8)  # noqa: S311 - a storm that can be repeated
    with opened(small_article(tmp_path), env=SOON) as terminal:
        terminal.wait("find")
        if sheet:
            terminal.press(sheet)
        for size in [*dice.sample(SIZES, 12), (120, 40)]:
            terminal.resize(*size)
            terminal.settle(dice.choice((0.0, 0.01, 0.05)))
        terminal.press("escape", "escape", "escape", quiet=APART)
        terminal.wait("find")
        for title in ("Sections", "Events", "Actors", "Read", "Links"):
            terminal.wait(title)
        assert all(line for line in terminal.lines)
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
