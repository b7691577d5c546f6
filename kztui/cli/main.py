"""argv → one call into a package → stdout and an exit code."""

from collections.abc import Sequence

INTERRUPTED = 130
"""`ExitCode.INTERRUPTED`, which is not imported here: Ctrl+C may come before anything is."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; whatever goes wrong on the way is said on stderr and becomes an exit code."""
    try:
        from kztui.cli.dispatch import dispatch  # noqa: PLC0415 - Ctrl+C may come while modules are imported

        return dispatch(argv)
    except KeyboardInterrupt:
        return INTERRUPTED
