"""Every page of the manual fits any width of the dialog that shows it."""

import pytest

from kztui.manual.pages import TOPICS, read_page
from kztui.tui.dialogs.manual_dialog import ManualPane
from kztui.tui.render.styled_text import parts_width
from kztui.tui.theme import DARK, palette
from kztui.tui.view_state import ViewState


@pytest.mark.parametrize("cells", [18, 38, 78, 98])
@pytest.mark.parametrize("topic", TOPICS)
def test_no_line_is_wider_than_the_dialog(topic: str, cells: int) -> None:
    pane = ManualPane(read_page(topic))
    pane.view = ViewState(palette(DARK))
    lines = pane.text_lines(cells)
    assert len(lines) > 3
    assert max(map(parts_width, lines)) <= cells
    colours = {style.bgcolor for line in lines for _, style in line}
    assert colours == {pane.palette.text.bgcolor}
