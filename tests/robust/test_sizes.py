"""Terminals of every size, and windows that are dragged about."""

import os
import random
from pathlib import Path

import pytest
from program import opened, small_article

from hostile import strangers
from terminal import Size

LONG = os.environ.get("KZTUI_LONG") == "1"
SIZES: list[Size] = [
    *((1, 1), (1, 40), (120, 1), (4, 10), (39, 9), (60, 20), (99, 24), (80, 120)),
    *(((20, 5), (40, 10), (59, 20), (100, 24), (200, 10)) if LONG else ()),
    *(((2, 2), (3, 3), (9, 4), (10, 5), (500, 200)) if LONG else ()),
]
"""The floor plan of every size, and dialogs at those where it changes, are tried without a terminal: tests/tui."""
WALK = ("1", "j", "2", "j", "enter", "0", "l", "enter", "7", "j", "H", "z", "z", "f", "F")
SOON = {"ESCDELAY": "20"}
APART = 0.06
"""Seconds after Esc: a key that comes within the milliseconds of ESCDELAY is taken for one with Alt."""
DIALOGS = ("/", "t", "?", ":", "Y", "'", "K", "T")


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (500, 200)], ids=str)
def test_it_opens_and_ends_at_any_size(size: Size, tmp_path: Path) -> None:
    with opened(small_article(tmp_path), size=size, env=SOON) as terminal:
        terminal.wait_bytes(b"\x1b[?1049h")
        terminal.settle(0.2)
        terminal.press(*WALK, quiet=0.01)
        terminal.press("escape", "escape", quiet=APART)
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
        assert not strangers(bytes(terminal.raw))


@pytest.mark.long
def test_it_can_be_walked_at_any_size(tmp_path: Path) -> None:
    """Every size and every dialog, one at each size; the long form has each dialog at each size."""
    with opened(small_article(tmp_path), env=SOON) as terminal:
        terminal.wait_bytes(b"\x1b[?1049h")
        for number, size in enumerate(SIZES):
            terminal.resize(*size)
            terminal.settle(0.05)
            terminal.press(*WALK, quiet=0.01)
            for key in DIALOGS if LONG else [DIALOGS[number % len(DIALOGS)]]:
                terminal.press(key, "down", quiet=0.01)
                terminal.press("escape", quiet=APART)
            assert terminal.running, size
        terminal.press("escape", "escape", quiet=APART)
        terminal.press("ctrl+q")
        assert terminal.exit_code(60) == 0
        assert not strangers(bytes(terminal.raw))


@pytest.mark.long
def test_a_storm_of_sizes_leaves_a_whole_screen(tmp_path: Path) -> None:
    dice = random.Random(8)  # noqa: S311 - a storm that can be repeated
    with opened(small_article(tmp_path), env=SOON) as terminal:
        terminal.wait("find")
        for dialog in ("", *DIALOGS):
            terminal.press(*dialog)
            for size in [*dice.sample(SIZES, 12 if LONG else 4), (120, 40)]:
                terminal.resize(*size)
                terminal.settle(dice.choice((0.0, 0.01, 0.05)))
            terminal.press("escape", "escape", "escape", quiet=APART)
            terminal.wait("find")
            for title in ("Sections", "Events", "Actors", "Read", "Links"):
                terminal.wait(title)
            terminal.wait(r"\A(?:[^\n]+\n)+[^\n]+\Z")  # no line is blank
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
