"""Reads a source of any format: its format is recognized, and its reader asked for the article in it.

`read_source(source) -> Reading`, and `source_text(source) -> str`, all its text.
"""

import re
from pathlib import Path

from kztui.files.sanitize import sanitize_text
from kztui.files.source_files import UnreadableError, decode
from kztui.importing.account import Account
from kztui.importing.reading import Reading
from kztui.importing.source import OriginalError, Source
from kztui.importing.text_blocks import blocks_of, find_article, split_blocks

MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
_HTML = re.compile(
    rb"\s*(?:<\?xml|<!--|<!doctype\s+html|<(?:html|head|body|div|article|main|section|p)\b)", re.IGNORECASE
)


def read_source(source: Source) -> Reading:
    """The article in a source, with its metadata. Raises OriginalError when it cannot be decoded."""
    from kztui.importing.metadata import metadata_of_lines, split_front_matter  # noqa: PLC0415 - needs the lexicon

    suffix = Path(source.name).suffix.lower()
    text = source_text(source)
    html = _html_source(source) if suffix in PAGES else ""
    if html:
        return _read_page(html)
    markdown = suffix in MARKDOWN
    front_matter, text = split_front_matter(text) if markdown else ({}, text)
    found = find_article(split_blocks(text, markdown=markdown))
    metadata = {**metadata_of_lines(found.front), **front_matter}
    blocks = blocks_of(found)
    account = Account(len(text.split()), sum(len(block.text.split()) for block in blocks))
    return Reading(blocks, metadata, account, "Markdown" if markdown else "text")


def _read_page(html: str) -> Reading:
    from kztui.importing.metadata import metadata_of_lines, metadata_of_page  # noqa: PLC0415 - needs the lexicon
    from kztui.importing.page import extract_page  # noqa: PLC0415 - most originals are plain text

    page = extract_page(html)
    found = find_article(page)
    metadata = {**metadata_of_lines(found.front), **metadata_of_page(html)}
    blocks = blocks_of(found)
    account = Account(sum(block.length for block in page), sum(len(block.text.split()) for block in blocks))
    return Reading(blocks, metadata, account, "HTML page", metadata.get("language", "")[:2])


def source_text(source: Source) -> str:
    """All text of a source, its blocks separated by blank lines. Raises OriginalError when it cannot be decoded."""
    try:
        if _HTML.match(source.data.removeprefix(b"\xef\xbb\xbf")):
            from kztui.importing.saved_page import page_text  # noqa: PLC0415 - most originals are plain text

            return sanitize_text(page_text(Path(source.name), source.data))
        return sanitize_text(decode(Path(source.name), source.data))
    except UnreadableError as fault:
        raise OriginalError(fault.problem) from None


def _html_source(source: Source) -> str:
    """The HTML of a page; empty when it is not UTF-8: then the text that `source_text` decodes is used."""
    try:
        return decode(Path(source.name), source.data)
    except UnreadableError:
        return ""
