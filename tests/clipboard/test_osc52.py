"""The terminal's own clipboard: the bytes on the wire, the levels, and the terminals that never take it."""

import base64
import os
import re
import subprocess
from pathlib import Path

import pytest

from desktops import Copying
from kztui.clipboard.copy import copy
from kztui.clipboard.osc52 import LIMIT, WARNING, sequence
from kztui.clipboard.outcome import Level
from programs import needed
from terminal import Terminal

TEXT = "Алматы\n— “quoted” 中文 🏔\n"
FAR: dict[str, str] = {"SSH_CONNECTION": "198.51.100.7 4000 198.51.100.8 22", "TERM": "xterm-256color"}


@pytest.mark.parametrize(
    ("answer", "level", "message"),
    [
        (True, Level.SENT, "Sent to the terminal’s clipboard (OSC 52)"),
        (False, Level.UNKNOWN, "Sent to the terminal with OSC 52; it did not say whether it accepts"),
        (None, Level.UNKNOWN, "Sent to the terminal with OSC 52; it did not say whether it accepts"),
    ],
)
def test_the_level_is_what_the_terminal_answered(answer: bool | None, level: Level, message: str) -> None:
    written: list[str] = []
    outcome = copy(TEXT, terminal=written.append, osc52=answer, env=FAR)
    assert (outcome.level, outcome.message, outcome.via) == (level, message, "osc52")
    assert written == [f"\x1b]52;c;{base64.b64encode(TEXT.encode()).decode()}\a"]


def test_the_bytes_arrive_at_a_true_terminal(copying: Copying) -> None:
    with Terminal(copying(TEXT, osc52=True), env={"SSH_TTY": "/dev/pts/9"}) as terminal:
        terminal.wait("finished")
        assert terminal.clipboard == TEXT


@pytest.mark.parametrize("length", [3, 2_000])
def test_gnu_screen_passes_it_on(copying: Copying, tmp_path: Path, length: int) -> None:
    text = "Шу " * length
    screen = needed("screen")
    env = {"SCREENDIR": str(tmp_path / "screens"), "LANG": "C.UTF-8"}
    try:
        with Terminal([screen, "-c", "/dev/null", *copying(text)], env=env) as terminal:
            terminal.wait("finished")
            assert (tmp_path / "outcome").read_text(encoding="utf-8").startswith("unknown\nosc52\n")
            assert terminal.clipboard == text
    finally:
        # GNU screen outlives the terminal in which it was started.
        subprocess.run([screen, "-X", "quit"], env={**os.environ, **env}, check=False, capture_output=True)


def test_pieces_for_screen_are_short_and_whole() -> None:
    wrapped = sequence(TEXT * 200, within_screen=True)
    pieces = re.findall("\x1bP(.*?)\x1b\\\\", wrapped, re.DOTALL)
    assert "".join(f"\x1bP{piece}\x1b\\" for piece in pieces) == wrapped
    assert "".join(pieces) == sequence(TEXT * 200)
    assert len(pieces) > 2
    assert max(map(len, pieces)) <= 700


@pytest.mark.parametrize("mode", ["auto", "osc52"])
@pytest.mark.parametrize(
    ("env", "reason"),
    [
        ({"TERM_PROGRAM": "Apple_Terminal"}, "Apple’s Terminal does not take OSC 52"),
        ({"VTE_VERSION": "7602"}, "terminals built on VTE (GNOME Terminal and its kin) do not take OSC 52"),
        ({"TERM": "linux"}, "a terminal of the type “linux” has no clipboard"),
    ],
)
def test_where_it_cannot_work_it_is_said_and_not_sent(env: dict[str, str], reason: str, mode: str) -> None:
    written: list[str] = []
    outcome = copy("words", mode=mode, terminal=written.append, env={**FAR, **env})  # type: ignore[arg-type] # a mode
    assert (outcome.level, outcome.message, written) == (Level.FAILED, f"Not copied: {reason}", [])


def test_a_terminal_that_answered_is_believed_more_than_an_inherited_variable() -> None:
    written: list[str] = []
    outcome = copy("words", terminal=written.append, osc52=True, env={**FAR, "VTE_VERSION": "7602"})
    assert outcome.level is Level.SENT
    assert len(written) == 1


@pytest.mark.parametrize(
    ("size", "level", "sent"),
    [
        (WARNING, Level.SENT, 1),
        (WARNING + 1, Level.UNKNOWN, 1),
        (LIMIT, Level.UNKNOWN, 1),
        (LIMIT + 1, Level.FAILED, 0),
    ],
)
def test_sizes_beyond_what_terminals_hold_are_said(size: int, level: Level, sent: int) -> None:
    written: list[str] = []
    outcome = copy("x" * size, terminal=written.append, osc52=True, env=FAR)
    assert (outcome.level, len(written)) == (level, sent)
    assert (f"{-(-size // 1000)} kB" in outcome.message) == (level is not Level.SENT)


def test_a_terminal_that_is_gone_is_a_failure() -> None:
    def gone(_: str) -> None:
        raise BrokenPipeError(32, "broken pipe")

    outcome = copy("words", terminal=gone, env=FAR)
    assert outcome.level is Level.FAILED
    assert "cannot be written to" in outcome.message
    assert copy("words", env=FAR).message == "Not copied: no terminal to send it to"
