"""From the table of commands to argparse: one small parser for the command that was called, a whole one for shells."""

import argparse
import os
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from kztui.cli.commands import COMMANDS, SCREEN, Argument, Command
from kztui.cli.exit_codes import CommandError


class Parser(argparse.ArgumentParser):
    """argparse, but wrong use is raised like everything else that stops a command, with the nearest right choice."""

    def error(self, message: str) -> NoReturn:
        for pattern, plain in _PLAINLY:
            message = pattern.sub(plain, message)
        if left := _LEFT_OVER.match(message):
            message = self._left_over(left[1])
        raise CommandError(f"{self.prog}: {message}\nTry: {self.prog} --help")

    def _left_over(self, word: str) -> str:
        """What to say of a word that nothing wants."""
        if len(word) < 2 or not word.startswith("-"):
            return f"'{word}' is one word too many"
        from kztui.files.coerce import nearest  # noqa: PLC0415 needed only for a wrong word

        options = [flag for action in self._actions for flag in action.option_strings if flag.startswith("--")]
        meant = nearest(word, options)
        return f"there is no option {word}" + (f"; did you mean {meant}?" if meant else "")


# How argparse says what is wrong, and how a reader would; it gives no codes to know its messages by.
_PLAINLY = (
    (re.compile(r"^argument (?:-\w/)?(\S+): expected one argument$"), r"\1 needs a value after it"),
    (re.compile(r"^argument (?:-\w/)?(\S+): ignored explicit argument (.*)$", re.DOTALL), r"\1 takes no value"),
    (re.compile(r"^the following arguments are required: (.*)$"), r"\1 is missing"),
    (re.compile(r"^argument (?:-\w/)?(\S+): "), r"\1: "),
)
_LEFT_OVER = re.compile(r"unrecognized arguments: ([^\s=]+)")


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal; argparse itself would import shutil to learn that."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=_width())


def _width() -> int:
    try:
        return min(os.get_terminal_size().columns, 120) - 2
    except OSError:
        return 98


def one_of(choices: Iterable[str]) -> Any:
    """A type for argparse that knows what was meant: it takes one of `choices`, and names the nearest of them else."""

    def choice(text: str) -> str:
        if text in choices:
            return text
        from kztui.files.coerce import nearest  # noqa: PLC0415 needed only for a wrong word

        meant = nearest(text, list(choices))
        # Where a choice may be written as one or as many, one is enough to name.
        named = [choice for choice in choices if not (choice.endswith("s") and choice[:-1] in choices)]
        advice = f"did you mean {meant}?" if meant else f"choose from {', '.join(named)}"
        raise argparse.ArgumentTypeError(f"there is no '{text}'; {advice}")

    return choice


def counted(text: str) -> int:
    """A type for argparse: how many, which is 1 at least."""
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
            settings["type"] = one_of(settings["choices"])
        elif settings.get("type") is int:
            settings["type"] = counted
        action = parser.add_argument(*argument.flags, help=argument.help, **settings)
        action.completes = argument.completes  # type: ignore[attr-defined] # carried along to the completions


def _examples(command: Command) -> str:
    longest = max(len(example.line) for example in command.examples)
    lines = "\n".join(f"  {line:{longest}}  {gives}" for line, gives in command.examples)
    shape = command.json.replace("\n", "\n  ")
    return f"examples:\n{lines}" + (f"\n\nwith --json:\n  {shape}" if shape else "")


def _overview() -> str:
    longest = max(len(command.name) for command in COMMANDS)
    lines = "\n".join(f"  {command.name:{longest}}  {command.sentence}" for command in COMMANDS)
    return f"commands (each has its own --help):\n{lines}"


def command_parser(command: Command) -> Parser:
    """The parser of one command."""
    parser = Parser(
        prog=f"kztui {command.name}",
        description=f"{command.sentence[0].upper()}{command.sentence[1:]}.",
        epilog=_examples(command),
        formatter_class=_Help,
        allow_abbrev=False,
    )
    _add(parser, command.arguments)
    return parser


def screen_parser() -> Parser:
    """The parser of `kztui` without a command, whose help is the program's."""
    parser = Parser(
        prog="kztui",
        usage="kztui [PATH] [options]\n       kztui COMMAND …",
        description="Read an analytical article in linked panes: find, follow, cite.",
        epilog=f"{_overview()}\n\n{_examples(SCREEN)}",
        formatter_class=_Help,
        allow_abbrev=False,
    )
    _add(parser, SCREEN.arguments)
    parser.add_argument("--version", action="store_true", help="say which version this is")
    return parser


def whole_parser() -> Parser:
    """All commands in one parser, for the completions of a shell."""
    parser = Parser(prog="kztui", description=SCREEN.sentence, allow_abbrev=False)
    _add(parser, [argument for argument in SCREEN.arguments if argument.flags[0].startswith("-")])
    parser.add_argument("--version", action="store_true", help="say which version this is")
    commands = parser.add_subparsers(dest="command")
    for command in COMMANDS:
        _add(commands.add_parser(command.name, help=command.sentence, allow_abbrev=False), command.arguments)
    return parser
