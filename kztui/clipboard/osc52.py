"""Copying by OSC 52: the terminal itself is asked, over ssh too, and never says what it did."""

from base64 import b64encode
from collections.abc import Callable, Mapping

from kztui.clipboard.outcome import Attempt, Level

WARNING = 70_000
"""Bytes of text that every terminal known to take OSC 52 can hold (the smallest limit is 100 kB of base64)."""
LIMIT = 700_000
"""Bytes of text beyond which tmux and others drop the whole sequence in silence."""

# GNU screen cuts a device control string at 768 bytes.
_SCREEN_CHUNK = 700


def copy_to_terminal(
    text: str, terminal: Callable[[str], None] | None, accepts: bool | None, env: Mapping[str, str]
) -> Attempt:
    """Write `text` to the terminal's clipboard through `terminal`, which takes the characters to send.

    `accepts` is what the terminal answered when asked (see `probe`): True makes it `SENT`, all else `UNKNOWN`.
    """
    size = len(text.encode())
    if terminal is None:
        return Attempt(Level.FAILED, "no terminal to send it to", "osc52")
    if obstacle := _obstacle(size, accepts, env):
        return Attempt(Level.FAILED, obstacle, "osc52")
    try:
        terminal(sequence(text, within_screen=bool(env.get("STY"))))
    except (OSError, ValueError) as error:
        return Attempt(Level.FAILED, f"the terminal cannot be written to: {error}", "osc52")
    if size > WARNING:
        message = f"Sent to the terminal with OSC 52; {_kilobytes(size)} may be more than it takes"
        return Attempt(Level.UNKNOWN, message, "osc52")
    if accepts:
        return Attempt(Level.SENT, "Sent to the terminal’s clipboard (OSC 52)", "osc52")
    return Attempt(Level.UNKNOWN, "Sent to the terminal with OSC 52; it did not say whether it accepts", "osc52")


def sequence(text: str, *, within_screen: bool = False) -> str:
    """The characters that ask a terminal to hold `text`; GNU screen passes them on in wrapped pieces."""
    command = f"\x1b]52;c;{b64encode(text.encode()).decode()}\a"
    if not within_screen:
        return command
    pieces = (command[at : at + _SCREEN_CHUNK] for at in range(0, len(command), _SCREEN_CHUNK))
    return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)


def _obstacle(size: int, accepts: bool | None, env: Mapping[str, str]) -> str:
    """Why sending would be in vain, where that is known. What the terminal answered beats what it calls itself."""
    if size > LIMIT:
        return f"{_kilobytes(size)} are too much for OSC 52, which ends at {_kilobytes(LIMIT)}"
    if accepts:
        return ""
    if env.get("TERM_PROGRAM") == "Apple_Terminal":
        return "Apple’s Terminal does not take OSC 52"
    if env.get("VTE_VERSION"):
        return "terminals built on VTE (GNOME Terminal and its kin) do not take OSC 52"
    if env.get("TERM") in {"linux", "dumb"}:
        return f"a terminal of the type “{env['TERM']}” has no clipboard"
    return ""


def _kilobytes(size: int) -> str:
    return f"{-(-size // 1000)} kB"
