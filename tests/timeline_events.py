"""Events that the tests of the timeline put on it, in the order in which an article keeps them."""

from collections.abc import Iterable, Sequence

from hypothesis import strategies as st

from kztui.article import dates
from kztui.article.kinds.event import Event, Participant
from kztui.timeline.events import Timeline
from kztui.timeline.scale import UNITS, Window

KINDS = ("bombing", "law", "protest", "speech", "earthquake", "flood", "")
ACTORS = ("navy", "fishers", "ministry", "harbour")


def event(date: str, number: int = 0, kind: str = "law", actors: Iterable[str] = (), foreseen: bool = False) -> Event:
    """An event with a date and little else."""
    return Event(
        id=f"e{number}",
        title=f"Event {number}",
        kind=kind,
        date=date,
        foreseen=foreseen,
        participants=tuple(Participant(actor=actor) for actor in actors),
    )


def timeline(*events: Event) -> Timeline:
    """The events on a timeline, an actor's name being its target in capitals."""
    return Timeline(in_order(events), str.upper)


def dated(*texts: str) -> Timeline:
    """A timeline of one event for each date."""
    return timeline(*(event(text, number) for number, text in enumerate(texts)))


def in_order(events: Iterable[Event]) -> Sequence[Event]:
    """As an article sorts them."""
    return tuple(sorted(events, key=lambda event: dates.sort_key(event.date)))


_years = st.one_of(st.integers(2000, 2020), st.integers(-300, 2400), st.just(-9000))
_marks = st.sampled_from(["", "", "", "~", "?", "%"])


def _year(year: int) -> str:
    return f"{year:04}" if year >= 0 else f"{year:05}"


_singles = st.one_of(
    st.builds(_year, _years),
    st.builds(lambda y, m: f"{_year(y)}-{m:02}", _years, st.integers(1, 12)),
    st.builds(lambda y, m: f"{_year(y)}-{m:02}", _years, st.integers(21, 24)),
    st.builds(lambda y, m, d: f"{_year(y)}-{m:02}-{d:02}", _years, st.integers(1, 12), st.integers(1, 28)),
    st.builds(lambda d: f"{d}X", st.integers(100, 210)),
)
_marked = st.builds(str.__add__, _singles, _marks)
_intervals = st.builds(
    lambda one, two, marks: "/".join(
        single + mark for single, mark in zip(sorted([one, two], key=dates.sort_key), marks, strict=True)
    ),
    _singles.filter(lambda text: "X" not in text),
    _singles.filter(lambda text: "X" not in text),
    st.tuples(_marks, _marks),
)
_open = st.builds(
    lambda single, shape: shape.format(single),
    _singles.filter(lambda text: "X" not in text),
    st.sampled_from(["{}/..", "../{}", "{}/", "/{}"]),
)


def _is_date(text: str) -> bool:
    try:
        dates.parse(text)
    except ValueError:
        return False
    return True


edtf = st.one_of(_marked, _intervals, _open, st.just("Y-170000002"), st.just("Y170000002")).filter(_is_date)
"""Dates of every form, most of them of this age."""

windows = st.builds(
    lambda unit, number, start, cells: Window(
        start * (step := UNITS[unit].steps[number % len(UNITS[unit].steps)]), step, cells
    ),
    st.integers(0, len(UNITS) - 1),
    st.integers(0, 4),
    st.integers(-2000, 60000),
    st.integers(12, 200),
)
"""Stretches of time at every scale."""


@st.composite
def many_events(draw: st.DrawFn, most: int = 40) -> Timeline:
    """A timeline of events of several kinds and actors, some of them without a date."""
    texts = draw(st.lists(st.one_of(edtf, edtf, edtf, st.just("")), max_size=most))
    return timeline(
        *(
            event(
                text,
                number,
                draw(st.sampled_from(KINDS)),
                draw(st.lists(st.sampled_from(ACTORS), max_size=2)),
                draw(st.booleans()) and not number % 5,
            )
            for number, text in enumerate(texts)
        )
    )
