"""`kztui new`: the skeleton of an article from a copy of it."""

from argparse import Namespace
from pathlib import Path

from kztui.cli.exit_codes import CommandError, ExitCode
from kztui.cli.output import Output, say
from kztui.export.save import save_folder
from kztui.files.problems import problem_line
from kztui.importing.draft import Skeleton, skeleton
from kztui.importing.original import CopyError


def run(options: Namespace, out: Output) -> ExitCode:
    """Write the skeleton's files into a folder, and say how much was found of what."""
    try:
        made = skeleton(Path(options.source).expanduser())
    except CopyError as error:
        raise CommandError(problem_line(error.problem)) from error
    if not made.files:
        raise CommandError(f"no paragraphs found in '{options.source}'", ExitCode.NOT_FOUND)
    folder = Path(options.output or made.key).expanduser()
    try:
        save_folder(folder, made.files, force=options.force)
    except FileExistsError as error:
        raise CommandError(f"kztui new: '{folder}' {error.strerror}; --force writes over it") from error
    except OSError as error:
        raise CommandError(f"kztui new: '{folder}' cannot be written: {error.strerror}") from error
    if options.json:
        out.json({"folder": str(folder), "files": sorted(made.files), **made.counts})
    say(_summary(made, folder))
    return ExitCode.OK


def _summary(made: Skeleton, folder: Path) -> str:
    counts = made.counts
    candidates = ", ".join(_of(counts, sort) for sort in ("actors", "places", "terms", "events") if counts[sort])
    found = f"{_of(counts, 'paragraphs')} in {_of(counts, 'sections')}"
    said = f"wrote {folder}: {found}" + (f"; to be reviewed: {candidates}" if candidates else "")
    return f"{said}\nnow say in your own words what each paragraph says, and run: kztui check {folder}"


def _of(counts: dict[str, int], sort: str) -> str:
    return f"{counts[sort]} {sort[:-1] if counts[sort] == 1 else sort}"
