"""What a command came to, as the tests of the command line get it."""

from collections.abc import Callable
from typing import NamedTuple


class Said(NamedTuple):
    """Exit code, standard output, standard error."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]
"""`run("list", "events")` runs that command within the test."""
