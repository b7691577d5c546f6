"""From an original (text, Markdown or HTML) to the files of a draft article.

A draft holds no sentence of the original. Its paragraphs have their numbers, their fingerprints and the names in them;
the paraphrases are for the author to write. Every candidate carries a note that says it is to be reviewed.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from kztui.files.source_files import UnreadableError, decode, read_bytes
from kztui.importing.blocks import ArticleText, SectionText, find_article, split_blocks
from kztui.importing.candidates import CANDIDATE_KINDS, Candidates
from kztui.importing.events import find_events
from kztui.importing.ids import IdGenerator
from kztui.importing.metadata import Metadata, citation_key, metadata_of_lines, metadata_of_page, split_front_matter
from kztui.importing.original import read_original
from kztui.importing.page import extract_page
from kztui.importing.toml_writer import DraftItems, article_file, item_files, sections_file

MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})
PAGES = frozenset({".html", ".htm", ".xhtml"})


class Draft(NamedTuple):
    """A draft: its citation key, its files by name, and the number of items found of each kind (`events`, …)."""

    key: str
    files: dict[str, str]
    counts: dict[str, int]


def make_draft(path: Path) -> Draft:
    """The draft of the article whose original is at `path`; without files when no paragraph was found.

    Raises OriginalError when the original cannot be read.
    """
    text, metadata = _read(path)
    paragraphs = [paragraph for section in text.sections for paragraph in section.paragraphs]
    if not paragraphs:
        return Draft(citation_key(metadata), {}, {})
    candidates = Candidates(paragraphs)
    events = find_events(paragraphs, candidates, metadata.get("issued", "")[:4])
    items = DraftItems(_with_titles(text.sections), candidates, events, IdGenerator())
    texts = {"article.toml": article_file(metadata, path.name), "sections.toml": sections_file(items)}
    files = {**texts, **item_files(items)}
    counts = {"sections": len(text.sections), "paragraphs": len(paragraphs), "events": len(events)}
    for kind in CANDIDATE_KINDS:
        counts[f"{kind}s"] = len(candidates.of_kind(kind))
    return Draft(citation_key(metadata), files, counts)


def _read(path: Path) -> tuple[ArticleText, Metadata]:
    """The article in an original, and its metadata."""
    text = read_original(path)
    html = _html_source(path) if path.suffix.lower() in PAGES else ""
    if not html:
        markdown = path.suffix.lower() in MARKDOWN
        front_matter, text = split_front_matter(text) if markdown else ({}, text)
        found = find_article(split_blocks(text, markdown=markdown))
        return found, {**metadata_of_lines(found.front), **front_matter}
    page = extract_page(html)
    found = find_article(page.blocks, whole=page.whole)
    return found, {**metadata_of_lines(found.front), **page.metadata, **metadata_of_page(html)}


def _html_source(path: Path) -> str:
    """The HTML of a page; empty when it is not UTF-8: then the text that `read_original` decodes is used."""
    try:
        return decode(path, read_bytes(path))
    except UnreadableError:
        return ""


def _with_titles(sections: Sequence[SectionText]) -> list[SectionText]:
    """The sections, each with a title: one paragraph before the first heading is the abstract."""
    first, *rest = sections
    if first.title:
        return list(sections)
    title = "Text" if not rest else "Abstract" if len(first.paragraphs) == 1 else "Introduction"
    return [first._replace(title=title), *rest]
