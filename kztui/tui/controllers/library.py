"""The library around the article: its other articles, what they say of the same things, and the way there and back."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from kztui.library.addresses import ItemAddress, parse_address
from kztui.library.article_comparison import compare
from kztui.library.background_index import BackgroundIndex, Listener
from kztui.library.catalogue import CatalogueEntry, Library, UnknownItemError
from kztui.library.clusters import Clusters, shared_ids
from kztui.library.joined_timeline import joined_timeline
from kztui.library.joins_file import JoinsFile, joins_file
from kztui.library.neighbours import MOST, elsewhere_of
from kztui.library.proposals import Proposer
from kztui.session.history import Location
from kztui.tui.dialogs.finder import FinderDialog
from kztui.tui.dialogs.join_dialog import JoinDialog
from kztui.tui.dialogs.library_table_dialog import FIND, LibraryTableDialog
from kztui.tui.dialogs.library_table_pane import LibraryTablePane
from kztui.tui.library_source import (
    article_source,
    comparison_rows,
    library_items,
    name_of,
    timeline_rows,
    timeline_source,
)

if TYPE_CHECKING:
    from kztui.article.article import Article
    from kztui.article.elsewhere import ToldElsewhere
    from kztui.article.kinds.item import Item
    from kztui.library.joined_timeline import TimelineRow
    from kztui.tui.finder_sources import FinderSource
    from kztui.tui.main_screen import MainScreen

MOST_IN_TIME = 300
"""Articles that are read to show their events in time."""


class _Left(NamedTuple):
    """A place in an article that was left for another one."""

    path: Path
    at: Location
    steps: int = -1
    """How many earlier locations the other article had when it was entered; -1 while it is being opened."""


class LibraryController:
    """Knows the library of the article that is shown. Its index is updated in a thread."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen
        self._index: BackgroundIndex | None = None
        self._clusters = Clusters(())
        self._reads_events = False
        self._left: list[_Left] = []
        """The places that `back` returns to, the last one last."""

    @property
    def path(self) -> Path | None:
        """The folder of the library; None where the article is in none."""
        return self._screen.options.library

    @property
    def _library(self) -> Library | None:
        return self._index.library if self._index else None

    # The index.

    def start(self) -> None:
        """Read what is known of the library, after the first paint, and bring it up to date."""
        self._screen.set_timer(0.05, self._prepare)

    def _prepare(self) -> None:
        if self.path is not None:
            app = self._screen.app
            listener = Listener(self._changed, lambda text, warn: app.call_from_thread(self._say, text, warn))
            self._index = BackgroundIndex(self.path, listener)
            self._screen.run_worker(self._update, group="library", exclusive=True, thread=True, exit_on_error=False)

    def _update(self) -> None:
        if self._index is not None:
            self._index.update()
        self._screen.app.call_from_thread(self._choose_first)

    def _changed(self) -> None:
        """Show what the index knows by now; in the thread of the update."""
        self.read_joins()
        self._screen.app.call_from_thread(self._list_again)

    def _list_again(self) -> None:
        """List the articles as they are known now, where they are to be listed and nothing was chosen yet."""
        library, top = self._library, self._screen.app.screen
        if library is None:
            return
        if library.entries:
            self._choose_first()
        if isinstance(top, FinderDialog) and top.source.orders:
            top.renew(article_source(library, self._screen.article.publication.id))

    def _say(self, message: str, warn: bool = False) -> None:
        """Show a message where it can be seen: in the finder, while that is open."""
        top = self._screen.app.screen
        (top if isinstance(top, FinderDialog) else self._screen.status).say(message, warn)

    def _choose_first(self) -> None:
        """Begin with the list of articles, once, where the library itself was opened."""
        if self._screen.options.choose:
            self._screen.options = self._screen.options._replace(choose=False)
            self.articles()

    def read_joins(self) -> None:
        """Compute what is the same from the verdicts as they are by now, and show it; in a thread."""
        screen, library = self._screen, self._library
        if library is None:
            return
        document = self.joins_file.document()
        article = screen.loaded.article
        self._clusters = Clusters(document.joins.values(), self._index.shared_ids(article) if self._index else {})
        found = elsewhere_of(article, library, self._clusters)
        screen.app.call_from_thread(self._show, found)

    def _show(self, found: "Mapping[str, ToldElsewhere]") -> None:
        """Read the article together with what other articles say of its items from now on."""
        screen = self._screen
        article = screen.loaded.article
        if found != article.elsewhere:
            screen.loaded = replace(screen.loaded, article=article.with_elsewhere(found))
            screen.set_notes(screen.notes_shown)
            screen.views.show_article()

    @property
    def joins_file(self) -> JoinsFile:
        """The verdicts of the library, with their journal."""
        return joins_file(self.path or Path())[0]

    # Its articles and items.

    def entry(self, article_id: str) -> CatalogueEntry | None:
        """What is known of an article of the library."""
        return self._library.by_id.get(article_id) if self._library else None

    def articles(self) -> bool:
        """Choose among the articles of the library; whether they are known yet."""
        if self._library is None:
            return False
        self._screen.search.open_finder(article_source(self._library, self._screen.article.publication.id))
        return True

    def items(self) -> "FinderSource | None":
        """The items of all articles, for the finder; None where the article is in no library, or none is known yet."""
        if self._library is None or self._index is None:
            return None
        return library_items(self._library, self._index.search, self.article_of)

    def article_of(self, address: str) -> "tuple[Article, str] | None":
        """The article of an address and the target in it; None where there is no such article."""
        found = parse_address(address)
        if self.entry(found.article) is None or self._library is None:
            return None
        try:
            return self._library.article(found.article), found.target
        except UnknownItemError:
            return None

    def timeline(self) -> None:
        """Show the events of all articles in time."""
        library, status = self._library, self._screen.status
        if library is None:
            status.say("This article is in no library: kztui FOLDER opens one")
        elif len(library.by_id) > MOST_IN_TIME:
            status.say(
                f"More than {MOST_IN_TIME} articles are not shown in time: kztui library timeline lists all events"
            )
        else:
            self._reads_events = True
            status.say("Reading the events of all articles …", holds=lambda: self._reads_events)
            read = partial(self._read_events, library)
            self._screen.run_worker(read, group="events", exclusive=True, thread=True, exit_on_error=False)

    def _read_events(self, library: Library) -> None:
        articles = list(library.articles())
        clusters = Clusters(self.joins_file.document().joins.values(), shared_ids(articles))
        rows = joined_timeline(articles, clusters)
        self._screen.app.call_from_thread(self._show_events, rows, library)

    def _show_events(self, rows: "Sequence[TimelineRow]", library: Library) -> None:
        """Show events in a table, the current one under the cursor; `/` there finds one in the finder."""
        screen = self._screen
        self._reads_events = False
        screen.status.unsay()
        if not rows:
            screen.status.say("No article of the library tells of an event")
            return
        here = (screen.article.publication.id, screen.current)
        at = next((number for number, row in enumerate(rows) if here in [told.address for told in row.told]), 0)
        pane = LibraryTablePane(f"{library.name} in time", (), timeline_rows(rows, library), at)
        source = timeline_source(rows, library, self.article_of)

        def go(address: "str | None") -> None:
            """Go where the table says, or find a row."""
            if address == FIND:
                screen.search.open_finder(source)
            elif address:
                screen.navigation.jump(address)

        dialog = LibraryTableDialog(screen.theme, pane, screen.citations.copy_citation_of, can_find=True)
        screen.app.push_screen(dialog, go)

    def compare(self, target: str) -> bool:
        """Show what the articles say of an item; whether any other article has it."""
        library, screen = self._library, self._screen
        own = ItemAddress(screen.article.publication.id, target)
        others = [each for each in self._clusters.of(own) if each != own]
        if library is None or not others:
            return False
        found = compare(self._known(library, (own, *others[:MOST])))
        if not found.rows:
            screen.status.say(f"Neither a date nor a claim is about {screen.status.name_of(target)}, in any article")
            return True
        names = [name_of(library, article) for article in found.articles]
        pane = LibraryTablePane(f"Compare {screen.status.name_of(target)}", names, comparison_rows(found))
        dialog = LibraryTableDialog(screen.theme, pane, screen.citations.copy_citation_of, can_find=False)
        screen.app.push_screen(dialog, lambda address: screen.navigation.jump(address) if address else None)
        return True

    def _known(self, library: Library, addresses: Sequence[ItemAddress]) -> "list[tuple[Article, Item]]":
        found = []
        for address in addresses:
            with suppress(UnknownItemError):
                found.append(library.item(address))
        return found

    # Joining.

    def join(self) -> None:
        """Decide what in other articles is the same as the current item; say so where nothing is proposed."""
        library, screen = self._library, self._screen
        if library is None or self._index is None:
            screen.status.say("This article is in no library: kztui FOLDER opens one")
            return
        article = screen.loaded.article
        item = article.items.get(screen.current)
        if item is None or item.is_text or not item.is_named:
            screen.status.say(
                "Only what has a name can be joined with other articles: choose an actor, event, place or term"
            )
            return
        document = self.joins_file.document()
        proposer = Proposer(library, self._index.find_elsewhere, self._clusters, document.joins)
        proposals = [
            (each, found) for each in proposer.of(article, item) if (found := self.article_of(str(each.other)))
        ]
        if not proposals:
            screen.status.say(f"No other article has anything like {screen.status.name_of(item.id)}")
            return
        screen.app.push_screen(JoinDialog(screen.theme, article, proposals, self.joins_file), self._joined)

    def _joined(self, _: None) -> None:
        self._screen.run_worker(self.read_joins, group="joins", exclusive=True, thread=True, exit_on_error=False)

    # The way there and back.

    def open(self, address: str) -> bool:
        """Open the article of an address at its item; whether there is such an article."""
        screen, found = self._screen, parse_address(address)
        entry = self.entry(found.article)
        if entry is None or screen.options.path is None:
            return False
        self._left.append(_Left(screen.options.path, screen.here))
        screen.articles.open_path(entry.path, found.target)
        return True

    def entered(self, before: Path | None) -> None:
        """Another article is shown now; `before` is the library of the one that was left."""
        if self.path != before:
            self._left.clear()
            self._index = None
            self._prepare()
            return
        if self._left and self._left[-1].steps < 0:
            self._left[-1] = self._left[-1]._replace(steps=len(self._screen.session.history.earlier))
        self._screen.run_worker(self.read_joins, group="joins", exclusive=True, thread=True, exit_on_error=False)

    def back(self) -> bool:
        """Return to the very place in the article that was left for this one; whether this is the next step back."""
        if not self._left or len(self._screen.session.history.earlier) > self._left[-1].steps >= 0:
            return False
        left = self._left.pop()
        self._screen.articles.open_path(left.path, at=left.at)
        return True
