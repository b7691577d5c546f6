"""While the panes are made anew for an article that was read again, whatever is done waits until they stand."""

import asyncio

import pytest
from textual import events

from caspian import CASPIAN
from kztui.tui.main_screen import MainScreen
from stories import Reader, play


def mouse(kind: type[events.MouseEvent], x: int, y: int) -> events.MouseEvent:
    return kind(None, x, y, 0, 0, 1, False, False, False)


def test_keys_and_clicks_find_the_panes_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    recompose = MainScreen.recompose

    async def story(reader: Reader) -> None:
        driver = reader.app._driver
        assert driver is not None

        async def with_a_gap(screen: MainScreen) -> None:
            await screen.query_children("*").remove()
            clicked = (mouse(events.MouseDown, 60, 16), mouse(events.MouseUp, 60, 16))
            for event in (*clicked, events.Key("l", "l"), events.Key("K", "K")):
                event.set_sender(reader.app)
                driver.send_message(event)
            await asyncio.sleep(0.2)
            await recompose(screen)

        await reader.press("l", "l")
        monkeypatch.setattr(MainScreen, "recompose", with_a_gap)
        await reader.press("ctrl+r")
        await reader.until(lambda: any(pane.region.area for pane in reader.main_screen.query("#peek")))
        assert reader.focused == "reader"
        assert all(pane.is_attached for pane in reader.main_screen.panes)

    assert play(story, CASPIAN) == 0


@pytest.mark.parametrize(("keys", "focused"), [(("t",), "timeline"), (("t", "2"), "events"), (("t", "z"), "timeline")])
def test_the_timeline_the_focus_and_a_maximized_pane_stay(keys: tuple[str, ...], focused: str) -> None:
    async def story(reader: Reader) -> None:
        await reader.press("2", "j", *keys)
        before, shown = reader.main_screen.session, reader.shown("timeline")
        await reader.press("ctrl+r")
        await reader.until(lambda: "Reloaded the article" in reader.messages)
        assert reader.main_screen.session == before
        assert reader.focused == focused
        assert reader.shown("timeline") == shown

    play(story, CASPIAN)


def test_the_card_of_a_link_goes_with_the_article_it_is_of() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("l", "l", "K")
        assert reader.main_screen.session.peek
        await reader.press("ctrl+r")
        await reader.until(lambda: "Reloaded the article" in reader.messages)
        assert not reader.main_screen.session.peek
        await reader.press("K")
        assert "Loss of the ferry Gülnar" in " ".join(reader.shown("peek"))

    play(story, CASPIAN)


def test_what_is_said_before_the_finder_stands_is_shown_there() -> None:
    async def story(reader: Reader) -> None:
        reader.main_screen.search.find()
        reader.main_screen.status.say("Said in between")
        await reader.until(lambda: "Said in between" in reader.messages)
        await reader.press("escape")
        assert reader.top_screen is reader.main_screen

    assert play(story, CASPIAN) == 0
