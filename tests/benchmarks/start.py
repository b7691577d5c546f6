"""From exec to the first full screen, against a Textual application that shows one Static."""

import sys
from collections.abc import Sequence
from pathlib import Path

from measure import BARE, ENVIRONMENT, KZTUI, REPOSITORY, Row, beside, in_turn

from terminal import Terminal

BUDGET = 1.25
LAST_DRAWN = b"filter"
"""Stands in the last row, which is written last."""


def first_screen(command: Sequence[str | Path], sought: bytes) -> float:
    """Milliseconds from exec until `sought` has been written."""
    words = [str(word) for word in command]
    with Terminal(words, size=(120, 40), env=ENVIRONMENT, cwd=REPOSITORY) as terminal:
        return (terminal.wait_bytes(sought) - terminal.started) * 1000


def is_full() -> None:
    """Make sure that what is timed is a full screen: all panes stand when the last row does."""
    with Terminal(KZTUI, size=(120, 40), env=ENVIRONMENT, cwd=REPOSITORY) as terminal:
        terminal.wait(LAST_DRAWN.decode())
        missing = [title for title in ("Sections", "Events", "Actors", "Read", "Links") if title not in terminal.text]
        if missing:
            raise RuntimeError(f"the first screen lacks {missing}:\n{terminal.text}")


def rows(rounds: int = 25) -> list[Row]:
    """Start both in turn."""
    is_full()
    pair = in_turn(
        lambda: first_screen(KZTUI, LAST_DRAWN),
        lambda: first_screen([sys.executable, BARE / "screen.py"], b"the page is full"),
        rounds,
    )
    return [beside("exec to first full screen · a Textual app with one Static", pair, "ms", BUDGET)]
