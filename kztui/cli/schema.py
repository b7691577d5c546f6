"""`kztui schema`: the format for editors."""

from argparse import Namespace

from kztui.article.schema import schema
from kztui.cli.exits import Exit
from kztui.cli.output import Output


def run(_options: Namespace, out: Output) -> Exit:
    """Write the JSON Schema."""
    out.json(schema())
    return Exit.FINE
