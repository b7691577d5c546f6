"""The way in: a text, Markdown or HTML copy of an article goes in, the files of its skeleton come out.

A skeleton holds no sentence of the original. Its paragraphs have their numbers, their fingerprints and the names in
them; what they say is for the author to write. Every candidate carries a note that says it is to be reviewed.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from kztui.files.source_files import Unreadable, decode, read_bytes
from kztui.importing.blocks import Part, Parted, blocks, parted
from kztui.importing.candidates import SORTS, Candidates
from kztui.importing.events import happenings
from kztui.importing.ids import Ids
from kztui.importing.metadata import Found, from_lines, from_matter, from_page, key
from kztui.importing.original import read_original
from kztui.importing.page import read_page
from kztui.importing.toml_writer import Content, article_file, item_files, sections_file

MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})
PAGES = frozenset({".html", ".htm", ".xhtml"})


class Skeleton(NamedTuple):
    """What became of a copy: files by name, and how much was found of what."""

    key: str
    files: dict[str, str]
    counts: dict[str, int]


def skeleton(path: Path) -> Skeleton:
    """The skeleton of the article at `path`; without any files where no paragraph was found. Raises `OriginalError`."""
    found, front = _read(path)
    paragraphs = [paragraph for part in found.parts for paragraph in part.paragraphs]
    if not paragraphs:
        return Skeleton(key(front), {}, {})
    candidates = Candidates(paragraphs)
    events = happenings(paragraphs, candidates, front.get("issued", "")[:4])
    content = Content(_titled(found.parts), candidates, events, Ids())
    files = {
        "article.toml": article_file(front, path.name),
        "sections.toml": sections_file(content),
        **item_files(content),
    }
    counts = {"sections": len(found.parts), "paragraphs": len(paragraphs), "events": len(events)}
    for sort in SORTS:
        counts[f"{sort}s"] = len(candidates.of_sort(sort))
    return Skeleton(key(front), files, counts)


def _read(path: Path) -> tuple[Parted, Found]:
    """The copy in parts, and what it says of its publication."""
    copy = read_original(path)
    source = _page(path) if path.suffix.lower() in PAGES else ""
    if not source:
        markdown = path.suffix.lower() in MARKDOWN
        matter, copy = from_matter(copy) if markdown else ({}, copy)
        found = parted(blocks(copy, markdown=markdown))
        return found, {**from_lines(found.front), **matter}
    page = read_page(source)
    found = parted(page.blocks, whole=page.whole)
    return found, {**from_lines(found.front), **page.found, **from_page(source)}


def _page(path: Path) -> str:
    """The source of a page; empty when it is not UTF-8, so that `read_original` decodes it."""
    try:
        return decode(path, read_bytes(path))
    except Unreadable:
        return ""


def _titled(parts: Sequence[Part]) -> list[Part]:
    """The parts, each with a title: what stands before the first heading is the abstract, if it is one paragraph."""
    first, *rest = parts
    if first.title:
        return list(parts)
    title = "Text" if not rest else "Abstract" if len(first.paragraphs) == 1 else "Introduction"
    return [first._replace(title=title), *rest]
