"""What the index of a library keeps of an article: its items, folded as the search folds them, and its words.

`article_items` makes it; a search imports these types alone.
"""

from msgspec import Struct

from kztui.article.table import ItemKind
from kztui.library.article_comparison import ClaimStatement
from kztui.search.entries import IndexEntry

FIRST_DAY, LAST_DAY = -(2**40), 2**40
"""Before and after all days, for dates that are open at that end."""
LONGEST_BEGINNING = 8
"""Letters of a word's beginnings that are looked up as such; longer ones are words of the vocabulary."""
UNMENTIONED = 1024
"""The lowest rank of items of which their article says nothing."""


def day_number(year: float, month: int, day: int) -> int:
    """A day as a number that orders days, and has room for months and days that no calendar has."""
    if year in {float("inf"), float("-inf")}:
        return LAST_DAY if year > 0 else FIRST_DAY
    return max(FIRST_DAY, min(LAST_DAY, int(year) * 512 + month * 32 + day))


class StoredItem(Struct, frozen=True, array_like=True, gc=False):
    """One item as it is stored: what its results show, and what scoring reads of it."""

    address: str
    """`article-id:target`."""
    kind: ItemKind
    label: str
    names: tuple[str, ...]
    facts: tuple[str, ...]
    prose: tuple[str, ...]
    date: str
    mentions: int
    own_kind: str
    source: str
    """Who says it, as an address."""
    source_name: str
    states: tuple[str, ...]
    paragraphs: tuple[int, ...]
    folded_names: tuple[str, ...]
    """Tokens separated by blanks."""
    tokens: str
    """The distinct tokens of facts and prose, separated by blanks."""
    ids: tuple[str, ...] = ()
    """What it is outside of the library."""
    statement: ClaimStatement | None = None
    """What a claim says, for comparisons."""

    def entry(self) -> IndexEntry:
        """It as the search knows it."""
        return IndexEntry(
            self.address,
            self.kind,
            self.label,
            self.names,
            self.facts,
            self.prose,
            self.date,
            self.mentions,
            self.own_kind,
            self.source,
            frozenset(self.states),
            self.paragraphs,
        )


class PostedItem(Struct, frozen=True, array_like=True, gc=False):
    """What an item is found by: words separated by blanks, and values to filter by."""

    rank: int
    """Of many that match, those with the lowest are scored: mentioned (below `UNMENTIONED`), and with a short label."""
    kind: ItemKind
    names: str
    starts: str
    """The first words of its names."""
    beginnings: str
    """Of the words of its names."""
    name_starts: str
    """The beginnings of the first words of its names."""
    texts: str
    types: tuple[str, ...]
    """Its own kind, folded, in the singular and plural."""
    states: tuple[str, ...]
    source: tuple[str, ...]
    """Who says it: its target, in small letters, and its address."""
    source_names: str
    within: tuple[str, ...]
    """The targets, in small letters, of itself, its sections and paragraphs, which `in:` names."""
    within_names: str
    first_day: int
    """See `day_number`; of an item without a date, after the last day."""
    last_day: int


class ArticleItems(Struct, array_like=True):
    """All that the index keeps of one article."""

    stored: list[StoredItem]
    posted: list[PostedItem]
    pronunciations: dict[str, str]
    """Of words that are pronounced otherwise than written."""
