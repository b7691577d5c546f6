"""Bytes that are no keys, sent to the real program: it neither ends nor takes them for something else."""

import time
from pathlib import Path

import pytest
from program import opened, small_article

from kztui.tui.textual_compat.input_scanner import PASTE_SECONDS
from terminal import Terminal

pytestmark = pytest.mark.each_python

ODD = {
    "a byte that UTF-8 never has": b"\xff",
    "Alt+x where Alt sets the eighth bit": b"\xf8",
    "Alt+a there": b"\xe1",
    "half a sign": b"\xe2\x82",
    "half a surrogate pair": b"\xed\xa0\x80",
    "a legacy mouse report beyond column 95": b"\x1b[M \xa1!\x1b[M#\xa1!",
    "one whose bytes are a letter": b"\x1b[M \xd0\xb6\x1b[M#\xd0\xb6",
    "one whose bytes begin a letter": b"\x1b[M \xc1\xe0\x1b[M#\xc1\xe0",
    "a key with an alternate one": b"\x1b[97:65;2;65u",
    "a key beyond Unicode": b"\x1b[97;1;9999999999u",
    "a key that is half a pair": b"\x1b[97;1;55296u",
    "a window without pixels, and the mouse": b"\x1b[48;40;120;0;0t\x1b[<35;200;200M",
    "a Latin-1 paste": b"\x1b[200~caf\xe9 q\x1b[201~",
}


def test_odd_bytes_press_nothing_and_keys_are_heard_after_them(tmp_path: Path) -> None:
    with opened(small_article(tmp_path)) as terminal:
        terminal.wait("kztui check")  # which is said when the file has been looked through
        terminal.wait("chicago-notes")  # which the keys give way to while the greeting is shown
        for name, data in ODD.items():
            terminal.settle(0.2)
            before = terminal.text
            terminal.send(data)
            terminal.settle(0.3)
            assert terminal.text == before, name
            terminal.press("/")
            terminal.wait("Find")
            terminal.type("l")
            terminal.wait("› l ")
            terminal.press("escape")
            terminal.wait_gone("Find")
        a_paste_in_another_encoding_is_shown_as_far_as_it_can_be_read(terminal)
        terminal.press("q")
        assert terminal.exit_code() == 0


def a_paste_in_another_encoding_is_shown_as_far_as_it_can_be_read(terminal: Terminal) -> None:
    terminal.press("/")
    terminal.wait("Find")
    terminal.send("\x1b[200~Zürich Café\x1b[201~".encode("latin-1"))
    terminal.wait("Z\ufffdrich Caf\ufffd")
    terminal.press("escape")
    terminal.wait_gone("Find")


def test_answers_absurd_sizes_and_an_unfinished_paste_do_not_take_the_keys_away(tmp_path: Path) -> None:
    with opened(small_article(tmp_path)) as terminal:
        terminal.wait("kztui check")
        terminal.wait("chicago-notes")
        before, used = terminal.text, terminal.processor_time()
        terminal.send("\x1b]52;c;cXVpdA==\x1b\\\x1b]11;rgb:1e1e/1e1e/2e2e\x07\x1bP>|XTerm(390)\x1b\\\x1b_Gi=1;OK\x1b\\")
        terminal.send("\x1b[48;9999;9999;0;0t\x1b[" + "7" * 100_000 + "n\x1b[113;1:3u")
        terminal.settle(0.5)
        assert terminal.text == before
        assert terminal.processor_time() - used < 1
        terminal.send("\x1b[200~q")
        time.sleep(PASTE_SECONDS + 0.5)
        terminal.press("q")
        assert terminal.exit_code(3) == 0
