"""`kztui new`: the draft of an article, made from its original; or an empty article to fill in."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from kztui.cli.original_text import exported_metadata, print_text
from kztui.cli.output import CommandError, ExitCode, Output, write_message
from kztui.cli.read_draft import prepare_draft, read_original

if TYPE_CHECKING:
    from argparse import Namespace

BLANK_FOLDER = "untitled"


def run(options: "Namespace", out: Output) -> ExitCode:
    """Write the files of the draft into a folder, and to stderr what was read and the number of items found.

    With `--text`, print the text as read and write nothing. Raises CommandError when the original or the bibliographic
    file cannot be read, there are no paragraphs, or the folder cannot be written.
    """
    if options.blank:
        return _blank(options, out)
    if not options.source:
        raise CommandError("kztui new: SOURCE is missing\nTry: kztui new --help")
    source, reading = read_original(
        options.source, allow_private=options.allow_private, meanwhile=None if options.text else _prepare
    )
    reading = reading._replace(metadata={**reading.metadata, **exported_metadata(options)})
    if options.text:
        print_text(reading, out, as_json=options.json)
        write_message("\n".join(reading.account.lines()))
        return ExitCode.OK
    from kztui.cli.write_draft import write_draft  # noqa: PLC0415 - imported while the original is read

    return write_draft(source, reading, options, out)


def _prepare() -> None:
    import kztui.cli.write_draft  # noqa: F401, PLC0415 - called while the original is read

    prepare_draft()


def _blank(options: "Namespace", out: Output) -> ExitCode:
    """Write an empty article. Raises CommandError when there is an original too, or the folder cannot be written."""
    if options.source:
        raise CommandError(f"kztui new: --blank takes no original, and '{options.source}' is one")
    from kztui.cli.write_draft import save_draft  # noqa: PLC0415 - as above
    from kztui.importing.blank import blank_files  # noqa: PLC0415 - few begin without an original

    folder = Path(options.output or BLANK_FOLDER).expanduser()
    files = blank_files(folder.resolve().name)
    save_draft(folder, files, force=options.force)
    if options.json:
        out.json({"folder": str(folder), "files": sorted(files)})
    name = shlex.quote(str(folder))
    write_message(f"wrote {folder}: an empty article; fill in its files, then: kztui check {name} && kztui {name}")
    return ExitCode.OK
