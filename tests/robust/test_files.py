"""An article's files change, vanish or turn into something else while they are read."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from program import SMALL, opened, small_article

from command_line import RunCommand


def removed(path: Path) -> None:
    path.unlink()


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def cut(path: Path) -> None:
    path.write_text(SMALL[: len(SMALL) // 2], encoding="utf-8")


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


CHANGES: tuple[Callable[[Path], None], ...] = (removed, folder, cut, emptied, pipe, loop, binary)


def test_what_was_read_stays_while_the_file_is_lost_and_a_better_one_is_read(tmp_path: Path) -> None:
    path = small_article(tmp_path)
    with opened(path) as terminal:
        terminal.wait("Links")
        for number, change in enumerate(CHANGES):
            change(path)
            terminal.press("2", "ctrl+r")
            terminal.settle(0.3)
            terminal.press("j", "enter")
            terminal.wait(f"Loss {number - 1} of the Lina" if number else "Sinking of the Lina")
            terminal.press("/")
            terminal.type("lina")
            terminal.press("enter")
            assert terminal.running, change.__name__
            path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)
            path.write_text(SMALL.replace("Sinking of", f"Loss {number} of"), encoding="utf-8")
            terminal.press("ctrl+r")
            terminal.wait(f"Loss {number} of")
        removed(path)
        terminal.press("ctrl+r")
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
        assert b"Traceback" not in terminal.raw


# One loader serves all: `check` meets every change, the screen, which is a start of its own, three.
@pytest.mark.parametrize("change", [removed, cut, pipe], ids=lambda change: change.__name__)
def test_what_cannot_be_opened_is_said_before_the_screen(change: Callable[[Path], None], tmp_path: Path) -> None:
    path = small_article(tmp_path)
    change(path)
    with opened(path) as terminal:
        assert terminal.exit_code(5) == 2
        assert b"\x1b[?1049h" not in terminal.raw
        assert path.name.encode() in terminal.raw
        assert b"Traceback" not in terminal.raw


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_cannot_be_opened_is_said_by_a_check(
    change: Callable[[Path], None], tmp_path: Path, run: RunCommand
) -> None:
    path = small_article(tmp_path)
    change(path)
    done = run("check", str(path))
    assert done.code in {1, 2}
    assert path.name in done.out + done.err
    assert "Traceback" not in done.err
