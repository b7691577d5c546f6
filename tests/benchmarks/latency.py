"""From a key to the repainted screen, against a Textual Input with a Static that shows what is typed."""

import statistics
import sys
import time
from collections.abc import Sequence

from measure import BARE, ENVIRONMENT, KZTUI, REPOSITORY, Pair, Row, beside

from terminal import Terminal

BUDGET = 1.3
BYTES = 4096
QUIET = 0.12
"""Seconds without a byte after which an answer is taken to be complete."""

PATIENCE = 3.0
"""Seconds that an answer may take to begin."""

WORD = "janaozen"
FIRST_LETTERS = "abcdefghijklmnoprstu"
FIRST_LETTER = 50
"""Milliseconds that all but one in twenty of the first letters in the finder may take."""
# Each: what is done, the keys that lead there, the keys that are timed.
MOVES = (
    ("moving in the events", ("2",), "j" * 16 + "k" * 8),
    ("moving in the reader", ("0",), "j" * 16 + "k" * 8),
    ("from link to link", ("0",), "l" * 16 + "h" * 8),
    ("typing in the finder", ("/",), WORD * 3),
)


class Keyed:
    """A program in a terminal whose answers to single keys are timed."""

    def __init__(self, command: Sequence[str], sought: bytes) -> None:
        self.terminal = Terminal(command, size=(120, 40), env=ENVIRONMENT, cwd=REPOSITORY)
        self.opened = (self.terminal.wait_bytes(sought) - self.terminal.started) * 1000
        """Milliseconds from exec to the first full screen."""
        self.rest()

    def rest(self) -> None:
        """Wait until the program does nothing any more: what it prepares behind the first screen is ready."""
        used, now = -1.0, self.terminal.processor_time()
        while now - used > 0.025:  # a blinking cursor costs a little all the time
            self.terminal.settle(0.4)
            used, now = now, self.terminal.processor_time()

    def press(self, key: str) -> tuple[float, int]:
        """Milliseconds from the key to the last byte of the answer, and how many bytes that was."""
        before = len(self.terminal.raw)
        start = time.perf_counter()
        self.terminal.send(key)
        last = self.terminal.settle(QUIET)
        while len(self.terminal.raw) == before and time.perf_counter() - start < PATIENCE:
            last = self.terminal.settle(QUIET)
        size = len(self.terminal.raw) - before
        if not size:
            raise RuntimeError(f"{self.terminal.command} did not answer {key!r}")
        return (last - start) * 1000, size


def compared(ours: Keyed, bare: Keyed, keys: str) -> tuple[Pair, list[int]]:
    """Press each key in both, one after the other; the bytes of our answers."""
    mine, theirs, sizes = [], [], []
    for number, key in enumerate(keys):
        took, size = ours.press(key)
        mine.append(took)
        sizes.append(size)
        theirs.append(bare.press("\x7f" if number % 8 == 7 else "x")[0])
    ratio = statistics.median(a / b for a, b in zip(mine, theirs, strict=True))
    return Pair(statistics.median(mine), statistics.median(theirs), ratio), sizes


def first_letters() -> Row:
    """Time the first letter in the finder, which changes all of its results, each time that it is opened anew."""
    ours = Keyed(KZTUI, b"filter")
    took = []
    for letter in FIRST_LETTERS:
        ours.terminal.press("/")
        ours.rest()
        took.append(ours.press(letter)[0])
        ours.terminal.press("escape")
        ours.rest()
    ours.terminal.close()
    worst = sorted(took)[-len(took) // 20 - 1]
    value = f"{statistics.median(took):.0f}, p95 {worst:.0f} ms"
    return Row(
        "first letter in the finder to repainted screen",
        value,
        "",
        "",
        f"p95 ≤ {FIRST_LETTER} ms",
        worst <= FIRST_LETTER,
    )


def rows(rounds: int = 1) -> list[Row]:
    """Time each kind of key, and count what moving writes."""
    bare = Keyed([sys.executable, str(BARE / "field.py")], b"nothing typed")
    found, written = [], []
    try:
        for what, way, keys in MOVES:
            ours = Keyed(KZTUI, b"filter")
            ours.terminal.press(*way)
            ours.rest()
            pair, sizes = compared(ours, bare, keys * rounds)
            ours.terminal.close()
            found.append(beside(f"key to repainted screen, {what} · an Input with a Static", pair, "ms", BUDGET))
            if "moving" in what:
                size = statistics.median(sizes)
                written.append(Row(f"bytes per key, {what}", f"{size:.0f}", "", "", f"≤ {BYTES}", size <= BYTES))
    finally:
        bare.terminal.close()
    return [*found, first_letters(), *written]
