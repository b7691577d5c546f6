"""What all articles of a library say, in tables: their events in time, and an item as each article has it."""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from kztui.files.edit.article_files import EditRefusedError
from kztui.library.addresses import ItemAddress, UnknownItemError
from kztui.library.article_comparison import ArticleComparison, compare
from kztui.library.catalogue import Library
from kztui.library.clusters import Clusters, shared_ids
from kztui.library.database_url import SharedLibraryError
from kztui.library.joined_timeline import joined_timeline
from kztui.library.neighbours import MOST
from kztui.tui.dialogs.library_table_dialog import FIND, LibraryTableDialog
from kztui.tui.dialogs.library_table_pane import LibraryTablePane
from kztui.tui.library_source import comparison_rows, name_of, timeline_rows, timeline_source

if TYPE_CHECKING:
    from kztui.article.article import Article
    from kztui.article.kinds.item import Item
    from kztui.library.joined_timeline import TimelineRow
    from kztui.tui.controllers.library import LibraryController
    from kztui.tui.main_screen import MainScreen

MOST_IN_TIME = 300
"""Articles that are read to show their events in time."""


class LibraryTables:
    """Opens the tables over the main screen, and goes where they say."""

    def __init__(self, screen: "MainScreen", library: "LibraryController") -> None:
        self._screen = screen
        self._library = library
        self._reads_events = False

    def timeline(self) -> None:
        """Show the events of all articles in time."""
        library, status = self._library.library, self._screen.status
        if library is None:
            self._library.say_why_none()
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
        try:
            articles = list(library.articles())
            joins = self._library.joins_file.document().joins
        except (SharedLibraryError, EditRefusedError) as error:
            self._screen.app.call_from_thread(self._not_read, f"The events are not read: {error}")
            return
        rows = joined_timeline(articles, Clusters(joins.values(), shared_ids(articles)))
        self._screen.app.call_from_thread(self._show_events, rows, library)

    def _not_read(self, message: str) -> None:
        self._reads_events = False
        self._screen.status.say(message, warn=True)

    def _show_events(self, rows: "Sequence[TimelineRow]", library: Library) -> None:
        """Show events in a table, the current one under the cursor; `/` there finds one in the finder."""
        screen = self._screen
        self._reads_events = False
        screen.status.unsay()
        if not rows:
            screen.status.say("No article of the library tells of an event")
            return
        here = (screen.article.publication.id, screen.current)
        at = next((number for number, row in enumerate(rows) if here in [event.address for event in row.events]), 0)
        pane = LibraryTablePane(f"{library.name} in time", (), timeline_rows(rows, library), at)
        source = timeline_source(rows, library, self._library.article_of)
        source = source._replace(slow_preview=self._library.is_shared)

        def go(address: "str | None") -> None:
            """Go where the table says, or find a row."""
            if address == FIND:
                screen.search.open_finder(source)
            elif address:
                screen.navigation.jump(address)

        dialog = LibraryTableDialog(screen.theme, pane, screen.citations.copy_citation_of, can_find=True)
        screen.app.push_screen(dialog, go)

    def compare(self, target: str) -> bool:
        """Show what the articles say of an item; whether any other article is known to have it."""
        library, screen = self._library.library, self._screen
        own = ItemAddress(screen.article.publication.id, target)
        others = [each for each in self._library.clusters.of(own) if each != own]
        if library is None or not others:
            return False
        name = screen.status.name_of(target)
        read = partial(self._known, library, (own, *others[:MOST]))
        self._library.requests.read(read, lambda known: self._show_comparison(compare(known), library, name))
        return True

    def _show_comparison(self, found: ArticleComparison, library: Library, name: str) -> None:
        screen = self._screen
        if not found.rows:
            screen.status.say(f"Neither a date nor a claim is about {name}, in any article")
            return
        names = [name_of(library, article) for article in found.articles]
        pane = LibraryTablePane(f"Compare {name}", names, comparison_rows(found))
        dialog = LibraryTableDialog(screen.theme, pane, screen.citations.copy_citation_of, can_find=False)
        screen.app.push_screen(dialog, lambda address: screen.navigation.jump(address) if address else None)

    def _known(self, library: Library, addresses: Sequence[ItemAddress]) -> "list[tuple[Article, Item]]":
        found = []
        for address in addresses:
            with suppress(UnknownItemError):
                found.append(library.item(address))
        return found
