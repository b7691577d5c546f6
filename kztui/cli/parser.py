"""The argparse parsers, made from the table of commands: of one command, of the screen, and of all for completions."""

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Any, NoReturn

from kztui.article.lazy_regex import LazyPattern
from kztui.article.suggestion import did_you_mean, nearest
from kztui.cli.command_spec import Argument, CommandSpec
from kztui.cli.kind_words import singular_words
from kztui.cli.output import CommandError

PATHS = frozenset({"article", "file", "folder"})
"""The completions of arguments that name something on the disk."""


class Parser(argparse.ArgumentParser):
    """argparse whose errors are CommandErrors in plain words, with the nearest right choice."""

    def error(self, message: str) -> NoReturn:
        """Raises CommandError when argparse finds wrong use, with its message reworded."""
        for pattern, plain in _REWORDED:
            message = pattern.sub(plain, message)
        if left := _UNRECOGNIZED.match(message):
            message = self._unrecognized(left[1])
        raise CommandError(f"{self.prog}: {message}\nTry: {self.prog} --help")

    def parse_command(self, argv: Sequence[str]) -> argparse.Namespace:
        """The options in `argv`; words of a list may stand before and after options, which argparse does not allow.

        Raises CommandError when they are wrong.
        """
        self._refuse_dashes(argv)
        options, left = self.parse_known_args(argv)
        lists = [action for action in self._actions if action.nargs in {"*", "+"} and not action.option_strings]
        words = lists[0] if lists else None
        # What stands after the first `--` is a word, whatever it begins with.
        end = left.index("--") if "--" in left else len(left)
        if left and words is not None and not any(word.startswith("-") for word in left[:end]):
            convert = words.type if callable(words.type) else str
            more = map(convert, left[:end] + left[end + 1 :])
            setattr(options, words.dest, [*getattr(options, words.dest), *more])
        elif left:
            self.error(f"unrecognized arguments: {' '.join(left)}")
        return options

    def _refuse_dashes(self, argv: Sequence[str]) -> None:
        """Raises CommandError where the value of an option is `--`: an empty list to Python before 3.13."""
        valued = [action.option_strings for action in self._actions if action.option_strings and action.nargs != 0]
        empty = {f"{flag}{'=' * flag.startswith('--')}--": flags[-1] for flags in valued for flag in flags}
        for word in takewhile(lambda word: word != "--", argv):
            if word in empty:
                self.error(f"{empty[word]} needs a value after it")

    def _print_message(self, message: str, file: Any = None) -> None:
        """Write the help. Raises OSError when it cannot be written, which argparse passes over."""
        if stream := file or sys.stdout:  # none where it was closed before the program began
            stream.write(message)

    def _unrecognized(self, word: str) -> str:
        """The error for an argument that was not recognized."""
        if len(word) < 2 or not word.startswith("-"):
            return f"'{word}' is one word too many"
        options = [flag for action in self._actions for flag in action.option_strings if flag.startswith("--")]
        return f"there is no option {word}" + did_you_mean(nearest(word, options))


# Messages of argparse, which have no codes, and plainer words for them.
_REWORDED = (
    (LazyPattern(r"^argument (?:-\w/)?(\S+): expected one argument$"), r"\1 needs a value after it"),
    (LazyPattern(r"(?s)^argument (?:-\w/)?(\S+): ignored explicit argument (.*)$"), r"\1 takes no value"),
    (LazyPattern(r"^the following arguments are required: (.*)$"), r"\1 is missing"),
    (LazyPattern(r"^argument (?:-\w/)?(\S+): "), r"\1: "),
)
_UNRECOGNIZED = LazyPattern(r"unrecognized arguments: ([^\s=]+)")


class _HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal, without importing shutil as argparse does for it."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=_width())


def _width() -> int:
    try:
        return min(os.get_terminal_size().columns, 120) - 2
    except OSError:
        return 98


def choice_type(choices: Iterable[str]) -> Any:
    """A type for argparse that accepts `choices`. It raises ArgumentTypeError, with the nearest, for anything else."""

    def choice(text: str) -> str:
        """The text itself. Raises ArgumentTypeError when it is not one of the choices."""
        if text in choices:
            return text
        # Of singular and plural, only the singular is listed.
        singular = singular_words()
        named = [choice for choice in choices if singular.get(choice, "") not in choices]
        advice = did_you_mean(nearest(text, choices)) or f"; choose from {', '.join(named)}"
        raise argparse.ArgumentTypeError(f"there is no '{text}'{advice}")

    return choice


def path_type(text: str) -> str:
    """A type for argparse: what names a file, folder or URL. Raises ArgumentTypeError when it is empty.

    An empty one is a variable of a script that was never set, and not the folder that it happens to run in.
    """
    if not text:
        raise argparse.ArgumentTypeError("an empty path names nothing")
    return text


def positive_int(text: str) -> int:
    """A type for argparse: a whole number of 1 or more. Raises ArgumentTypeError when it is not."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number of 1 or more")
    return number


def _add(parser: argparse.ArgumentParser, arguments: Iterable[Argument]) -> None:
    for argument in arguments:
        settings = dict(argument.settings)
        if "choices" in settings:
            settings["type"] = choice_type(settings["choices"])
        elif settings.get("type") is int:
            settings["type"] = positive_int
        elif argument.completes in PATHS:
            settings["type"] = path_type
        action = parser.add_argument(*argument.flags, help=argument.help, **settings)
        action.completes = argument.completes  # type: ignore[attr-defined] # read by the completions


def _examples(command: CommandSpec) -> str:
    longest = max(len(example.line) for example in command.examples)
    lines = "\n".join(f"  {line:{longest}}  {result}" for line, result in command.examples)
    shape = command.json.replace("\n", "\n  ")
    return f"examples:\n{lines}" + (f"\n\nwith --json:\n  {shape}" if shape else "")


def _overview() -> str:
    from kztui.cli.commands import COMMANDS  # noqa: PLC0415 - the parser of one command does without the others

    longest = max(len(command.name) for command in COMMANDS)
    lines = "\n".join(f"  {command.name:{longest}}  {command.summary}" for command in COMMANDS)
    return f"commands (each has its own --help):\n{lines}"


def command_parser(command: CommandSpec) -> Parser:
    """The parser of one command."""
    parser = Parser(
        prog=f"kztui {command.name}",
        description=f"{command.summary[0].upper()}{command.summary[1:]}.",
        epilog=_examples(command),
        formatter_class=_HelpFormatter,
        allow_abbrev=False,
    )
    _add(parser, command.arguments)
    return parser


def screen_parser() -> Parser:
    """The parser of `kztui` without a command; its help is that of the whole program."""
    from kztui.cli.commands import SCREEN  # noqa: PLC0415 - as above

    parser = Parser(
        prog="kztui",
        usage="kztui [PATH] [options]\n       kztui COMMAND …",
        description="Read an analytical article in linked panes: find, follow, cite.",
        epilog=f"{_overview()}\n\n{_examples(SCREEN)}",
        formatter_class=_HelpFormatter,
        allow_abbrev=False,
    )
    _add(parser, SCREEN.arguments)
    parser.add_argument("--version", action="store_true", help="print the version")
    return parser


def full_parser() -> Parser:
    """One parser with all commands as subparsers, for the completions of a shell."""
    from kztui.cli.commands import COMMANDS, SCREEN  # noqa: PLC0415 - as above

    parser = Parser(prog="kztui", description=SCREEN.summary, allow_abbrev=False)
    _add(parser, [argument for argument in SCREEN.arguments if argument.flags[0].startswith("-")])
    parser.add_argument("--version", action="store_true", help="print the version")
    commands = parser.add_subparsers(dest="command")
    for command in COMMANDS:
        _add(commands.add_parser(command.name, help=command.summary, allow_abbrev=False), command.arguments)
    return parser
