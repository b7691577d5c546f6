"""Reads the tables of words and spellings beside this package in `data/`: synonyms, exonyms, transliterations and more.

A table is UTF-8 text, one row a line, columns separated by one tab, `-` for an empty one; lines that
begin with `#` say what the columns mean.
"""

from collections.abc import Iterator
from pathlib import Path

_DATA = Path(__file__).with_name("data")


def rows(table: str) -> Iterator[list[str]]:
    """The columns of each row of `data/{table}.tsv`, in order; raises OSError where there is no such file."""
    for line in (_DATA / f"{table}.tsv").read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            yield ["" if column == "-" else column for column in line.split("\t")]


def mappings(table: str) -> dict[str, dict[str, str]]:
    """A table of three columns (group, key, value) as one mapping for each group."""
    groups: dict[str, dict[str, str]] = {}
    for group, key, value in rows(table):
        groups.setdefault(group, {})[key] = value
    return groups
