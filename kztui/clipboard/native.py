"""Copying with the clipboard programs of the desktop: pbcopy, clip.exe, wl-copy, xclip, xsel."""

import sys
import time
from collections.abc import Mapping
from typing import NamedTuple

from kztui.clipboard.outcome import CopyAttempt, CopyStatus
from kztui.clipboard.subprocess import ProgramResult, find_program, run, run_with_input

_READ_BACK_SECONDS = 0.4
_PAUSE_SECONDS = 0.05


class Helper(NamedTuple):
    """A clipboard program: its command to write, and to read back where that is fast and has no side effects."""

    name: str
    write: tuple[str, ...]
    read: tuple[str, ...] = ()
    encoding: str = "utf-8"
    setting: tuple[tuple[str, str], ...] = ()


# Without a UTF-8 locale the macOS helpers read and write MacRoman.
_UTF8 = (("LC_ALL", "en_US.UTF-8"),)
PBCOPY = Helper("pbcopy", ("pbcopy",), ("pbpaste",), setting=_UTF8)
# Reading back would take a PowerShell start of a second or more.
CLIP_EXE = Helper("clip.exe", ("clip.exe",), encoding="utf-16-le")
# wl-paste takes the keyboard focus on some compositors.
WL_COPY = Helper("wl-copy", ("wl-copy",))
XCLIP = Helper("xclip", ("xclip", "-selection", "clipboard", "-in"), ("xclip", "-selection", "clipboard", "-out"))
XSEL = Helper("xsel", ("xsel", "--clipboard", "--input"), ("xsel", "--clipboard", "--output"))


def helpers_for(env: Mapping[str, str], platform: str = sys.platform) -> tuple[Helper, ...]:
    """The helpers for this platform and desktop, best first, installed or not."""
    if platform == "darwin":
        return (PBCOPY,)
    if platform == "win32":
        return (CLIP_EXE,)
    windows = (CLIP_EXE,) if env.get("WSL_DISTRO_NAME") or env.get("WSL_INTEROP") else ()
    wayland = (WL_COPY,) if env.get("WAYLAND_DISPLAY") else ()
    x11 = (XCLIP, XSEL) if env.get("DISPLAY") else ()
    return windows + wayland + x11


def copy_by_helpers(text: str, env: Mapping[str, str], platform: str = sys.platform) -> list[CopyAttempt]:
    """Try the helpers in turn until one takes `text`; all attempts, the successful one last."""
    helpers = helpers_for(env, platform)
    attempts: list[CopyAttempt] = []
    for helper in helpers:
        if not find_program(helper.name, env):
            continue
        attempts.append(_copy(helper, text, env))
        if attempts[-1].status is not CopyStatus.FAILED:
            return attempts
    return attempts or [CopyAttempt(CopyStatus.FAILED, _none_found(helpers), "native")]


def _copy(helper: Helper, text: str, env: Mapping[str, str]) -> CopyAttempt:
    env = {**env, **dict(helper.setting)}
    data = text.encode(helper.encoding)
    written = run_with_input(helper.write, data, env)
    if written.error:
        return CopyAttempt(CopyStatus.FAILED, f"{helper.name}: {written.error}", helper.name)
    sent = CopyAttempt(CopyStatus.SENT, f"Sent to the clipboard ({helper.name})", helper.name)
    if not helper.read:
        return sent
    held = _read_back(helper, data, env)
    if held.error:
        return sent._replace(message=f"{sent.message}; it could not be read back to confirm that")
    if held.output != data:
        return CopyAttempt(CopyStatus.FAILED, f"{helper.name}: the clipboard holds something else", helper.name)
    return CopyAttempt(CopyStatus.CONFIRMED, f"Copied ({helper.name})", helper.name)


def _read_back(helper: Helper, data: bytes, env: Mapping[str, str]) -> ProgramResult:
    """The content of the clipboard, read again for a moment while it is not `data`.

    An X11 helper may end before the process that it leaves behind owns the selection.
    """
    end = time.monotonic() + _READ_BACK_SECONDS
    held = run(helper.read, env)
    while (held.error or held.output != data) and time.monotonic() < end:
        time.sleep(_PAUSE_SECONDS)
        held = run(helper.read, env)
    return held


def _none_found(helpers: tuple[Helper, ...]) -> str:
    if not helpers:
        return "no desktop with a clipboard"
    package = "wl-clipboard" if WL_COPY in helpers else " or ".join(helper.name for helper in helpers)
    names = ", ".join(helper.name for helper in helpers)
    return f"no clipboard program found (looked for {names}; install {package})"
