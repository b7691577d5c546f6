"""tmux in its default configuration, with and without a terminal around it."""

import subprocess
import time
from pathlib import Path

import pytest

from desktop_fixtures import Copying, Helpers
from kztui.clipboard.copy import copy
from kztui.clipboard.outcome import CopyStatus
from requirements import require_program
from terminal import Terminal

TEXT = "Қорғас — “dry port”\n\n  indented\n"


def buffer_of(tmux: tuple[str, ...]) -> bytes:
    return subprocess.run([*tmux, "show-buffer"], capture_output=True, check=True).stdout


def environment_of(tmux: tuple[str, ...]) -> dict[str, str]:
    """What a program within that tmux finds in its environment."""
    socket = subprocess.run(
        [*tmux, "display-message", "-p", "#{socket_path},#{pid},0"], capture_output=True, text=True, check=True
    ).stdout.strip()
    return {"TMUX": socket, "PATH": str(Path(require_program("tmux")).parent), "TERM": "screen-256color"}


def told(folder: Path) -> list[str]:
    end = time.monotonic() + 15
    while not (folder / "outcome").exists() and time.monotonic() < end:
        time.sleep(0.02)
    return (folder / "outcome").read_text(encoding="utf-8").split("\n")


def test_the_text_is_in_tmux_and_in_the_terminal_around_it(
    tmux: tuple[str, ...], copying: Copying, tmp_path: Path
) -> None:
    with Terminal([*tmux, "new-session", *copying(TEXT)], size=(80, 24)) as terminal:
        terminal.wait("finished")
        assert told(tmp_path) == ["sent", "tmux", "Sent to tmux (prefix ] pastes it) and to the terminal"]
        assert buffer_of(tmux) == TEXT.encode()
        terminal.settle()
        assert terminal.clipboard == TEXT


def test_a_detached_tmux_keeps_the_text_and_says_that_it_goes_no_further(
    tmux: tuple[str, ...], copying: Copying, tmp_path: Path
) -> None:
    subprocess.run([*tmux, "new-session", "-d", *copying(TEXT)], check=True)
    status, via, message = told(tmp_path)
    assert (status, via) == ("sent", "tmux")
    assert message == "Sent to tmux (prefix ] pastes it); no terminal is attached to pass it on to"
    assert buffer_of(tmux) == TEXT.encode()


def test_a_terminal_without_a_clipboard_is_not_counted_on(
    tmux: tuple[str, ...], copying: Copying, tmp_path: Path
) -> None:
    with Terminal([*tmux, "new-session", *copying(TEXT)], size=(80, 24), env={"TERM": "vt100"}) as terminal:
        terminal.wait("finished")
        assert told(tmp_path)[2].endswith("its terminal is not known to take a clipboard")
        assert terminal.clipboard is None


def test_the_buffer_may_be_chosen_from_outside(tmux: tuple[str, ...]) -> None:
    subprocess.run([*tmux, "new-session", "-d", "sleep 60"], check=True)
    outcome = copy("x" * 900_000, mode="tmux", env=environment_of(tmux))
    assert outcome.status is CopyStatus.SENT
    assert buffer_of(tmux) == b"x" * 900_000


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("echo 'no server running on /tmp/x' >&2; exit 1", "tmux: no server running on /tmp/x"),
        ("sleep 60", "tmux: timed out after 2 s"),
        ("cat > /dev/null", "tmux: its newest buffer holds something else"),
        ('case "$1" in show-buffer) exit 1 ;; *) cat > /dev/null ;; esac', "its buffer cannot be read back"),
    ],
)
def test_where_tmux_fails_the_terminal_is_next_and_only_that(script: str, reason: str, helpers: Helpers) -> None:
    written: list[str] = []
    env = {**helpers(tmux=script, xclip="exit 0"), "TMUX": "/tmp/x,1,0", "DISPLAY": ":0"}  # noqa: S108 - never opened
    outcome = copy("words", terminal=written.append, env=env)
    assert (outcome.status, outcome.via) == (CopyStatus.UNKNOWN, "osc52")
    assert reason in outcome.failures[0]
    assert len(outcome.failures) == len(written) == 1


def test_a_tmux_that_cannot_pass_on_still_keeps_the_text(helpers: Helpers, tmp_path: Path) -> None:
    env = helpers(
        tmux=f"""
            case "$*" in
                "load-buffer -w -") echo 'usage: load-buffer [-b buffer-name] path' >&2; exit 1 ;;
                "load-buffer -") cat > {tmp_path}/held ;;
                show-buffer) cat {tmp_path}/held ;;
            esac
            """
    )
    outcome = copy("words", mode="tmux", env=env)
    assert outcome.status is CopyStatus.SENT
    assert outcome.message.endswith("this tmux is too old to pass it on to the terminal")


def test_without_tmux_its_mode_fails(helpers: Helpers) -> None:
    assert copy("words", mode="tmux", env=helpers()).message == "Not copied: tmux: program not found"
