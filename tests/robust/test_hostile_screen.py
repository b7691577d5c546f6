"""A stranger's file on the screen: nothing but text and the program's own sequences ever reaches the terminal."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hostile import STRINGS, hostile_article, strangers
from terminal import Terminal

KZTUI = (sys.executable, "-m", "kztui")
ITEMS = len(STRINGS)
LONG = os.environ.get("KZTUI_LONG") == "1"
# Shown as it was written: the reader sees the signs themselves, none of them is obeyed.
AS_TYPED = {name: STRINGS[name] for name in ("numbered", "markup", "markup that is wrong", "markup that acts")}
SIZES = [(40, 12), (60, 20), (80, 24), (200, 60)]
DIALOGS = {**dict.fromkeys(("/T", "t"), ITEMS), **dict.fromkeys(("?", ":", "Y", "'", "f", "K", "mm'"), 4)}
"""Keys that open a dialog, and how many of its rows are gone through: all where each row shows another string."""
INDEXES = {"2": 1, "3": 1, "4": 1, "5": 1, "6": 1}
"""The keys of the index panes, and how many kinds of items each lists."""
SEARCHES = 1 if LONG else 4
"""After how many queries the finder is left by Enter, which keeps the query, and opened anew, which shows it."""
ESCAPE = 0.06
"""Seconds after Esc: a key that comes within the milliseconds of ESCDELAY is taken for one with Alt."""


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_article(tmp_path_factory.mktemp("hostile"))


@pytest.fixture
def opened(article: Path, sealed: Path) -> Iterator[Terminal]:
    with Terminal([*KZTUI, str(article)], env={"ESCDELAY": "20"}) as terminal:
        terminal.wait("Links")
        yield terminal


def leaves(terminal: Terminal) -> None:
    """The program is alive, ends when asked to, and has written nothing strange on the way."""
    assert terminal.running
    terminal.press("escape", "escape", "escape", quiet=ESCAPE)
    terminal.press("ctrl+q")
    # On a busy machine it may still have many keys to answer.
    assert terminal.exit_code(60) == 0
    assert not strangers(bytes(terminal.raw))


@pytest.mark.long
def test_nothing_strange_is_written_where_one_goes_through_everything(opened: Terminal) -> None:
    go_through_sections_text_and_links(opened)
    go_through_rows_and_enter_cards(opened)
    go_through_links_at_every_width(opened)
    leaves(opened)


def go_through_sections_text_and_links(terminal: Terminal) -> None:
    for key in "107":
        terminal.press(key, "g")
        terminal.press(*["j"] * ITEMS, quiet=0.01)


def go_through_rows_and_enter_cards(terminal: Terminal) -> None:
    """Each row is seen; of the five kinds of items, the card of one is entered for each string.

    The long form sees and enters the card of each row.
    """
    kind = 0
    for key, kinds in INDEXES.items():
        terminal.press(key, "g")
        for number in range(ITEMS * kinds):
            if LONG or (number % ITEMS + kind + number // ITEMS) % sum(INDEXES.values()) == 0:
                terminal.settle(0.05)
                terminal.press("enter", "l", "l", "H", key, quiet=0.01)
            if LONG:
                terminal.press("j", quiet=0.01)
            else:
                terminal.send("j")
        terminal.settle(0.05)
        kind += kinds


def go_through_links_at_every_width(terminal: Terminal) -> None:
    for size in SIZES:
        terminal.resize(*size)
        terminal.settle(0.2)
        terminal.press("0", *"l" * 30, "G", "g", quiet=0.01)
        terminal.press("7", *"j" * 10, quiet=0.01)


@pytest.mark.long
def test_nothing_strange_is_written_by_dialogs_and_what_is_pasted_presses_no_key(opened: Terminal) -> None:
    go_through_dialogs(opened)
    search_for_what_is_pasted(opened)
    paste_where_nothing_is_typed(opened)
    leaves(opened)


def go_through_dialogs(terminal: Terminal) -> None:
    for keys, rows in DIALOGS.items():
        terminal.press("2", "g", "j", "j", *keys)
        terminal.settle(0.2)
        terminal.press(*["down"] * rows, quiet=0.01)
        terminal.press("escape", "escape", quiet=ESCAPE)
        assert terminal.running, keys


def search_for_what_is_pasted(terminal: Terminal) -> None:
    for number, text in enumerate(STRINGS.values()):
        if number % SEARCHES == 0:
            terminal.press("/")
            terminal.wait("╭ Find")
        terminal.press("ctrl+u", quiet=0.02)
        terminal.paste(text.replace("\x1b[201~", ""))
        if number % SEARCHES == SEARCHES - 1:
            terminal.press("enter")
            terminal.press("escape", quiet=ESCAPE)
            terminal.wait_gone("╭ Find")
    terminal.press("escape", "escape", quiet=ESCAPE)
    terminal.wait_gone("╭ Find")


def paste_where_nothing_is_typed(terminal: Terminal) -> None:
    terminal.press("0", quiet=ESCAPE)
    before = len(terminal.raw)
    for text in STRINGS.values():
        terminal.paste(text.replace("\x1b[201~", ""), quiet=0.02)
    terminal.settle(0.3)
    assert "╭ 0 Read" in terminal.text
    assert b"\x1b]52;" not in terminal.raw[before:]


def test_what_looks_like_markup_is_shown_as_typed(article: Path) -> None:
    numbers = [list(STRINGS).index(name) + 1 for name in AS_TYPED]
    assert numbers == [*range(numbers[0], numbers[0] + len(numbers))]
    with Terminal([*KZTUI, str(article), "--at", f"t{numbers[0]}"], size=(200, 40)) as terminal:
        terminal.wait(f"T{numbers[0]}")
        terminal.press("6")
        for words in AS_TYPED.values():
            shows(terminal, words)
            terminal.press("j")
        leaves(terminal)


def shows(terminal: Terminal, words: str) -> None:
    """Wait until the words are on the screen, wherever its lines are broken."""
    for _ in range(100):
        if " ".join(words.split()) in " ".join(terminal.text.replace("│", " ").split()):
            return
        terminal.settle(0.05)
    raise AssertionError(f"{words!r} is not seen; the screen shows:\n{terminal.text}")
