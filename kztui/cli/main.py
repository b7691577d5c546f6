"""The entry point of the command line: `main(argv)` runs one command and returns its exit code."""

import gc
from collections.abc import Sequence

INTERRUPTED = 130
"""`ExitCode.INTERRUPTED`, which is not imported here: Ctrl+C may come before anything is."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line (`sys.argv` by default) and return the exit code; errors go to stderr."""
    try:
        if argv is None:
            # A command ends before there is much garbage; the screen enables the garbage collector once it is open.
            gc.disable()
        from kztui.cli.dispatch import dispatch  # noqa: PLC0415 - Ctrl+C may come while modules are imported

        return dispatch(argv)
    except KeyboardInterrupt:
        return INTERRUPTED
