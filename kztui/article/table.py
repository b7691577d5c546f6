"""What a table of the format is made of: its base class, and the types of its keys."""

from typing import Annotated

from msgspec import Meta, Struct

ItemKind = str
"""The `item_kind` of a kind: "event", "actor" …"""
Target = Annotated[str, Meta(description="the id of an item of this article")]
Edtf = Annotated[str, Meta(description="an EDTF date (ISO 8601-2, level 1), as precise as the source and no more")]
LinkedText = Annotated[str, Meta(description="paraphrase, with links as [[target]] or [[target|words]]")]
Strings = tuple[str, ...]
Numbers = Annotated[tuple[int, ...], Meta(description="numbers of the paragraphs of the original that say so")]
OutsideIds = Annotated[
    tuple[str, ...], Meta(description="the same thing elsewhere, such as wikidata:Q232", extra={"format": 2})
]


class Table(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A table of the format. A key that is not declared is a problem, never ignored.

    A key that format 1 did not have says so: its annotation carries `Meta(extra={"format": 2})`.
    """
