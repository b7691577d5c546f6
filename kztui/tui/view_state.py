"""What passes between the screen and its panes: the view that it hands down, and the messages that they post.

`ViewState` is one immutable value, derived from the session, made anew when anything changes. By the messages panes ask
the screen to select, jump, report or show what is under the mouse.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from textual.message import Message

from kztui.article.article import Article
from kztui.session.session import Session
from kztui.tui.theme import Palette

if TYPE_CHECKING:
    from kztui.article.quotes import OriginalParagraph

Spans = Sequence[tuple[int, int]]
Highlighter = Callable[[str], Spans]
"""From a text to the spans of it to highlight, in order."""


class ViewState(Struct, frozen=True):
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
    grouping: str = ""
    """By what index panes group their items, where their kind can be grouped so; empty for each kind's own way."""
    under_headings: bool = False
    """Whether citations count paragraphs under their headings."""


def shown_article(
    article: Article, originals: "Collection[OriginalParagraph]", notes: Mapping[str, str] = MappingProxyType({})
) -> Article:
    """What panes show of an article: together with the originals of its paragraphs and the reader's notes, if given."""
    if originals:
        from kztui.article.with_original import read_together  # noqa: PLC0415 - most articles are read without

        article = read_together(article, originals)
    return article.with_reader_notes(notes) if notes else article


def view_of(
    session: Session,
    article: Article,
    palette: Palette,
    highlighter: Highlighter | None,
    under_headings: bool = False,
) -> ViewState:
    """What panes draw of a session."""
    linked, bookmarks = frozenset(article.around(session.selected)), frozenset(session.bookmarks)
    listed, marks = session.listed(article), session.marks
    shown = (session.selected, linked, listed, marks, bookmarks, highlighter, session.grouping, under_headings)
    return ViewState(palette, *shown)


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


class Regroup(Message):
    """Group the items of index panes by `grouping`."""

    def __init__(self, grouping: str) -> None:
        super().__init__()
        self.grouping = grouping


class CursorMoved(Message):
    """The cursor of a pane is on other words, or on another field: other keys may apply."""


class Say(Message):
    """Show a message in the status bar, at most for as long as it `holds`; the pane posts `Unsay` when it may not."""

    def __init__(self, text: str, warn: bool = False, holds: Callable[[], bool] | None = None) -> None:
        super().__init__()
        self.text = text
        self.warn = warn
        self.holds = holds


class Unsay(Message):
    """Take the message away if it does not hold any more."""


class Hover(Message):
    """The mouse is over a link; an empty target when it has left."""

    def __init__(self, target: str) -> None:
        super().__init__()
        self.target = target


class EntrySelected(Message):
    """The cursor of the review list is to be on another row; one that is not there is the nearest."""

    def __init__(self, row: int) -> None:
        super().__init__()
        self.row = row
