"""All benchmarks in one run, as one table of ratios.

python tests/benchmarks/table.py                   print the table
python tests/benchmarks/table.py --write           and put it into the manual
python tests/benchmarks/table.py start latency     only these
"""

import os
import platform
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # terminal.py, which tests share
sys.path.insert(0, str(Path(__file__).parents[2]))  # kztui of this checkout

from measure import Row, compiled

from markdown_parts import MANUAL, write_part

ALL = ("start", "commands", "latency", "editing", "documents", "load", "size", "search_speed", "peers")
HEAD = ("measured · beside", "kztui", "beside it", "ratio", "budget")


def table(rows: Iterable[Row]) -> str:
    """The rows as a Markdown table; what is over its budget is marked."""
    lines = ["| " + " | ".join(HEAD) + " |", "| --- | ---: | ---: | ---: | ---: |"]
    lines += [
        f"| {row.what} | {row.ours} | {row.peer} | {row.ratio}{'' if row.kept else ' ✗'} | {row.budget} |"
        for row in rows
    ]
    return "\n".join(lines)


def machine() -> str:
    """What it was measured on."""
    from importlib.metadata import version  # noqa: PLC0415 - said once, at the end

    return (
        f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()},"
        f" Textual {version('textual')}; both sides in turn, medians."
    )


def main(arguments: list[str]) -> int:
    """Measure, print, and write where asked to; the exit code says whether all budgets are kept."""
    names = [name for name in arguments if not name.startswith("-")] or ALL
    rows: list[Row] = []
    compiled()
    for name in names:
        print(f"{name} …", file=sys.stderr)
        rows += import_module(name).rows()
    text = f"{table(rows)}\n\n{machine()}"
    print(text)
    if "--write" in arguments:
        write_part(MANUAL / "measurements.md", "benchmarks", text)
    return 0 if all(row.kept for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
