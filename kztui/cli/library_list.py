"""`kztui library list`: every article of a library, drafts and broken ones marked."""

from typing import TYPE_CHECKING, Any

from kztui.article.plurals import counted
from kztui.cli.columns import aligned
from kztui.cli.library_load import open_catalogue, resolve_library_path
from kztui.cli.output import CommandError, ExitCode, Output, StyledText, write_message
from kztui.files.problems import problem_line
from kztui.library.catalogue import Library
from kztui.library.catalogue_entry import CatalogueEntry

if TYPE_CHECKING:
    from argparse import Namespace

_STYLES = ("target", "", "", "", "dim")
"""Of id, year, authors, title, and state."""
_AUTHORS = 2
"""Authors that are named; of more the first, and that there are others."""


def run(options: "Namespace", out: Output) -> ExitCode:
    """Write one line, or one JSON object, for each article, by path; problems go to stderr.

    Raises CommandError for words that it does not take, or without a library.
    """
    if options.words:
        raise CommandError("kztui library list takes no words; kztui library search finds items")
    library = open_catalogue(resolve_library_path(options.library))
    if options.json:
        out.json([entry_json(entry) for entry in library.entries])
    else:
        rows = [_row(library, entry) for entry in library.entries]
        for cells in aligned(rows, out.width, flexible=3):
            out.line(*map(StyledText, cells, _STYLES))
    for problem in library.problems:
        write_message(problem_line(problem))
    write_message(summary(library))
    return ExitCode.OK if library.entries else ExitCode.NOT_FOUND


def entry_json(entry: CatalogueEntry) -> dict[str, Any]:
    """An article as `kztui library list --json` gives it."""
    return {
        "id": entry.id or None,
        "path": str(entry.path),
        "title": entry.title,
        "authors": entry.authors,
        "year": entry.year,
        "state": entry.state,
        "problem": problem_line(entry.problem) if entry.problem else None,
        "counts": dict(entry.counts),
        "open": entry.open_candidates,
        "unwritten": entry.unwritten,
    }


def summary(library: Library) -> str:
    """How many articles there are, and how many of them are drafts or broken."""
    states = [entry.state for entry in library.entries]
    parts = [counted(len(states), "article")]
    parts += [f"{states.count(state)} {state}" for state in ("draft", "broken") if state in states]
    return f"{library.name}: {', '.join(parts)}"


def _row(library: Library, entry: CatalogueEntry) -> tuple[str, ...]:
    authors = ", ".join(entry.authors) if len(entry.authors) <= _AUTHORS else f"{entry.authors[0]} and others"
    where = entry.path.relative_to(library.path) if entry.path != library.path else entry.path
    if entry.problem is not None:
        return entry.id or str(where), entry.year, authors, f"broken: {entry.problem.text}", str(where) * bool(entry.id)
    draft = f"draft: {_open(entry)}" if entry.state == "draft" else ""
    return entry.id, entry.year, authors, entry.title, draft


def _open(entry: CatalogueEntry) -> str:
    counts = ((entry.open_candidates, "open"), (entry.unwritten, "not written yet"))
    return ", ".join(f"{count} {what}" for count, what in counts if count)
