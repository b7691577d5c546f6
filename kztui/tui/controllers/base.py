"""The reading room's state and the one way it changes: a selection, a trail, and a view handed down to every pane."""

import asyncio
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.layout import Layout
from textual.reactive import Reactive
from textual.widget import Widget

from kztui.files.load import Loaded
from kztui.session.history import History
from kztui.tui.commands import bindings
from kztui.tui.controllers.status import StatusMixin
from kztui.tui.messages import Jump, Select
from kztui.tui.options import Options
from kztui.tui.pane_layout import INDEX, LayoutState, arrange
from kztui.tui.panes.index import INDEX_PANES, IndexPane
from kztui.tui.panes.links import LinksPane, LinksPlace
from kztui.tui.panes.reader import ReaderPane, ReaderPlace
from kztui.tui.textual_compat.region_layout import RegionLayout, rearrange
from kztui.tui.theme import Palette
from kztui.tui.view_state import Highlighter, ViewState
from kztui.tui.widgets.pane import Pane

PANES = (*INDEX, "reader", "links")
RECENT = 40


class Location(NamedTuple):
    """All that back and forward bring back."""

    pane: str
    selected: str
    reader: ReaderPlace
    links: LinksPlace = LinksPlace()
    """Where one was in the Links pane, if one was there."""


class BaseScreen(StatusMixin, inherit_bindings=False):
    """Panes post `Select`, `Jump` and `Say`; what follows from them is decided here."""

    BINDINGS = bindings("screen")
    AUTO_FOCUS = "#reader"
    # Panes draw their own frames: who has the focus is no reason to draw the whole screen anew.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self, loaded: Loaded, options: Options, theme: Palette) -> None:
        super().__init__(loaded.article, options, theme)
        self.loaded = loaded
        self.selected = ""
        self.bookmarks: tuple[str, ...] = ()
        self.highlighter: Highlighter | None = None
        self.recent: list[str] = []
        self.layout_state = LayoutState()
        self.history: History[Location] = History()
        self.ready = asyncio.Event()
        """Set but for the moments in which panes are taken away and others put in their places."""
        self.ready.set()
        self._browsing = False
        """Whether the reader shows what another pane has come upon, not a place that was gone to."""
        self._regions = RegionLayout(lambda width, height: arrange(width, height, self.layout_state))

    def set_article(self, loaded: Loaded) -> None:
        """From now on be about this article; what was marked and has gone from it is forgotten."""
        self.loaded, self.article = loaded, loaded.article
        self.problems = 0
        self.unread = False
        there = self.article.items
        self.marked = tuple(target for target in self.marked if target in there)
        self.narrowings = tuple(target for target in self.narrowings if target in there)
        self.recent = [target for target in self.recent if target in there]

    # What stands on the screen.

    def compose(self) -> ComposeResult:
        article = self.article
        self.make_bars()
        self.reader = ReaderPane("reader", article, self.options.measure)
        self.links = LinksPane("links", article)
        self.indexes = tuple(IndexPane(spec, article) for spec in INDEX_PANES)
        self.panes: list[Pane] = [*self.indexes, self.reader, self.links]
        self.layout_state = LayoutState(rows=self._rows())
        yield self.top
        yield from self.panes
        yield self.bottom

    @property
    def layout(self) -> Layout:
        return self._regions

    def on_mount(self) -> None:
        self.open_at_start()
        self.publish()

    def open_at_start(self) -> None:
        """Come in: at the target asked for, or at the beginning."""
        first = next(iter(self.article.sections), None)
        asked = self.options.at in self.article.items
        self.selected = self.options.at if asked else first.id if first else ""
        if asked:
            self.reader.show(self.selected)

    @property
    def pane(self) -> Pane:
        """The pane with the focus; where none has it any more, the one that had it last."""
        focused = self.focused
        if isinstance(focused, Pane):
            return focused
        return next((pane for pane in self.panes if pane.id == self.layout_state.focused), self.reader)

    def arrange_panes(self, zoomed: bool | None = None, timeline: bool | None = None, peek: str | None = None) -> None:
        """Change what the floor plan depends on, and lay out anew if that changes anything."""
        was = self.layout_state
        layout_state = LayoutState(
            self.pane.id or "reader",
            was.zoomed if zoomed is None else zoomed,
            was.timeline if timeline is None else timeline,
            was.peek if peek is None else peek,
            was.rows,
        )
        if layout_state != self.layout_state:
            self.layout_state = layout_state
            rearrange(self)

    def _rows(self) -> dict[str, int]:
        """How many rows each index pane could show; more than fit on any screen need no counting."""
        return {pane.id or "": min(len(pane.targets), 200) for pane in self.indexes}

    # The selection and everything that follows it.

    def publish(self) -> None:
        """Hand the state down to every pane."""
        view = ViewState(
            palette=self.theme,
            selected=self.selected,
            linked=frozenset(self.article.around(self.selected)),
            narrowed=self.narrowed(),
            batch=self.marked,
            bookmarks=frozenset(self.bookmarks),
            highlighter=self.highlighter,
        )
        for pane in self.panes:
            pane.view = view
        self.tell()

    def narrowed(self) -> frozenset[str] | None:
        """The items linked to everything that the panes are narrowed to, or None for all."""
        if not self.narrowings:
            return None
        kept = [self.article.around(target) | {target} for target in self.narrowings]
        return frozenset(set.intersection(*kept))

    @on(Select)
    def select(self, message: Select) -> None:
        if not message.shown and not self._browsing:
            # What an index shows in passing must not cost the place that was being read.
            self.history.leave(self.place()._replace(pane="reader", selected=self.reader.here))
        self._browsing = not message.shown
        self.selected = message.target
        if not message.shown:
            self.reader.show(message.target, message.at)
        self.publish()

    @on(Jump)
    def jump(self, message: Jump) -> None:
        self.go(message.target, message.at)

    def go(self, target: str, at: int = -1, highlighter: Highlighter | None = None) -> None:
        """Jump to an item, to what `highlighter` finds in it, remembering the place that is left.

        An unknown target is said, and nothing moves.
        """
        if target not in self.article.items:
            self.say(f"This article has no item “{target}”", warn=True)
            return
        self.history.leave(self.place())
        self._browsing = False
        self.selected = target
        self.reader.show(target, at, highlighter)
        self.links.select_subject(target)
        self.set_focus(self.reader)
        self.visited(target)
        self.publish()

    def visited(self, target: str) -> None:
        """Remember what was opened last, newest first."""
        self.recent = [target, *(other for other in self.recent if other != target)][:RECENT]

    def place(self) -> Location:
        links = self.links.place() if self.pane is self.links else LinksPlace()
        return Location(self.pane.id or "reader", self.selected, self.reader.place(), links)

    def restore(self, place: Location) -> None:
        """Go to a place exactly as it was left."""
        self._browsing = False
        self.reader.restore(place.reader)
        self.selected = place.selected if place.selected in self.article.items else self.reader.here
        self.links.restore(place.links)
        self.to_pane(place.pane)
        self.publish()

    def to_pane(self, name: str) -> None:
        pane = next((pane for pane in self.panes if pane.id == name), self.reader)
        # At once: by the widget's own `focus` a key that comes right behind would still go to the pane that is left.
        self.set_focus(pane)

    def on_descendant_focus(self) -> None:
        self.arrange_panes()
        self.publish()

    def run_command(self, command: str) -> None:
        """Do what a key would do, wherever the command is bound."""
        self.call_later(self._run_command, command)

    async def _run_command(self, command: str) -> None:
        for node in (self.pane, self.reader, self, self.app):
            if hasattr(node, f"action_{command}"):
                await node.run_action(command)
                return
