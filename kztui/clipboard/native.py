"""Copying by the helper programs of the desktop this runs on."""

import shutil
import sys
import time
from collections.abc import Mapping
from typing import NamedTuple

from kztui.clipboard.outcome import Attempt, Level
from kztui.clipboard.programs import Ran, ask, feed

_READ_BACK_SECONDS = 0.4
_PAUSE_SECONDS = 0.05


class Helper(NamedTuple):
    """A program that fills the clipboard; `read` prints the clipboard where that is cheap and disturbs nobody."""

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


def fitting(env: Mapping[str, str], platform: str = sys.platform) -> tuple[Helper, ...]:
    """The helpers that make sense on this desktop, best first, installed or not."""
    if platform == "darwin":
        return (PBCOPY,)
    if platform == "win32":
        return (CLIP_EXE,)
    windows = (CLIP_EXE,) if env.get("WSL_DISTRO_NAME") or env.get("WSL_INTEROP") else ()
    wayland = (WL_COPY,) if env.get("WAYLAND_DISPLAY") else ()
    x11 = (XCLIP, XSEL) if env.get("DISPLAY") else ()
    return windows + wayland + x11


def copy_by_helpers(text: str, env: Mapping[str, str], platform: str = sys.platform) -> list[Attempt]:
    """Try the helpers in turn until one takes `text`: what each did, the one that took it last."""
    helpers = fitting(env, platform)
    attempts: list[Attempt] = []
    for helper in helpers:
        program = shutil.which(helper.name, path=env.get("PATH"))
        if program is None:
            continue
        attempts.append(_copy(helper, text, env))
        if attempts[-1].level is not Level.FAILED:
            return attempts
    return attempts or [Attempt(Level.FAILED, _none_here(helpers), "native")]


def _copy(helper: Helper, text: str, env: Mapping[str, str]) -> Attempt:
    env = {**env, **dict(helper.setting)}
    data = text.encode(helper.encoding)
    written = feed(helper.write, data, env)
    if written.fault:
        return Attempt(Level.FAILED, f"{helper.name}: {written.fault}", helper.name)
    sent = Attempt(Level.SENT, f"Sent to the clipboard ({helper.name})", helper.name)
    if not helper.read:
        return sent
    held = _read_back(helper, data, env)
    if held.fault:
        return sent._replace(message=f"{sent.message}; it could not be read back to make sure")
    if held.output != data:
        return Attempt(Level.FAILED, f"{helper.name}: the clipboard holds something else", helper.name)
    return Attempt(Level.CONFIRMED, f"Copied ({helper.name})", helper.name)


def _read_back(helper: Helper, data: bytes, env: Mapping[str, str]) -> Ran:
    """What the clipboard holds, asked again while it is not `data`.

    A helper of X11 may end a moment before the process that it leaves behind owns the selection.
    """
    end = time.monotonic() + _READ_BACK_SECONDS
    held = ask(helper.read, env)
    while (held.fault or held.output != data) and time.monotonic() < end:
        time.sleep(_PAUSE_SECONDS)
        held = ask(helper.read, env)
    return held


def _none_here(helpers: tuple[Helper, ...]) -> str:
    if not helpers:
        return "no desktop with a clipboard here"
    package = "wl-clipboard" if WL_COPY in helpers else " or ".join(helper.name for helper in helpers)
    names = ", ".join(helper.name for helper in helpers)
    return f"no clipboard program here (looked for {names}; {package} would do)"
