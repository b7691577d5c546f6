"""The least that answers a key: an Input, and a Static that shows what stands in it."""

from textual.app import App, ComposeResult
from textual.widgets import Input, Static


class Bare(App[None]):
    """Repaints two lines at each key."""

    def compose(self) -> ComposeResult:
        field = Input()
        field.cursor_blink = False
        yield field
        yield Static("nothing typed", markup=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_one(Static).update(event.value)


if __name__ == "__main__":
    Bare().run()
