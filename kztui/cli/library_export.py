"""`kztui library export`: the articles of a library together for another program, what is joined as one thing."""

import gc
from functools import partial
from typing import TYPE_CHECKING

from kztui.cli.export import save
from kztui.cli.library_join import clusters_of
from kztui.cli.library_load import catalogue_of, fresh_index
from kztui.cli.output import CommandError, ExitCode, Output, write_message
from kztui.export.content import exported_content
from kztui.files.folders import expanded
from kztui.library.library_export import LIBRARY_FORMATS, ExportedLibrary
from kztui.library.opening import joins_to_read

if TYPE_CHECKING:
    from argparse import Namespace

_FOLDER = "html"
"""The format that is a folder of files."""


def run(options: "Namespace", out: Output) -> ExitCode:
    """Write all articles, or those that `--in` names, in one format to standard output, or a file or folder.

    Raises CommandError where the options do not fit the format or the output cannot be written, UnknownItemError for
    an article that is not there.
    """
    if options.words:
        raise CommandError("kztui library export takes no words; --in ARTICLE chooses articles")
    if not options.to:
        raise CommandError(f"kztui library export: name a format: --to {', '.join(LIBRARY_FORMATS)}")
    goal = None if options.output in {None, "-"} else expanded(options.output)
    if options.to == _FOLDER and goal is None:
        raise CommandError(f"kztui library export: {_FOLDER} is a folder of files; name it: -o FOLDER")
    if options.json and goal is None:
        raise CommandError("kztui library export: --json tells what was written, and goes with -o")
    # Articles refer to themselves: without a collector none of ten thousand would be freed (see `dispatch`).
    gc.enable()
    index = fresh_index(options)
    library = catalogue_of(index)
    wanted = {library.entry(article_id).id for article_id in options.articles or library.by_id}
    ids = tuple(article_id for article_id in library.by_id if article_id in wanted)
    content = partial(exported_content, candidates=options.open)
    made = LIBRARY_FORMATS[options.to](
        ExportedLibrary(library, clusters_of(joins_to_read(index.path), index), ids, content)
    )
    if goal is None:
        for piece in made.pieces or (made.files[""],):
            out.text(piece)
    else:
        save(made, goal, force=options.force)
        if options.json:
            out.json({"output": str(goal), "files": sorted(filter(None, made.files)), "articles": ids})
        write_message(f"wrote {f'{len(made.files):,} files in {goal}' if options.to == _FOLDER else goal}")
    for hint in made.hints:
        write_message(hint)
    return ExitCode.OK if ids else ExitCode.NOT_FOUND
