"""Sheets lie upon the reading room, and each way out of one takes away that one alone."""

from typing import Any

import pytest
from textual.screen import Screen

from kztui.tui.dialogs.finder import FinderDialog
from kztui.tui.dialogs.results_pane import ResultsPane
from kztui.tui.dialogs.text_dialog import TextDialog
from stories import Reader, play

OPENING = {"help": "question_mark", "finder": "slash", "themes": "T", "copy dialog": "Y"}


@pytest.mark.parametrize("key", OPENING.values(), ids=OPENING)
def test_a_sheet_that_is_left_twice_leaves_the_room_alone(key: str) -> None:
    async def story(reader: Reader) -> None:
        await reader.press(key)
        sheet: Screen[Any] = reader.top_screen
        assert sheet is not reader.main_screen
        # Two keys or clicks that were under way together come to this.
        sheet.dismiss(None)
        sheet.dismiss(None)
        await reader.settle()
        assert reader.app.screen_stack == [reader.main_screen]

    assert play(story) == 0


def test_two_clicks_on_a_hit_go_there_once() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("slash")
        await reader.type("almaty")
        sheet = reader.top_screen
        assert isinstance(sheet, FinderDialog)
        row = sheet.results.current()
        assert row is not None
        sheet.post_message(ResultsPane.Picked())
        sheet.post_message(ResultsPane.Picked())
        await reader.until(lambda: reader.top_screen is reader.main_screen)
        await reader.settle()
        assert reader.place.selected == row.target
        assert len(reader.main_screen.session.history.earlier) == 1

    assert play(story) == 0


def test_a_sheet_below_another_stays_where_it_is() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("slash")
        below: Screen[Any] = reader.top_screen
        above = TextDialog(reader.main_screen.theme, "a text that could not be copied", "why")
        reader.app.push_screen(above)
        await reader.until(lambda: reader.top_screen is above)
        below.dismiss(None)
        await reader.settle()
        assert reader.app.screen_stack == [reader.main_screen, below, above]

    assert play(story) == 0
