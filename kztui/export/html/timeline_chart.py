"""The timeline of a page as the data of an SVG: marks, titles and ticks in pixels, laid out as the screen's lanes are.

Titles are set in a proportional font. How wide each is, is estimated, and SVG's `textLength` holds it to that in every
font, so that none reaches into another mark.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from math import ceil
from typing import NamedTuple

from kztui.article.article import Article
from kztui.article.kinds.event import Event
from kztui.timeline.axis import ticks
from kztui.timeline.events import Timeline, Track
from kztui.timeline.extent import DAY, DAY_UNSURE, DOTTED, FADING, FORESEEN
from kztui.timeline.lanes import whole_lanes
from kztui.timeline.marks import EventMark
from kztui.timeline.scale import Window, fit

CELL = 8
ROW = 26
LANE_HEADING = 26
AXIS = 24
BAR = 20
FONT = 12.5
CELLS = 72
"""The time of most events takes at most so many cells."""
# Width in thousandths of the font's size, as in Arial and its like.
_NARROW, _USUAL, _WIDE, _CAPITAL, _FULL = 300, 560, 890, 700, 1000
_NARROW_LETTERS = frozenset("iljtfrI!|.,:;'`‘’“”()[]{}/\\- ")
_WIDE_LETTERS = frozenset("mwMW%@—…ШЩЖЮшщжюмМ")


class BarPart(NamedTuple):
    """A part of a mark: `css_class` is known, unsure, foreseen, beyond or day."""

    x: int
    y: int
    width: int
    css_class: str


class ChartMark(NamedTuple):
    """An event: its bars, and its title, whose baseline begins at `x`, `y` and which is `width` wide."""

    event: Event
    bars: tuple[BarPart, ...]
    x: int
    y: int
    width: float
    inside: bool
    """Whether the title stands on the bars."""


class ChartLane(NamedTuple):
    """A lane under its heading; instead of marks a crowd has bars alone, the darker the more events."""

    name: str
    y: int
    """The baseline of the heading."""
    marks: tuple[ChartMark, ...]
    crowd: tuple[tuple[int, float], ...]
    """For each cell with events its left edge, and their number as a share of the highest."""


class ChartTick(NamedTuple):
    """The beginning of a period on the axis."""

    x: int
    name: str
    width: float


class TimelineDrawing(NamedTuple):
    """The whole drawing; `width` and `height` in pixels."""

    width: int
    height: int
    ticks: tuple[ChartTick, ...]
    lanes: tuple[ChartLane, ...]
    outside: Sequence[Event]
    """The few events long before or after all others, which would squeeze those."""
    undated: Sequence[Event]


def text_width(text: str) -> float:
    """The estimated width of a text in pixels, in a sans-serif font of `FONT` pixels."""
    return round(sum(map(_letter_width, text)) * FONT / 1000, 1)


def _letter_width(letter: str) -> int:
    if letter in _NARROW_LETTERS:
        return _NARROW
    if letter in _WIDE_LETTERS:
        return _WIDE
    if letter.isascii() and not letter.isupper():
        return _USUAL
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return _FULL if unicodedata.east_asian_width(letter) in "WF" else _CAPITAL


def _cells(title: str) -> int:
    return ceil(text_width(title) / CELL)


def timeline_chart(article: Article) -> TimelineDrawing:
    """The timeline of an article's events, in lanes of kinds; without lanes where none has a date."""
    timeline = Timeline(article.events, article.caption)
    undated = timeline.events[timeline.dated :]
    if not timeline.dated:
        return TimelineDrawing(0, 0, (), (), (), undated)
    first, last = timeline.busiest
    window = fit(first, last, CELLS)
    window = window._replace(cells=max(1, min(window.cells, window.cell(last - 1) + 1)))
    dated = list(zip(timeline.events, timeline.extents, strict=False))
    outside = [event for event, extent in dated if extent.end <= window.start or extent.start >= window.end]
    widest = max(_cells(event.caption) for event, _ in dated)
    wide = window._replace(cells=window.cells + widest + 3)
    lanes: list[ChartLane] = []
    top = AXIS
    for lane in whole_lanes(timeline, timeline.by_kind, wide, _cells):
        baseline, top = top + LANE_HEADING - 8, top + LANE_HEADING
        marks = [_mark(timeline, mark, top + row * ROW) for row, marks in enumerate(lane.rows) for mark in marks]
        crowd = tuple(_crowd(lane.track, wide)) if lane.crowd else ()
        lanes.append(ChartLane(lane.track.name, baseline, tuple(marks), crowd))
        top += lane.height * ROW
    named = [ChartTick(cell * CELL, name, text_width(name)) for cell, name in ticks(window)]
    return TimelineDrawing(wide.cells * CELL, top + 4, tuple(named), tuple(lanes), outside, undated)


def _mark(timeline: Timeline, mark: EventMark, top: int) -> ChartMark:
    event = timeline.events[mark.place]
    inside = mark.title <= mark.last
    bars = tuple(_bars(mark, top + (ROW - BAR) // 2))
    x = mark.title * CELL - (0 if inside else CELL // 2)
    return ChartMark(event, bars, x, top + 17, text_width(event.caption), inside)


def _bars(mark: EventMark, top: int) -> Iterator[BarPart]:
    """The parts of a mark that are drawn alike."""
    cell = mark.first
    for css_class, signs in groupby(mark.signs, _css_class):
        width = sum(1 for _ in signs)
        yield BarPart(cell * CELL, top, width * CELL, css_class)
        cell += width


def _css_class(sign: str) -> str:
    if sign in {DAY, DAY_UNSURE}:
        return "day" if sign == DAY else "day unsure"
    if sign in FADING:
        return "beyond"
    return {DOTTED: "unsure", FORESEEN: "foreseen"}.get(sign, "known")


def _crowd(track: Track, window: Window) -> Iterator[tuple[int, float]]:
    counts = track.coverage(window)
    most = max(counts)
    for cell, count in enumerate(counts):
        if count:
            yield cell * CELL, round(count / most, 2)
