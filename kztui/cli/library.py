"""`kztui library`: one operation on the articles of a library together, each in a module of its own."""

from importlib import import_module
from typing import TYPE_CHECKING

from kztui.cli.output import CommandError, ExitCode, Output
from kztui.library.addresses import UnknownItemError
from kztui.library.database_url import SharedLibraryError

if TYPE_CHECKING:
    from argparse import Namespace


def run(options: "Namespace", out: Output) -> ExitCode:
    """Run one operation. Raises CommandError where it fails."""
    # Imported when it is called: a list waits for no engine, and a search for no export.
    operation = import_module(f"kztui.cli.library_{options.operation}").run
    try:
        code: ExitCode = operation(options, out)
    except SharedLibraryError as error:
        raise CommandError(f"kztui library: {error}") from error
    except UnknownItemError as error:
        raise CommandError(f"kztui library: {error}", ExitCode.NOT_FOUND) from error
    return code
