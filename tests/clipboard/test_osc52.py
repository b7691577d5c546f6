"""The terminal's own clipboard: the bytes on the wire, the levels, and the terminals that never take it."""

import base64
import os
import re
import subprocess
from pathlib import Path

import pytest

from desktop_fixtures import Copying
from kztui.clipboard.copy import copy
from kztui.clipboard.osc52 import MAX_SIZE, SAFE_SIZE, osc52_sequence
from kztui.clipboard.outcome import CopyStatus
from requirements import require_program
from terminal import Terminal

TEXT = "Алматы\n— “quoted” 中文 🏔\n"
FAR: dict[str, str] = {"SSH_CONNECTION": "198.51.100.7 4000 198.51.100.8 22", "TERM": "xterm-256color"}


@pytest.mark.parametrize(
    ("answer", "status", "message"),
    [
        (True, CopyStatus.SENT, "Sent to the terminal’s clipboard (OSC 52)"),
        (False, CopyStatus.UNKNOWN, "Sent to the terminal with OSC 52; it did not say whether it accepts"),
        (None, CopyStatus.UNKNOWN, "Sent to the terminal with OSC 52; it did not say whether it accepts"),
    ],
)
def test_the_level_is_what_the_terminal_answered(answer: bool | None, status: CopyStatus, message: str) -> None:
    written: list[str] = []
    outcome = copy(TEXT, terminal=written.append, osc52=answer, env=FAR)
    assert (outcome.status, outcome.message, outcome.via) == (status, message, "osc52")
    assert written == [f"\x1b]52;c;{base64.b64encode(TEXT.encode()).decode()}\a"]


def test_the_bytes_arrive_at_a_true_terminal(copying: Copying) -> None:
    with Terminal(copying(TEXT, osc52=True), env={"SSH_TTY": "/dev/pts/9"}) as terminal:
        terminal.wait("finished")
        assert terminal.clipboard == TEXT


@pytest.mark.parametrize("length", [3, 2_000])
def test_gnu_screen_passes_it_on(copying: Copying, tmp_path: Path, length: int) -> None:
    text = "Шу " * length
    screen = require_program("screen")
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
    wrapped = osc52_sequence(TEXT * 200, within_screen=True)
    pieces = re.findall("\x1bP(.*?)\x1b\\\\", wrapped, re.DOTALL)
    assert "".join(f"\x1bP{piece}\x1b\\" for piece in pieces) == wrapped
    assert "".join(pieces) == osc52_sequence(TEXT * 200)
    assert len(pieces) > 2
    assert max(map(len, pieces)) <= 700


@pytest.mark.parametrize("mode", ["auto", "osc52"])
@pytest.mark.parametrize(
    ("env", "reason"),
    [
        ({"TERM_PROGRAM": "Apple_Terminal"}, "Apple’s Terminal does not take OSC 52"),
        ({"VTE_VERSION": "7602"}, "terminals built on VTE (such as GNOME Terminal) do not take OSC 52"),
        ({"TERM": "linux"}, "a terminal of the type “linux” has no clipboard"),
    ],
)
def test_where_it_cannot_work_it_is_reported_and_not_sent(env: dict[str, str], reason: str, mode: str) -> None:
    written: list[str] = []
    outcome = copy("words", mode=mode, terminal=written.append, env={**FAR, **env})  # type: ignore[arg-type] # a mode
    assert (outcome.status, outcome.message, written) == (CopyStatus.FAILED, f"Not copied: {reason}", [])


def test_a_terminal_that_answered_is_believed_more_than_an_inherited_variable() -> None:
    written: list[str] = []
    outcome = copy("words", terminal=written.append, osc52=True, env={**FAR, "VTE_VERSION": "7602"})
    assert outcome.status is CopyStatus.SENT
    assert len(written) == 1


@pytest.mark.parametrize(
    ("size", "status", "sent"),
    [
        (SAFE_SIZE, CopyStatus.SENT, 1),
        (SAFE_SIZE + 1, CopyStatus.UNKNOWN, 1),
        (MAX_SIZE, CopyStatus.UNKNOWN, 1),
        (MAX_SIZE + 1, CopyStatus.FAILED, 0),
    ],
)
def test_sizes_above_the_limit_are_reported(size: int, status: CopyStatus, sent: int) -> None:
    written: list[str] = []
    outcome = copy("x" * size, terminal=written.append, osc52=True, env=FAR)
    assert (outcome.status, len(written)) == (status, sent)
    assert (f"{-(-size // 1000)} kB" in outcome.message) == (status is not CopyStatus.SENT)


def test_a_terminal_that_is_gone_is_a_failure() -> None:
    def gone(_: str) -> None:
        raise BrokenPipeError(32, "broken pipe")

    outcome = copy("words", terminal=gone, env=FAR)
    assert outcome.status is CopyStatus.FAILED
    assert "cannot be written to" in outcome.message
    assert copy("words", env=FAR).message == "Not copied: no terminal to send it to"
