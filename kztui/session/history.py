"""Where the reader has been: two stacks of places, as in a browser, and nothing else."""

from typing import Generic, TypeVar

Place = TypeVar("Place")
LONGEST = 500


class History(Generic[Place]):
    """Places left behind, and places gone back from."""

    def __init__(self, behind: tuple[Place, ...] = (), ahead: tuple[Place, ...] = ()) -> None:
        self.behind = list(behind)
        self.ahead = list(ahead)

    def leave(self, place: Place) -> None:
        """Remember `place` as the one before the place that is jumped to now."""
        if not self.behind or self.behind[-1] != place:
            self.behind.append(place)
            del self.behind[:-LONGEST]
        self.ahead.clear()

    def back(self, here: Place) -> Place | None:
        """The place before, or None; `here` becomes the next one forward."""
        return self._step(self.behind, self.ahead, here)

    def forward(self, here: Place) -> Place | None:
        """The place gone back from last, or None."""
        return self._step(self.ahead, self.behind, here)

    @staticmethod
    def _step(source: list[Place], other: list[Place], here: Place) -> Place | None:
        while source:
            place = source.pop()
            if place != here:
                other.append(here)
                return place
        return None
