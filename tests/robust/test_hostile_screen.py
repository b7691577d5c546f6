"""A stranger's file on the screen: nothing but text and the program's own sequences ever reaches the terminal."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hostile import STRINGS, hostile_article, strangers
from terminal import Size, Terminal

KZTUI = (sys.executable, "-m", "kztui")
ITEMS = len(STRINGS)
# Shown as it was written: the reader sees the signs themselves, none of them is obeyed.
AS_TYPED = {name: STRINGS[name] for name in ("numbered", "markup", "markup that is wrong", "markup that acts")}
PANES = {"sections": "1", "events": "2", "actors": "3", "others": "4", "reader": "5", "links": "6"}


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_article(tmp_path_factory.mktemp("hostile"))


@pytest.fixture
def opened(article: Path, sealed: Path) -> Iterator[Terminal]:
    with Terminal([*KZTUI, str(article)]) as terminal:
        terminal.wait("Links")
        yield terminal


def leaves(terminal: Terminal) -> None:
    """The program is alive, ends when asked to, and has written nothing strange on the way."""
    assert terminal.running
    terminal.press("escape", "escape", "escape", "ctrl+q")
    assert terminal.exit_code() == 0
    assert not strangers(bytes(terminal.raw))


@pytest.mark.parametrize("key", PANES.values(), ids=PANES)
def test_every_string_in_every_pane(opened: Terminal, key: str) -> None:
    opened.press(key, "g")
    for _ in range(ITEMS * (3 if key == "4" else 1)):
        opened.press("j", quiet=0.01)
    leaves(opened)


@pytest.mark.parametrize("key", ["2", "3", "4"])
def test_every_card(opened: Terminal, key: str) -> None:
    opened.press(key, "g")
    for _ in range(ITEMS):
        opened.press("enter", "l", "l", "H", key, "j", quiet=0.01)
    leaves(opened)


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (200, 60)], ids=str)
def test_every_link_at_every_width(article: Path, size: Size) -> None:
    with Terminal([*KZTUI, str(article)], size=size) as terminal:
        terminal.wait("find")
        terminal.press("5", *"l" * 30, "G", "g", quiet=0.01)
        terminal.press("6", *"j" * 10, quiet=0.01)
        leaves(terminal)


@pytest.mark.parametrize("keys", ["/T", "t", "?", ":", "Y", "'", "f", "K", "mm'"], ids=repr)
def test_every_sheet(opened: Terminal, keys: str) -> None:
    opened.press("2", "g", "j", "j", *keys)
    opened.settle(0.4)
    opened.press(*["down"] * ITEMS, quiet=0.01)
    leaves(opened)


def test_hostile_strings_are_searched_for_and_pasted(opened: Terminal) -> None:
    for text in STRINGS.values():
        opened.press("/")
        opened.wait("╭ Find")
        opened.paste(text.replace("\x1b[201~", ""))
        opened.settle(0.1)
        opened.press("enter", quiet=0.1)
        opened.press("escape", quiet=0.15)
    leaves(opened)


def test_what_is_pasted_presses_no_key(opened: Terminal) -> None:
    for text in STRINGS.values():
        opened.paste(text.replace("\x1b[201~", ""))
    opened.settle(0.3)
    assert "╭ 5 Read" in opened.text
    assert b"\x1b]52;" not in opened.raw
    leaves(opened)


@pytest.mark.parametrize("name", AS_TYPED)
def test_what_looks_like_markup_is_shown_as_typed(article: Path, name: str) -> None:
    number = list(STRINGS).index(name) + 1
    with Terminal([*KZTUI, str(article), "--at", f"t{number}"], size=(160, 40)) as terminal:
        terminal.wait(f"T{number}")
        shown = " ".join(terminal.text.replace("│", " ").split())
        assert " ".join(AS_TYPED[name].split()) in shown
        leaves(terminal)
