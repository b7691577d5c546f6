"""Stories of sizes: every size shows what it can, resizing never loses the place, and the mouse does what keys do."""

import os
import re

import pytest
from textual.events import MouseDown, MouseMove, MouseScrollDown, MouseUp

from caspian import CASPIAN
from kztui.tui.options import Options
from kztui.tui.panes.index import IndexPane
from kztui.tui.widgets.pane import Pane
from stories import ZENN, Reader, play

SIZES = [(200, 60), (120, 40), (80, 24), (60, 20), (40, 12), (30, 8)]
TINY = [(1, 1), (4, 10), (20, 5), (29, 8), (30, 7)]
DIALOGS = ["slash", "Y", "question_mark", "apostrophe", "T"]
LONG = os.environ.get("KZTUI_LONG") == "1"


def test_columns_are_widened_by_keys_and_by_dragging_their_border_and_stay_so() -> None:
    async def first(reader: Reader) -> None:
        events_pane, links = reader.widget("events", Pane), reader.widget("links", Pane)
        left, right = events_pane.region.width, links.region.width
        await reader.press("2", "greater_than_sign", "greater_than_sign", "7", "less_than_sign")
        assert (events_pane.region.width, links.region.width) == (left + 4, right - 2)
        await drag(reader, left + 3, left - 5)
        await drag(reader, 120 - right + 2, 70)
        assert (events_pane.region.width, links.region.width) == (left - 5, 50)
        await reader.resize((59, 20))
        await reader.press("greater_than_sign")
        assert "one column" in reader.messages

    async def again(reader: Reader) -> None:
        assert reader.widget("links", Pane).region.width == 50
        await reader.resize((80, 24))
        assert reader.widget("reader", Pane).region.width >= 30

    async def drag(reader: Reader, start: int, end: int) -> None:
        for kind, x, button in ((MouseDown, start, 1), (MouseMove, end, 1), (MouseUp, end, 1), (MouseMove, 60, 0)):
            reader.app.post_message(kind(None, x, 5, 0, 0, button, False, False, False, x, 5))
            await reader.settle()

    play(first, CASPIAN)
    play(again, CASPIAN)


TITLES = {
    "sections": "1 Sections",
    "events": "2 Events",
    "actors": "3 Actors",
    "claims": "4 Claims",
    "places": "5 Places",
    "terms": "6 Terms",
    "reader": "0 Read",
}


@pytest.mark.parametrize("size", SIZES)
def test_every_line_is_full_every_frame_closed_and_every_title_whole(size: tuple[int, int]) -> None:
    async def frames(reader: Reader) -> None:
        for key in ("1", "2", "3", "4", "5", "6", "z", "z", "t", "t"):
            await reader.press(key)
            lines = reader.lines
            assert len(lines) == size[1]
            corners = {sign: sum(line.count(sign) for line in lines) for sign in "╭╮╰╯"}
            assert len(set(corners.values())) == 1, (key, reader.text)
            assert reader.widget(reader.focused, type(reader.main_screen.pane)).region.area

    async def titles(reader: Reader) -> None:
        await reader.go("jak")
        for key, (name, title) in zip("1234560", TITLES.items(), strict=True):
            await reader.press(key)
            top = reader.shown(name)[0]
            assert re.match(rf"[╭─] {title} ─+( (\d+ of )?[¶\d]+( of \d+)?( ●)? )?[╮─]$", top), top

    async def story(reader: Reader) -> None:
        await frames(reader)
        await titles(reader)

    play(story, ZENN, size=size)


@pytest.mark.parametrize(
    ("size", "dates"),
    [
        ((200, 60), ["1998-11-17", "2004 spring…autumn", "2010s", "2011-11…2012-02", "2013-10~…", "2030s?→"]),
        ((120, 40), ["1998-11", "2004", "2010s", "2011…12", "2013~…", "2030s?→"]),
        ((60, 20), ["1998-11", "2004", "2010s", "2011…12", "2013~…", "2030s?→"]),
    ],
)
def test_dates_are_said_as_precisely_as_there_is_room_and_never_cut(size: tuple[int, int], dates: list[str]) -> None:
    async def story(reader: Reader) -> None:
        await reader.press("2")
        events = reader.index("events")
        assert isinstance(events, IndexPane)
        cells = events.inner.width - 4
        rows = [events.writer.texts(event.id, cells) for event in reader.main_screen.article.events]
        shown = [row.lead + row.label[0] for row in rows]
        for date, line in zip(dates, shown, strict=True):
            assert line.startswith(f"{date} "), (line, cells)
        if size[0] >= 120:
            assert cells - max(map(len, dates)) - 1 >= 18  # what is left for names

    play(story, CASPIAN, size=size)


@pytest.mark.parametrize(
    ("theme", "size"), [("ansi-dark", (120, 40)), ("ansi-light", (80, 24)), ("ansi-dark", (60, 20))]
)
def test_without_colours_of_our_own_the_frame_of_the_pane_in_use_is_heavy(theme: str, size: tuple[int, int]) -> None:
    async def story(reader: Reader) -> None:
        for key in "123456":
            await reader.press(key)
            heavy = {
                pane.id for pane in reader.main_screen.panes if set("┏┓┗┛━") <= set("".join(reader.shown(str(pane.id))))
            }
            assert heavy == {reader.focused}

    play(story, CASPIAN, size=size, options=Options(theme=theme))


def test_back_and_forth_between_sizes_the_place_stays() -> None:
    async def story(reader: Reader) -> None:
        await reader.go("p4")
        await reader.press("l", "l")
        await reader.resize((200, 60))
        place, seen = reader.place, reader.lines
        for size in ((80, 24), (60, 20), (40, 12), (30, 8)):
            await reader.resize(size)
            now = reader.place
            assert now.selected == place.selected, size
            assert (now.page, now.block, now.offset) == (place.page, place.block, place.offset), size
            link = reader.reader.current_link
            assert link is not None, size
            words = reader.reader._page[place.block].text[link.start : link.end].split()[0]
            assert any(words in line for line in reader.shown("reader")), size
            await reader.resize((200, 60))
            assert reader.place == place, size
            assert reader.lines[:-1] == seen[:-1], size

    play(story, CASPIAN)


def test_from_the_largest_to_a_small_one_and_back_nothing_has_moved() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("space", "l")
        place = reader.place
        await reader.resize((40, 12), (200, 60))
        assert reader.place == place

    play(story, ZENN, size=(200, 60))


def test_too_small_a_screen_says_so_and_comes_back_as_it_was() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("2", "j")
        place, seen = reader.place, reader.lines
        for size in TINY:
            await reader.resize(size)
            if size[0] >= 20:
                assert "too small" in reader.text, size
                assert f"{size[0]}×{size[1]}" in reader.text
                assert "30×8" in reader.text, size
            assert "╭" not in reader.text, size
            await reader.resize((120, 40))
            assert reader.place == place, size
            assert reader.lines[:-1] == seen[:-1], size

    play(story, CASPIAN)


@pytest.mark.long
@pytest.mark.parametrize("key", DIALOGS)
def test_a_dialog_outlives_every_size(key: str) -> None:
    async def story(reader: Reader) -> None:
        place = reader.place
        await reader.press(key)
        dialog = reader.top_screen
        # Each dialog at every second size, and each size with two dialogs or more.
        for size in (*SIZES, *TINY) if LONG else (*SIZES, *TINY)[DIALOGS.index(key) % 2 :: 2]:
            await reader.resize(size)
            assert len(reader.lines) == size[1]
            await reader.press("down", "up")
        await reader.resize((80, 24))
        assert reader.top_screen is dialog
        await reader.press("escape")
        assert reader.top_screen is reader.main_screen
        assert reader.place == place

    play(story, CASPIAN)


def test_the_zoomed_pane_has_the_screen_and_gives_it_back() -> None:
    async def story(reader: Reader) -> None:
        before = reader.lines
        await reader.press("z")
        assert reader.reader.region.size == (120, 38)
        assert not reader.links.region.area
        await reader.press("7")
        assert reader.links.region.size == (120, 38)
        await reader.press("0", "z")
        assert reader.lines[:-1] == before[:-1]

    play(story, CASPIAN)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_a_click_on_a_row_selects_it_and_another_opens_it(size: tuple[int, int]) -> None:
    async def story(reader: Reader) -> None:
        row = next(y for y, line in enumerate(reader.shown("events")) if "2004" in line)
        await reader.click("events", 8, row)
        assert (reader.place.selected, reader.focused) == ("joint-drills", "events")
        assert reader.reader.here == "joint-drills"
        await reader.click("events", 8, row)
        assert (reader.place.selected, reader.focused) == ("joint-drills", "reader")

    play(story, CASPIAN, size=size)


@pytest.mark.parametrize(
    ("name", "words", "target"),
    [("claims", "3 killed", "jews-killed"), ("terms", "Salafist-Jihadist", "salafist-jihadist")],
)
def test_a_click_finds_the_row_that_was_under_the_mouse_though_the_pane_grows(
    name: str, words: str, target: str
) -> None:
    async def story(reader: Reader) -> None:
        before = reader.shown(name)
        await reader.click(name, 12, next(y for y, line in enumerate(before) if words in line))
        assert len(reader.shown(name)) > len(before)
        assert (reader.place.selected, reader.focused) == (target, name)

    play(story, ZENN)


def test_a_click_on_a_link_follows_it_and_beside_it_reads_on() -> None:
    async def story(reader: Reader) -> None:
        row = next(y for y, line in enumerate(reader.shown("reader")) if "Captain Rezaei" in line)
        column = reader.shown("reader")[row].index("Captain Rezaei")
        await reader.click("reader", column + 3, row + 1)
        assert reader.place.selected == "p3"
        await reader.click("reader", column + 3, row)
        assert reader.place.selected == reader.reader.here == "rezaei"
        await reader.press("H")
        assert reader.place.selected == "p3"

    play(story, CASPIAN)


def test_a_click_on_an_entry_of_the_links_pane_shows_it_and_another_opens_it() -> None:
    async def story(reader: Reader) -> None:
        await reader.go("dyakov")
        row = next(y for y, line in enumerate(reader.shown("links")) if "Parviz Rezaei" in line)
        await reader.click("links", 6, row)
        assert (reader.place.selected, reader.links.subject, reader.focused) == ("rezaei", "dyakov", "links")
        await reader.click("links", 6, row)
        assert (reader.place.selected, reader.links.subject, reader.focused) == ("rezaei", "rezaei", "reader")

    play(story, CASPIAN)


def test_a_click_on_a_hint_does_what_its_key_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kztui.tui.controllers.status.MESSAGE_SECONDS", 0.1)

    async def story(reader: Reader) -> None:
        await reader.until(lambda: "Welcome" not in reader.messages)
        await reader.pilot.click("#bottom", offset=(reader.lines[-1].index("help"), 0))
        await reader.settle()
        assert "Every" in reader.text or "Help" in reader.text
        await reader.press("escape")
        await reader.pilot.click("#bottom", offset=(reader.lines[-1].index("/ find") + 1, 0))
        await reader.settle()
        assert "Find" in reader.lines[0]

    play(story, CASPIAN, options=Options(clipboard="osc52", osc52=True))


def test_the_wheel_moves_what_is_under_it() -> None:
    async def story(reader: Reader) -> None:
        top = reader.reader.top
        await reader.pilot._post_mouse_events([MouseScrollDown], "#reader", offset=(9, 9))
        await reader.settle()
        assert reader.reader.cursor > top

    play(story, ZENN)
