"""Reads a source of any format: its format is recognized, and its reader asked for the article in it.

`read_source(source) -> Reading`, and `source_text(source) -> str`, all its text.
"""

from collections.abc import Iterable

from kztui.files.sanitize import sanitize_text
from kztui.importing.blocks import TextBlock
from kztui.importing.encodings import decode_source
from kztui.importing.reading import Reading
from kztui.importing.sniff import Format, sniff
from kztui.importing.source import Source

DOCUMENTS = frozenset({Format.PDF, Format.DOCX})
"""Formats whose text is not the bytes of the file."""
TEXTS = frozenset({Format.MARKDOWN, Format.TEXT})
"""Formats that no library of others parses."""


def read_source(source: Source) -> Reading:
    """The article in a source, with its metadata. A page, PDF or Word document is read in a child process.

    Raises OriginalError when it is no article, or cannot be read.
    """
    kind = sniff(source)
    if kind in TEXTS:
        return _read_text(source, kind)
    from kztui.importing.child import run_in_child  # noqa: PLC0415 - most originals are plain text

    return run_in_child(read_here, source, Reading)


def read_here(source: Source) -> Reading:
    """The article in a source, read in this process, whatever the file does to it. Raises OriginalError likewise."""
    kind = sniff(source)
    if kind is Format.HTML:
        from kztui.importing.html_page import read_page  # noqa: PLC0415 - lxml is slow to import
        from kztui.importing.run_in_headings import split_run_in  # noqa: PLC0415 - few need it

        reading = read_page(source, decode_source(source.data, source.charset))
        return reading._replace(blocks=tuple(split_run_in(reading.blocks)))
    if kind is Format.PDF:
        from kztui.importing.pdf.reader import read_pdf  # noqa: PLC0415 - slow to import

        return read_pdf(source)
    if kind is Format.DOCX:
        from kztui.importing.docx.reader import read_docx  # noqa: PLC0415 - slow to import

        return read_docx(source)
    return _read_text(source, kind)


def _read_text(source: Source, kind: Format) -> Reading:
    text = source_text(source)
    if kind is Format.MARKDOWN:
        from kztui.importing.markdown_reader import read_markdown  # noqa: PLC0415 - not needed for other formats

        return read_markdown(text)
    from kztui.importing.text_reader import read_text  # noqa: PLC0415 - not needed for other formats

    return read_text(text)


def source_text(source: Source) -> str:
    """All text of a source, its blocks separated by blank lines. Raises OriginalError when it is no article."""
    kind = sniff(source)
    if kind in DOCUMENTS:
        return text_of(read_source(source).blocks)
    if kind is Format.HTML:
        from kztui.importing.saved_page import page_text  # noqa: PLC0415 - most originals are plain text

        return sanitize_text(page_text(decode_source(source.data, source.charset)))
    return sanitize_text(decode_source(source.data, source.charset, declared=False))


def text_of(blocks: Iterable[TextBlock]) -> str:
    """The text of blocks, separated by blank lines."""
    return "\n\n".join(block.text for block in blocks)
