"""The main story on a real terminal of every size: open, find, follow, come back, copy; and few bytes for each move."""

import re
import sys
from pathlib import Path

import pytest

from terminal import Size, Terminal

SIZES = [(120, 40), (60, 20)]
"""Three panes abreast, and two; tests/tui/test_story_navigation.py tells the story at more sizes."""
Env = dict[str, str | None]
KZTUI = [sys.executable, "-m", "kztui"]
MOST = 4096
"""Bytes that one move of a cursor may cost."""
COSTS = {(200, 60): 2 * MOST, (120, 40): MOST}
"""The same by size; smaller ones have less to change. On the largest, a card and its links may be 4 KB of words."""
PEEKS = 16
"""Rows from which there is room for a card that nobody asked for."""
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
        before = terminal.lines[0]
        terminal.press("l")
        for _ in range(20):
            if f"› {sign}" in terminal.lines[0]:
                return
            if terminal.lines[0] != before:
                break
            terminal.settle(0.05)
    raise AssertionError(f"no link to {sign} from here:\n{terminal.text}")


def rest(terminal: Terminal) -> None:
    """Stay on a link until its card shows, where it does by itself."""
    if terminal.size[1] >= PEEKS:
        terminal.wait("╭ Peek")
    terminal.settle(0.3)


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
        terminal.wait_gone("⇥")
        walk_to(terminal, "◆")
        terminal.press("enter")
        terminal.wait("event · ")
        walk_to(terminal, "●")
        rest(terminal)
        left = screen(terminal)
        terminal.press("enter")
        terminal.wait_gone("╭ Peek")
        terminal.wait("actor · ")
        terminal.press("H")
        rest(terminal)
        assert screen(terminal) == left
        terminal.press("y")
        terminal.wait("Sent to|Copied")
        note = terminal.clipboard or ""
        assert note.startswith("Jacob Zenn, “Kazakhstan’s Counter-Terrorism Strategies")
        assert "para" in note or "under “Background”" in note
        assert "\n" not in note
        terminal.press("q")
        assert terminal.exit_code() == 0


def answer(terminal: Terminal, *keys: str) -> int:
    """The bytes with which the program answers the keys, each pressed when the one before has been answered."""
    start = len(terminal.raw)
    for key in keys:
        before = len(terminal.raw)
        terminal.send(key)
        for _ in range(50):
            if terminal.settle(0.05) and len(terminal.raw) > before:
                break
    terminal.settle(0.12)
    return len(terminal.raw) - start


def test_a_move_of_the_cursor_costs_few_bytes(home: Env) -> None:
    with Terminal(KZTUI, size=max(COSTS), env=home) as terminal:
        terminal.wait_bytes(b"Welcome")
        for size, most in COSTS.items():
            terminal.resize(*size)
            terminal.settle(0.4)
            for pane in "12345670":
                assert answer(terminal, pane)
                moves = "jl" if pane == "0" else "jk"
                assert 0 < answer(terminal, *moves) <= most * len(moves), f"pane {pane} at {size}"


def test_resized_time_and_again_the_screen_is_whole(home: Env) -> None:
    with opened((200, 60), home, "--at", "jak") as terminal:
        terminal.wait("Jund al-Khilafah")
        terminal.settle(0.5)
        for size in ((40, 12), (120, 40), (20, 5), (80, 24), (200, 60), (60, 20), (120, 40)):
            terminal.resize(*size)
            terminal.settle(0.1)
        terminal.wait("actor · group")
        terminal.wait("7 Links")  # for which the size before the last has no room
        terminal.settle()
        assert "1 Sections" in terminal.lines[1]
        assert "7 Links" in terminal.lines[1]
        assert terminal.lines[-2].count("╯") == 3


def test_the_mouse_alone_gets_one_there_and_back(home: Env) -> None:
    with opened((120, 40), home) as terminal:
        terminal.wait(FIRST)
        row = next(y for y, line in enumerate(terminal.lines) if "Western Kazakhstan " in line)
        terminal.click(12, row)
        terminal.wait("▲ Western Kazakhstan$")
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


def test_a_page_is_read_from_standard_input_searched_cited_kept_and_opened_again(home: Env, sealed: Path) -> None:
    page = Path(__file__).parent / "salt-road.html"
    piped = ["sh", "-c", 'cat "$0" | "$@" -', str(page), *KZTUI]
    with Terminal(piped, size=(120, 40), env=home, cwd=sealed, clipboard=True) as terminal:
        terminal.wait(r"not kept +\d+ open")
        terminal.wait("In March 2018 drivers of the Salt Haulage")
        walk_to(terminal, "●")
        terminal.press("enter")
        terminal.wait("actor · organisation")
        terminal.press("/")
        terminal.type("zirconium")
        terminal.wait("¶6 ")
        terminal.press("enter")
        terminal.wait("How it ended › ¶6")
        terminal.press("y")
        terminal.wait("Sent to|Copied")
        assert "Tolle" in (terminal.clipboard or "")
        assert list(sealed.iterdir()) == []
        terminal.press("\x13", "enter")
        terminal.wait("To read it again: kztui tolle2019")
        terminal.press("q")
        assert terminal.exit_code() == 0
    with Terminal([*KZTUI, "tolle2019"], size=(120, 40), env=home, cwd=sealed) as terminal:
        terminal.wait("How it ended › ¶6")
        terminal.wait("Its zirconium lamps")
        terminal.press("q")
        assert terminal.exit_code() == 0


def test_questions_of_a_reader_are_answered_by_a_few_keys(home: Env) -> None:
    with opened((80, 24), home) as terminal:
        terminal.wait(FIRST)
        how_two_are_connected_what_the_editor_and_i_note_and_what_two_share(terminal)
        who_says_which_figure_and_what_is_foreseen(terminal)
        terminal.press("q")
        assert terminal.exit_code() == 0


def how_two_are_connected_what_the_editor_and_i_note_and_what_two_share(terminal: Terminal) -> None:
    terminal.press("/")
    terminal.wait("Find")
    terminal.type("mera")
    terminal.wait("Muhammed Merah")
    terminal.press("enter")
    terminal.wait_gone("⇥")
    terminal.press("p")
    terminal.wait("Path|path")
    terminal.type("bur")
    terminal.wait("Said Buryatskiy")
    terminal.press("enter")
    terminal.wait(r"Muhammed Merah → Said Buryatskiy(?s:.*)leader of +¶3")
    terminal.press("y")
    terminal.wait("Sent to|Copied")
    assert "influenced by" in (terminal.clipboard or "")
    terminal.press("escape")
    terminal.wait_gone("→ Said Buryatskiy")
    terminal.press("i")
    terminal.wait("note")
    terminal.type("Which court?")
    terminal.wait(r"Which court\?")
    terminal.press("escape")
    terminal.wait("Kept your note on Muhammed Merah")
    terminal.press("D")
    terminal.wait(r"✎ Which court\?")
    terminal.wait(r"Toulouse(?s:.*)\* ")
    terminal.press("escape")
    terminal.wait_gone("╭ Notes")
    terminal.press("v")
    terminal.wait("Selected 1|⧉ 1|Added")
    terminal.press("/")
    terminal.wait("Find")
    terminal.type("toulouse sh")
    terminal.wait("event +Toulouse shootings")
    terminal.press("enter")
    terminal.wait_gone("⇥")
    terminal.press("v", "V")
    terminal.wait(r"╭ Compare .* [1-9]\d* shared(?s:.*)Muhammed Merah +│ +◆ Toulouse shootings(?s:.*)= ")
    terminal.press("escape")
    terminal.wait_gone(r"╭ Comp")


def who_says_which_figure_and_what_is_foreseen(terminal: Terminal) -> None:
    terminal.press("4", "r", "z")
    terminal.wait(r"figures(?s:.*)NSC +more than 20 Jamaats")
    terminal.press("/")
    terminal.wait("Find")
    terminal.type("foreseen")
    terminal.wait(r"filter +is:foreseen")
    terminal.press("enter")
    terminal.wait(r"is:foreseen(?s:.*)event +Talibanisation risk")
    terminal.press("escape", quiet=0.1)
    terminal.wait_gone("╭ Find")
