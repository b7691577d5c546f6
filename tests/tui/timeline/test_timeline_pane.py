"""The timeline pane on a screen: what it says, what it asks for, and that every size holds."""

from collections.abc import Awaitable, Callable

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from idle_loop import idle, run
from kztui.article.article import Article
from kztui.article.kinds.actor import Actor
from kztui.article.kinds.event import Event, Participant
from kztui.article.kinds.place import Place
from kztui.article.model import article_file
from kztui.article.publication import Publication
from kztui.tui.commands import COMMANDS
from kztui.tui.panes.timeline import TimelinePane
from kztui.tui.theme import DARK, LIGHT, palette
from kztui.tui.view_state import Hover, Jump, Say, Select, ViewState
from stories import send_key
from timeline_events import event

TIMELINE_COMMANDS = [command for command in COMMANDS if command.scope == "timeline"]

SIZES = [(120, 18), (200, 30), (80, 12), (60, 20), (40, 10), (30, 8), (20, 5), (4, 3), (3, 2), (1, 1)]


def happening(
    id_: str, date: str, kind: str = "law", actor: str = "", foreseen: bool = False, place: str = ""
) -> Event:
    return Event(
        id=id_,
        title=id_.replace("-", " ").capitalize(),
        kind=kind,
        date=date,
        place=place,
        foreseen=foreseen,
        paragraphs=(3,),
        participants=(Participant(actor=actor),) if actor else (),
    )


EVENTS = (
    happening("old-wreck", "1998-11-17", "flood"),
    happening("harbour-law", "2011", actor="ministry"),
    happening("first-raid", "2011-05", "raid", "navy", place="baku"),
    happening("second-raid", "2011-06/2011-07", "raid", "navy"),
    happening("long-patrol", "2012-03/..", "patrol", "navy"),
    happening("storm", "2012-10~", "flood"),
    happening("speech-at-sea", "2013-02-14", "speech", "minister"),
    happening("treaty-day", "2014", "treaty", "ministry", foreseen=True),
    happening("old-quarrel", "", "dispute", "navy"),
    happening("rumour", "", "rumour", "fishers"),
)
ACTORS = tuple(
    Actor(id=id_, name=id_.capitalize(), kind="group") for id_ in ("navy", "ministry", "minister", "fishers")
)


def article(events: tuple[Event, ...] = EVENTS) -> Article:
    places = (Place(id="baku", name="Baku"),)
    return Article(article_file(Publication(id="x"), *events, *ACTORS, *places))


class Host(App[None]):
    """Does what the main screen does for a pane: hands it a view, and follows what it asks for."""

    CSS = "TimelinePane { width: 100%; height: 100%; }"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, article: Article, selected: str = "") -> None:
        super().__init__()
        self.article = article
        self.selected = selected
        self.narrowed: frozenset[str] | None = None
        self.asked: list[tuple[str, str]] = []
        self.theme_of_view = DARK

    def compose(self) -> ComposeResult:
        self.pane = TimelinePane("timeline", self.article)
        yield self.pane

    def on_mount(self) -> None:
        self.pane.focus()
        self.publish()

    def publish(self) -> None:
        linked = frozenset(self.article.graph.neighbours(self.selected)) if self.selected else frozenset()
        self.pane.view = ViewState(palette(self.theme_of_view), self.selected, linked, self.narrowed)

    def on_select(self, message: Select) -> None:
        self.asked.append(("select", message.target))
        self.selected = message.target
        self.publish()

    def on_jump(self, message: Jump) -> None:
        self.asked.append(("jump", message.target))

    def on_say(self, message: Say) -> None:
        self.asked.append(("say", message.text))

    def on_hover(self, message: Hover) -> None:
        self.asked.append(("hover", message.target))

    @property
    def lines(self) -> list[str]:
        return [self.pane.render_line(y).text for y in range(self.pane.size.height)]

    def line(self, word: str) -> str:
        """The first line that has a word on it."""
        return next(line for line in self.lines if word in line)

    def find(self, word: str) -> tuple[int, int]:
        """Column and row of a word."""
        return next((line.index(word), y) for y, line in enumerate(self.lines) if word in line)


Story = Callable[[Host, Pilot[None]], Awaitable[None]]


def play(story: Story, size: tuple[int, int] = (120, 18), selected: str = "", made: Article | None = None) -> None:
    async def played() -> None:
        host = Host(made or article(), selected)
        async with host.run_test(size=size) as pilot:
            await pilot.pause()
            await story(host, pilot)

    run(played())


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        send_key(pilot.app, key)
        await idle()


def test_it_opens_on_most_events_with_the_far_ones_counted_at_the_edge() -> None:
    async def story(host: Host, _: Pilot[None]) -> None:
        assert host.lines[0].endswith("2011 – 2015 · by quarter · 10 ╮")
        assert "◂ 1 earlier" in host.lines[1]
        assert "│2011                   │2012 " in host.lines[1]
        assert "later" not in host.lines[1]
        assert "undated: 2 ▾" in host.lines[-3]

    play(story)


def test_j_and_k_select_event_after_event_in_the_order_of_dates() -> None:
    async def story(host: Host, pilot: Pilot[None]) -> None:
        await press(pilot, "j", "j", "k")
        assert [target for _, target in host.asked] == ["first-raid", "second-raid", "first-raid"]
        assert "▸ 2011-05  First raid · Baku · ¶3" in host.line("▸ 2011")
        await press(pilot, "enter")
        assert host.asked[-1] == ("jump", "first-raid")

    play(story, selected="harbour-law")


def test_braces_reach_every_event_those_of_one_date_and_those_without_one_too() -> None:
    async def story(host: Host, pilot: Pilot[None]) -> None:
        await press(pilot, *["right_curly_bracket"] * 5, *["left_curly_bracket"] * 4)
        assert [target for _, target in host.asked] == ["b", "c", "d", "e5", "e5", "d", "c", "b", "e0"]

    events = (event("2011", 0), happening("b", "2012"), happening("c", "2012"), happening("d", "2013"), event("", 5))
    play(story, selected="e0", made=article(events))


def test_braces_begin_at_the_first_event_in_view_where_none_is_selected() -> None:
    async def story(host: Host, pilot: Pilot[None]) -> None:
        await press(pilot, "left_curly_bracket", "left_curly_bracket", "right_curly_bracket")
        assert [target for _, target in host.asked] == ["b", "e0", "b"]

    play(story, made=article((event("1998", 0), *(happening(name, "2012") for name in "bcdefgh"))))


def test_a_selected_event_out_of_view_brings_the_axis_there() -> None:
    async def story(host: Host, pilot: Pilot[None]) -> None:
        assert "│1998" in host.lines[1]
        assert "8 later ▸" not in host.lines[1]
        assert "7 later ▸" in host.lines[1]
        host.selected = "speech-at-sea"
        host.publish()
        await pilot.pause()
        assert "│2013" in host.lines[1]

    play(story, selected="old-wreck")


def test_what_is_linked_to_another_selection_is_counted_and_marked() -> None:
    async def story(host: Host, pilot: Pilot[None]) -> None:
        assert "4 of 10 ●" in host.lines[0]
        assert "● 4 of 10 events linked to Navy · 1 of them undated" in host.line("linked to")
        assert "undated: 2 ● 1 ▾" in host.line("linked to")
        assert host.line("violence").startswith("│● ")
        assert host.line("patrol").startswith("│● ")
        assert host.line("state").startswith("│  ")
        await press(pilot, "j")
        assert host.asked == [("select", "first-raid")]
        assert "linked to" not in "".join(host.lines)

    play(story, selected="navy")


def test_narrowing_shows_only_what_is_left() -> None:
    async def story(host: Host, pilot: Pilot[None]) -> None:
        host.narrowed = frozenset({"first-raid", "old-quarrel", "navy"})
        host.publish()
        await pilot.pause()
        assert "2 of 10" in host.lines[0]
        assert "state" not in "".join(host.lines)
        assert "undated: 1 ▾" in "".join(host.lines)
        host.narrowed = frozenset({"navy"})
        host.publish()
        await pilot.pause()
        assert "none linked" in host.lines[1]
        await press(pilot, "j", "enter", "l", "plus", "G", "u", "a")

    play(story)


def test_undated_events_have_a_list_of_their_own() -> None:
    async def story(host: Host, pilot: Pilot[None]) -> None:
        await press(pilot, "u")
        assert host.asked == [("select", "old-quarrel")]
        assert "undated · 2" in "".join(host.lines)
        assert "undated: 2 ▴" in "".join(host.lines)
        assert "▌" in host.line("Old quarrel")
        await press(pilot, "j")
        assert host.asked[-1] == ("select", "rumour")
        await press(pilot, "u")
        assert host.asked[-1] == ("select", "storm")
        assert "Rumour" not in "".join(host.lines)

    play(story, selected="storm")


def test_zoom_names_the_unit_and_pan_moves_the_axis() -> None:
    async def story(host: Host, pilot: Pilot[None]) -> None:
        units = [host.lines[0].split("by ")[1].split()[0]]
        for key in ("plus", "plus", "plus", "minus", "minus", "minus", "minus"):
            await press(pilot, key)
            units.append(host.lines[0].split("by ")[1].split()[0])
        assert units == ["quarter", "month", "day", "day", "month", "quarter", "year", "year"]
        assert ("say", "Already at the finest zoom") in host.asked
        assert host.asked[-1] == ("say", "All events are in view already")
        await press(pilot, "w", "l")
        assert host.lines[2].split()[1] == "Q4"
        await press(pilot, "h")
        assert host.lines[2].split()[1] == "Q1"

    play(story)


def test_lanes_are_kinds_or_actors() -> None:
    async def story(host: Host, pilot: Pilot[None]) -> None:
        assert "violence 2" in "".join(host.lines)
        await press(pilot, "a")
        assert "Navy" in "".join(host.lines)
        assert "violence" not in "".join(host.lines)
        await press(pilot, "a")
        assert "violence" in "".join(host.lines)

    play(story)


def test_a_click_selects_a_mark_and_a_second_one_goes_there() -> None:
    async def story(host: Host, pilot: Pilot[None]) -> None:
        x, y = host.find("◆")
        await pilot.click("#timeline", offset=(x, y))
        await pilot.pause()
        assert host.asked[-1] == ("select", "speech-at-sea")
        await pilot.click("#timeline", offset=(x, y))
        await pilot.pause()
        assert host.asked[-1] == ("jump", "speech-at-sea")
        x, y = host.find("First raid")
        await pilot.click("#timeline", offset=(x + 3, y))
        await pilot.pause()
        assert host.asked[-1] == ("select", "first-raid")

    play(story, size=(200, 30))


def test_clicks_lead_to_what_is_counted_and_to_actors() -> None:
    async def story(host: Host, pilot: Pilot[None]) -> None:
        for word, expected in (("earlier", "old-wreck"), ("undated:", "old-quarrel")):
            x, y = host.find(word)
            await pilot.click("#timeline", offset=(x, y))
            await pilot.pause()
            assert host.asked[-1] == ("select", expected)
        await press(pilot, "a")
        x, y = host.find("Ministry")
        await pilot.click("#timeline", offset=(x, y))
        await pilot.pause()
        assert host.asked[-1] == ("select", "ministry")

    play(story)


def test_clicks_on_a_crowd_go_through_all_that_are_there() -> None:
    async def story(host: Host, pilot: Pilot[None]) -> None:
        x, y = host.find("≡≡")
        for _ in range(4):
            await pilot.click("#timeline", offset=(x + 1, y))
            await pilot.pause()
        assert [target for _, target in host.asked] == ["a", "b", "c", "a"]

    made = article(tuple(happening(id_, "2011") for id_ in "abc"))
    play(story, size=(60, 5), made=made)


def test_the_mouse_over_a_mark_names_it() -> None:
    async def story(host: Host, pilot: Pilot[None]) -> None:
        x, y = host.find("◆")
        await pilot.hover("#timeline", offset=(x, y))
        await pilot.pause()
        assert ("hover", "speech-at-sea") in host.asked

    play(story)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_size_holds_through_every_key(size: tuple[int, int]) -> None:
    async def story(host: Host, pilot: Pilot[None]) -> None:
        for keys in (("j", "G", "u", "k"), ("plus", "l", "space"), ("minus", "minus", "a", "b")):
            await press(pilot, *keys)
            assert [host.pane.render_line(y).cell_length for y in range(size[1])] == [size[0]] * size[1]
        await pilot.resize_terminal(100, 20)
        await pilot.pause()
        assert "Timeline" in host.lines[0]

    play(story, size=size, selected="navy")


def test_a_theme_may_change() -> None:
    async def story(host: Host, pilot: Pilot[None]) -> None:
        before = host.lines
        host.theme_of_view = LIGHT
        host.publish()
        await pilot.pause()
        assert host.lines == before

    play(story, selected="storm")


def test_an_article_without_events_or_without_dates_says_so() -> None:
    async def empty(host: Host, pilot: Pilot[None]) -> None:
        assert "none" in host.lines[1]
        await press(pilot, *(command.keys.split(",")[0] for command in TIMELINE_COMMANDS), "j", "G", "enter")
        assert {kind for kind, _ in host.asked} <= {"say"}

    async def undated(host: Host, pilot: Pilot[None]) -> None:
        assert "undated · 2" in "".join(host.lines)
        await press(pilot, "j", "j")
        assert host.asked[-1] == ("select", "rumour")

    play(empty, made=article(()))
    play(undated, made=article(EVENTS[-2:]))


def test_a_step_repaints_little(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(host: Host, pilot: Pilot[None]) -> None:
        await press(pilot, "j")
        regions: list[int] = []
        monkeypatch.setattr(host.pane, "refresh", lambda *areas: regions.extend(area.area for area in areas))
        await press(pilot, "j")
        assert 0 < sum(regions) < 118 * 5

    play(story, selected="harbour-law")


def test_its_commands_have_names_and_keys_of_their_own() -> None:
    ids = [command.id for command in TIMELINE_COMMANDS]
    everywhere = [command for command in COMMANDS if command.scope in {"app", "screen", "pane"}]
    taken = {key for command in everywhere if command.id not in ids for key in command.keys.split(",")}
    assert len(set(ids)) == len(ids)
    assert not taken & {key for command in TIMELINE_COMMANDS for key in command.keys.split(",")}
    assert all(command.runs_on(TimelinePane) for command in TIMELINE_COMMANDS)
