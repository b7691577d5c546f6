"""The main story on a real terminal of every size: open, find, follow, come back, copy; and few bytes for each move."""

import re
import sys
from pathlib import Path

import pytest

from terminal import Size, Terminal

SIZES = [(200, 60), (120, 40), (80, 24), (60, 20), (40, 12)]
Env = dict[str, str | None]
KZTUI = [sys.executable, "-m", "kztui"]
MOST = 4096
"""Bytes that one move of a cursor may cost."""
LARGE = 80 * 24
"""Cells from which a move that changes several panes may cost more: as much as the words on the screen."""
COLOURS = {*range(30, 39), *range(40, 49), *range(90, 98), *range(100, 108)}
FIRST = r"Welcome\.|/ find"


@pytest.fixture
def home(sealed: Path) -> Env:
    """An environment without a desktop, in which the terminal's own clipboard is the only one."""
    return {"HOME": str(sealed), "SSH_TTY": "/dev/pts/0", "PYTHONPATH": str(Path(__file__).parents[2])}


def opened(size: Size, env: Env, *argv: str) -> Terminal:
    return Terminal([*KZTUI, *argv], size=size, env=env, clipboard=True)


def screen(terminal: Terminal) -> str:
    """All but the foot, where messages come and go."""
    return "\n".join(terminal.lines[:-1])


def walk_to(terminal: Terminal, sign: str) -> None:
    """Go from link to link until the line above says that one of this kind is current."""
    for _ in range(12):
        terminal.press("l")
        if f"› {sign}" in terminal.lines[0]:
            return
    raise AssertionError(f"no link to {sign} from here:\n{terminal.text}")


@pytest.mark.parametrize("size", SIZES)
def test_find_follow_a_link_to_an_actor_come_back_and_copy_the_note(size: Size, home: Env) -> None:
    with opened(size, home) as terminal:
        terminal.wait(FIRST)
        if size[0] >= 60:
            for title in ("1 Sections", "2 Events", "3 Actors"):
                terminal.wait(title)
        terminal.press("/")
        terminal.wait("Find")
        terminal.type("janaozen")
        terminal.wait("Zhanaozen")
        terminal.press("enter")
        terminal.wait_gone("all kinds")
        walk_to(terminal, "◆")
        terminal.press("enter")
        terminal.wait("event · ")
        walk_to(terminal, "●")
        terminal.wait("╭ Peek")
        terminal.settle(0.5)
        left = screen(terminal)
        terminal.press("enter")
        terminal.wait_gone("╭ Peek")
        terminal.wait("actor · ")
        terminal.press("H")
        terminal.wait("╭ Peek")
        terminal.settle(0.5)
        assert screen(terminal) == left
        terminal.press("y")
        terminal.wait("Sent to|Copied")
        note = terminal.clipboard or ""
        assert note.startswith("Jacob Zenn, “Kazakhstan’s Counter-Terrorism Strategies")
        assert "para" in note or "under “Background”" in note
        assert "\n" not in note
        terminal.press("q")
        assert terminal.exit_code() == 0


@pytest.mark.parametrize("size", SIZES)
def test_a_move_of_the_cursor_costs_few_bytes(size: Size, home: Env) -> None:
    with opened(size, home) as terminal:
        terminal.wait(FIRST)
        terminal.settle(1.0)
        costs: dict[str, int] = {}
        for pane in "123456":
            terminal.press(pane, quiet=0.3)
            for number, key in enumerate("jjjkllh" if pane == "5" else "jjjjk"):
                before = len(terminal.raw)
                terminal.press(key, quiet=0.3)
                costs[f"{pane} {key} {number}"] = len(terminal.raw) - before
        cells = size[0] * size[1]
        most = {move: MOST if move.startswith("5 j") or cells <= LARGE else max(MOST, cells * 6 // 5) for move in costs}
        assert {move: cost for move, cost in costs.items() if cost > most[move]} == {}
        assert min(costs.values()) > 0


def test_resized_time_and_again_the_screen_is_whole(home: Env) -> None:
    with opened((200, 60), home, "--at", "jak") as terminal:
        terminal.wait("Jund al-Khilafah")
        terminal.settle(0.5)
        for size in ((40, 12), (120, 40), (20, 5), (80, 24), (200, 60), (60, 20), (120, 40)):
            terminal.resize(*size)
            terminal.settle(0.3)
        terminal.wait("actor · group")
        assert "1 Sections" in terminal.lines[1]
        assert "6 Links" in terminal.lines[1]
        assert terminal.lines[-2].count("╯") == 3


def test_the_mouse_alone_gets_one_there_and_back(home: Env) -> None:
    with opened((120, 40), home) as terminal:
        terminal.wait(FIRST)
        row = next(y for y, line in enumerate(terminal.lines) if "Aktobe bombings" in line)
        terminal.click(12, row)
        terminal.wait("◆ Aktobe bombings$")
        before = terminal.text
        terminal.wheel(60, 20)
        terminal.click(12, row)
        terminal.settle(0.5)
        assert terminal.text != before
        terminal.wait(r"\bH back")


@pytest.mark.parametrize(("env", "argv"), [({"NO_COLOR": "1"}, ()), ({}, ("--theme", "ansi-dark"))])
def test_without_colours_of_our_own_none_is_sent(env: Env, argv: tuple[str, ...], home: Env) -> None:
    with opened((100, 30), {**home, **env}, *argv) as terminal:
        terminal.wait(FIRST)
        terminal.press("2", "j", "/")
        terminal.wait("Find")
        assert b"38;2;" not in terminal.raw
        assert b"48;2;" not in terminal.raw
        if env:
            styles = b";".join(re.findall(rb"\x1b\[([0-9;]*)m", bytes(terminal.raw))).split(b";")
            coloured = [number for number in styles if number.isdigit() and int(number) in COLOURS]
            assert coloured == []
