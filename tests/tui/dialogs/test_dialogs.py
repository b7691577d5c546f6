"""Dialogs lie upon the main screen, and each way out of one takes away that one alone."""

from typing import Any

import pytest
from textual.screen import Screen

from kztui.tui.dialogs.finder import FinderDialog
from kztui.tui.dialogs.results_pane import ResultsPane
from kztui.tui.dialogs.text_dialog import TextDialog
from stories import Reader, play

OPENING = {"help": "question_mark", "finder": "slash", "themes": "T", "copy dialog": "Y"}


@pytest.mark.parametrize("key", OPENING.values(), ids=OPENING)
def test_a_dialog_that_is_left_twice_leaves_the_main_screen_alone(key: str) -> None:
    async def story(reader: Reader) -> None:
        await reader.press(key)
        dialog: Screen[Any] = reader.top_screen
        assert dialog is not reader.main_screen
        # Two keys or clicks that were under way together come to this.
        dialog.dismiss(None)
        dialog.dismiss(None)
        await reader.settle()
        assert reader.app.screen_stack == [reader.main_screen]

    assert play(story) == 0


def test_two_clicks_on_a_result_go_there_once() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("slash")
        await reader.type("almaty")
        dialog = reader.top_screen
        assert isinstance(dialog, FinderDialog)
        row = dialog.results.current()
        assert row is not None
        dialog.post_message(ResultsPane.Opened())
        dialog.post_message(ResultsPane.Opened())
        await reader.until(lambda: reader.top_screen is reader.main_screen)
        await reader.settle()
        assert reader.place.selected == row.target
        assert len(reader.main_screen.session.history.earlier) == 1

    assert play(story) == 0


def test_a_dialog_below_another_stays_where_it_is() -> None:
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
