"""What every pane is told: one immutable value, handed down by the screen whenever anything in it changes."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kztui.tui.theme import Palette

Spans = Sequence[tuple[int, int]]
Highlighter = Callable[[str], Spans]
"""From a text to the stretches of it to light, in order."""


class ViewState(NamedTuple):
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
    highlighter: Highlighter | None = None
    """Finds what the last search lights in a text."""
