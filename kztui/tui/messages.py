"""The messages by which panes ask the screen to select, jump, report or show what is under the mouse."""

from textual.message import Message


class Select(Message):
    """The cursor of a pane is on another item: all panes are to follow."""

    def __init__(self, target: str, at: int = -1, shown: bool = False) -> None:
        super().__init__()
        self.target = target
        self.at = at
        """The number of the link in the item's text to make current; -1 for none."""
        self.shown = shown
        """Whether the reader shows the item already."""


class Jump(Message):
    """Go to an item, and add the current location to the history. `at` as in `Select`."""

    def __init__(self, target: str, at: int = -1) -> None:
        super().__init__()
        self.target = target
        self.at = at


class Say(Message):
    """Show a message in the status bar."""

    def __init__(self, text: str, warn: bool = False) -> None:
        super().__init__()
        self.text = text
        self.warn = warn


class Hover(Message):
    """The mouse is over a link; an empty target when it has left."""

    def __init__(self, target: str) -> None:
        super().__init__()
        self.target = target
