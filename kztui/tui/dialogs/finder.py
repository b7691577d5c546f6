"""The finder: a query line, results as one types, and a preview of the item under the cursor."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from textual import on, work
from textual.geometry import Region
from textual.messages import Update
from textual.widgets import Input

from kztui.article.article import Article
from kztui.article.item_kinds import ITEM_KINDS
from kztui.article.table import ItemKind
from kztui.manual.pages import read_page
from kztui.tui.commands import BY_ID, COMMANDS, bindings
from kztui.tui.dialogs.command_card import command_page, filter_card, manual_card, own_note_card, sentence_card
from kztui.tui.dialogs.dialog import Dialog, keys_of
from kztui.tui.dialogs.results_pane import NARROW, ResultsPane
from kztui.tui.errors import internal_error
from kztui.tui.finder_sources import FinderResults, FinderRow, FinderSource
from kztui.tui.panes.card import CardPane
from kztui.tui.textual_compat.app import keymap
from kztui.tui.theme import Palette
from kztui.tui.widgets.bars import MessageTimer, StatusBar
from kztui.tui.widgets.query_input import QueryInput

PREVIEW_FROM = 100


class FinderChoice(NamedTuple):
    """The outcome of the finder. Without a target nothing was chosen, and only the query is remembered."""

    kind: str
    target: str
    query: str
    results: FinderResults
    position: int


class FinderDialog(Dialog[FinderChoice]):
    """Searches `source` as one types. `cite` copies the citation of a target or address, and reports by `say`."""

    BINDINGS = bindings("finder")

    def __init__(
        self,
        theme: Palette,
        article: Article,
        source: FinderSource,
        queries: Sequence[str],
        cite: Callable[[str], None],
        wider: FinderSource | None = None,
    ) -> None:
        """`wider` is the source of the whole library, where the article is in one."""
        self.results = ResultsPane("results", source.title)
        self.preview = CardPane("preview", article, "Preview")
        # The last query is filled in and selected, so that typing replaces it.
        last = queries[-1] if queries and source.title == "Find" else ""
        self.query_line = QueryInput(last, source.placeholders)
        self.bottom = StatusBar("bottom", lambda command: self.call_later(self.run_action, BY_ID[command].action))
        super().__init__(theme, self.results, self.preview, self.query_line, self.bottom)
        self.source = source
        self._article = article
        self._other = wider
        """The source of the other scope: this article, or the library; None where there is no other."""
        self._queries = list(queries)
        self._history_index = len(self._queries)
        self._cite = cite
        self._kind: ItemKind | None = None
        self._searches = 0
        """The number of searches begun; the results of all but the last are dropped."""
        self._results = FinderResults((), 0)
        self._timer = MessageTimer(self, self._end_message)

    def regions(self, width: int, height: int) -> Mapping[str, Region]:
        """Results at the left with the query on their first line, the preview at the right where both fit, hints below.

        Width and height of the screen are in cells.
        """
        side = min(64, width * 2 // 5) if width >= PREVIEW_FROM and self.source.preview else 0
        results = Region(0, 0, width - side, height - 1)
        preview = Region(results.width, 0, side, results.height) if side else Region(0, 0, 0, 0)
        query = Region(4, 1, max(1, results.width - (12 if results.width < NARROW else 22)), 1)
        return {"results": results, "preview": preview, "query": query, "bottom": self.bar(width, height)}

    def bar(self, width: int, height: int) -> Region:
        """The region of the hints at the foot; a long message covers the lines above it."""
        bar = self.bottom.height_in(width, height)
        return Region(0, height - bar, width, bar)

    def on_mount(self) -> None:
        """Show the key hints, unless a message came first, and search for the query that is filled in."""
        if not self._timer.is_running:
            self._hints()
        self.query_line.focus()
        self._search()

    # Searching.

    @on(Input.Changed)
    def _search(self) -> None:
        self._searches += 1
        query, search = self.query_line.value, self._searches
        if self.source.slow:
            self._search_in_thread(query, search)
        else:
            self._show(self._find(query, lambda: False), search)

    @on(QueryInput.PasteCut)
    def _paste_cut(self, message: QueryInput.PasteCut) -> None:
        self.say(message.reason, warn=True)

    def renew(self, source: FinderSource) -> None:
        """Search the same things as they are known by now, unless the cursor was moved on what there was."""
        if self.results.cursor == 0:
            self._change_source(source)

    def _change_source(self, source: FinderSource) -> None:
        self.source, self.results.title = source, source.title
        self._search()

    def _find(self, query: str, outdated: Callable[[], bool]) -> FinderResults:
        try:
            return self.source.find(query, self._kind, outdated)
        except Exception as error:  # noqa: BLE001 - any error is shown in place of the results
            return FinderResults((), 0, internal_error(error))

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _search_in_thread(self, query: str, search: int) -> None:
        results = self._find(query, lambda: search != self._searches)
        if search == self._searches:
            self.app.call_from_thread(self._show, results, search)

    def _show(self, results: FinderResults, search: int) -> None:
        if search == self._searches:
            self._results = results
            self.results.show(results, self.source.of, bool(self.source.kinds))
            self._update_preview()
            # In one frame with the letter: by themselves the panes ask for it later, and get the next one 33 ms on.
            for pane in (self.results, self.preview):
                self.post_message(Update(pane))

    def _update_preview(self) -> None:
        row = self.results.current()
        if row and row.kind == "command":
            command = BY_ID[row.target]
            self.preview.show_page(command_page(command, "  ".join(keys_of(command, keymap(self.app)))))
        elif row and row.kind == "manual":
            self.preview.show_page(manual_card(read_page(row.target)))
        elif row and row.kind == "filter":
            self.preview.show_page(filter_card(row.label, row.right))
        elif row and row.kind == "my note":
            self.preview.show_page(own_note_card(row.label, row.right, row.snippet))
        elif row and row.kind == "sentence":
            self.preview.show_page(sentence_card(row.right, f"{row.label} {row.snippet}".strip()))
        else:
            self._preview_item(row.target if row and row.kind in ITEM_KINDS else "")

    def _preview_item(self, target: str) -> None:
        article_of = self.source.article_of
        if target and article_of and self.source.slow_preview:
            self._preview_in_thread(target, article_of)
            return
        found = article_of(target) if target and article_of else (self._article, target)
        self.preview.show_in(*(found or (self._article, "")))

    @work(thread=True, exclusive=True, exit_on_error=False, group="preview")
    def _preview_in_thread(self, target: str, article_of: Callable[[str], tuple[Article, str] | None]) -> None:
        found = article_of(target)

        def show() -> None:
            """Show it, unless the cursor has moved on."""
            row = self.results.current()
            if row and row.target == target:
                self.preview.show_in(*(found or (self._article, "")))
                self.post_message(Update(self.preview))

        self.app.call_from_thread(show)

    # Keys.

    @on(Input.Submitted)
    @on(ResultsPane.Opened)
    def action_open_result(self) -> None:
        """Close the finder with the result under the cursor; a filter goes into the query instead."""
        row = self.results.current()
        if row and row.kind == "filter":
            self.query_line.value = row.target
            self.query_line.cursor_position = len(row.target)
        elif row:
            self.choose(row)

    def choose(self, row: FinderRow) -> None:
        """Close the finder with a result."""
        self.dismiss(FinderChoice(row.kind, row.target, self.query_line.value, self._results, self.results.cursor))

    def action_query_help(self) -> None:
        """Show the page of the manual about queries."""
        from kztui.tui.dialogs.manual_dialog import ManualDialog  # noqa: PLC0415 - few searches need it

        self.app.push_screen(ManualDialog(self.theme, read_page("search")))

    def action_close_finder(self) -> None:
        """Close the finder with the query alone."""
        self.dismiss(FinderChoice("", "", self.query_line.value, self._results, 0))

    def action_cite_result(self) -> None:
        """Copy the citation of the item under the cursor."""
        row = self.results.current()
        if row and row.kind in ITEM_KINDS:
            self._cite(row.target)

    def action_change_scope(self) -> None:
        """Search the whole library instead of this article, or the other way round."""
        if self._other is None:
            self.say("This article is in no library: kztui FOLDER opens one")
            return
        source, self._other, self._kind = self._other, self.source, None
        self.query_line.hints = source.placeholders
        self.query_line.on_resize()
        self._change_source(source)
        self._end_message()

    def action_change_kind(self, step: int) -> None:
        """Search the next or the previous kind of items only; behind the last and before the first all kinds."""
        kinds: list[ItemKind | None] = [None, *(kind for kind in self.source.kinds if kind in self._results.allowed)]
        if self.source.orders:
            kinds = [*self.source.orders]
        here = kinds.index(self._kind) if self._kind in kinds else 0
        self._kind = kinds[(here + step) % len(kinds)]
        self._search()

    def action_move(self, step: int) -> None:
        """Move the cursor by so many results."""
        self.results.move(step)
        self._update_preview()

    def action_previous_row(self) -> None:
        """Move the cursor to the previous result; on the first, fill in the query before this one."""
        unchanged = self.query_line.value in ("", self._recalled_query())
        if unchanged and self.results.cursor == 0 and self._history_index > 0:
            self._history_index -= 1
            self.query_line.value = self._queries[self._history_index]
            self.query_line.cursor_position = len(self.query_line.value)
        else:
            self.action_move(-1)

    def _recalled_query(self) -> str:
        return self._queries[self._history_index] if self._history_index < len(self._queries) else ""

    def action_page(self, direction: int) -> None:
        """Move the cursor down or up by half as many results as the pane has lines."""
        self.action_move(direction * max(1, self.results.inner.height // 2))

    # The status bar.

    def _hints(self) -> None:
        source = self.source
        useless = {"next_kind"} if not (source.kinds or source.orders) else set()
        useless |= {"change_scope"} if self._other is None else set()
        named = [(c.id, source.hints.get(c.id, c.name)) for c in COMMANDS if c.scope == "finder" and c.footer]
        keys = [(command, self.key_of(command), name) for command, name in named if name and command not in useless]
        self.bottom.hints(self.theme, keys, [])

    def say(self, text: str, warn: bool = False) -> None:
        """Show a message for a while in place of the key hints."""
        self._timer.start(warn)
        self.bottom.say(self.theme, text, warn)
        self.bottom.fit(self)

    def _end_message(self) -> None:
        """Show the keys again."""
        self._hints()
        self.bottom.fit(self)
