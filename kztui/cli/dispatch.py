"""From the arguments of the command line to the `run` function of one command, and its exit code."""

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from kztui.article.suggestion import did_you_mean, nearest
from kztui.cli.output import CommandError, ExitCode, Output, configure_streams, write_message

if TYPE_CHECKING:
    from argparse import Namespace

    from kztui.cli.command_spec import CommandSpec

LIBRARY = "--library"
GLOBAL_OPTIONS = {"--article": 2, LIBRARY: 2, "--color": 2, "--json": 1}
"""Options that may come before the command, and how many arguments each takes up."""
PRIVATE = "--private"
"""Goes with every command, wherever it stands."""


def dispatch(argv: Sequence[str] | None) -> int:
    """Run the command line and return its exit code; errors are written to stderr, never raised."""
    configure_streams()
    try:
        code: int = _exit_code(list(sys.argv[1:] if argv is None else argv))
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _discard_stdout()
        code = ExitCode.OK
    except OSError as error:
        _discard_stdout()
        write_message(f"kztui: {error.strerror or error}" + (f": {error.filename}" if error.filename else ""))
        code = ExitCode.USAGE
    if argv is None:
        # A last collection at exit would take a tenth of a command's time.
        gc.freeze()
    return code


def _exit_code(argv: list[str]) -> int:
    """Run the command line; a CommandError is written to stderr and becomes its exit code."""
    try:
        return _run(argv)
    except CommandError as error:
        write_message(error.message)
        return error.code
    except SystemExit:  # argparse has printed its help
        return ExitCode.OK


def _discard_stdout() -> None:
    """Redirect stdout to the null device, so that the flush at exit does not fail on a closed pipe or full disk."""
    if sys.stdout is not None:
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except (OSError, ValueError):  # a stream without a file descriptor
            return


def _run(argv: list[str]) -> int:
    """Parse the arguments and run the command. Raises CommandError when they are wrong, or the command fails."""
    options_end = argv.index("--") if "--" in argv else len(argv)
    if PRIVATE in argv[:options_end]:
        # All that is kept of the reader is kept in memory, as where there is no disk to keep it on.
        os.environ["KZTUI_STATE"] = os.devnull
        argv = [word for word in argv[:options_end] if word != PRIVATE] + argv[options_end:]
    if not argv:
        # Without arguments the screen opens without the parser, to start fast.
        from kztui.cli.screen import NO_ARGUMENTS, open_screen  # noqa: PLC0415 (commands do without)

        return open_screen(NO_ARGUMENTS)
    at = 0
    while at < len(argv) and argv[at].split("=")[0] in GLOBAL_OPTIONS:
        at += 1 if "=" in argv[at] else GLOBAL_OPTIONS[argv[at]]
    name = argv[at] if at < len(argv) else ""
    command = _declared(name)
    options = _command_options(command, argv[:at], argv[at + 1 :]) if command else _screen_options(name, argv)
    # Imported when it is called, so that no command waits for the imports of another.
    run = import_module(f"kztui.cli.{name if command else 'screen'}").run
    code: int = run(options, Output(getattr(options, "color", "auto")))
    return code


def _declared(name: str) -> "CommandSpec | None":
    """What is declared of the command of that name; None where there is none."""
    if name == "library":
        # Its search begins to look at the library's files before it imports anything that this can do without.
        from kztui.cli.library_spec import LIBRARY as OF_LIBRARY  # noqa: PLC0415 (the screen does without)

        return OF_LIBRARY
    from kztui.cli.commands import COMMANDS  # noqa: PLC0415 (the screen does without)

    return next((command for command in COMMANDS if command.name == name), None)


def _command_options(command: "CommandSpec", before: list[str], words: list[str]) -> "Namespace | SimpleNamespace":
    """The options of a command: `before` its name stood options that it has too. Raises CommandError for wrong use."""
    from kztui.cli.plain_arguments import read_plain_arguments  # noqa: PLC0415 (the screen does without)

    if any(word.startswith(LIBRARY) for word in before) and not command.takes(LIBRARY):
        raise CommandError(
            f"kztui {command.name}: this command reads one article, and takes no {LIBRARY}; `kztui library` has those"
            " that read a whole library"
        )
    if not before and (plain := read_plain_arguments(command, words)):
        return plain
    from kztui.cli.parser import command_parser  # noqa: PLC0415 (words alone are read without argparse)

    end = words.index("--") if "--" in words else len(words)
    return command_parser(command).parse_command(words[:end] + before + words[end:])


def _screen_options(name: str, argv: list[str]) -> "Namespace | SimpleNamespace":
    """The options of the screen; `name` is the first word that is none of a global option. Raises CommandError."""
    # Checked before parsing: the parser would complain of the arguments after it.
    if name[:1] not in {"", "-"} and not _can_be_opened(name):
        raise CommandError(_unknown_word_message(name))
    from kztui.cli.commands import SCREEN  # noqa: PLC0415 (without arguments the screen does without)
    from kztui.cli.plain_arguments import read_plain_arguments  # noqa: PLC0415 (so it does here)

    if plain := read_plain_arguments(SCREEN, argv):
        plain.version = False
        return plain
    from kztui.cli.parser import screen_parser  # noqa: PLC0415 (a path alone is read without argparse)

    options = screen_parser().parse_command(list(_with_new_names(argv)))
    if options.path is not None and not _can_be_opened(options.path):
        raise CommandError(_unknown_word_message(options.path))
    return options


def _can_be_opened(name: str) -> bool:
    """Whether an argument can name what the screen opens: something that exists, `-`, or an address."""
    return name == "-" or "://" in name or Path(name).exists()


def _with_new_names(argv: Sequence[str]) -> Iterator[str]:
    """The arguments of the screen, options with an old name under their new one, with a hint on stderr."""
    from kztui.cli.commands import RENAMED_OPTIONS  # noqa: PLC0415 (the screen without arguments does without)

    options_end = argv.index("--") if "--" in argv else len(argv)
    for at, word in enumerate(argv):
        option, equals, value = word.partition("=")
        new = RENAMED_OPTIONS.get(option) if at < options_end else None
        if new:
            write_message(f"kztui: {option} is now called {new}")
        yield f"{new}{equals}{value}" if new else word


def _unknown_word_message(word: str) -> str:
    """The error for a first argument that is neither a command nor a file, with the nearest command."""
    if os.sep in word:
        return f"kztui: no such file: '{word}'"
    from kztui.cli.commands import COMMAND_NAMES  # noqa: PLC0415 (the screen does without)

    return f"kztui: no such file or command '{word}'" + did_you_mean(nearest(word, COMMAND_NAMES))
