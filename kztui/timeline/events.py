"""The events of the timeline: ordered by date, each with its extent, and grouped into lanes."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property
from itertools import accumulate, groupby

from kztui.article.data_tables import rows
from kztui.article.kinds.event import Event
from kztui.timeline.density import Density
from kztui.timeline.extent import Extent, extent_of
from kztui.timeline.scale import YEAR, Window

OTHER, NOBODY, FORESEEN = "other", "no actor", "foreseen"

# One in so many events may be outside the first window, so that an outlier does not squeeze the others.
_STRAY_SHARE = 10
_FEW = 4
_SAMPLE = 2000
_MUCH_SHORTER = 1.5


@cache
def kind_groups() -> dict[str, str]:
    """The lane of each known kind of event. A kind is any word; one that is not known has a lane of its own."""
    return {kind: group for group, kinds in rows("timeline/data/kind_groups.tsv") for kind in kinds.split()}


def kind_group(kind: str) -> str:
    """The name of the lane for a kind of event."""
    return kind_groups().get(kind) or kind or OTHER


class Track:
    """The events of one lane, indexed by time."""

    def __init__(
        self, name: str, target: str, places: Sequence[int], extents: Sequence[Extent], undated: Sequence[int] = ()
    ) -> None:
        self.name = name
        self.target = target
        """The actor whose lane it is; empty for a lane of a kind."""
        self.places = places
        """The indices in the timeline of those that have a date, ordered by it."""
        self.undated = undated
        """The indices of those that have none: only foreseen ones are in a lane."""
        self._starts = [extents[place].start for place in places]
        self._ends = sorted([extents[place].end for place in places])
        self._extents = extents

    @cached_property
    def members(self) -> frozenset[int]:
        """Their indices in the timeline, as a set."""
        return frozenset((*self.places, *self.undated))

    @cached_property
    def _by_length(self) -> dict[int, tuple[list[int], list[int], list[int]]]:
        """Starts, ends and indices by bit length of the duration: those of similar duration are found by start."""
        sized: dict[int, tuple[list[int], list[int], list[int]]] = {}
        for place in self.places:
            start, end = self._extents[place][:2]
            starts, ends, places = sized.setdefault((end - start).bit_length(), ([], [], []))
            starts.append(start)
            ends.append(end)
            places.append(place)
        return sized

    def count(self, start: int, end: int) -> int:
        """The number of events that overlap a period."""
        return bisect_left(self._starts, end) - bisect_right(self._ends, start)

    def between(self, start: int, end: int) -> list[int]:
        """The indices of the events that overlap a period, ordered by date."""
        found: list[int] = []
        for bits, (starts, ends, places) in self._by_length.items():
            first = bisect_left(starts, start - (1 << bits))
            last = bisect_left(starts, end)
            found += [
                place for place, ending in zip(places[first:last], ends[first:last], strict=True) if ending > start
            ]
        return sorted(found)

    def coverage(self, window: Window) -> list[int]:
        """The number of events that overlap each cell of a window."""
        edges = range(window.start, window.end + 1, window.step)
        return [self.count(start, start + window.step) for start in edges[:-1]]


class Timeline:
    """Events ordered by date, undated ones last. An event is identified by its index in that order, its `place`."""

    def __init__(
        self, events: Sequence[Event], caption: Callable[[str], str], signs: Callable[[str], str] | None = None
    ) -> None:
        """`caption` names a target, and `signs` gives the signs that stand after an event's name."""
        self.events = events
        self._caption = caption
        self._signs = signs
        extents: list[Extent] = []
        for event in events:
            extent = extent_of(event.date)
            if extent is None:
                break
            extents.append(extent)
        self.extents = extents

    @property
    def dated(self) -> int:
        """The number of dated events, which come first."""
        return len(self.extents)

    def title(self, place: int) -> str:
        """What stands beside the mark of an event: its name, with its signs."""
        event = self.events[place]
        signs = self._signs(event.id) if self._signs else ""
        return f"{event.caption} {signs}" if signs else event.caption

    @cached_property
    def places(self) -> dict[str, int]:
        """The index of each event by its id."""
        return {event.id: place for place, event in enumerate(self.events)}

    @cached_property
    def density(self) -> Density:
        """The density of the dated events over time."""
        return Density(self._by_date)

    @cached_property
    def _by_date(self) -> list[tuple[Extent, int]]:
        """The extents in order, each with the number of consecutive events that have it."""
        return [(extent, sum(1 for _ in same)) for extent, same in groupby(self.extents)]

    @cached_property
    def by_kind(self) -> list[Track]:
        """A lane for each group of kinds: the known groups, then the others by size; then all foreseen events."""
        order = {name: number for number, name in enumerate(dict.fromkeys(kind_groups().values()))}
        return self._tracks(lambda event: (kind_group(event.kind),), lambda name: (order.get(name, 99), name == OTHER))

    @cached_property
    def by_actor(self) -> list[Track]:
        """A lane for each actor in dated events, those with most events first; then all foreseen events."""
        return self._tracks(_actors, lambda name: (not name, 0), self._caption)

    def _tracks(
        self,
        lanes_of: Callable[[Event], Iterable[str]],
        order: Callable[[str], tuple[int, int]],
        caption: Callable[[str], str] | None = None,
    ) -> list[Track]:
        found: dict[str, list[int]] = {}
        foreseen: list[int] = []
        for place, event in enumerate(self.events[: self.dated]):
            if event.foreseen:
                foreseen.append(place)
                continue
            for name in lanes_of(event):
                found.setdefault(name, []).append(place)
        names = sorted(found, key=lambda name: (*order(name), -len(found[name]), found[name][0]))
        label: Callable[[str], str] = caption or str
        tracks = [
            Track(label(name) if name else NOBODY, name if caption else "", found[name], self.extents) for name in names
        ]
        undated = [place for place in range(self.dated, len(self.events)) if self.events[place].foreseen]
        return [*tracks, Track(FORESEEN, "", foreseen, self.extents, undated)] if foreseen or undated else tracks

    @cached_property
    def _starts(self) -> list[int]:
        return [extent.start for extent in self.extents]

    @cached_property
    def _ends(self) -> list[int]:
        return sorted([extent.end for extent in self.extents])

    def earlier(self, window: Window) -> int:
        """The number of dated events that end before a window."""
        return bisect_right(self._ends, window.start)

    def later(self, window: Window) -> int:
        """The number of dated events that begin after a window."""
        return self.dated - bisect_left(self._starts, window.end)

    @cached_property
    def whole(self) -> tuple[int, int]:
        """The period from the first to the last known date; the year 2000 where there is no date."""
        if not self.extents:
            return 2000 * YEAR, 2001 * YEAR
        return min(e.known_start for e, _ in self._by_date), max(e.known_end for e, _ in self._by_date)

    @cached_property
    def busiest(self) -> tuple[int, int]:
        """The period of most events: `whole` without a few outliers, in date or in duration."""
        first, last = self.whole
        sample = self.extents[:: 1 + self.dated // _SAMPLE]
        known = [(extent.known_start, extent.known_end) for extent in sample]
        shorter = [span for span in known if (span[1] - span[0]) * 2 < last - first]
        spare = max(len(known) // _STRAY_SHARE, 1 if len(known) >= _FEW else 0)
        if len(known) - len(shorter) <= spare:
            spare -= len(known) - len(shorter)
            known = shorter
        if not known:
            return first, last
        begin, end = without_strays(sorted(known), spare)
        return (begin, end) if (end - begin) * _MUCH_SHORTER <= last - first else (first, last)


def without_strays(known: list[tuple[int, int]], spare: int) -> tuple[int, int]:
    """The period of the spans without up to `spare` outliers, which wide gaps separate from the others."""
    while True:
        ends = list(accumulate((end for _, end in known), max))
        begin, end = known[0][0], ends[-1]
        lengths = [(end - begin, 0, 0)]
        for count in range(1, min(spare, len(known) - 1) + 1):
            if known[count][0] > ends[count - 1]:
                lengths.append((end - known[count][0], count, 0))
            if known[-count][0] > ends[-count - 1]:
                lengths.append((ends[-count - 1] - begin, 0, count))
        length, left, right = min(lengths)
        if length * _MUCH_SHORTER > end - begin:
            return begin, end
        known = known[left : len(known) - right]
        spare -= left + right


def _actors(event: Event) -> Iterable[str]:
    return dict.fromkeys(part.actor for part in event.participants) or ("",)
