"""One article of a library in short: what is kept of it in the index, and shown in lists."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from msgspec import Struct, field, msgpack

from kztui.article.table import ItemKind
from kztui.files.problems import Problem

ArticleState = Literal["encoded", "draft", "broken"]
"""A draft has open candidates, or parts that are not written yet; a broken article cannot be opened."""


class CatalogueEntry(Struct, frozen=True, kw_only=True):
    """One article of a library in short, whether or not it can be opened."""

    location: str = field(name="path")
    """Its path: of ten thousand entries, most paths are never looked at, and each takes as long as the rest."""
    id: str = ""
    """Its safe id, under which it is opened; empty where a broken article has none."""
    title: str = ""
    authors: tuple[str, ...] = ()
    """Their names in natural order."""
    short_authors: tuple[str, ...] = ()
    """Their family names, or what stands for an organisation."""
    year: str = ""
    """Of publication: digits, BC years with a minus; empty where it is not known."""
    state: ArticleState = "encoded"
    problem: Problem | None = None
    """Why it is broken: the first of its problems."""
    counts: Mapping[ItemKind, int] = MappingProxyType({})
    """How many items of each kind it has; kinds without any are left out."""
    open_candidates: int = 0
    unwritten: int = 0
    """Paragraphs and claims without a text of ours."""

    @property
    def path(self) -> Path:
        """The path of its file or folder."""
        return Path(self.location)

    @property
    def is_broken(self) -> bool:
        """Whether it cannot be opened."""
        return self.state == "broken"


def encode_entry(entry: CatalogueEntry) -> bytes:
    """An entry packed, to be stored or sent to another process."""
    return msgpack.encode(entry, enc_hook=dict)


def decode_entry(packed: bytes) -> CatalogueEntry:
    """The entry that was packed. Raises msgspec.DecodeError where it is none."""
    return _ENTRY.decode(packed)


_ENTRY = msgpack.Decoder(CatalogueEntry)
