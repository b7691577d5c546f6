"""Terminals far away: what they answer comes late, and must not be taken for what the reader types."""

import time
from pathlib import Path

import pytest
from program import KZTUI, REPOSITORY, opened, small_article

from terminal import Terminal


@pytest.mark.parametrize("seconds", [0.25, 1.0])
def test_a_late_answer_presses_no_key(seconds: float, tmp_path: Path) -> None:
    with opened(small_article(tmp_path)) as terminal:
        time.sleep(seconds)
        terminal.wait("Links")
        terminal.settle(0.5)
        assert "Help" not in terminal.lines[0]
        assert "╭ 0 Read" in terminal.text
        terminal.press("?")
        terminal.wait("Help")


def test_a_terminal_that_never_answers_shows_the_screen(tmp_path: Path) -> None:
    with Terminal([*KZTUI, str(small_article(tmp_path))], cwd=REPOSITORY, clipboard=None) as terminal:
        terminal.wait("Links")
        assert terminal.running


def test_an_answer_in_pieces_presses_no_key(tmp_path: Path) -> None:
    with opened(small_article(tmp_path)) as terminal:
        terminal.wait("kztui check")  # which is said when the file has been looked through
        terminal.wait("chicago-notes")  # which the keys give way to while the greeting is shown
        terminal.settle(0.3)
        before = terminal.text
        for pieces in (("\x1b[?62;", "22c"), ("\x1b[?62;22;52c\x1b[?62c", ""), ("\x1b[?", "1;2c")):
            for piece in pieces:
                terminal.send(piece)
                terminal.settle(0.02)
            terminal.settle(0.3)
            assert terminal.text == before, pieces
