"""The helpers of a desktop: true ones, and all the ways in which one can fail."""

import os
import subprocess
import time
from pathlib import Path

import pytest

from desktop_fixtures import Helpers
from kztui.clipboard.copy import copy
from kztui.clipboard.native import copy_by_helpers, helpers_for
from kztui.clipboard.outcome import CopyStatus
from kztui.clipboard.subprocess import run_with_input
from requirements import require_program

TEXT = "Арыс, “the depot” — 24 June 2019\n\tsecond line\n"


@pytest.mark.parametrize("program", ["xclip", "xsel"])
def test_what_an_x11_helper_took_is_seen_in_the_clipboard(program: str, display: str, tmp_path: Path) -> None:
    (tmp_path / program).symlink_to(require_program(program))
    outcome = copy(TEXT, env={"PATH": str(tmp_path), "DISPLAY": display, "HOME": str(tmp_path)})
    assert (outcome.status, outcome.via, outcome.message) == (CopyStatus.CONFIRMED, program, f"Copied ({program})")
    held = subprocess.run(
        ["xclip", "-selection", "clipboard", "-out"],
        env={**os.environ, "DISPLAY": display},
        capture_output=True,
        check=True,
    )
    assert held.stdout.decode() == TEXT


def test_a_long_text_passes_through_a_helper(display: str) -> None:
    require_program("xclip")
    text = "word " * 300_000
    outcome = copy(text, env={**os.environ, "DISPLAY": display})
    assert outcome.status is CopyStatus.CONFIRMED


def test_a_display_that_is_gone_is_reported_with_the_helpers_own_words() -> None:
    require_program("xclip")
    outcome = copy("words", mode="native", env={**os.environ, "DISPLAY": ":4711"})
    assert outcome.status is CopyStatus.FAILED
    assert "xclip: Error: Can't open display: :4711" in outcome.message


def test_a_helper_that_fails_is_never_believed(helpers: Helpers) -> None:
    env = {**helpers(xclip="cat > /dev/null; echo 'no such luck' >&2; exit 1"), "DISPLAY": ":0"}
    outcome = copy("words", env=env)
    assert outcome.status is CopyStatus.FAILED
    assert outcome.message == "Not copied: xclip: no such luck; no terminal to send it to"
    assert outcome.text == "words"


def test_after_a_failure_the_next_helper_has_its_turn(helpers: Helpers, tmp_path: Path) -> None:
    env = helpers(
        wl_copy="exit 3",
        xclip="kill -9 $$",
        xsel=f"""
            case "$*" in *--input) cat > {tmp_path}/held ;; *) cat {tmp_path}/held ;; esac
            """,
    )
    outcome = copy("words", env={**env, "WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"})
    assert (outcome.status, outcome.via) == (CopyStatus.CONFIRMED, "xsel")
    assert outcome.failures == ("wl-copy: exit status 3", "xclip: ended by signal 9")


def test_a_helper_that_hangs_is_ended_with_all_it_started(helpers: Helpers, tmp_path: Path) -> None:
    env = helpers(wl_copy=f"sleep 300 & echo $! > {tmp_path}/pid; wait")
    begun = time.monotonic()
    outcome = copy("words " * 100_000, mode="native", env={**env, "WAYLAND_DISPLAY": "wayland-0"})
    assert time.monotonic() - begun < 10
    assert outcome.message == "Not copied: wl-copy: timed out after 2 s"
    time.sleep(0.1)
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", (tmp_path / "pid").read_text().strip()], capture_output=True, text=True, check=False
    ).stdout
    assert not state or state.startswith("Z")


def test_a_helper_whose_daemon_holds_on_to_everything_is_not_waited_for(helpers: Helpers, tmp_path: Path) -> None:
    env = helpers(
        xclip=f"""
            case "$*" in *-out) cat {tmp_path}/held; exit ;; esac
            cat > {tmp_path}/held
            sleep 30 <&0 >&1 2>&1 &
            echo $! > {tmp_path}/pid
            """
    )
    begun = time.monotonic()
    outcome = copy("words", env={**env, "DISPLAY": ":0"})
    assert time.monotonic() - begun < 5
    assert outcome.status is CopyStatus.CONFIRMED
    daemon = int((tmp_path / "pid").read_text())
    os.kill(daemon, 0)  # it lives on: it owns the selection
    assert os.getsid(daemon) != os.getsid(0)
    os.kill(daemon, 9)


def test_a_clipboard_that_holds_something_else_is_a_failure(helpers: Helpers) -> None:
    env = helpers(xclip='case "$*" in *-out) echo other ;; *) cat > /dev/null ;; esac')
    outcome = copy("words", mode="native", env={**env, "DISPLAY": ":0"})
    assert outcome.message == "Not copied: xclip: the clipboard holds something else"


@pytest.mark.parametrize("first", ["exit 1", "echo what was there before; exit"])
def test_a_helper_whose_daemon_takes_over_a_moment_late_is_asked_again(
    first: str, helpers: Helpers, tmp_path: Path
) -> None:
    env = helpers(
        xclip=f"""
            case "$*" in *-out) ;; *) cat > {tmp_path}/held; exit ;; esac
            [ -e {tmp_path}/asked ] || {{ touch {tmp_path}/asked; {first}; }}
            cat {tmp_path}/held
            """
    )
    outcome = copy("words", env={**env, "DISPLAY": ":0"})
    assert (outcome.status, outcome.message) == (CopyStatus.CONFIRMED, "Copied (xclip)")


def test_what_cannot_be_read_back_is_sent_and_no_more(helpers: Helpers) -> None:
    env = helpers(xclip='case "$*" in *-out) exit 1 ;; *) cat > /dev/null ;; esac')
    outcome = copy("words", env={**env, "DISPLAY": ":0"})
    assert (outcome.status, outcome.via) == (CopyStatus.SENT, "xclip")
    assert outcome.message == "Sent to the clipboard (xclip); it could not be read back to confirm that"


def test_wayland_is_sent_without_reading_back(helpers: Helpers, tmp_path: Path) -> None:
    env = helpers(wl_copy=f"cat > {tmp_path}/held")
    outcome = copy(TEXT, env={**env, "WAYLAND_DISPLAY": "wayland-0"})
    assert (outcome.status, outcome.message) == (CopyStatus.SENT, "Sent to the clipboard (wl-copy)")
    assert (tmp_path / "held").read_bytes() == TEXT.encode()


def test_windows_below_linux_gets_the_letters_it_reads(helpers: Helpers, tmp_path: Path) -> None:
    env = helpers(clip_exe=f"cat > {tmp_path}/held", wl_copy="exit 1")
    outcome = copy(TEXT, env={**env, "WSL_DISTRO_NAME": "Debian", "WAYLAND_DISPLAY": "wayland-0"})
    assert (outcome.status, outcome.via) == (CopyStatus.SENT, "clip.exe")
    assert (tmp_path / "held").read_bytes() == TEXT.encode("utf-16-le")


def test_no_helper_at_all_says_what_would_help(helpers: Helpers) -> None:
    outcome = copy("words", mode="native", env={**helpers(), "DISPLAY": ":0"})
    assert outcome.message == "Not copied: no clipboard program found (looked for xclip, xsel; install xclip or xsel)"
    outcome = copy("words", mode="native", env={**helpers(), "DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"})
    assert "install wl-clipboard" in outcome.message
    assert copy("words", mode="native", env=helpers()).message == "Not copied: no desktop with a clipboard"


@pytest.mark.parametrize("far", ["SSH_CONNECTION", "SSH_TTY", "STY", "TEXTUAL_DRIVER"])
def test_a_desktop_that_is_not_the_readers_is_left_alone(far: str, helpers: Helpers, tmp_path: Path) -> None:
    env = {**helpers(xclip=f"touch {tmp_path}/called"), "DISPLAY": ":0", far: "somewhere"}
    assert copy("words", env=env).status is CopyStatus.FAILED
    assert not (tmp_path / "called").exists()


@pytest.mark.parametrize(
    ("platform", "env", "names"),
    [
        ("darwin", {"DISPLAY": ":0"}, ["pbcopy"]),
        ("win32", {}, ["clip.exe"]),
        ("linux", {}, []),
        ("linux", {"DISPLAY": ":0"}, ["xclip", "xsel"]),
        ("linux", {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ["wl-copy", "xclip", "xsel"]),
        ("linux", {"WSL_INTEROP": "/run/x", "DISPLAY": ":0"}, ["clip.exe", "xclip", "xsel"]),
    ],
)
def test_each_desktop_has_its_helpers(platform: str, env: dict[str, str], names: list[str]) -> None:
    assert [helper.name for helper in helpers_for(env, platform)] == names


@pytest.mark.skipif(os.name == "nt", reason="makes programs with a shebang")
@pytest.mark.parametrize("folder", ["", ".", "here"])
def test_a_program_of_the_working_folder_is_never_run(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "here").mkdir()
    for place in (tmp_path, tmp_path / "here"):
        (place / "clip.exe").write_text(f"#!/bin/sh\ncat >{tmp_path}/ran\n")
        (place / "clip.exe").chmod(0o755)
    env = {"PATH": f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin", "WSL_INTEROP": "/run/x"}
    (attempt,) = copy_by_helpers("text", env)
    assert attempt.status is CopyStatus.FAILED
    assert run_with_input(("clip.exe",), b"text", env).error == "clip.exe is not installed"
    assert not (tmp_path / "ran").exists()
    env["PATH"] = f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin"
    assert copy_by_helpers("text", env)[-1].status is CopyStatus.SENT
