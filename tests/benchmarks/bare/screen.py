"""The least that Textual can be: an application with one Static that fills the screen."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """Shows forty lines, the last of which says that all are there."""

    def compose(self) -> ComposeResult:
        yield Static("\n".join([*(f"line {number} of a plain page" for number in range(1, 40)), "the page is full"]))


if __name__ == "__main__":
    Bare().run()
