"""What is declared of a command: its arguments, examples and the shape of its JSON."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from msgspec import Struct

Settings = Mapping[str, Any]


class Argument(Struct, frozen=True):
    """One argument: its flags and settings for argparse, and what a shell completes it with."""

    flags: tuple[str, ...]
    help: str
    settings: Settings = MappingProxyType({})
    completes: str = ""
    """`file`, `folder`, `target`, `style`; empty for nothing, or for the choices in `settings`."""


class Example(NamedTuple):
    """A command line, and what it does."""

    line: str
    result: str


class CommandSpec(Struct, frozen=True):
    """One command: its name, a summary for the list of commands, arguments and examples."""

    name: str
    summary: str
    arguments: tuple[Argument, ...]
    examples: tuple[Example, ...]
    json: str = ""
    """What it writes with --json; where that is a table or a list of tables, their keys in order, within braces."""

    def takes(self, option: str) -> bool:
        """Whether there is such an option."""
        return any(option in argument.flags for argument in self.arguments)


def flag(name: str, help_text: str) -> Argument:
    """An option without a value."""
    return Argument((name,), help_text, {"action": "store_true"})


def choice(name: str, help_text: str, choices: tuple[str, ...], **settings: Any) -> Argument:
    """An option with fixed values; the first is the default, unless `settings` give another."""
    default = settings.get("default", choices[0])
    if default:
        help_text = f"{help_text} (default: {default})"
    return Argument((name,), help_text, {"choices": choices, "default": choices[0], **settings})


def argument(flags: str, help_text: str, metavar: str, completes: str = "", **settings: Any) -> Argument:
    """An argument with a value; `flags` are split at blanks."""
    return Argument(tuple(flags.split()), help_text, {"metavar": metavar, **settings}, completes)


JSON = flag("--json", "write JSON")
COLOR = choice(
    "--color", "when to use colours; auto: on a terminal, unless NO_COLOR is set", ("auto", "always", "never")
)
