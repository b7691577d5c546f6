"""The exit codes of the command line, and the exception that ends a command with a message and one of them."""

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit status of kztui."""

    OK = 0
    NOT_FOUND = 1
    """Nothing found, or problems found."""
    USAGE = 2
    """Wrong use, or input that cannot be read."""
    INTERRUPTED = 130
    """Ended by Ctrl+C. Any signal that ends the program gives 128 and its number, as shells count it."""


class CommandError(Exception):
    """A command cannot go on: `message` goes to stderr, `code` to the shell."""

    def __init__(self, message: str, code: ExitCode = ExitCode.USAGE) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
