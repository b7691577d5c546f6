"""`kztui library index`: makes the index of a library, or brings it up to date, and says what is in it.

With `--into` the library is written into a database, for a team to read and search.
"""

from typing import TYPE_CHECKING

from msgspec import structs

from kztui.cli.library_load import ProgressReporter, fresh_index, resolve_library_path
from kztui.cli.output import CommandError, ExitCode, Output, write_message
from kztui.config import is_database_url

if TYPE_CHECKING:
    from argparse import Namespace


def run(options: "Namespace", out: Output) -> ExitCode:
    """Bring the index up to date; with `--force` make it anew.

    Raises CommandError for words that it does not take, or where there can be no index; SharedLibraryError where a
    database cannot be read or written.
    """
    if options.words:
        raise CommandError("kztui library index takes no words")
    if options.into is not None:
        return _write_into(options, out)
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


def _write_into(options: "Namespace", out: Output) -> ExitCode:
    """Write the library into a database; what others changed there is told, and makes the exit code 1."""
    from kztui.library.opening import database_to_write, shared_at  # noqa: PLC0415 - most libraries are not shared

    if not is_database_url(options.into):
        raise CommandError("kztui library index: --into takes the address of a database, postgresql://HOST/NAME")
    folder = resolve_library_path(options.library)
    if shared_at(folder) is not None:
        raise CommandError("kztui library index: name the folder that is to be written with --library PATH")
    database = database_to_write(options.into)
    from kztui.library.postgres.push import write_library  # noqa: PLC0415 - psycopg may be missing

    progress = ProgressReporter()
    try:
        written = write_library(folder, database, progress.report, force=options.force)
    finally:
        progress.end()
        database.close()
    for conflict in written.conflicts:
        write_message(f"kztui library: {conflict}")
    if options.json:
        out.json({"url": database.shown, **structs.asdict(written)})
    else:
        changed = f"{written.indexed:,} articles written now, {written.deleted:,} gone, {written.joins:,} verdicts"
        out.line(f"{written.articles:,} articles, {written.items:,} items; {changed}")
    return ExitCode.NOT_FOUND if written.conflicts else ExitCode.OK
