"""What was read of an original, printed; and the metadata of it that a reference manager exported."""

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from kztui.cli.output import CommandError, Output, StyledText
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
            found |= read(decode_source(source_of_file(Path(path).expanduser()).data, declared=False))
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
