"""The formats that a whole article can be written in, each declared once, its module imported when it is asked for."""

from importlib import import_module
from typing import NamedTuple

from kztui.article.article import Article


class Format(NamedTuple):
    """One format. `module` has `write(article, part) -> Export`."""

    name: str
    sentence: str
    module: str
    parts: tuple[str, ...] = ()
    """Where it is several documents: their names. One goes to standard output, all of them into a folder."""
    folder: bool = False
    """Whether it can only be a folder."""


class Export(NamedTuple):
    """What was written: `files` maps paths within a folder, with `/`, to text; a sole document has the path ``""``."""

    files: dict[str, str]
    hints: tuple[str, ...] = ()
    """What its user should know, such as how many events a timeline has no place for."""


CITATIONS = "references"
FORMATS: tuple[Format, ...] = (
    Format("json", "all items and links, which can be read back", "json"),
    Format("markdown", "one document, each paragraph with its number as a footnote", "markdown"),
    Format("obsidian", "a vault: a note for each item, wiki links, properties", "obsidian", folder=True),
    Format("csv", "tables for a spreadsheet", "csv", ("events", "actors", "relations")),
    Format("timelinejs", "the dated events, for TimelineJS", "timelinejs"),
    Format("graphml", "items and links as a graph, for Gephi, yEd or networkx", "graphml"),
    Format("geojson", "the places, for a map", "geojson"),
    Format("ftm", "FollowTheMoney entities, for Aleph", "ftm"),
    Format("bibtex", "the reference, for BibTeX", CITATIONS),
    Format("biblatex", "the reference, for BibLaTeX", CITATIONS),
    Format("ris", "the reference, for EndNote and most others", CITATIONS),
    Format("csl-json", "the reference, for Zotero and pandoc", CITATIONS),
    Format("hayagriva", "the reference, for Typst", CITATIONS),
)
BY_NAME = {entry.name: entry for entry in FORMATS}
NAMES = tuple(entry.name for entry in FORMATS)


def export(article: Article, name: str, part: str = "") -> Export:
    """Write `article` in the format `name`; `part` picks one of its documents, else all of them are given.

    Raises KeyError for a name that is not in `NAMES`.
    """
    written: Export = import_module(f"kztui.export.{BY_NAME[name].module}").write(article, part or name)
    return written
