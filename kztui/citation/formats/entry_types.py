"""How the formats of reference managers call the types of CSL 1.0.2, from `citation/data/entry_types.tsv`."""

from functools import cache
from typing import NamedTuple

from kztui.article.data_tables import rows
from kztui.citation.csl_item import CslItem


class EntryTypes(NamedTuple):
    """The entry type for one CSL type in each format; empty where the format has none for it."""

    ris: str = ""
    bibtex: str = ""
    biblatex: str = ""
    biblatex_subtype: str = ""
    hayagriva: str = ""
    hayagriva_parent: str = ""


@cache
def _entry_types() -> dict[str, EntryTypes]:
    return {csl_type: EntryTypes(*types) for csl_type, *types in rows("citation/data/entry_types.tsv")}


def entry_types(item: CslItem) -> EntryTypes:
    """The entry types for the type of `item`; all of them empty for a type that the table does not have."""
    return _entry_types().get(item["type"], EntryTypes())
