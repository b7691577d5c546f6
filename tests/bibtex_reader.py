"""Reads BibTeX by pybtex's parser itself: `pybtex.database.parse_string` looks through all installed packages first."""

from pybtex.database import BibliographyData
from pybtex.database.input.bibtex import Parser


def read_bibtex(text: str) -> BibliographyData:
    """The entries of a .bib file's text; raises `PybtexError` for what is none."""
    return Parser().parse_string(text)
