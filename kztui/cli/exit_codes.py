"""How a command ends: the exit codes, and the one exception that carries a message to stderr with one of them."""

from enum import IntEnum


class Exit(IntEnum):
    """What the shell learns."""

    FINE = 0
    NOTHING = 1
    """Nothing found, or problems found."""
    WRONG = 2
    """Wrong use, or input that cannot be read."""
    INTERRUPTED = 130
    """Ended by Ctrl+C. Any signal that ends the program gives 128 and its number, as shells count it."""


class Stopped(Exception):  # noqa: N818 not always an error: a search without hits is an answer too
    """A command cannot go on: `message` goes to stderr, `code` to the shell."""

    def __init__(self, message: str, code: Exit = Exit.WRONG) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
