"""Finding: the finder over everything, the hits walked afterwards, bookmarks, and commands by name."""

from kztui.search.index import Index
from kztui.tui import finding
from kztui.tui.finding import Results, Source
from kztui.tui.room.citing import Citing
from kztui.tui.sheets.finder import Chosen, FinderSheet

QUERIES = 50


class Seeking(Citing):
    """The commands that look for things."""

    _index: Index | None = None
    _hits: Results = Results((), 0)
    _hit = 0
    queries: tuple[str, ...] = ()

    def index(self) -> Index:
        """The search index, made when first asked for."""
        if self._index is None:
            self._index = Index(self.article)
        return self._index

    def _everything(self) -> Source:
        return finding.items(self.article, self.index, self.recent, self.bookmarks)

    def _find_in(self, source: Source) -> None:
        sheet = FinderSheet(self.ink, self.article, source, self.queries, lambda target: self.copy_citation((target,)))
        self.app.push_screen(sheet, self._found)

    def action_find(self) -> None:
        self._find_in(self._everything())

    def action_bookmarks(self) -> None:
        self._find_in(finding.bookmarked(self.article, self.index, self.bookmarks))

    def action_palette(self) -> None:
        self._find_in(finding.commands(lambda command: self.key_of(command.id), self._everything()))

    def _found(self, chosen: Chosen | None) -> None:
        if chosen is None:
            return
        if chosen.kind == "command":
            self.run_command(chosen.target)
            return
        if chosen.target:
            if chosen.query.strip():
                self.searched(chosen.query)
                self._hits, self._hit = chosen.results, chosen.position
                self.lit = chosen.results.lit
            self.go(chosen.target)

    def searched(self, query: str) -> None:
        """Remember a query that led somewhere, newest last."""
        self.queries = (*(other for other in self.queries if other != query), query)[-QUERIES:]

    def action_next_hit(self) -> None:
        self._walk_hits(1)

    def action_previous_hit(self) -> None:
        self._walk_hits(-1)

    def _walk_hits(self, step: int) -> None:
        rows = self._hits.rows
        if not rows:
            self.say(f"No search yet: {self.key_of('find')} finds")
            return
        self._hit = (self._hit + step) % len(rows)
        self.lit = self._hits.lit
        self.go(rows[self._hit].target)
        self.say(f"Hit {self._hit + 1} of {len(rows)}: {rows[self._hit].label}")

    def action_bookmark(self) -> None:
        target = self.reader.here if self.pane is self.reader else self.selected
        if not target:
            return
        kept = self.toggle_bookmark(target)
        self.publish()
        self.say(f"Bookmark {'set at' if kept else 'removed from'} {self.article.label(target)}")

    def toggle_bookmark(self, target: str) -> bool:
        """Set or remove a bookmark; gives whether it is there now."""
        known = target in self.bookmarks
        self.bookmarks = tuple(t for t in self.bookmarks if t != target) if known else (*self.bookmarks, target)
        return not known
