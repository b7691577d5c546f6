"""The results of copying: how certain it is that a text is in the clipboard, and a message for the reader."""

from enum import Enum
from typing import NamedTuple


class CopyStatus(Enum):
    """CONFIRMED: read back from the clipboard. SENT: taken by a program. UNKNOWN: no answer. FAILED: not copied."""

    CONFIRMED = "confirmed"
    SENT = "sent"
    UNKNOWN = "unknown"
    FAILED = "failed"


class CopyAttempt(NamedTuple):
    """One method tried. `message` is a sentence, or after `FAILED` a reason that can follow a colon."""

    status: CopyStatus
    message: str
    via: str


class CopyResult(NamedTuple):
    """What `copy` and `save` return.

    `message` is one line for the reader; `via` names the method ("xclip", "tmux", "osc52", the path of a file; empty
    when all failed); `text` is the sanitized text, to be shown when copying failed; `failures` are the reasons of
    the methods that failed before.
    """

    status: CopyStatus
    message: str
    via: str
    text: str
    failures: tuple[str, ...] = ()
