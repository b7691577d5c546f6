"""The whole chart of the timeline: as wide and as high as asked, true to the selection, quick however much there is."""

from collections.abc import Iterator, Sequence
from typing import overload

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.article.article import Article
from kztui.article.kinds.event import Event
from kztui.article.model import ArticleFile
from kztui.article.publication import Publication
from kztui.timeline.events import Timeline
from kztui.tui.render.styled_text import Parts, fit, parts_width
from kztui.tui.theme import DARK, palette
from kztui.tui.timeline.chart import TimelineChart
from kztui.tui.timeline.chart_lines import label_width
from kztui.tui.timeline.style import Canvas, TimelineStyle
from kztui.tui.timeline.viewport import Viewport
from timeline_events import dated, event, many_events

INK = palette(DARK)
NOTHING = Article(ArticleFile(article=Publication(id="x")))


def timeline_style(viewport: Viewport, cells: int, selected: int = -1, linked: tuple[int, ...] = ()) -> TimelineStyle:
    label = label_width(viewport.tracks, cells)
    viewport.resize(cells - label - 1)
    return TimelineStyle(
        INK, True, label, "", selected, linked, bool(linked), lambda place: viewport.timeline.events[place].caption
    )


def text(parts: Parts) -> str:
    return "".join(words for words, _ in parts)


def chart(made: Timeline, cells: int, lines: int, selected: int = -1) -> list[str]:
    viewport = Viewport(made)
    drawn = TimelineChart(NOTHING).draw(viewport, timeline_style(viewport, cells, selected), cells, lines)
    return [text(fit(parts, cells, INK.text)).rstrip() for parts in drawn]


def test_a_small_chart_to_the_letter() -> None:
    made = dated("2011", "2011-05", "2011-09~", "2011-06/2011-12", "2012-03-05", "")
    assert chart(made, 60, 8, selected=1) == [
        "          │2011                               │2012",
        "          Q1       Q2       Q3       Q4       Q1       Q2",
        "  state 5 ━━ Event 0 ━━━━━━━━━━━━━━━━━━━━━━━━━│     ◆",
        "          │           ━━━ Event 1 ┅┅┅ Event 2 │",
        "          │              ╺━ Event 3 ━━━━━━━━━╸│",
        "",
        "  density ▁▁▁▁▁▁▁▁▁▁▁▁▃▃▃▁▁▁▁▁▁▁▁▁▃▃▃▁▁▁▁▁▁▁▁▁      █",
        " ▸ 2011-05  Event 1                            undated: 1 ▾",
    ]


def test_a_narrow_chart_to_the_letter() -> None:
    made = dated("1999", *["2011"] * 5, "2012-06", "2014/..", "")
    assert chart(made, 38, 6, selected=7) == [
        "◂ 1       │2011 │2012 │2013 │2014",
        "  state   ━━━━━━│ ━ Event 6 ╺━━━━━┉┉▸",
        "          ━━━━━━ Event 2    │     │",
        "          ≡≡≡≡≡≡│     │     │     │",
        "  density ▇▇▇▇▇▇  █         ▁▁▁▁▁▁",
        " ▸ 2014…  Event 7                ?1 ▾",
    ]


@given(many_events(), st.integers(26, 200), st.integers(1, 40), st.integers(-1, 50), st.booleans())
def test_every_chart_fits(made: Timeline, cells: int, lines: int, selected: int, by_actor: bool) -> None:
    viewport = Viewport(made)
    if not made.events:
        return
    selected = min(selected, len(made.events) - 1)
    if by_actor:
        viewport.toggle_lanes("")
    timeline_style(viewport, cells)
    if selected >= 0:
        viewport.select(selected)
    drawn = TimelineChart(NOTHING).draw(
        viewport, timeline_style(viewport, cells, selected, tuple(range(0, len(made.events), 3))), cells, lines
    )
    assert len(drawn) == lines
    assert all(parts_width(parts) <= cells for parts in drawn[:-3])
    if selected >= 0 and lines > 1 and cells >= 60:
        assert any(made.events[selected].caption in text(parts) for parts in drawn)


class Watched(Sequence[Event]):
    """Events that count how often one is looked at."""

    def __init__(self, events: Sequence[Event]) -> None:
        self.events = events
        self.looks = 0

    def __len__(self) -> int:
        return len(self.events)

    @overload
    def __getitem__(self, at: int) -> Event: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Event]: ...
    def __getitem__(self, at: int | slice) -> Event | Sequence[Event]:
        self.looks += 1
        return self.events[at]

    def __iter__(self) -> Iterator[Event]:
        self.looks += len(self.events)
        return iter(self.events)


def test_a_new_window_looks_at_what_is_in_view_and_no_more() -> None:
    kinds = ("law", "raid", "flood", "speech")
    every = [
        event(f"{1600 + number // 100}-{number % 12 + 1:02}" if number % 7 else f"{1600 + number // 100}", number, kind)
        for number, kind in ((number, kinds[number % 4]) for number in range(42_000))
    ]
    watched = Watched(sorted(every, key=lambda item: item.date))
    made = Timeline(watched, str)
    viewport, paper = Viewport(made), TimelineChart(NOTHING)
    paper.draw(viewport, timeline_style(viewport, 120), 120, 16)
    for finer in (True, True, True, False, False, False, False):
        viewport.select(20_000)
        viewport.zoom(finer)
        watched.looks = 0
        lines = paper.draw(viewport, timeline_style(viewport, 120, 20_000), 120, 16)
        assert watched.looks < 5_000
        assert any(sign in "▁▂▃▄▅▆▇█" for sign in text(lines[-3]))
        watched.looks = 0
        paper.draw(viewport, timeline_style(viewport, 120, 20_001), 120, 16)
        assert watched.looks < 500


@pytest.mark.parametrize(
    ("word", "drawn"),
    [("Казахстан", " Казахстан  "), ("上海条约", " 上海条约   "), ("e\u0301t\u00e9", " e\u0301té        ")],
)
def test_a_canvas_takes_words_in_any_script(word: str, drawn: str) -> None:
    canvas = Canvas(12, INK.text)
    canvas.put(1, word, INK.strong)
    assert text(canvas.parts()) == drawn
    assert parts_width(canvas.parts()) == 12


def test_a_canvas_keeps_what_would_not_fit_outside() -> None:
    canvas = Canvas(4, INK.text)
    canvas.put(2, "上海", INK.text)
    canvas.put(-1, "ab", INK.text)
    assert text(canvas.parts()) == "b 上"
