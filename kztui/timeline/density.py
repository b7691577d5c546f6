"""The density of events over time: each event weighs one, spread evenly over the known part of its date."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from kztui.timeline.extent import Extent
from kztui.timeline.scale import Window

BARS = " ▁▂▃▄▅▆▇█"
# Weights are whole numbers, fractions of one event: sums are exact, so that no bar is drawn where there is no event.
_EVENT = 1 << 64


class Density:
    """The weight of events in any period, in O(log n) for n events."""

    def __init__(self, extents: Iterable[tuple[Extent, int]]) -> None:
        """`extents`: each with the number of events that have it."""
        slopes = [(extent, count * (_EVENT // (extent.known_end - extent.known_start))) for extent, count in extents]
        self._begun = _Slopes(sorted((extent.known_start, slope) for extent, slope in slopes))
        self._ended = _Slopes(sorted((extent.known_end, slope) for extent, slope in slopes))

    def until(self, time: int) -> int:
        """The weight of everything before a time."""
        return self._begun.rise(time) - self._ended.rise(time)

    def cells(self, window: Window) -> list[float]:
        """The weight in each cell of a window, in events."""
        edges = [self.until(window.start + cell * window.step) for cell in range(window.cells + 1)]
        return [(after - before) / _EVENT for before, after in pairwise(edges)]


class _Slopes:
    """The sum of linear ramps, each rising from a time on, as prefix sums of slopes and offsets."""

    def __init__(self, lines: list[tuple[int, int]]) -> None:
        self._times = [time for time, _ in lines]
        self._slope = [0, *accumulate(slope for _, slope in lines)]
        self._offset = [0, *accumulate(time * slope for time, slope in lines)]

    def rise(self, time: int) -> int:
        """The sum of the ramps at a time."""
        count = bisect_right(self._times, time)
        return time * self._slope[count] - self._offset[count]


def bars(weights: Sequence[float]) -> str:
    """A block element for each weight: blank for none, the lowest bar for the least, the highest for the most."""
    most = max(weights, default=0)
    if most <= 0:
        return " " * len(weights)
    return "".join(BARS[max(1, round(weight / most * 8))] if weight > 0 else " " for weight in weights)
