"""`kztui schema`: the format for editors."""

from argparse import Namespace

from kztui.cli.exit_codes import Exit
from kztui.cli.output import Output
from kztui.files.schema import schema


def run(_options: Namespace, out: Output) -> Exit:
    """Write the JSON Schema."""
    out.json(schema())
    return Exit.FINE
