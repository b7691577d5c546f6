"""A monkey at the keyboard: random keys, clicks, pastes and sizes, the same ones each time.

KZTUI_LONG=1 lets it act twenty thousand times; else it soon tires.
"""

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from program import REPOSITORY, opened

from hostile import STRINGS, hostile_article, strangers
from terminal import Size, Terminal

ACTIONS, ROUND = (20_000, 100) if os.environ.get("KZTUI_LONG") == "1" else (120, 60)
"""How often it acts in both articles together, and after how many times the program is looked at."""
ESCAPE = 0.06
"""Seconds after Esc: a key that comes within the milliseconds of ESCDELAY is taken for one with Alt."""
SIZES: list[Size] = [(120, 40), (120, 40), (80, 24), (60, 20), (40, 12), (200, 50), (30, 8), (10, 3), (1, 1)]
KEYS = (
    *"jjjjkkkkhllgGnNfFmvytszTKHL123456/?:'YbJXQ09{}+-=ua.,;",
    *("enter", "enter", "tab", "shift+tab", "escape", "backspace", "up", "down", "left", "right", "home", "end"),
    *("pageup", "pagedown", "space", "ctrl+d", "ctrl+u", "ctrl+o", "ctrl+t", "ctrl+p", "ctrl+r", "ctrl+l", "ctrl+y"),
    *("alt+left", "alt+right", "f1", "f2", "delete", "ctrl+a", "ctrl+e", "ctrl+k", "ctrl+w", "ctrl+space", "ctrl+n"),
)
"""All but those that leave the program, put it to sleep or open a browser."""
ASKING = {":", "ctrl+p"}
"""Keys that open the palette, from which the program can be left all the same."""
LEAVES = {"q", "ctrl+q", "ctrl+z", "ctrl+c", "o"}
WORDS = ("janaozen", "kazakhstan", "жанаозен", "date:2011", "a:", '"', "!x", "[[p1]]", "界" * 50, *STRINGS.values())


def deeds(dice: random.Random, terminal: Terminal) -> Iterator[str]:
    """Do one thing after another; what was done, in words."""
    while True:
        chance = dice.random()
        columns, rows = terminal.size
        if chance < 0.88:
            key = dice.choice(KEYS)
            terminal.press(key, quiet=ESCAPE if key == "escape" else 0.003)
            yield key
        elif chance < 0.94:
            column, row = dice.randrange(columns), dice.randrange(rows)
            (terminal.click if dice.random() < 0.6 else terminal.wheel)(column, row)
            yield f"mouse {column},{row}"
        elif chance < 0.97:
            text = dice.choice(WORDS).replace("\x1b[201~", "")
            terminal.paste(text)
            yield f"paste {text[:20]!r}"
        else:
            size = dice.choice(SIZES)
            terminal.resize(*size)
            terminal.settle(0.003)
            yield f"size {size}"


def rest(terminal: Terminal, patience: float = 60) -> None:
    """Wait until the program has done what it was given: it uses no time any more."""
    end = time.monotonic() + patience
    used, now = -1.0, terminal.processor_time()
    while now - used > 0.01 and terminal.running and time.monotonic() < end:
        terminal.settle(0.2)
        used, now = now, terminal.processor_time()


def was_left(terminal: Terminal, done: list[str]) -> bool:
    """Whether the program has ended: that is well if it was asked to in the palette, and a fault otherwise."""
    if terminal.running:
        return False
    story = " ".join(done[-ROUND:])
    terminal.settle(0.2)
    assert ASKING & set(done[-2 * ROUND :]), f"it ended: {bytes(terminal.raw[-400:])!r} after {story}"
    assert terminal.exit_code() == 0, f"it did not end well: {bytes(terminal.raw[-400:])!r} after {story}"
    return True


def assert_whole(terminal: Terminal, done: list[str], checked: int) -> int:
    """The program is sound after what was done; how much of what it wrote has been looked at."""
    story = " ".join(done[-ROUND:])
    terminal.resize(120, 40)
    terminal.settle(0.2)
    strange = strangers(bytes(terminal.raw[checked:]), copied=True)
    assert not strange, f"{strange[:3]} after {story}"
    checked = len(terminal.raw)
    for title in ("Sections", "Events", "Actors", "Read", "Links"):
        terminal.wait(title)
    assert_in_step(terminal, story)
    return checked


def assert_in_step(terminal: Terminal, story: str) -> None:
    """Another row is shown at once in the panes that follow, and the way back leads back."""
    heard(terminal, "F", "2", "g", "enter")
    first = terminal.text
    heard(terminal, "2", "j", "enter")
    assert terminal.text != first, f"nothing follows, after {story}"
    heard(terminal, "H")
    assert " 0 Read" in terminal.text, f"no reader, after {story}"


def heard(terminal: Terminal, *keys: str) -> None:
    """Press keys, and wait after each until it is answered: the help opens after it, and closes."""
    for key in keys:
        terminal.press(key)
        terminal.press("?")
        terminal.wait("Help .*Esc closes")
        terminal.press("escape")
        terminal.wait_gone("Help .*Esc closes")


def sitting(terminal: Terminal, dice: random.Random, done: list[str]) -> None:
    """Act until the program is left, or all is done that is to be done."""
    checked = 0
    terminal.wait("find")
    for deed in deeds(dice, terminal):
        done.append(deed)
        if was_left(terminal, done):
            return
        if len(done) % ROUND == 0:
            rest(terminal)
            # Several layers may lie upon one another; each Esc takes one away and none ends the program.
            for _ in range(6):
                terminal.press("escape", quiet=ESCAPE)
            rest(terminal)
            if was_left(terminal, done):
                return
            checked = assert_whole(terminal, done, checked)
        if len(done) == ACTIONS // 2:
            break
    rest(terminal)
    before = terminal.processor_time()
    terminal.settle(0.5, timeout=2)
    assert terminal.processor_time() - before < 0.5, "it does not come to rest"
    terminal.press("ctrl+q")
    assert terminal.exit_code() == 0


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("content", ["bundled", "hostile"])
def test_a_monkey_breaks_nothing(content: str, tmp_path: Path) -> None:
    assert not LEAVES & set(KEYS)
    dice = random.Random(20131)  # noqa: S311 - the same monkey each time
    article = REPOSITORY / "content" / "zenn-2013" if content == "bundled" else hostile_article(tmp_path)
    done: list[str] = []
    while len(done) < ACTIONS // 2:
        with opened(article, env={"BROWSER": "true", "ESCDELAY": "20"}) as terminal:
            sitting(terminal, dice, done)
    assert len(done) == ACTIONS // 2
