"""`kztui export`: the whole article for another program, to standard output or, safely, to a file or folder."""

from pathlib import Path
from typing import TYPE_CHECKING

from kztui.article.article import Article
from kztui.citation.errors import CitationError
from kztui.cli.load import load_article, original_path, read_originals, resolve_article_path, with_all_of_reader
from kztui.cli.output import CommandError, ExitCode, Output, write_message
from kztui.export.content import exported_content, with_originals
from kztui.export.formats import BY_NAME, FORMATS, Export, ExportFormat, export
from kztui.export.save import save_file, save_folder
from kztui.files.folders import expanded

if TYPE_CHECKING:
    from argparse import Namespace


def run(options: "Namespace", out: Output) -> ExitCode:
    """Write the article in the chosen format, to stdout or a file or folder.

    Raises CommandError when the options do not fit the format, or the output cannot be written.
    """
    chosen = BY_NAME[options.to]
    goal = None if options.output in {None, "-"} else expanded(options.output)
    if options.json and goal is None and not chosen.is_json:
        json = ", ".join(each.name for each in FORMATS if each.is_json)
        raise CommandError(f"kztui export: {chosen.name} is not JSON; --json goes with {json}, or with -o")
    part = _part(chosen, options.table, goal)
    article = _content(options, chosen)
    try:
        made = export(article, chosen.name, part)
    except CitationError as error:
        raise CommandError(f"kztui export: {error}") from error
    if goal is None:
        out.text(made.files[""])
    else:
        save(made, goal, force=options.force)
        if options.json:
            out.json({"output": str(goal), "files": sorted(filter(None, made.files))})
        written = f"{len(made.files)} files in {goal}" if _is_folder(made) else f"{goal}"
        write_message(f"wrote {written}")
    for hint in made.hints:
        write_message(hint)
    return ExitCode.OK


def _content(options: "Namespace", chosen: ExportFormat) -> Article:
    """What of the article the options ask for. Raises CommandError where the format or the copy cannot give it."""
    loaded = load_article(resolve_article_path(options.article))
    article = exported_content(loaded.article, candidates=options.open, editor_notes=not options.no_editor_notes)
    if chosen.of_reader:
        article = with_all_of_reader(article, loaded)
    if not options.with_original:
        return article
    if not chosen.with_original:
        able = ", ".join(each.name for each in FORMATS if each.with_original)
        raise CommandError(f"kztui export: {chosen.name} never holds the original; --with-original goes with {able}")
    originals = read_originals(article, original_path(options.original, loaded), "kztui export: to add")
    return with_originals(article, originals)


def _part(chosen: ExportFormat, table: str | None, goal: Path | None) -> str:
    """Which document of the format to write; empty for all of them, into a folder.

    Raises CommandError when the options do not fit the format.
    """
    if chosen.folder and goal is None:
        raise CommandError(f"kztui export: {chosen.name} is a folder of files; name it: -o FOLDER")
    if not chosen.is_text and goal is None:
        raise CommandError(
            f"kztui export: a Word document is no text for a terminal; name a file: -o FILE.{chosen.name}"
        )
    if table and not chosen.parts:
        raise CommandError(f"kztui export: {chosen.name} has no tables; --table goes with csv")
    if not chosen.parts or table:
        return table or ""
    return chosen.parts[0] if goal is None or (goal.suffix and not goal.is_dir()) else ""


def _is_folder(made: Export) -> bool:
    return not made.document and not made.pieces and "" not in made.files


def save(made: Export, goal: Path, *, force: bool) -> None:
    """Write a file or folder. Raises CommandError when that fails, or would overwrite something without `force`."""
    try:
        if _is_folder(made):
            save_folder(goal, made.files, force=force)
        else:
            save_file(goal, made.document or made.pieces or made.files[""], force=force)
    except FileExistsError as error:
        raise CommandError(f"kztui export: '{goal}' {error.strerror}; --force overwrites it") from error
    except OSError as error:
        raise CommandError(f"kztui export: '{goal}' cannot be written: {error.strerror}") from error
