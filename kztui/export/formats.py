"""The formats that a whole article can be exported in, each declared once; its module is imported when it is asked for.

The command line and the manual derive their lists from `FORMATS`. A new format is one line here and one module.
"""

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from msgspec import Struct

from kztui.article.kinds import KINDS
from kztui.citation.request import FORMATS as CITATION_FORMATS

if TYPE_CHECKING:
    from kztui.article.article import Article


class ExportFormat(Struct, frozen=True):
    """One format."""

    name: str
    """As `kztui export --to` takes it."""
    description: str
    """What it gives and for which program, in a few words."""
    module: str
    """The module in `kztui.export` that has `write(article, part) -> Export`."""
    parts: tuple[str, ...] = ()
    """Where it is several documents: their names. One goes to standard output, all of them into a folder."""
    folder: bool = False
    """Whether it can only be a folder."""
    is_json: bool = False
    is_text: bool = True
    """Whether a terminal can show it."""
    with_original: bool = False
    """Whether it can hold the original of each paragraph, where the user asks for that."""
    of_reader: bool = False
    """Whether it is of the reader's own notes, selection and bookmarks."""


class Export(Struct, frozen=True):
    """What was written: `files` maps paths within a folder, with `/`, to text; a sole document has the path ``""``."""

    files: Mapping[str, str]
    hints: tuple[str, ...] = ()
    """What its user should know, such as how many events a timeline has no place for."""
    document: bytes = b""
    """A sole document that is no text, in place of `files`."""
    pieces: Iterable[str] = ()
    """A sole text, in place of `files`, that is made while it is written, as it may be larger than the memory."""


TABLES = (*(kind.plural for kind in KINDS if not kind.is_text), "relations")
REFERENCES = "references"
"""The module of all formats that hold the article's reference alone: those of `kztui.citation`."""
FORMATS: tuple[ExportFormat, ...] = (
    ExportFormat("json", "all items and links, which can be read back", "json", is_json=True),
    ExportFormat(
        "markdown", "one document, each paragraph with its citation as a footnote", "markdown", with_original=True
    ),
    ExportFormat(
        "html", "one page to share, for any browser, with search and citation", "html.page", with_original=True
    ),
    ExportFormat(
        "docx",
        "a report for Word: text, events, claims by source, footnotes",
        "docx",
        is_text=False,
        with_original=True,
    ),
    ExportFormat("notes", "your own notes, selection and bookmarks in Markdown, each cited", "notes", of_reader=True),
    ExportFormat("obsidian", "a vault: a note for each item, wiki links, properties", "obsidian", folder=True),
    ExportFormat("csv", "tables for a spreadsheet", "csv", TABLES),
    ExportFormat("timelinejs", "the dated events, for TimelineJS", "timelinejs", is_json=True),
    ExportFormat("graphml", "items and links as a graph, for Gephi, yEd or networkx", "graphml"),
    ExportFormat("geojson", "the places, for a map", "geojson", is_json=True),
    ExportFormat("ftm", "FollowTheMoney entities, for Aleph", "ftm"),
    *(
        ExportFormat(each.name, each.export, REFERENCES, is_json=each.is_json)
        for each in CITATION_FORMATS
        if each.export
    ),
)
BY_NAME = {each.name: each for each in FORMATS}


def export(article: "Article", name: str, part: str = "") -> Export:
    """Write `article` in the format `name`; `part` picks one of its documents, else all of them are given.

    Raises KeyError for a name that is not in `BY_NAME`, and `CitationError` where a reference cannot be given.
    """
    written: Export = import_module(f"kztui.export.{BY_NAME[name].module}").write(article, part or name)
    return written
