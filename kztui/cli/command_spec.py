"""What is declared of a command: its arguments; its examples and the shape of its JSON stand in tables of data."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from msgspec import Struct

from kztui.article.data_tables import rows

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
    """One command: its name, a summary for the list of commands, and arguments."""

    name: str
    summary: str
    arguments: tuple[Argument, ...]

    @property
    def examples(self) -> list[Example]:
        """Command lines for its help, from the table of examples."""
        return [Example(*row) for name, *row in rows("cli/data/examples.tsv") if name == self.name]

    @property
    def json(self) -> str:
        """What it writes with --json, from the table of shapes; empty where it writes none."""
        return "\n".join(line for name, line in rows("cli/data/json_shapes.tsv") if name == self.name)

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
