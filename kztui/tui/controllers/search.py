"""Search: the finder, the next and previous result, bookmarks, and commands by name."""

from importlib import import_module
from typing import TYPE_CHECKING

from kztui.article.item_kinds import ITEM_KINDS

# Each method imports what it uses: nothing here is needed before the first search, and imports delay the first paint.
# ruff: noqa: PLC0415
if TYPE_CHECKING:
    from kztui.search.index import Index
    from kztui.tui.dialogs.finder import FinderChoice
    from kztui.tui.finder_sources import FinderSource
    from kztui.tui.main_screen import MainScreen
    from kztui.tui.view_state import Highlighter


SHOWN = 20
"""About how many results are in view."""


class SearchController:
    """Opens the finder and runs or opens what was chosen in it."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen
        self._index: Index | None = None
        self.highlighter: Highlighter | None = None
        """Finds what the last query matched in a text."""

    def set_article(self) -> None:
        """Another version of the article needs another index."""
        self._index = None

    def index(self) -> "Index":
        """The search index, made when first asked for."""
        if self._index is None:
            from kztui.search.index import Index

            self._index = Index.of(self._screen.article)
        return self._index

    def prepare(self) -> None:
        """Make and import what the first letter in the finder would wait for; in a worker."""
        from kztui.tui.finder_sources import LIMIT, items

        import_module("kztui.tui.dialogs.finder")
        index = self.index()
        index.prepare()
        # The first search fills caches of words and their stems.
        items(self._screen.article, lambda: index, (), ()).find("a", None, lambda: False)
        index.prepare_letters(LIMIT, SHOWN)

    # The finder.

    def find(self) -> None:
        """Search everything."""
        self.open_finder(self._everything(), self._screen.library.items() if self._screen.options.library else None)

    def bookmarks(self) -> None:
        """Choose among the bookmarks."""
        from kztui.tui import finder_sources

        self.open_finder(finder_sources.bookmarked(self._screen.article, self.index, self._screen.session.bookmarks))

    def palette(self) -> None:
        """Choose a command by name."""
        from kztui.tui.palette_source import commands

        key_of, recent = self._screen.status.key_of, self._screen.persistence.recent_articles
        self.open_finder(commands(lambda command: key_of(command.id), self._everything(), recent))

    def articles(self) -> None:
        """Choose among the articles of the library, or those that were read."""
        from kztui.tui import finder_sources

        if self._screen.options.library and self._screen.library.articles():
            return

        self.open_finder(finder_sources.articles(self._screen.persistence.recent_articles))

    def path(self) -> None:
        """Choose the item to which a path is to lead from here."""
        from kztui.tui.controllers.paths import PathsController

        PathsController(self._screen, self._everything()).choose()

    def themes(self) -> None:
        """Choose a theme."""
        from kztui.tui import finder_sources

        app = self._screen.app
        self.open_finder(finder_sources.themes(sorted(app.available_themes), app.theme))

    def _everything(self) -> "FinderSource":
        from kztui.tui import finder_sources

        session = self._screen.session
        return finder_sources.items(self._screen.article, self.index, session.recent, session.bookmarks)

    def open_finder(self, source: "FinderSource", wider: "FinderSource | None" = None) -> None:
        """Choose among what a source finds, and go there or do it; with `wider`, the scope can be changed to that."""
        from kztui.tui.dialogs.finder import FinderDialog

        screen = self._screen
        queries = screen.session.queries[::-1]
        dialog = FinderDialog(
            screen.theme,
            screen.article,
            source,
            queries,
            screen.citations.copy_citation_of,
            wider,
        )
        screen.app.push_screen(dialog, self._choose)

    def _choose(self, chosen: "FinderChoice | None") -> None:
        screen = self._screen
        if chosen is None or not chosen.target:
            return
        if chosen.kind == "command":
            screen.run_command(chosen.target)
        elif chosen.kind == "manual":
            from kztui.manual.pages import read_page
            from kztui.tui.dialogs.manual_dialog import ManualDialog

            screen.app.push_screen(ManualDialog(screen.theme, read_page(chosen.target)))
        elif chosen.kind == "my note":
            screen.notes.edit(chosen.target)
        elif chosen.kind == "article":
            screen.articles.open(chosen.target)
        elif chosen.kind == "theme":
            screen.app.theme = chosen.target
            screen.persistence.set_theme(chosen.target)
        else:
            self._go(chosen)

    def _go(self, chosen: "FinderChoice") -> None:
        """Go to an item that was found; its query is remembered, and so are its results."""
        screen, session = self._screen, self._screen.session
        if chosen.query.strip():
            targets = tuple(row.target for row in chosen.results.rows if row.kind in ITEM_KINDS)
            if chosen.target in screen.article.items:
                session = session.search(chosen.query, targets, targets.index(chosen.target))
            self.highlighter = chosen.results.highlighter
        screen.navigation.jump(chosen.target, highlighter=chosen.results.highlighter, session=session)

    # Afterwards.

    def next_result(self, step: int) -> None:
        """Go to the result of the last search that is `step` further on."""
        screen = self._screen
        if not screen.session.found.targets:
            screen.status.say(f"No search yet: {screen.status.key_of('find')} finds")
            return
        session = screen.session.next_result(step)
        found = session.found
        target = found.targets[found.position]
        screen.navigation.jump(target, highlighter=self.highlighter, session=session)
        screen.status.say(f"Result {found.position + 1} of {len(found.targets)}: {screen.status.name_of(target)}")

    def bookmark(self) -> None:
        """Set a bookmark here, or remove it."""
        screen, target = self._screen, self._screen.current
        if not target:
            return
        screen.update(screen.session.bookmark(target))
        done = "set at" if target in screen.session.bookmarks else "removed from"
        unkept = f": it is saved with the draft, which {screen.status.key_of('keep')} keeps"
        until = unkept if screen.options.unkept else ", until you quit"
        screen.persistence.say_when_saved(f"Bookmark {done} {screen.status.name_of(target)}", until)
