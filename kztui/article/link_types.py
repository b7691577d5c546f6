"""The ways in which one item links to another, each named from either side and ranked among the headings of a card.

A way that only one kind of item has is declared with that kind.
"""

from typing import NamedTuple

OPEN_RANK = 7
"""The rank of a heading that an article's author makes up: behind the facts, before what the text says in passing."""


class LinkType(NamedTuple):
    """A way to link: `name` heads what the source links to, `reverse` what links to the target."""

    name: str
    reverse: str
    rank: int = OPEN_RANK
    """Where `name` stands among a card's headings, the lowest first."""
    reverse_rank: int = OPEN_RANK
    """Where `reverse` stands."""


CONTAINS = LinkType("paragraphs", "section", 12, 11)
MENTIONS = LinkType("mentions", "mentioned in", 13, 14)
STATED = LinkType("stated in", "states", 15, 16)
