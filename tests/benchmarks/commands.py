"""Commands as whole processes, against Python importing the libraries that each cannot do without."""

import sys
from functools import partial

from measure import KZTUI, Row, beside, in_turn, process

READING = ("import tomli, msgspec", 2.5)
CITING = ("import citeproc", 2.5)
COMMANDS = (
    (("list", "events"), READING),
    (("show", "p3"), READING),
    (("search", "janaozen"), READING),
    (("check",), READING),
    (("cite", "p3"), CITING),
)


def rows(rounds: int = 15) -> list[Row]:
    """Run each command and the import beside it in turn."""
    found = []
    for command, (imports, budget) in COMMANDS:
        ours, theirs = partial(process, [*KZTUI, *command]), partial(process, [sys.executable, "-c", imports])
        pair = in_turn(ours, theirs, rounds)
        found.append(beside(f'`kztui {" ".join(command)}` · `python -c "{imports}"`', pair, "ms", budget))
    return found
