"""Reads a source of any format: its format is recognized, and its reader asked for the article in it.

`read_source(source) -> Reading`, and `source_text(source) -> str`, all its text.
"""

from kztui.files.sanitize import sanitize_text
from kztui.importing.account import Account
from kztui.importing.encodings import decode_source
from kztui.importing.reading import Reading
from kztui.importing.sniff import Format, sniff
from kztui.importing.source import Source
from kztui.importing.text_blocks import blocks_of, find_article, split_blocks


def read_source(source: Source) -> Reading:
    """The article in a source, with its metadata. Raises OriginalError when it is no article, or cannot be read."""
    kind = sniff(source)
    if kind is Format.PDF:
        from kztui.importing.child import run_in_child  # noqa: PLC0415 - most originals are plain text
        from kztui.importing.pdf.reader import read_pdf  # noqa: PLC0415 - the same

        return run_in_child(read_pdf, source, Reading)
    if kind is Format.HTML:
        from kztui.importing.html_page import read_page  # noqa: PLC0415 - lxml is slow to import

        return read_page(source, decode_source(source.data, source.charset))
    from kztui.importing.metadata import metadata_of_lines, split_front_matter  # noqa: PLC0415 - needs the lexicon

    text = source_text(source)
    markdown = kind is Format.MARKDOWN
    front_matter, text = split_front_matter(text) if markdown else ({}, text)
    found = find_article(split_blocks(text, markdown=markdown))
    metadata = {**metadata_of_lines(found.front), **front_matter}
    blocks = blocks_of(found)
    account = Account(len(text.split()), sum(len(block.text.split()) for block in blocks))
    return Reading(blocks, metadata, account, kind.value)


def source_text(source: Source) -> str:
    """All text of a source, its blocks separated by blank lines. Raises OriginalError when it is no article."""
    kind = sniff(source)
    if kind is Format.PDF:
        return "\n\n".join(block.text for block in read_source(source).blocks)
    if kind is Format.HTML:
        from kztui.importing.saved_page import page_text  # noqa: PLC0415 - most originals are plain text

        return sanitize_text(page_text(decode_source(source.data, source.charset)))
    return sanitize_text(decode_source(source.data, source.charset, declared=False))
