"""The library around the article: its other articles, what they say of the same things, and the way there and back."""

from collections.abc import Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from kztui.files.edit.article_files import EditRefusedError
from kztui.library.addresses import UnknownItemError, parse_address
from kztui.library.background_index import BackgroundIndex, Listener
from kztui.library.catalogue import Library
from kztui.library.catalogue_entry import CatalogueEntry
from kztui.library.clusters import Clusters
from kztui.library.database_url import SharedLibraryError
from kztui.library.joins_file import JoinsFile
from kztui.library.neighbours import elsewhere_of
from kztui.library.opening import open_joins_at, shared_at
from kztui.library.proposals import Proposer
from kztui.session.history import Location
from kztui.session.state import path_key
from kztui.tui.controllers.library_requests import LibraryRequests
from kztui.tui.controllers.library_tables import LibraryTables
from kztui.tui.dialogs.finder import FinderDialog
from kztui.tui.dialogs.join_dialog import JoinDialog, Proposed
from kztui.tui.library_source import article_source, library_items

if TYPE_CHECKING:
    from kztui.article.article import Article
    from kztui.article.elsewhere import InOtherArticles
    from kztui.article.kinds.item import Item
    from kztui.tui.finder_sources import FinderSource
    from kztui.tui.main_screen import MainScreen


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
        self.requests = LibraryRequests(screen, lambda: self.is_shared)
        self._left: list[_Left] = []
        """The places that `back` returns to, the last one last."""

    @property
    def path(self) -> Path | None:
        """The folder of the library; None where the article is in none."""
        return self._screen.options.library

    @property
    def library(self) -> Library | None:
        """What is known of the library by now; None before anything is."""
        return self._index.library if self._index else None

    @property
    def clusters(self) -> Clusters:
        """What is the same in several articles, as it is known by now."""
        return self._clusters

    @cached_property
    def tables(self) -> LibraryTables:
        """What all articles say, in tables."""
        return LibraryTables(self._screen, self)

    @property
    def is_shared(self) -> bool:
        """Whether it is in a database, which may answer slowly, or no more."""
        return self.path is not None and shared_at(self.path) is not None

    def say_why_none(self) -> None:
        """Say why there is no library to look into; where a database did not answer, it is asked again."""
        none = "This article is in no library: kztui FOLDER opens one"
        self._screen.status.say("The library is not read yet" if self.path else none)
        if self.is_shared:
            self.start()

    # The index.

    def start(self) -> None:
        """Read what is known of the library, after the first paint, and bring it up to date; in a thread."""
        if self.path is not None:
            app = self._screen.app
            listener = Listener(self._changed, lambda text, warn: app.call_from_thread(self._say, text, warn))
            known = self.library if self._index and self._index.path == self.path else None
            self._index = BackgroundIndex(self.path, listener, known)
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
        library, top = self.library, self._screen.app.screen
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

    def read_joins(self, *, says: bool = True) -> None:
        """Compute what is the same from the verdicts as they are by now, and show it, or say why not; in a thread."""
        screen, library = self._screen, self.library
        if library is None:
            return
        article = screen.loaded.article
        try:
            document = self.joins_file.document()
            self._clusters = Clusters(document.joins.values(), self._index.shared_ids(article) if self._index else {})
            found = elsewhere_of(article, library, self._clusters)
        except (SharedLibraryError, EditRefusedError) as error:
            if says:
                screen.app.call_from_thread(self._say, f"What other articles say is not read: {error}", True)
            return
        screen.app.call_from_thread(self._show, found)

    def _show(self, found: "Mapping[str, InOtherArticles]") -> None:
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
        return open_joins_at(self.path or Path())[0]

    # Its articles and items.

    def entry(self, article_id: str) -> CatalogueEntry | None:
        """What is known of an article of the library."""
        return self.library.by_id.get(article_id) if self.library else None

    def shared_path(self, kept: str) -> Path | None:
        """The path that an article of a database is copied to, by the text that it is kept as; None for any other."""
        entries = self.library.entries if self.library and self.is_shared else ()
        return next((entry.path for entry in entries if path_key(entry.path) == kept), None)

    def articles(self) -> bool:
        """Choose among the articles of the library; whether they are known yet."""
        if self.library is None:
            return False
        self._screen.search.open_finder(article_source(self.library, self._screen.article.publication.id))
        return True

    def items(self) -> "FinderSource | None":
        """The items of all articles, for the finder; None where the article is in no library, or none is known yet."""
        if self.library is None or self._index is None:
            return None
        source = library_items(self.library, self._index.search, self.article_of)
        return source._replace(slow_preview=self.is_shared)

    def article_of(self, address: str) -> "tuple[Article, str] | None":
        """The article of an address and the target in it; None where there is no such article."""
        found = parse_address(address)
        if self.entry(found.article) is None or self.library is None:
            return None
        try:
            return self.library.article(found.article), found.target
        except (UnknownItemError, SharedLibraryError):
            return None

    # Joining.

    def join(self) -> None:
        """Decide what in other articles is the same as the current item; say so where nothing is proposed."""
        screen = self._screen
        if self.library is None:
            self.say_why_none()
            return
        article = screen.loaded.article
        item = article.items.get(screen.current)
        if item is None or item.is_text or not item.is_named:
            screen.status.say(
                "Only what has a name can be joined with other articles: choose an actor, event, place or term"
            )
            return
        # One object for all: it knows what was read of the verdicts, and replaces no other one unseen.
        joins = self.joins_file
        self.requests.read(partial(self._proposals, article, item, joins), partial(self._decide, article, item, joins))

    def _proposals(self, article: "Article", item: "Item", joins: JoinsFile) -> list[Proposed]:
        if self.library is None or self._index is None:
            return []
        judged = joins.document().joins
        found = Proposer(self.library, self._index.find_elsewhere, self._clusters, judged).of(article, item)
        return [(each, other) for each in found if (other := self.article_of(str(each.other)))]

    def _decide(self, article: "Article", item: "Item", joins: JoinsFile, proposals: list[Proposed]) -> None:
        screen = self._screen
        if not proposals:
            screen.status.say(f"No other article has anything like {screen.status.name_of(item.id)}")
        elif screen.article.publication.id == article.publication.id:  # still read
            dialog = JoinDialog(screen.theme, article, proposals, joins, self.requests.carry_out, self._judged)
            screen.app.push_screen(dialog, lambda _: self._judged("") if dialog.is_done else None)

    def _judged(self, message: str) -> None:
        """Show what was recorded; or say that something was not, and nothing else that fails with it."""
        if message:
            self._say(message, warn=True)
        read = partial(self.read_joins, says=not message)
        self._screen.run_worker(read, group="joins", exclusive=True, thread=True, exit_on_error=False)

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
            self.start()
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
