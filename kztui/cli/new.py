"""`kztui new`: the draft of an article, made from its original."""

import shlex
from argparse import Namespace
from pathlib import Path

from kztui.cli.output import CommandError, ExitCode, Output, write_message
from kztui.cli.read_draft import read_draft
from kztui.export.save import save_folder
from kztui.importing.draft import Draft


def run(options: Namespace, out: Output) -> ExitCode:
    """Write the files of the draft into a folder, and the number of items found to stderr.

    Raises CommandError when the original cannot be read, has no paragraphs, or the folder cannot be written.
    """
    draft = read_draft(options.source).draft
    folder = Path(options.output or draft.key).expanduser()
    try:
        save_folder(folder, draft.files, force=options.force)
    except FileExistsError as error:
        raise CommandError(f"kztui new: '{folder}' {error.strerror}; --force overwrites it") from error
    except OSError as error:
        raise CommandError(f"kztui new: '{folder}' cannot be written: {error.strerror}") from error
    if options.json:
        out.json({"folder": str(folder), "files": sorted(draft.files), **draft.counts})
    write_message(_summary(draft, folder))
    return ExitCode.OK


def _summary(draft: Draft, folder: Path) -> str:
    counts = draft.counts
    candidates = ", ".join(_of(counts, kind) for kind in ("actors", "places", "terms", "events") if counts[kind])
    found = f"{_of(counts, 'paragraphs')} in {_of(counts, 'sections')}"
    summary = f"wrote {folder}: {found}" + (f"; candidates: {candidates}" if candidates else "")
    return f"{summary}\nread it: kztui {shlex.quote(str(folder))}"


def _of(counts: dict[str, int], kind: str) -> str:
    return f"{counts[kind]} {kind[:-1] if counts[kind] == 1 else kind}"
