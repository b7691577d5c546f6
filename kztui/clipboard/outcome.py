"""What became of a text that was to be copied: how sure that is, and the sentence that says it."""

from enum import Enum
from typing import NamedTuple


class Level(Enum):
    """How much is known. Only `CONFIRMED` was seen in the clipboard; after `FAILED` nothing is there."""

    CONFIRMED = "confirmed"
    SENT = "sent"
    UNKNOWN = "unknown"
    FAILED = "failed"


class Attempt(NamedTuple):
    """One way tried. `message` is a whole sentence, or after `FAILED` the reason in words that follow a colon."""

    level: Level
    message: str
    via: str


class Outcome(NamedTuple):
    """What `copy` and `save` report.

    `message` is one line for the reader; `via` names the way ("xclip", "tmux", "osc52", a file's path; empty
    when none was left); `text` is what was to be copied, made safe, for a sheet to show when it failed;
    `failures` are the reasons of the ways that were tried before.
    """

    level: Level
    message: str
    via: str
    text: str
    failures: tuple[str, ...] = ()
