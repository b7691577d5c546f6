"""What all benchmarks share: ours and a peer measured in turn, so that whatever else the machine does hits both."""

import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

REPOSITORY = Path(__file__).parents[2]
ARTICLE = REPOSITORY / "content" / "zenn-2013"
BARE = Path(__file__).parent / "bare"
KZTUI = (sys.executable, "-m", "kztui")
_NOWHERE = Path(tempfile.gettempdir()) / f"kztui-benchmarks-{os.getpid()}"
ENVIRONMENT = {
    "PYTHONPATH": str(REPOSITORY),
    "TEXTUAL_ANIMATIONS": "none",
    "KZTUI_CONFIG": str(_NOWHERE / "config.toml"),
    "KZTUI_STATE": str(_NOWHERE / "state.json"),
    "XDG_DATA_HOME": str(_NOWHERE / "data"),
}
"""Both sides run in this: the checkout's program, without settings, without a past, without notes."""


class Row(NamedTuple):
    """One line of the table."""

    what: str
    ours: str
    peer: str
    """The peer's number, with what the peer is where `what` does not say it; empty where there is none."""
    ratio: str
    budget: str
    kept: bool


class Pair(NamedTuple):
    """Medians over all rounds, and the median of the rounds' ratios, which is steadier than the ratio of medians."""

    ours: float
    theirs: float
    ratio: float


def compiled() -> None:
    """Compile the checkout's modules, as pip compiles what it installs: else each start would do it anew."""
    compileall.compile_dir(REPOSITORY / "kztui", quiet=1)


def in_turn(ours: Callable[[], float], theirs: Callable[[], float], rounds: int) -> Pair:
    """Call both, in turn, `rounds` times after one that does not count; each gives what it measured."""
    ours(), theirs()
    pairs = [(ours(), theirs()) if number % 2 else (theirs(), ours())[::-1] for number in range(rounds)]
    mine, peers = zip(*pairs, strict=True)
    return Pair(statistics.median(mine), statistics.median(peers), statistics.median(a / b for a, b in pairs))


def beside(what: str, pair: Pair, unit: str, budget: float | None = None) -> Row:
    """The row of a pair in `unit` (`ms`) whose ratio may be `budget` at most, if there is a budget."""
    shown = "{:.0f}" if pair.ours >= 10 else "{:.1f}"
    return Row(
        what,
        f"{shown.format(pair.ours)} {unit}",
        f"{shown.format(pair.theirs)} {unit}",
        f"{pair.ratio:.2f} ×",
        "" if budget is None else f"≤ {budget:g} ×",
        budget is None or pair.ratio <= budget,
    )


def milliseconds(task: Callable[[], object]) -> float:
    """How long one call of `task` takes."""
    start = time.perf_counter()
    task()
    return (time.perf_counter() - start) * 1000


def process(command: Sequence[str | Path]) -> float:
    """Milliseconds from starting a program to its end; raises if it fails."""
    env = {**os.environ, **ENVIRONMENT}
    start = time.perf_counter()
    done = subprocess.run(command, env=env, cwd=REPOSITORY, capture_output=True, check=False)
    took = (time.perf_counter() - start) * 1000
    if done.returncode:
        raise RuntimeError(f"{command} ended with {done.returncode}: {done.stderr.decode()}")
    return took
