"""What panes draw: one immutable value, derived from the session, which the screen hands down when anything changes."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kztui.article.article import Article
from kztui.session.session import Session
from kztui.tui.theme import Palette

Spans = Sequence[tuple[int, int]]
Highlighter = Callable[[str], Spans]
"""From a text to the spans of it to highlight, in order."""


class ViewState(NamedTuple):
    """The session, as far as panes draw it."""

    palette: Palette
    selected: str = ""
    """The target that all panes follow."""
    linked: frozenset[str] = frozenset()
    """The items one link away from the selection."""
    listed: frozenset[str] | None = None
    """The only items to list, where there is a filter; None for all."""
    marks: tuple[str, ...] = ()
    """Targets to cite together, in the order of marking."""
    bookmarks: frozenset[str] = frozenset()
    highlighter: Highlighter | None = None
    """Finds what the last search matched in a text."""


def view_of(session: Session, article: Article, palette: Palette, highlighter: Highlighter | None) -> ViewState:
    """What panes draw of a session."""
    linked, bookmarks = frozenset(article.around(session.selected)), frozenset(session.bookmarks)
    return ViewState(palette, session.selected, linked, session.listed(article), session.marks, bookmarks, highlighter)
