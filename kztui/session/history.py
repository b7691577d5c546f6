"""Where the reader is, and has been: locations, and steps back and forward as in a browser.

A location is in terms that another width of the screen and another start leave true. All are immutable values.
"""

from typing import Annotated, Generic, TypeVar

from msgspec import Meta, Struct
from msgspec.structs import replace

_Count = Annotated[int, Meta(ge=-1, le=1_000_000_000)]


class Location(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What back and forward bring back: the focused pane, the selected target, and what is visible of which page.

    `page` is the item whose card the reader shows, empty for the article's text. `block` and `offset` (in characters)
    say where the cursor is on it, `top_block` and `top_offset` what the first line shows; `link` is the number of the
    current link in its block, -1 for none. `subject` and `entry` say whose links the Links pane lists and which of
    them is current, if that pane has the focus.
    """

    pane: str = ""
    selected: str = ""
    page: str = ""
    block: _Count = 0
    offset: _Count = 0
    top_block: _Count = 0
    top_offset: _Count = 0
    link: _Count = -1
    subject: str = ""
    entry: _Count = 0


Place = TypeVar("Place")
LONGEST = 500


class History(Struct, Generic[Place], frozen=True):
    """Locations left behind, and locations gone back from; of both, the one nearest to the present is last."""

    earlier: tuple[Place, ...] = ()
    later: tuple[Place, ...] = ()

    def push(self, left: Place) -> "History[Place]":
        """With `left` as the location before the one that is gone to now; nothing is later any more."""
        if self.earlier and self.earlier[-1] == left:
            return replace(self, later=())
        return History((*self.earlier[1 - LONGEST :], left))

    def back(self, here: Place) -> "tuple[History[Place], Place] | None":
        """The location before `here`, which becomes the next one forward; None where there is none."""
        step = _step(self.earlier, self.later, here)
        return step and (History(step[0], step[1]), step[2])

    def forward(self, here: Place) -> "tuple[History[Place], Place] | None":
        """The location gone back from last, before which `here` comes to be; None where there is none."""
        step = _step(self.later, self.earlier, here)
        return step and (History(step[1], step[0]), step[2])


def _step(
    source: tuple[Place, ...], other: tuple[Place, ...], here: Place
) -> tuple[tuple[Place, ...], tuple[Place, ...], Place] | None:
    """What is left of `source`, what `other` becomes, and the last of `source` that is not `here`."""
    for at in range(len(source) - 1, -1, -1):
        if source[at] != here:
            return source[:at], (*other, here), source[at]
    return None
