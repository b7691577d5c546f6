"""The main screen: one session of one reader in one article, the panes that show it, the controllers that change it.

Panes get a `ViewState` and post the messages of `messages.py`; neither they nor controllers know of one another's
insides.
"""

import asyncio
from functools import partialmethod

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.layout import Layout
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker

from kztui.article.article import Article
from kztui.citation.request import DEFAULT_STYLE
from kztui.files.load import Loaded
from kztui.session.location import Location
from kztui.session.session import Session, first_target
from kztui.tui.commands import bindings
from kztui.tui.controllers.citations import CitationsController
from kztui.tui.controllers.navigation import NavigationController
from kztui.tui.controllers.persistence import PersistenceController
from kztui.tui.controllers.reloading import ReloadingController
from kztui.tui.controllers.search import SearchController
from kztui.tui.controllers.status import StatusController
from kztui.tui.controllers.views import ViewsController
from kztui.tui.messages import Hover, Jump, Say, Select
from kztui.tui.options import Options
from kztui.tui.pane_layout import LayoutState, arrange
from kztui.tui.panes.index import INDEX_PANES, IndexPane
from kztui.tui.panes.links import LinksPane
from kztui.tui.panes.reader import ReaderPane
from kztui.tui.textual_compat.region_layout import RegionLayout, rearrange
from kztui.tui.theme import Palette
from kztui.tui.view_state import view_of
from kztui.tui.widgets.pane import Pane
from kztui.tui.widgets.status_bar import StatusBar
from kztui.tui.widgets.title_bar import TitleBar


class MainScreen(Screen[None], inherit_bindings=False):
    """Holds the session. Controllers change it with `update` or `lay_out`; everything else follows from it."""

    BINDINGS = bindings("screen")
    AUTO_FOCUS = "#reader"
    # Panes draw their own frames: who has the focus is no reason to draw the whole screen anew.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self, loaded: Loaded, options: Options, theme: Palette) -> None:
        super().__init__()
        self.loaded = loaded
        self.options = options
        self.theme = theme
        self.session = Session(selected=first_target(loaded.article), style=options.style or DEFAULT_STYLE)
        self.layout_state = LayoutState()
        self.ready = asyncio.Event()
        """Set but for the moments in which panes are taken away and others put in their places."""
        self.ready.set()
        self.status = StatusController(self)
        self.navigation = NavigationController(self)
        self.search = SearchController(self)
        self.citations = CitationsController(self)
        self.views = ViewsController(self)
        self.persistence = PersistenceController(self)
        self.reloading = ReloadingController(self)
        self._regions = RegionLayout(lambda width, height: arrange(width, height, self.layout_state))

    # The widgets.

    def compose(self) -> ComposeResult:
        self.title_bar = TitleBar("top")
        self.status_bar = StatusBar("bottom", self.run_command)
        self.reader = ReaderPane("reader", self.article, self.options.measure)
        self.links = LinksPane("links", self.article)
        self.indexes = tuple(IndexPane(spec, self.article) for spec in INDEX_PANES)
        self.panes: list[Pane] = [*self.indexes, self.reader, self.links, *self.views.open_panes()]
        self.layout_state = self._layout_state()
        yield self.title_bar
        yield from self.panes
        yield self.status_bar

    @property
    def layout(self) -> Layout:
        return self._regions

    def on_mount(self) -> None:
        location = self.persistence.open()
        self.navigation.open(location)
        self.persistence.start()
        self.reloading.start()

    def add_pane(self, pane: Pane) -> None:
        """Mount a pane that is made when it is first wanted."""
        self.panes.append(pane)
        self.mount(pane, before=self.status_bar)
        self.show_session()

    @property
    def pane(self) -> Pane:
        """The pane with the focus; where none has it any more, the one that had it last."""
        focused = self.focused
        if isinstance(focused, Pane):
            return focused
        return next((pane for pane in self.panes if pane.id == self.session.pane), self.reader)

    def focus_pane(self, name: str) -> None:
        """Give the focus to the pane of that name, to the reader where there is none."""
        # At once: by the widget's own `focus` a key that comes right behind would still go to the pane that is left.
        self.set_focus(next((pane for pane in self.panes if pane.id == name), self.reader))

    # The session, and what follows from it.

    @property
    def article(self) -> Article:
        return self.loaded.article

    @property
    def here(self) -> Location:
        """Where the reader is now, exactly."""
        pane, links = self.pane, self.links
        subject, entry = (links.subject, links.cursor) if pane is links else ("", 0)
        selected = self.session.selected
        return replace(self.reader.location, pane=pane.id or "", selected=selected, subject=subject, entry=entry)

    @property
    def current(self) -> str:
        """The target that commands are about: what is read in the reader, what is selected in other panes."""
        return self.reader.here if self.pane is self.reader else self.session.selected

    def update(self, session: Session) -> None:
        """Go on with another session: what is to outlive the program is saved, panes and bars show the rest."""
        before, self.session = self.session, session
        self.persistence.record(before, session)
        self.lay_out(session)
        self.show_session()
        self.views.follow_link()

    def lay_out(self, session: Session) -> None:
        """Go on with a session in which only what is shown where has changed."""
        self.session = session
        state = self._layout_state()
        if state != self.layout_state:
            self.layout_state = state
            rearrange(self)

    def _layout_state(self) -> LayoutState:
        session = self.session
        # More rows than fit on any screen need no counting.
        rows = {pane.id or "": min(len(pane.targets), 200) for pane in self.indexes}
        return LayoutState(session.pane, session.maximized, session.timeline, session.peek, rows)

    def show_session(self) -> None:
        """Hand the session down to panes and bars."""
        highlighter = self.search.highlighter if self.session.highlighted else None
        view = view_of(self.session, self.article, self.theme, highlighter)
        for pane in self.panes:
            pane.view = view
        self.status.show()

    def set_article(self, loaded: Loaded) -> None:
        """From now on be about this article; what has gone from it is forgotten."""
        self.loaded = loaded
        self.session = self.session.set_article(loaded.article)
        for controller in (self.status, self.search, self.citations, self.views, self.reloading):
            controller.set_article()

    # Messages.

    @on(Select)
    def _select(self, message: Select) -> None:
        self.navigation.select(message.target, message.at, message.shown)

    @on(Jump)
    def _jump(self, message: Jump) -> None:
        self.navigation.jump(message.target, message.at)

    @on(Say)
    def _say(self, message: Say) -> None:
        self.status.say(message.text, message.warn)

    @on(Hover)
    def _hover(self, message: Hover) -> None:
        self.status.hover(message.target)

    @on(Worker.StateChanged)
    def _worker_changed(self, event: Worker.StateChanged) -> None:
        self.status.report_worker(event.worker)

    def on_descendant_focus(self) -> None:
        self.navigation.focused(self.pane.id or "reader")

    # Commands: each does what one method of a controller does.

    def run_command(self, command: str) -> None:
        """Do what a key would do, wherever the command is bound."""
        self.call_later(self._run_command, command)

    async def _run_command(self, command: str) -> None:
        for node in (self.pane, self.reader, self, self.app):
            if hasattr(node, f"action_{command}"):
                await node.run_action(command)
                return

    action_pane_1 = partialmethod(focus_pane, "sections")
    action_pane_2 = partialmethod(focus_pane, "events")
    action_pane_3 = partialmethod(focus_pane, "actors")
    action_pane_4 = partialmethod(focus_pane, "others")
    action_pane_5 = partialmethod(focus_pane, "reader")
    action_pane_6 = partialmethod(focus_pane, "links")

    def action_next_pane(self) -> None:
        self.navigation.next_pane(1)

    def action_previous_pane(self) -> None:
        self.navigation.next_pane(-1)

    def action_back(self) -> None:
        self.navigation.back()

    def action_forward(self) -> None:
        self.navigation.forward()

    def action_filter(self) -> None:
        self.navigation.filter()

    def action_clear_filter(self) -> None:
        self.navigation.clear_filter()

    def action_maximize(self) -> None:
        self.navigation.toggle_maximized()

    def action_cancel(self) -> None:
        self.navigation.close_layer()

    def action_find(self) -> None:
        self.search.find()

    def action_next_result(self) -> None:
        self.search.next_result(1)

    def action_previous_result(self) -> None:
        self.search.next_result(-1)

    def action_bookmark(self) -> None:
        self.search.bookmark()

    def action_bookmarks(self) -> None:
        self.search.bookmarks()

    def action_palette(self) -> None:
        self.search.palette()

    def action_change_theme(self) -> None:
        self.search.themes()

    def action_cite(self) -> None:
        self.citations.cite()

    def action_copy_as(self) -> None:
        self.citations.cite_as()

    def action_add_to_selection(self) -> None:
        self.citations.mark()

    def action_copy_selected(self) -> None:
        self.citations.copy_selected_text()

    def action_peek(self) -> None:
        self.views.toggle_peek()

    def action_timeline(self) -> None:
        self.views.toggle_timeline()

    def action_original(self) -> None:
        self.views.toggle_original()

    def action_open_web_page(self) -> None:
        self.views.open_web_page()

    def action_help(self) -> None:
        self.views.help()

    def action_reload(self) -> None:
        self.reloading.reload()

    def action_redraw(self) -> None:
        self.app.refresh(layout=True)
        self.refresh(layout=True)
