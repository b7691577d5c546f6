"""What every pane is told: one immutable value, handed down by the screen whenever anything in it changes."""

from typing import NamedTuple

from kztui.tui.palette import Palette


class View(NamedTuple):
    """The state of the screen, as far as panes draw it."""

    palette: Palette
    selected: str = ""
    """The target that all panes follow."""
    linked: frozenset[str] = frozenset()
    """The items one link away from the selection."""
    narrowed: frozenset[str] | None = None
    """The only items to list, or None for all."""
    batch: tuple[str, ...] = ()
    """Targets marked for citing together, in the order of marking."""
    bookmarks: frozenset[str] = frozenset()
    lit: tuple[str, ...] = ()
    """Words of the last search, to light in the text."""
    focused: str = ""
    """Name of the pane with the focus."""
