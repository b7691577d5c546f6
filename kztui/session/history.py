"""Where the reader has been, back and forward as in a browser: an immutable value, each step of which is a new one."""

from typing import Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

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
