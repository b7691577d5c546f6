"""Copying with the escape sequence OSC 52 (xterm control sequences), which works over ssh and is never confirmed."""

from base64 import b64encode
from collections.abc import Callable, Mapping

from kztui.clipboard.outcome import CopyAttempt, CopyStatus

SAFE_SIZE = 70_000
"""Bytes of text that every terminal with OSC 52 is known to accept (the smallest limit is 100 kB of base64)."""
MAX_SIZE = 700_000
"""Bytes of text above which tmux and others drop the whole sequence without a message."""

# GNU screen limits a device control string to 768 bytes.
_SCREEN_CHUNK = 700


def copy_to_terminal(
    text: str, terminal: Callable[[str], None] | None, accepts: bool | None, env: Mapping[str, str]
) -> CopyAttempt:
    """Write `text` to the terminal's clipboard through `terminal`, which takes the characters to send.

    `accepts` is what the terminal answered (see `probe`): only after True is the result `SENT`, else `UNKNOWN`.
    """
    size = len(text.encode())
    if terminal is None:
        return CopyAttempt(CopyStatus.FAILED, "no terminal to send it to", "osc52")
    if reason := _rejection(size, accepts, env):
        return CopyAttempt(CopyStatus.FAILED, reason, "osc52")
    try:
        terminal(osc52_sequence(text, within_screen=bool(env.get("STY"))))
    except (OSError, ValueError) as error:
        return CopyAttempt(CopyStatus.FAILED, f"the terminal cannot be written to: {error}", "osc52")
    if size > SAFE_SIZE:
        message = f"Sent to the terminal with OSC 52; {_kilobytes(size)} may be more than it accepts"
        return CopyAttempt(CopyStatus.UNKNOWN, message, "osc52")
    if accepts:
        return CopyAttempt(CopyStatus.SENT, "Sent to the terminal’s clipboard (OSC 52)", "osc52")
    message = "Sent to the terminal with OSC 52; it did not say whether it accepts"
    return CopyAttempt(CopyStatus.UNKNOWN, message, "osc52")


def osc52_sequence(text: str, *, within_screen: bool = False) -> str:
    """The sequence that sets the clipboard to `text`; for GNU screen in several device control strings."""
    command = f"\x1b]52;c;{b64encode(text.encode()).decode()}\a"
    if not within_screen:
        return command
    pieces = (command[at : at + _SCREEN_CHUNK] for at in range(0, len(command), _SCREEN_CHUNK))
    return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)


def _rejection(size: int, accepts: bool | None, env: Mapping[str, str]) -> str:
    """Why the terminal will not accept it, if that is known; its answer counts more than its environment."""
    if size > MAX_SIZE:
        return f"{_kilobytes(size)} are too much for OSC 52 (at most {_kilobytes(MAX_SIZE)})"
    if accepts:
        return ""
    if env.get("TERM_PROGRAM") == "Apple_Terminal":
        return "Apple’s Terminal does not take OSC 52"
    if env.get("VTE_VERSION"):
        return "terminals built on VTE (such as GNOME Terminal) do not take OSC 52"
    if env.get("TERM") in {"linux", "dumb"}:
        return f"a terminal of the type “{env['TERM']}” has no clipboard"
    return ""


def _kilobytes(size: int) -> str:
    return f"{-(-size // 1000)} kB"
