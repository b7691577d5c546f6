"""Copying formatted text: HTML and plain text together, so that Word takes the one and a terminal the other.

X11 has an owner of our own (`x11_owner`), since xclip and wl-copy offer one form at a time; macOS takes both from
AppleScript, Windows from PowerShell ("HTML Clipboard Format", CF_HTML). Where formatting cannot pass, the plain text is
copied, and the message says so.
"""

import json
import sys
from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import NamedTuple

from kztui.clipboard.copy import Mode, copy, is_local_desktop
from kztui.clipboard.outcome import CopyResult, CopyStatus
from kztui.clipboard.paste_safety import paste_safe
from kztui.clipboard.subprocess import find_program, run, run_with_input
from kztui.clipboard.x11_owner import HTML_TARGET

X11 = "X11"
_META = '<meta http-equiv="content-type" content="text/html; charset=utf-8">'
_SECONDS = 8.0
"""PowerShell takes some seconds to start, and Python on a busy machine more than a clipboard program."""
_PLAIN_ONLY = "plain text only"


class FormattedText(NamedTuple):
    """The same text twice: plain, and as a fragment of HTML."""

    plain: str
    html: str


def copy_formatted(
    text: FormattedText,
    *,
    mode: Mode = "auto",
    terminal: Callable[[str], None] | None = None,
    osc52: bool | None = None,
    env: Mapping[str, str],
    platform: str = sys.platform,
) -> CopyResult:
    """Copy both forms of `text`, or the plain one alone where formatting cannot pass; never raises.

    It may take some seconds: call it from a worker. The other arguments are those of `copy`.
    """
    plain = paste_safe(text.plain)
    reason = _barrier(mode, env)
    if not reason:
        via, reason = _native(plain, _META + paste_safe(text.html), env, platform)
        if not reason:
            known = via == X11
            status = CopyStatus.CONFIRMED if known else CopyStatus.SENT
            done = "Copied with its formatting" if known else "Sent to the clipboard with its formatting"
            return CopyResult(status, f"{done} ({via})", via, plain)
    result = copy(text.plain, mode=mode, terminal=terminal, osc52=osc52, env=env)
    if result.status is CopyStatus.FAILED:
        return result
    return result._replace(message=f"{result.message}; {_PLAIN_ONLY}: {reason}")


def _barrier(mode: Mode, env: Mapping[str, str]) -> str:
    """Why formatting cannot pass, by what is known before trying; empty where it may."""
    if mode == "tmux" or (mode == "auto" and env.get("TMUX")):
        return "tmux passes no formatting on"
    if mode == "osc52":
        return "OSC 52 passes no formatting on"
    if mode == "auto" and not is_local_desktop(env):
        ways = {"STY": "GNU screen passes", "SSH_CONNECTION": "ssh passes", "SSH_TTY": "ssh passes"}
        return f"{next((way for name, way in ways.items() if env.get(name)), 'a browser passes')} no formatting on"
    return "the clipboard is switched off" if mode == "off" else ""


def _native(text: str, html: str, env: Mapping[str, str], platform: str) -> tuple[str, str]:
    """How both forms are copied here, and why they were not; the latter empty where they were."""
    if platform == "darwin":
        return "macOS", run_with_input(("osascript", "-"), apple_script(text, html).encode(), env).error
    if platform == "win32" or env.get("WSL_DISTRO_NAME") or env.get("WSL_INTEROP"):
        command = ("powershell.exe", "-NoProfile", "-NonInteractive", "-STA", "-Command", "-")
        return "Windows", run_with_input(command, powershell_script(text, html).encode(), env, _SECONDS).error
    if not env.get("DISPLAY"):
        wayland = "Wayland’s wl-copy takes one form at a time"
        return "", wayland if env.get("WAYLAND_DISPLAY") else "there is no desktop with a clipboard"
    # Nothing in the current folder is to be taken for a part of the program.
    safe = ("-P",) if sys.version_info >= (3, 11) else ()
    owner = (sys.executable, *safe, "-m", "kztui.clipboard.x11_owner")
    forms = json.dumps({"plain": text, "html": html}).encode()
    error = run_with_input(owner, forms, env, _SECONDS).error
    return X11, error or _lost_on_wayland(env)


def _lost_on_wayland(env: Mapping[str, str]) -> str:
    """Whether a Wayland desktop has not taken over what X11 has; empty where it has, or there is none."""
    if not env.get("WAYLAND_DISPLAY") or not find_program("wl-paste", env):
        return ""
    types = run(("wl-paste", "--list-types"), env)
    taken = HTML_TARGET in types.output.decode("utf-8", "replace").split()
    return "" if taken else "the Wayland desktop does not take the clipboard of X11 over"


def apple_script(text: str, html: str) -> str:
    """The AppleScript that sets the clipboard to both forms; texts are in hexadecimal digits, so that none is code."""
    forms = f"«class HTML»:«data HTML{html.encode().hex()}», «class utf8»:«data utf8{text.encode().hex()}»"
    return f"set the clipboard to {{{forms}}}\n"


def powershell_script(text: str, html: str) -> str:
    """The script for PowerShell that sets the clipboard to both forms; texts are in base64, so that none is code."""
    plain, markup = b64encode(text.encode()).decode(), b64encode(cf_html(html)).decode()
    return f"""Add-Type -AssemblyName System.Windows.Forms
$data = New-Object System.Windows.Forms.DataObject
$text = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('{plain}'))
$data.SetData('UnicodeText', $text)
$html = New-Object IO.MemoryStream(,[Convert]::FromBase64String('{markup}'))
$data.SetData('HTML Format', $html)
[System.Windows.Forms.Clipboard]::SetDataObject($data, $true)
"""


def cf_html(fragment: str) -> bytes:
    """`fragment` in the format that Windows calls “HTML Format”: offsets in bytes of UTF-8, from the beginning."""
    head = "Version:0.9\r\nStartHTML:{:010}\r\nEndHTML:{:010}\r\nStartFragment:{:010}\r\nEndFragment:{:010}\r\n"
    before, after = b"<html><body><!--StartFragment-->", b"<!--EndFragment--></body></html>"
    start = len(head.format(0, 0, 0, 0))
    body = fragment.encode()
    first = start + len(before)
    last = first + len(body)
    return head.format(start, last + len(after), first, last).encode() + before + body + after
