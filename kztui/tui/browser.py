"""Opens an address in the reader's browser, away from the terminal, and reports what became of that.

Python's `webbrowser` lets some programs write on the terminal, starts text browsers over the screen, and says it has
opened what it has only started.
"""

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from kztui.clipboard.subprocess import find_program

SECONDS = 4.0
"""How long a program may take to report; one that runs for longer is the browser itself."""
_ON_TERMINAL = frozenset(
    ("www-browser", "lynx", "links", "links2", "elinks", "w3m", "browsh", "carbonyl", "cha", "edbrowse", "netrik")
)
"""Browsers that would draw over the screen."""


class BrowserResult(NamedTuple):
    """Whether the address was opened, and by which program, or why not."""

    opened: bool
    message: str


def open_in_browser(url: str, env: Mapping[str, str], platform: str = sys.platform) -> BrowserResult:
    """Open a checked http:// or https:// address with the first program that can; it takes up to `SECONDS` each."""
    if platform == "win32":
        return _open_on_windows(url)
    commands, on_terminal = _commands(env, platform)
    reasons: list[str] = []
    # What BROWSER names was tried; `xdg-open` would start a text browser that it names.
    quiet = {name: value for name, value in env.items() if name != "BROWSER"}
    for command in commands:
        program = find_program(command[0], env)
        if not program:
            continue
        name = PurePath(command[0]).name
        failure = _failure(_with_address((program, *command[1:]), url), quiet)
        if not failure:
            return BrowserResult(True, name)
        reasons.append(f"{name}: {failure}")
    if not reasons and on_terminal:
        reasons.append(f"{on_terminal} would draw over this screen")
    return BrowserResult(False, ", ".join(reasons) or "there is no browser here")


def _commands(env: Mapping[str, str], platform: str) -> tuple[list[Sequence[str]], str]:
    """The commands to try, best first, and a browser among them that was left out, as it draws on the terminal."""
    named: list[Sequence[str]] = []
    left_out = ""
    for text in env.get("BROWSER", "").split(os.pathsep):
        try:
            command = shlex.split(text)
        except ValueError:
            continue
        command = command[:-1] if command[-1:] == ["&"] else command
        if command and PurePath(command[0]).name.lower() in _ON_TERMINAL:
            left_out = command[0]
        elif command:
            named.append(command)
    if platform == "darwin":
        return [*named, ("/usr/bin/open",)], left_out
    if env.get("WSL_DISTRO_NAME") or env.get("WSL_INTEROP"):
        named.append(("wslview",))
    if env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"):
        named += [("xdg-open",), ("gio", "open"), ("x-www-browser",)]
    return named, left_out


def _with_address(command: Sequence[str], url: str) -> list[str]:
    """The command with the address in place of `%s`, or behind."""
    if any("%s" in part for part in command):
        return [part.replace("%s", url) for part in command]
    return [*command, url]


def _failure(command: Sequence[str], env: Mapping[str, str]) -> str:
    """Run the command without the terminal; why it failed, or nothing where it ended well or runs on."""
    null = subprocess.DEVNULL
    try:
        process = subprocess.Popen(command, env=dict(env), stdin=null, stdout=null, stderr=null, start_new_session=True)
        status = process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        return ""
    except OSError as error:
        return (error.strerror or type(error).__name__).lower()
    return "" if status == 0 else f"ended by signal {-status}" if status < 0 else f"exit status {status}"


def _open_on_windows(url: str) -> BrowserResult:
    try:
        os.startfile(url)  # type: ignore[attr-defined,unused-ignore] # noqa: S606 - on Windows alone; the address is checked
    except OSError as error:
        return BrowserResult(False, (error.strerror or type(error).__name__).lower())
    return BrowserResult(True, "the default browser")
