"""Reads the tables that stand as data files beside the code, such as `search/data/synonyms.tsv`.

A table is UTF-8 text, one row a line, columns separated by one tab, `-` for an empty one; lines that begin with `# `
say what the columns mean. Each is read when it is first needed, so that no start waits for a table it does without.
"""

from collections.abc import Iterator
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def rows(table: str) -> Iterator[list[str]]:
    """The columns of each row, in order; `table` is the path of a file below `kztui/`.

    Raises OSError where there is no such file.
    """
    for line in (_PACKAGE / table).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            yield ["" if column == "-" else column for column in line.split("\t")]


def mappings(table: str) -> dict[str, dict[str, str]]:
    """A table of three columns (group, key, value) as one mapping for each group. Raises OSError as `rows` does."""
    groups: dict[str, dict[str, str]] = {}
    for group, key, value in rows(table):
        groups.setdefault(group, {})[key] = value
    return groups
