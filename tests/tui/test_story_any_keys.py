"""A story nobody would tell: any keys in any order at any size, and the screen stays whole and knows where it is."""

import os
import random

import pytest

from caspian import CASPIAN
from kztui.tui.commands import COMMANDS
from stories import Reader, play

# A key that ends the program in one place is left out everywhere: pressed elsewhere, it may still be under way.
LEAVING = {"quit", "quit_from_dialog", "suspend", "open_web_page"}
LEAVING_KEYS = {key for command in COMMANDS if command.id in LEAVING for key in command.keys.split(",")}
KEYS = sorted({key for command in COMMANDS for key in command.keys.split(",")} - LEAVING_KEYS)
SIZES = [(120, 40), (80, 24), (60, 20), (40, 12), (30, 8), (20, 5), (200, 60)]
LENGTH = 120


def whole(reader: Reader, size: tuple[int, int]) -> None:
    lines = [strip.text for strip in reader.top_screen._compositor.render_strips()]
    assert len(lines) == size[1]
    screen = reader.main_screen
    assert reader.place.selected in screen.article.items
    assert all(target in screen.article.items for target in screen.session.marks)
    assert screen.reader.cursor.block < len(screen.reader._page)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(20 if os.environ.get("KZTUI_LONG") == "1" else 2))
def test_any_keys_leave_a_whole_screen(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # The same keys each time: what fails once fails again.
    chance = random.Random(seed)  # noqa: S311 - nothing here is secret
    monkeypatch.setattr("kztui.tui.controllers.views.PEEK_SECONDS", 0.01)
    pressed: list[str] = []

    async def story(reader: Reader) -> None:
        size = SIZES[0]
        for _ in range(LENGTH):
            if chance.random() < 0.05:
                size = chance.choice(SIZES)
                pressed.append(f"{size}")
                await reader.resize(size)
            else:
                pressed.append(chance.choice(KEYS))
                await reader.press(pressed[-1])
            whole(reader, size)

    try:
        play(story, CASPIAN, size=SIZES[0])
    except BaseException:
        print("pressed:", *pressed)
        raise
