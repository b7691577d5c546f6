"""The main screen: one session of one reader in one article, the panes that show it, the controllers that change it.

Panes get a `ViewState` and post the messages of `view_state.py`; neither they nor controllers know of one another's
insides.
"""

import asyncio
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.events import MouseDown, MouseMove
from textual.layout import Layout
from textual.reactive import Reactive
from textual.widget import Widget
from textual.worker import Worker

from kztui.article.article import Article
from kztui.citation.request import DEFAULT_STYLE, counts_under_headings
from kztui.files.load import Loaded
from kztui.session.history import Location
from kztui.session.session import Session, first_target
from kztui.tui.commands import BY_ID, INDEXED_KINDS, bindings
from kztui.tui.controllers import on_demand
from kztui.tui.controllers.navigation import NavigationController
from kztui.tui.controllers.persistence import PersistenceController
from kztui.tui.controllers.reloading import ReloadingController
from kztui.tui.controllers.status import StatusController
from kztui.tui.controllers.views import ViewsController
from kztui.tui.options import Options
from kztui.tui.pane_layout import INDEX, ColumnWidths, LayoutState, arrange
from kztui.tui.panes.index import IndexPane
from kztui.tui.panes.links import LinksPane
from kztui.tui.panes.reader import ReaderPane
from kztui.tui.textual_compat.app import CompatScreen
from kztui.tui.textual_compat.region_layout import RegionLayout, rearrange
from kztui.tui.theme import Palette
from kztui.tui.view_state import Hover, Jump, Regroup, Say, Select, Unsay, shown_article, view_of
from kztui.tui.widgets.bars import StatusBar, TitleBar
from kztui.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from kztui.article.quotes import OriginalParagraph
    from kztui.tui.controllers.articles import ArticlesController
    from kztui.tui.controllers.citations import CitationsController
    from kztui.tui.controllers.columns import ColumnsController
    from kztui.tui.controllers.library import LibraryController
    from kztui.tui.controllers.notes import NotesController
    from kztui.tui.controllers.original import OriginalController
    from kztui.tui.controllers.search import SearchController


class MainScreen(CompatScreen[None], inherit_bindings=False):
    """Holds the session. Controllers change it with `update` or `lay_out`; everything else follows from it."""

    BINDINGS = bindings("screen")
    AUTO_FOCUS = "#reader"
    # Panes draw their own frames: a change of focus need not repaint the whole screen.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    articles: "cached_property[ArticlesController]" = cached_property(on_demand.articles)
    citations: "cached_property[CitationsController]" = cached_property(on_demand.citations)
    columns: "cached_property[ColumnsController]" = cached_property(on_demand.columns)
    library: "cached_property[LibraryController]" = cached_property(on_demand.library)
    notes: "cached_property[NotesController]" = cached_property(on_demand.notes)
    original: "cached_property[OriginalController]" = cached_property(on_demand.original)
    search: "cached_property[SearchController]" = cached_property(on_demand.search)

    def __init__(self, loaded: Loaded, options: Options, theme: Palette) -> None:
        super().__init__()
        self.loaded = loaded
        self.originals = options.originals
        self.set_notes({})
        self.options = options
        self.theme = theme
        self.session = Session(selected=first_target(loaded.article), style=options.style or DEFAULT_STYLE)
        self.layout_state = LayoutState()
        self.ready = asyncio.Event()
        """Cleared while panes are removed and mounted anew, as on reload; keys wait for it."""
        self.ready.set()
        self.status: StatusController = StatusController(self)
        self.navigation: NavigationController = NavigationController(self)
        self.views: ViewsController = ViewsController(self)
        self.persistence: PersistenceController = PersistenceController(self)
        self.reloading: ReloadingController = ReloadingController(self)
        self._regions = RegionLayout(lambda width, height: arrange(width, height, self.layout_state))

    # The widgets.

    def compose(self) -> ComposeResult:
        """The title bar, the panes and the status bar, made anew for the current article."""
        self.title_bar = TitleBar("top")
        self.status_bar = StatusBar("bottom", self.run_command)
        self.reader = ReaderPane("reader", self.article, self.options.measure)
        self.links = LinksPane("links", self.article)
        self.indexes = tuple(IndexPane(kind, self.article) for kind in INDEXED_KINDS)
        self.panes: list[Pane] = [*self.indexes, self.reader, self.links, *self.views.open_panes()]
        self.layout_state = self._layout_state()
        yield self.title_bar
        yield from self.panes
        yield self.status_bar

    @property
    def layout(self) -> Layout:
        """The layout that places each pane where `pane_layout.arrange` says."""
        return self._regions

    def on_mount(self) -> None:
        """Open at the saved or requested location, and start saving and watching the files."""
        location = self.persistence.open()
        self.navigation.open(location)
        self.persistence.start()
        self.reloading.start()
        self.read_original()
        if self.options.unkept:
            self.articles.tell_account()
        if self.options.library:
            self.call_after_refresh(on_demand.start_library, self)

    def add_pane(self, pane: Pane) -> None:
        """Mount a pane that is created when it is first shown."""
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
        # At once: with the widget's own `focus`, a key that follows immediately would still go to the pane before.
        self.set_focus(next((pane for pane in self.panes if pane.id == name), self.reader))

    def may_quit(self) -> bool:
        """Whether all that the reader has written is kept, or they were told a moment ago that it is not."""
        if self.options.unkept is not None and not self.articles.may_quit():
            return False
        return "notes" not in self.__dict__ or self.notes.may_quit()

    def save_at_exit(self, busy: bool = False) -> list[str]:
        """Save session and notes when the program ends, whatever ended it. Messages on what was not saved."""
        notes = self.notes.save_at_exit() if "notes" in self.__dict__ else ""
        return [message for message in (notes, self.persistence.save_at_exit(busy)) if message]

    def read_original(self) -> None:
        """Read the original, where something is to be shown in its words and is not yet."""
        if not self.originals and any(paragraph.is_unwritten for paragraph in self.article.paragraphs.values()):
            self.original.open()

    def set_originals(self, originals: "Collection[OriginalParagraph]") -> None:
        """Read the article together with these paragraphs of its original from now on."""
        self.originals = originals
        self.set_notes(self.notes_shown)
        self.citations.set_article()

    def set_notes(self, notes: Mapping[str, str]) -> None:
        """Read the article together with these notes of the reader, by target, from now on."""
        self.notes_shown = notes
        self._article = shown_article(self.loaded.article, self.originals, notes)

    # The session, and what follows from it.

    @property
    def article(self) -> Article:
        """The article that is shown, as its files were last read, together with its original where that was read."""
        return self._article

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
        """Replace the session: save what has changed in it, and update panes and bars."""
        before, self.session = self.session, session
        self.persistence.record(before, session)
        self._lay_out(session)
        self.show_session()
        self.views.follow_link()

    def lay_out(self, session: Session) -> None:
        """Replace the session by one in which only the layout has changed, and lay out the panes again."""
        self._lay_out(session)
        self.status.show()

    def _lay_out(self, session: Session) -> None:
        self.session = session
        state = self._layout_state()
        if state != self.layout_state:
            self.layout_state = state
            rearrange(self)

    def _layout_state(self) -> LayoutState:
        session, listed = self.session, self.session.listed(self.article)
        # More rows than fit on any screen need no counting.
        rows = {pane.id or "": min(pane.count_rows(listed), 200) for pane in self.indexes}
        opened = session.pane if session.pane in INDEX else self.layout_state.opened
        layers = (session.maximized, session.timeline, session.peek)
        return LayoutState(session.pane, *layers, rows, opened, ColumnWidths(*session.columns), self.status.message)

    def show_session(self) -> None:
        """Update panes and bars from the session."""
        highlighter = self.search.highlighter if self.session.highlighted else None
        under_headings = counts_under_headings(self.session.style, self.options.locator)
        view = view_of(self.session, self.article, self.theme, highlighter, under_headings)
        for pane in self.panes:
            pane.view = view
        self.status.show()

    def set_article(self, loaded: Loaded) -> None:
        """Change to another version of the article; targets that it lacks are dropped from the session."""
        self.loaded = loaded
        self.set_notes(self.notes_shown)
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

    @on(Regroup)
    def _regroup(self, message: Regroup) -> None:
        self.update(self.session.group(message.grouping))

    @on(Say)
    def _say(self, message: Say) -> None:
        self.status.say(message.text, message.warn, message.holds)

    @on(Unsay)
    def _unsay(self) -> None:
        self.status.unsay()

    @on(Hover)
    def _hover(self, message: Hover) -> None:
        self.status.hover(message.target)

    @on(Worker.StateChanged)
    def _worker_changed(self, event: Worker.StateChanged) -> None:
        self.status.report_worker(event.worker)

    def on_mouse_down(self, event: MouseDown) -> None:
        """Hold the border between two columns that the mouse is on."""
        self.columns.grab(event)

    def on_mouse_move(self, event: MouseMove) -> None:
        """Drag the border that is held."""
        if event.button:
            self.columns.drag(event)

    def on_mouse_up(self) -> None:
        """Let go of the border that is held."""
        self.columns.release()

    def on_descendant_focus(self) -> None:
        """A pane has got the focus: the session follows."""
        self.navigation.focused(self.pane.id or "reader")

    # Commands.

    def run_command(self, command: str) -> None:
        """Run a command by its id, in its scope: this screen, the application, the focused pane or the reader."""
        self.call_later(self._run_command, command)

    async def _run_command(self, command: str) -> None:
        found = BY_ID[command]
        for node in [self.app] if found.scope == "app" else [self.pane, self.reader]:
            if found.runs_on(node):
                await node.run_action(found.action)
                return
        if found.scope == "screen":
            self.action_run(command)

    def action_run(self, command: str) -> None:
        """Run a command of this screen, as its keys do."""
        BY_ID[command].bound(self)()
