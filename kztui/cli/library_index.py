"""`kztui library index`: makes the index of a library, or brings it up to date, and says what is in it."""

from argparse import Namespace

from kztui.cli.library_load import fresh_index
from kztui.cli.output import CommandError, ExitCode, Output


def run(options: Namespace, out: Output) -> ExitCode:
    """Bring the index up to date; with `--force` make it anew.

    Raises CommandError for words that it does not take, or where there can be no index.
    """
    if options.words:
        raise CommandError("kztui library index takes no words")
    index = fresh_index(options, anew=options.force)
    library = index.library()
    items = index.engine.size if index.engine else 0
    if options.json:
        out.json(
            {
                "path": str(index.path),
                "articles": len(library.by_id),
                "items": items,
                "indexed": index.changes.indexed,
                "deleted": index.changes.deleted,
                "in_memory": index.in_memory,
            }
        )
    else:
        out.line(
            f"{len(library.by_id):,} articles, {items:,} items;"
            f" {index.changes.indexed:,} articles read now, {index.changes.deleted:,} gone"
        )
    return ExitCode.OK
