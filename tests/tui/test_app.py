"""The application around the room: what it leaves out of Textual's own."""

from made_up import CASPIAN
from textual.widget import Widget

from kztui.article.load import load
from kztui.tui.app import KztuiApp
from kztui.tui.options import Options


def test_textual_adds_no_widgets_of_its_own_to_a_screen() -> None:
    app = KztuiApp(load(CASPIAN), Options(clipboard="osc52"))
    added: list[Widget] = []
    with app._context():
        app.get_default_screen()._extend_compose(added)
    assert added == []
