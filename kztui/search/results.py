"""What a search gives back."""

from collections.abc import Mapping

from msgspec import Struct

from kztui.article.model import ItemKind
from kztui.search.highlight import Light, Spans


class Hit(Struct, frozen=True):
    """One item found. Spans are (start, end) of the letters to light in the text beside them."""

    target: str
    kind: ItemKind
    label: str
    aliases: tuple[str, ...]
    """Its other names."""
    score: float
    """For comparison within one search only."""
    field: str
    """Where the query met it best: `name`, `alias` or `text`."""
    matched_name: str
    """The name or alias that was met; empty where none was."""
    label_spans: Spans
    snippet: str
    snippet_spans: Spans


class Found(Struct, frozen=True):
    """The hits of one search, best first, and what to say about them."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    """All items found, of which `hits` are the first; of loose matches, only the best are counted."""
    counts: Mapping[ItemKind, int] = {}
    """All items found, by kind, whatever kinds were asked for as an argument."""
    light: Light = Light()
    """Lights the words of the query in any text."""
    partial: bool = False
    """No item has all the words; these have some."""
    suggestion: str = ""
    """The nearest name where there is no hit."""
    problem: str = ""
    """What in the query could not be understood, and was left out."""
    cancelled: bool = False
    """Given up on request: nothing here is a result."""
