"""What the time from exec to the first full screen is made of, as a table.

python tests/benchmarks/start_parts.py [ROUNDS]
"""

import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))  # terminal.py, which tests share

from measure import ARTICLE, ENVIRONMENT, REPOSITORY, compiled

from terminal import Terminal

PROBE = Path(__file__).parent / "start_probe.py"
LIBRARIES = ("textual", "rich", "asyncio")


class Part(NamedTuple):
    """A part of one start: milliseconds by the clock, and of processor time."""

    name: str
    clock: float
    processor: float


def start(file: Path, modules: list[str]) -> tuple[list[Part], list[str]]:
    """Start the program once: its parts in order, and the modules of libraries that it has imported."""
    words = [sys.executable, str(PROBE), str(file), ",".join(modules), str(ARTICLE)]
    with Terminal(words, size=(120, 40), env=ENVIRONMENT, cwd=REPOSITORY) as terminal:
        terminal.exit_code()
        clock, processor = terminal.started, 0.0
    found = json.loads(file.read_text(encoding="utf-8"))
    parts = []
    for name, at, spent in found["marks"]:
        parts.append(Part(name, (at - clock) * 1000, (spent - processor) * 1000))
        clock, processor = at, spent
    return parts, [name for name in found["modules"] if name.partition(".")[0] in LIBRARIES]


def main(rounds: int = 15) -> None:
    """Print the medians of all parts."""
    compiled()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "marks.json"
        _, modules = start(file, [])
        starts = [start(file, modules)[0] for _ in range(rounds)]
        plain = [start(file, [])[0] for _ in range(rounds)]
    print("| part | ms | ms of processor time |\n| --- | ---: | ---: |")
    for parts in zip(*starts, strict=True):
        clock, processor = (statistics.median(values) for values in zip(*(part[1:] for part in parts), strict=True))
        print(f"| {parts[0].name} | {clock:.0f} | {processor:.0f} |")
    for name, each in (("in all", starts), ("in all, where libraries are imported as they are needed", plain)):
        clock = statistics.median(sum(part.clock for part in parts) for parts in each)
        processor = statistics.median(sum(part.processor for part in parts) for parts in each)
        print(f"| {name} | {clock:.0f} | {processor:.0f} |")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
