"""The state of one reader in one article, without a screen: an immutable value; each move returns the next one.

    session = Session(selected="p3").jump(article, "baku", here)
    session = session.filter().mark("baku")
    moved = session.back(here)                  # None where there is no earlier location

Cursor and scroll position are kept by the panes: a move that leaves a location takes it as a `Location`.
"""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from kztui.article.article import Article
from kztui.session.history import History, Location
from kztui.session.state import QUERIES, RECENT, newest


class FoundItems(Struct, frozen=True):
    """What the last search found: targets, best first, and which of them was gone to last."""

    query: str = ""
    targets: tuple[str, ...] = ()
    position: int = 0


class Session(Struct, frozen=True, kw_only=True):
    """The state of one reader in one article.

    Everything in it is a target of the article, but for bookmarks: those of items that have gone stay, as they may
    come back with the next version.
    """

    pane: str = "reader"
    """The focused pane."""
    selected: str = ""
    """The target that all panes follow."""
    browsing: bool = False
    """Whether the reader shows what another pane's cursor is on, not a location that was gone to."""
    history: History[Location] = History()
    filters: tuple[str, ...] = ()
    """Only what is linked to all of them is listed."""
    grouping: str = ""
    """By what lists group their items, where these can be grouped so; empty for each kind's own way."""
    marks: tuple[str, ...] = ()
    """The targets to cite together, in the order of marking."""
    bookmarks: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    """The targets that were visited, newest first."""
    queries: tuple[str, ...] = ()
    """The queries that led somewhere, newest first."""
    found: FoundItems = FoundItems()
    highlighted: str = ""
    """The query whose matches are highlighted in the text; empty for none."""
    style: str = ""
    """The citation style."""
    maximized: bool = False
    columns: tuple[int, int] = (0, 0)
    """The widths that the reader chose for the columns beside the text, in cells; 0 for the default."""
    timeline: bool = False
    """Whether the timeline is shown."""
    peek: Literal["", "above", "below"] = ""
    """Where over the reader the card of a linked item is shown, if it is."""

    # Moving.

    def select(self, target: str, reading: Location | None = None) -> "Session":
        """The cursor of a pane is on `target`.

        `reading` is the location in the reader that is left by showing `target` there; None where the reader itself
        is at it. Only the first of several left in passing is remembered.
        """
        history = self.history if reading is None or self.browsing else self.history.push(reading)
        return replace(self, selected=target, browsing=reading is not None, history=history)

    def jump(self, article: Article, target: str, here: Location) -> "Session | None":
        """Go to an item in the reader, and remember `here`; None where there is no such item."""
        if target not in article.items:
            return None
        history, recent = self.history.push(here), newest(target, self.recent, RECENT)
        return replace(self, pane="reader", selected=target, browsing=False, history=history, recent=recent)

    def back(self, article: Article, here: Location) -> "tuple[Session, Location] | None":
        """Go to the location before `here`, and that location; None where there is none."""
        return self._moved(article, self.history.back(here))

    def forward(self, article: Article, here: Location) -> "tuple[Session, Location] | None":
        """Go to the location gone back from last, and that location; None where there is none."""
        return self._moved(article, self.history.forward(here))

    def _moved(
        self, article: Article, step: tuple[History[Location], Location] | None
    ) -> "tuple[Session, Location] | None":
        return step and (replace(self, history=step[0]).restore(article, step[1]), step[1])

    def restore(self, article: Article, location: Location) -> "Session":
        """At a location as it was left.

        Where its target has gone, the selection stays; where its pane was the timeline, which is hidden now, the
        reader has the focus.
        """
        selected = location.selected if location.selected in article.items else self.selected
        pane = "reader" if location.pane == "timeline" and not self.timeline else location.pane
        return replace(self, pane=pane, selected=selected, browsing=False)

    def focus(self, pane: str) -> "Session":
        """Another pane has the focus."""
        return self if pane == self.pane else replace(self, pane=pane)

    # What is listed and marked.

    def filter(self) -> "Session":
        """List only what is linked to the selection, and to what is filtered by already."""
        if not self.selected or self.selected in self.filters:
            return self
        return replace(self, filters=(*self.filters, self.selected))

    def clear_filter(self) -> "Session":
        """List everything."""
        return replace(self, filters=())

    def listed(self, article: Article) -> frozenset[str] | None:
        """The targets linked to everything that is filtered by, and these themselves; None for all targets."""
        if not self.filters:
            return None
        return frozenset(set.intersection(*(article.around(target) | {target} for target in self.filters)))

    def group(self, grouping: str) -> "Session":
        """Group lists by `grouping`."""
        return replace(self, grouping=grouping)

    def mark(self, target: str) -> "Session":
        """Add a target to those to cite together, or remove it."""
        return replace(self, marks=_toggled(target, self.marks))

    def bookmark(self, target: str) -> "Session":
        """Set a bookmark, or remove it."""
        return replace(self, bookmarks=_toggled(target, self.bookmarks))

    # Searching.

    def search(self, query: str, targets: tuple[str, ...], position: int) -> "Session":
        """A query has found `targets`; the one at `position` is gone to next."""
        queries, found = newest(query, self.queries, QUERIES), FoundItems(query, targets, position)
        return replace(self, queries=queries, found=found, highlighted=query)

    def next_result(self, step: int) -> "Session":
        """`step` results further on, round and round; there must be results."""
        found = self.found
        position = (found.position + step) % len(found.targets)
        return replace(self, found=replace(found, position=position), highlighted=found.query)

    # What is shown.

    def toggle_maximized(self) -> "Session":
        """Maximize the focused pane, or restore it."""
        return replace(self, maximized=not self.maximized)

    def with_columns(self, columns: tuple[int, int]) -> "Session":
        """With columns of these widths beside the text, in cells; 0 for the default."""
        return replace(self, columns=columns)

    def toggle_timeline(self) -> "Session":
        """Show the timeline and go there, or hide it and go to the reader."""
        return replace(self, timeline=not self.timeline, pane="reader" if self.timeline else "timeline")

    def show_peek(self, where: Literal["", "above", "below"]) -> "Session":
        """Show the card of a linked item over the reader; nowhere takes it away."""
        return self if where == self.peek else replace(self, peek=where)

    def close_layer(self) -> "Session":
        """Without whatever lies on top: the peek, the maximized pane, highlights, the timeline, the filter."""
        if self.peek:
            return self.show_peek("")
        if self.maximized:
            return self.toggle_maximized()
        if self.highlighted:
            return replace(self, highlighted="")
        return self.toggle_timeline() if self.timeline else self.clear_filter()

    def set_article(self, article: Article) -> "Session":
        """Go on with another version of the article: what is not in it any more is forgotten, bookmarks are not."""

        def left(targets: tuple[str, ...]) -> tuple[str, ...]:
            """The targets that the article still has."""
            return tuple(target for target in targets if target in article.items)

        selected = self.selected if self.selected in article.items else first_target(article)
        targets, before = left(self.found.targets), left(self.found.targets[: self.found.position])
        found = FoundItems(self.found.query, targets, min(len(before), max(0, len(targets) - 1)))
        filters, marks, recent = left(self.filters), left(self.marks), left(self.recent)
        return replace(self, selected=selected, filters=filters, marks=marks, recent=recent, found=found, peek="")


def first_target(article: Article) -> str:
    """Where an article is opened that was never read: its first paragraph, else its first section; empty without."""
    first = next(iter(article.paragraphs.values()), None)
    return first.id if first else article.sections[0].id if article.sections else ""


def _toggled(target: str, targets: tuple[str, ...]) -> tuple[str, ...]:
    """`targets` without `target` if they have it, else with it at the end."""
    if target in targets:
        return tuple(other for other in targets if other != target)
    return (*targets, target)
