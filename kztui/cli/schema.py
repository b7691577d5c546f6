"""`kztui schema`: the JSON Schema of the article format, for editors."""

from argparse import Namespace

from kztui.cli.output import ExitCode, Output
from kztui.files.schema import schema


def run(_options: Namespace, out: Output) -> ExitCode:
    """Write the JSON Schema to stdout."""
    out.json(schema())
    return ExitCode.OK
