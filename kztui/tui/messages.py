"""What panes ask of the screen: typed, with values only."""

from textual.message import Message


class Select(Message):
    """The cursor of a pane is on another item: all panes are to follow."""

    def __init__(self, target: str, at: int = -1, shown: bool = False) -> None:
        super().__init__()
        self.target = target
        self.at = at
        """Where it names a mention: which link of the item's prose."""
        self.shown = shown
        """True where the reader shows it already."""


class Jump(Message):
    """Go to an item, and remember the place that is left."""

    def __init__(self, target: str, at: int = -1) -> None:
        super().__init__()
        self.target = target
        self.at = at


class Say(Message):
    """One quiet line for the reader."""

    def __init__(self, text: str, warn: bool = False) -> None:
        super().__init__()
        self.text = text
        self.warn = warn


class Hover(Message):
    """The mouse is over a link; an empty target when it has left."""

    def __init__(self, target: str) -> None:
        super().__init__()
        self.target = target
