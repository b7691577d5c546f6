"""`kztui schema`: the JSON Schema of the article format, for editors."""

from typing import TYPE_CHECKING

from kztui.cli.output import ExitCode, Output
from kztui.files.schema import schema

if TYPE_CHECKING:
    from argparse import Namespace


def run(_options: "Namespace", out: Output) -> ExitCode:
    """Write the JSON Schema to stdout."""
    out.json(schema())
    return ExitCode.OK
