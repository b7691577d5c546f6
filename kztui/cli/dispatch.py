"""From the words of a command line to the one call that they ask for, and its exit code."""

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from kztui.cli.exit_codes import CommandError, ExitCode
from kztui.cli.output import Output, prepare, say

AHEAD = {"--article": 2, "--color": 2, "--json": 1}
"""Options that may stand before the command, and how many words each takes."""


def dispatch(argv: Sequence[str] | None) -> int:
    """Run the command line; whatever goes wrong on the way is said on stderr and becomes an exit code."""
    if argv is None:
        # A command is over before there is much to collect; the screen turns collecting on when it stands.
        gc.disable()
    prepare()
    try:
        code: int = _ended(list(sys.argv[1:] if argv is None else argv))
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _let_go_of_stdout()
        code = ExitCode.OK
    except OSError as error:
        _let_go_of_stdout()
        say(f"kztui: {error.strerror or error}" + (f": {error.filename}" if error.filename else ""))
        code = ExitCode.USAGE
    if argv is None:
        # Nor is there anything to search for on the way out, which would take a tenth of a command's time.
        gc.freeze()
    return code


def _ended(argv: list[str]) -> int:
    """Run the command line; what stops it is said."""
    try:
        return _run(argv)
    except CommandError as error:
        say(error.message)
        return error.code
    except SystemExit:  # argparse has printed its help
        return ExitCode.OK


def _let_go_of_stdout() -> None:
    """Keep the interpreter from flushing into a pipe or disk that takes no more, which would end in a traceback."""
    if sys.stdout is not None:
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except (OSError, ValueError):  # a stream without a descriptor has nothing to flush into
            return


def _run(argv: list[str]) -> int:
    if not argv:
        # The screen is to stand at once: nothing was asked for, so nothing needs a parser.
        from kztui.cli.screen import NOTHING_ASKED, open_screen  # noqa: PLC0415 (commands do without)

        return open_screen(NOTHING_ASKED)
    from kztui.cli.commands import COMMANDS, NAMES  # noqa: PLC0415 (the screen does without)
    from kztui.cli.parser import command_parser, screen_parser  # noqa: PLC0415 (so it does here)

    at = 0
    while at < len(argv) and argv[at].split("=")[0] in AHEAD:
        at += 1 if "=" in argv[at] else AHEAD[argv[at]]
    name = argv[at] if at < len(argv) else ""
    if name in NAMES:
        options = command_parser(COMMANDS[NAMES.index(name)]).parse_args(argv[at + 1 :] + argv[:at])
    else:
        # Before the parser, which would complain of the words after it.
        if name[:1] not in {"", "-"} and not Path(name).exists():
            raise CommandError(_unknown(name))
        options = screen_parser().parse_args(argv)
        if options.path is not None and not Path(options.path).exists():
            raise CommandError(_unknown(options.path))
    # A command's module is imported when it is called: no command waits for what only another one needs.
    run = import_module(f"kztui.cli.{name if name in NAMES else 'screen'}").run
    code: int = run(options, Output(getattr(options, "color", "auto")))
    return code


def _unknown(word: str) -> str:
    """What to say of a first word that is neither a command nor a file."""
    if os.sep in word:
        return f"kztui: no such file: '{word}'"
    from kztui.cli.commands import NAMES  # noqa: PLC0415 (the screen does without)
    from kztui.files.coerce import nearest  # noqa: PLC0415 needed only for a wrong word

    meant = nearest(word, NAMES)
    return f"kztui: no such file or command '{word}'" + (f"; did you mean {meant}?" if meant else "")
