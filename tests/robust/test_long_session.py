"""A long session holds no more memory than a short one.

KZTUI_LONG=1 presses 20,000 keys and looks from the 2,000th on; else 400, from the 200th on.
"""

import os
import random
from pathlib import Path

import pytest
from program import REPOSITORY, opened
from test_monkey import ASKING, ESCAPE, KEYS, rest

LONG = os.environ.get("KZTUI_LONG") == "1"
ALL, FIRST = (20_000, 2_000) if LONG else (400, 200)
MOST = 20 * 2**20
"""Bytes by which the process may grow after the first keys."""
ROUND = 100
KEPT = sorted({*KEYS} - ASKING)
"""All keys of the monkey but those that open the palette, from which the program can be left."""


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_a_long_session_holds_no_more_memory_than_a_short_one(tmp_path: Path) -> None:
    dice = random.Random(31)  # noqa: S311 - the same keys each time
    env = {"BROWSER": "true", "ESCDELAY": "20", "KZTUI_STATE": str(tmp_path / "state.json")}
    with opened(REPOSITORY / "content" / "zenn-2013", env=env) as terminal:
        terminal.wait("find")
        first = 0
        for number in range(ROUND, ALL + 1, ROUND):
            for key in dice.choices(KEPT, k=ROUND):
                terminal.press(key, quiet=ESCAPE if key == "escape" else 0.003)
            rest(terminal)
            assert terminal.running, number
            terminal.raw.clear()
            if number == FIRST:
                first = terminal.memory()
        grown = terminal.memory() - first
        print(f"{ALL:,} keys: {first / 2**20:.1f} MB after {FIRST:,}, {grown / 2**20:+.1f} MB since")
        assert grown <= MOST
        for _ in range(6):
            terminal.press("escape", quiet=ESCAPE)
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
