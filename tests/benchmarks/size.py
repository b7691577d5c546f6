"""An article of 5,000 items on the screen: how long it takes to move and to filter, and the memory it holds."""

import statistics
from pathlib import Path
from tempfile import TemporaryDirectory

from large import written
from latency import Keyed
from measure import ARTICLE, KZTUI, Pair, Row, beside

ITEMS = 5_000
KEY_BUDGET = 1.3
SLOWEST_KEY = 100.0
"""Milliseconds: what a person takes for at once."""


def _keys(large: Keyed, small: Keyed, keys: str) -> Pair:
    pairs = [(large.press(key)[0], small.press(key)[0]) for key in keys]
    mine, theirs = zip(*pairs, strict=True)
    return Pair(statistics.median(mine), statistics.median(theirs), statistics.median(a / b for a, b in pairs))


def rows(_rounds: int = 1) -> list[Row]:
    """Move in it and filter it, beside the bundled article."""
    with TemporaryDirectory() as folder:
        path = written(Path(folder), ITEMS)
        small, large = (Keyed([*KZTUI, str(article)], b"filter") for article in (ARTICLE, path))
        try:
            found = []
            for what, pane, keys in (("events", "2", "jjjjkjjjGkkjg"), ("reader", "0", "jjjjjkjj")):
                large.terminal.press(pane)
                small.terminal.press(pane)
                pair = _keys(large, small, keys)
                found.append(
                    beside(f"a key in the {what} of {ITEMS:,} items · the bundled article", pair, "ms", KEY_BUDGET)
                )
            large.terminal.press("2")
            took = large.press("f")[0]
            found.append(Row(f"filter {ITEMS:,} items", f"{took:.0f} ms", "", "", "≤ 100 ms", took <= SLOWEST_KEY))
            each = (large.terminal.memory() - small.terminal.memory()) / ITEMS
            found.append(Row("memory per item", f"{each / 1024:.1f} KB", "", "", "≤ 4 KB", each <= 4096))
        finally:
            small.terminal.close()
            large.terminal.close()
    return found
