"""Finding: the finder over everything, the hits walked afterwards, bookmarks, and commands by name."""

from typing import TYPE_CHECKING

from kztui.files.load import Loaded
from kztui.tui.controllers.citations import CitationsMixin

# Nothing here is needed before somebody searches, so that the first screen does not wait for it: each method brings
# in what it uses.
# ruff: noqa: PLC0415
if TYPE_CHECKING:
    from kztui.search.index import Index
    from kztui.tui.dialogs.finder import Chosen
    from kztui.tui.finder_sources import FinderResults, FinderSource

QUERIES = 50


class SearchMixin(CitationsMixin):
    """The commands that look for things."""

    _index: "Index | None" = None
    _hits: "FinderResults | None" = None
    _hit = 0
    queries: tuple[str, ...] = ()

    def set_article(self, loaded: Loaded) -> None:
        super().set_article(loaded)
        self._index = None

    def index(self) -> "Index":
        """The search index, made when first asked for."""
        if self._index is None:
            from kztui.search.index import Index

            self._index = Index.of(self.article)
        return self._index

    def _everything(self) -> "FinderSource":
        from kztui.tui import finder_sources

        return finder_sources.items(self.article, self.index, self.recent, self.bookmarks)

    def _find_in(self, source: "FinderSource") -> None:
        from kztui.tui.dialogs.finder import FinderDialog

        dialog = FinderDialog(
            self.theme, self.article, source, self.queries, lambda target: self.copy_citation((target,))
        )
        self.app.push_screen(dialog, self._found)

    def action_find(self) -> None:
        self._find_in(self._everything())

    def action_bookmarks(self) -> None:
        from kztui.tui import finder_sources

        self._find_in(finder_sources.bookmarked(self.article, self.index, self.bookmarks))

    def action_palette(self) -> None:
        from kztui.tui import finder_sources

        self._find_in(finder_sources.commands(lambda command: self.key_of(command.id), self._everything()))

    def action_themes(self) -> None:
        from kztui.tui import finder_sources

        self._find_in(finder_sources.themes(sorted(self.app.available_themes), self.app.theme))

    def _found(self, chosen: "Chosen | None") -> None:
        if chosen is None:
            return
        if chosen.kind == "command":
            self.run_command(chosen.target)
            return
        if chosen.kind == "manual":
            from kztui.manual.pages import read_page
            from kztui.tui.dialogs.manual_dialog import ManualDialog

            self.app.push_screen(ManualDialog(self.theme, read_page(chosen.target)))
            return
        if chosen.kind == "theme":
            self.app.theme = chosen.target
            self.remember_theme(chosen.target)
            return
        if chosen.target:
            if chosen.query.strip():
                self.searched(chosen.query)
                self._hits, self._hit = chosen.results, chosen.position
                self.highlighter = chosen.results.highlighter
            self.go(chosen.target, highlighter=chosen.results.highlighter)

    def remember_theme(self, theme: str) -> None:
        """Keep the colours for the next start."""

    def searched(self, query: str) -> None:
        """Remember a query that led somewhere, newest last."""
        self.queries = (*(other for other in self.queries if other != query), query)[-QUERIES:]

    def action_next_hit(self) -> None:
        self._walk_hits(1)

    def action_previous_hit(self) -> None:
        self._walk_hits(-1)

    def _walk_hits(self, step: int) -> None:
        rows = self._hits.rows if self._hits else ()
        if not rows or not self._hits:
            self.say(f"No search yet: {self.key_of('find')} finds")
            return
        self._hit = (self._hit + step) % len(rows)
        self.highlighter = self._hits.highlighter
        self.go(rows[self._hit].target, highlighter=self.highlighter)
        self.say(f"Hit {self._hit + 1} of {len(rows)}: {rows[self._hit].label}")

    def action_bookmark(self) -> None:
        target = self.reader.here if self.pane is self.reader else self.selected
        if not target:
            return
        kept = self.toggle_bookmark(target)
        self.publish()
        self.say(f"Bookmark {'set at' if kept else 'removed from'} {self.called(target)}")

    def toggle_bookmark(self, target: str) -> bool:
        """Set or remove a bookmark; gives whether it is there now."""
        known = target in self.bookmarks
        self.bookmarks = tuple(t for t in self.bookmarks if t != target) if known else (*self.bookmarks, target)
        return not known
