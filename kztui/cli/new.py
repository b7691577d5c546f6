"""`kztui new`: the draft of an article, made from its original; or an empty article to fill in.

The text as it was read can be printed instead; metadata may come from what a reference manager exported.
"""

import shlex
from itertools import count
from typing import TYPE_CHECKING

from kztui.cli.output import CommandError, ExitCode, Output, StyledText, write_message
from kztui.cli.read_draft import prepare_draft, read_original
from kztui.files.folders import expanded
from kztui.files.problems import problem_line
from kztui.importing.blocks import BlockKind
from kztui.importing.encodings import decode_source
from kztui.importing.reading import Metadata, Reading
from kztui.importing.source import OriginalError, source_of_file

if TYPE_CHECKING:
    from argparse import Namespace


def exported_metadata(options: "Namespace") -> Metadata:
    """The metadata in the export of a reference manager that was named. Raises CommandError when it cannot be read."""
    if not (options.csl or options.bibtex or options.ris):
        return {}
    from kztui.importing.bibliography import (  # noqa: PLC0415 - few name an export
        BibliographyError,
        metadata_of_bibtex,
        metadata_of_csl,
        metadata_of_ris,
    )

    readers = {"csl": metadata_of_csl, "bibtex": metadata_of_bibtex, "ris": metadata_of_ris}
    found: Metadata = {}
    for name, read in readers.items():
        path = getattr(options, name)
        if not path:
            continue
        try:
            found |= read(decode_source(source_of_file(expanded(path)).data, declared=False))
        except OriginalError as error:
            raise CommandError(problem_line(error.problem)) from error
        except BibliographyError as error:
            raise CommandError(f"kztui new: '{path}' {error}") from error
    return found


def print_text(reading: Reading, out: Output, *, as_json: bool) -> None:
    """Print the text as it was read: headings, and paragraphs with their numbers."""
    numbers = count(1)
    blocks = [(block, 0 if block.kind is BlockKind.HEADING else next(numbers)) for block in reading.blocks]
    if as_json:
        found = [{**block._asdict(), "kind": block.kind.value, "paragraph": number} for block, number in blocks]
        head = {"format": reading.format, "language": reading.language, "metadata": reading.metadata}
        out.json({**head, "blocks": found, "account": reading.account.as_json()})
        return
    for at, (block, number) in enumerate(blocks):
        if at:
            out.line()
        out.line(StyledText(f"## {block.text}", "heading") if not number else f"[{number}] {block.text}")


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

    folder = expanded(options.output or BLANK_FOLDER)
    files = blank_files(folder.resolve().name)
    save_draft(folder, files, force=options.force)
    if options.json:
        out.json({"folder": str(folder), "files": sorted(files)})
    name = shlex.quote(str(folder))
    write_message(f"wrote {folder}: an empty article; fill in its files, then: kztui check {name} && kztui {name}")
    return ExitCode.OK
