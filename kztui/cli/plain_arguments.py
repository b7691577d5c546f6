"""Command lines that are words alone, such as `kztui cite p3`: read without argparse, which a short command waits for.

Importing argparse and making the parser takes a twentieth of such a command. Options, and words that are wrong or have
to be converted, are left to the parser, whose messages and conversions there are then only once.
"""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from kztui.cli.command_spec import Argument, CommandSpec

_LISTS = {"*": 0, "+": 1}
"""How many words a list takes at least, by its `nargs`."""


def read_plain_arguments(command: CommandSpec, words: Sequence[str]) -> SimpleNamespace | None:
    """The options of `command` as its parser gives them; None where the words have to be left to the parser."""
    if any(word[:1] in {"", "-"} for word in words):
        return None
    options = SimpleNamespace(**{_destination(argument): _default(argument) for argument in command.arguments})
    positional = [argument for argument in command.arguments if _is_positional(argument)]
    left = list(words)
    for argument in positional:
        taken, left = _taken(argument, left)
        if taken is None or not all(_is_plain(argument, word) for word in taken):
            return None
        if argument.settings.get("nargs") in _LISTS:
            setattr(options, argument.flags[0], taken)
        elif taken:
            setattr(options, argument.flags[0], taken[0])
    return None if left else options


def _is_positional(argument: Argument) -> bool:
    return not argument.flags[0].startswith("-")


def _destination(argument: Argument) -> str:
    """The name of the argument's value: what is declared, else its first long flag, else the name of the word."""
    long = next((flag[2:].replace("-", "_") for flag in argument.flags if flag.startswith("--")), argument.flags[0])
    name: str = argument.settings.get("dest", long)
    return name


def _default(argument: Argument) -> Any:
    """What an argument is that is not given."""
    return argument.settings.get("default", False if argument.settings.get("action") == "store_true" else None)


def _taken(argument: Argument, words: list[str]) -> tuple[list[str] | None, list[str]]:
    """The words that the argument takes, None where they are too few, and those that are left."""
    nargs = argument.settings.get("nargs")
    if nargs in _LISTS:
        return (words if len(words) >= _LISTS[nargs] else None), []
    if nargs == "?":
        return words[:1], words[1:]
    return (words[:1] or None), words[1:]


def _is_plain(argument: Argument, word: str) -> bool:
    """Whether the word is the value as it stands."""
    choices = argument.settings.get("choices")
    return "type" not in argument.settings and (choices is None or word in choices)
