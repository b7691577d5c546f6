"""Formatted text: HTML and plain text together where the desktop takes both, and a word where it does not."""

import os
import subprocess

import pytest

from desktop_fixtures import Helpers
from kztui.clipboard.formatted import FormattedText, apple_script, cf_html, copy_formatted
from kztui.clipboard.outcome import CopyStatus
from requirements import require_program

TEXT = FormattedText("Vale, “Kühl” – 2019", "Vale, <i>Kühl</i> – 2019")


def held(target: str, display: str) -> bytes:
    command = ["xclip", "-selection", "clipboard", "-out", "-target", target]
    return subprocess.run(command, env={**os.environ, "DISPLAY": display}, capture_output=True, check=True).stdout


def test_an_x11_desktop_gets_both_forms(display: str) -> None:
    require_program("xclip")
    env = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "DISPLAY": display}
    for text in (FormattedText("older", "<b>older</b>"), TEXT):
        outcome = copy_formatted(text, env=env)
        assert (outcome.status, outcome.message) == (CopyStatus.CONFIRMED, "Copied with its formatting (X11)")
    assert held("text/html", display).decode().endswith(TEXT.html)
    for target in ("UTF8_STRING", "text/plain", "text/plain;charset=utf-8", "STRING"):
        assert held(target, display).decode() == TEXT.plain
    assert b"text/html" in held("TARGETS", display).split()
    long = copy_formatted(FormattedText("x" * 300_000, "x"), env=env)
    assert "too long to be copied with its formatting" in long.message


@pytest.mark.parametrize(
    ("env", "reason"),
    [
        ({"TMUX": "/run/t,1,0"}, "tmux passes no formatting on"),
        ({"SSH_TTY": "/dev/pts/1", "DISPLAY": ":1"}, "ssh passes no formatting on"),
        ({"STY": "1.a", "DISPLAY": ":1"}, "GNU screen passes no formatting on"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "wl-copy takes one form at a time"),
        ({"DISPLAY": ":47111"}, "no X server answers"),
        ({"DISPLAY": "nonsense"}, "is no X11 display"),
        ({}, "no desktop"),
    ],
)
def test_where_formatting_cannot_pass_the_plain_text_is_copied_and_that_is_said(
    env: dict[str, str], reason: str
) -> None:
    sent: list[str] = []
    outcome = copy_formatted(TEXT, env={"PATH": "", **env}, terminal=sent.append, platform="linux")
    assert outcome.status is CopyStatus.UNKNOWN
    assert reason in outcome.message.partition("; plain text only: ")[2]
    assert len(sent) == 1
    assert copy_formatted(TEXT, mode="off", env=env).status is CopyStatus.FAILED


def test_macos_and_windows_get_scripts_that_no_text_can_break_out_of(helpers: Helpers) -> None:
    nasty = FormattedText("\"»'; $(x)", "<i>\"»';</i>")
    env = helpers(osascript='cat > "$HOME/script"', powershell_exe='cat > "$HOME/script"')
    for platform, via in (("darwin", "macOS"), ("win32", "Windows")):
        outcome = copy_formatted(nasty, env=env, platform=platform)
        assert (outcome.status, outcome.via) == (CopyStatus.SENT, via)
    forms = "«class HTML»:«data HTMLc2bb», «class utf8»:«data utf822c3a9»"
    assert apple_script('"é', "»") == f"set the clipboard to {{{forms}}}\n"


def test_the_offsets_of_windows_html_are_those_of_its_bytes() -> None:
    made = cf_html("<i>Kühl</i>")
    offsets = dict(line.split(b":") for line in made.split(b"\r\n")[:5])
    assert made[int(offsets[b"StartFragment"]) : int(offsets[b"EndFragment"])].decode() == "<i>Kühl</i>"
    assert made[int(offsets[b"StartHTML"]) : int(offsets[b"EndHTML"])].startswith(b"<html>")
    assert int(offsets[b"EndHTML"]) == len(made)
