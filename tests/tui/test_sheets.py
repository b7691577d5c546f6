"""Sheets lie upon the reading room, and each way out of one takes away that one alone."""

from typing import Any

import pytest
from stories import Reader, play
from textual.screen import Screen

from kztui.tui.sheets.finder import FinderSheet
from kztui.tui.sheets.hits import HitsPane
from kztui.tui.sheets.text import TextSheet

OPENING = {"help": "question_mark", "finder": "slash", "themes": "T", "copy sheet": "Y"}


@pytest.mark.parametrize("key", OPENING.values(), ids=OPENING)
def test_a_sheet_that_is_left_twice_leaves_the_room_alone(key: str) -> None:
    async def story(reader: Reader) -> None:
        await reader.press(key)
        sheet: Screen[Any] = reader.sheet
        assert sheet is not reader.room
        # Two keys or clicks that were under way together come to this.
        sheet.dismiss(None)
        sheet.dismiss(None)
        await reader.settle()
        assert reader.app.screen_stack == [reader.room]

    assert play(story) == 0


def test_two_clicks_on_a_hit_go_there_once() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("slash")
        await reader.type("almaty")
        sheet = reader.sheet
        assert isinstance(sheet, FinderSheet)
        row = sheet.hits.current()
        assert row is not None
        sheet.post_message(HitsPane.Picked())
        sheet.post_message(HitsPane.Picked())
        await reader.until(lambda: reader.sheet is reader.room)
        await reader.settle()
        assert reader.place.selected == row.target
        assert len(reader.room.trail.behind) == 1

    assert play(story) == 0


def test_a_sheet_below_another_stays_where_it_is() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("slash")
        below: Screen[Any] = reader.sheet
        above = TextSheet(reader.room.ink, "a text that could not be copied", "why")
        reader.app.push_screen(above)
        await reader.until(lambda: reader.sheet is above)
        below.dismiss(None)
        await reader.settle()
        assert reader.app.screen_stack == [reader.room, below, above]

    assert play(story) == 0
