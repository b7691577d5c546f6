"""The finder: a query line, results as one types, and a preview of the item under the cursor."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.geometry import Region
from textual.widgets import Input

from kztui.article.article import Article
from kztui.article.model import ITEM_KINDS
from kztui.article.table import ItemKind
from kztui.files.sanitize import sanitize_text
from kztui.manual.pages import read_page
from kztui.tui.commands import BY_ID, COMMANDS, bindings, shown
from kztui.tui.dialogs.command_card import command_page, manual_card
from kztui.tui.dialogs.dialog import Dialog
from kztui.tui.dialogs.results_pane import NARROW, ResultsPane
from kztui.tui.errors import internal_error
from kztui.tui.finder_sources import FinderResults, FinderSource
from kztui.tui.panes.card import CardPane
from kztui.tui.render.cells import cell_width
from kztui.tui.textual_compat.app import keymap
from kztui.tui.theme import Palette
from kztui.tui.widgets.status_bar import MESSAGE_SECONDS, WARNING_SECONDS, StatusBar

PREVIEW_FROM = 100


class Chosen(NamedTuple):
    """The result of the finder. Without a target nothing was chosen, and only the query is to be remembered."""

    kind: str
    target: str
    query: str
    results: FinderResults
    position: int


class QueryInput(Input, inherit_bindings=True):
    """Textual's input without a border, which the finder draws. `hints` are its placeholders, the longest first."""

    # In the themes of the terminal's own colours, cursor and selection are shown in reverse.
    DEFAULT_CSS = """
    QueryInput { background: $background; color: $foreground; padding: 0; border: none; height: 1; }
    QueryInput:ansi > .input--cursor, QueryInput:ansi > .input--selection {
        background: ansi_default; color: ansi_default; text-style: reverse;
    }
    """

    def __init__(self, value: str, hints: Sequence[str]) -> None:
        super().__init__(value, compact=True, id="query", select_on_focus=True)
        self.cursor_blink = False
        self.hints = hints

    def on_resize(self) -> None:
        """Choose the longest placeholder that fits: one that was cut would say something else."""
        self.placeholder = next((hint for hint in self.hints if cell_width(hint) < self.size.width), "")

    def validate_value(self, value: str) -> str:
        """Sanitize the query: a paste or a remembered query may hold any character."""
        return sanitize_text(value)


class FinderDialog(Dialog[Chosen]):
    """Searches `source` as one types. `cite` copies an item's citation and reports by `say` whether it succeeded."""

    BINDINGS = bindings("finder")

    def __init__(
        self,
        theme: Palette,
        article: Article,
        source: FinderSource,
        queries: Sequence[str],
        cite: Callable[[str], None],
    ) -> None:
        super().__init__(theme)
        self._article = article
        self._source = source
        self._queries = list(queries)
        self._history_index = len(self._queries)
        self._cite = cite
        self._kind: ItemKind | None = None
        self._request = 0
        self._results = FinderResults((), 0)
        self._messages = 0
        self.bottom = StatusBar("bottom", self._run_command)

    def compose(self) -> ComposeResult:
        self.results = ResultsPane("results", self._source.title)
        self.preview = CardPane("preview", self._article, "Preview")
        # The last query is filled in and selected, so that typing replaces it.
        last = self._queries[-1] if self._queries and self._source.title == "Find" else ""
        self.query_line = QueryInput(last, self._source.placeholders)
        yield self.results
        yield self.preview
        yield self.query_line
        yield self.bottom

    def regions(self, width: int, height: int) -> Mapping[str, Region]:
        room = Region(0, 0, width, height - 1)
        preview = Region(0, 0, 0, 0)
        if width >= PREVIEW_FROM and self._source.preview:
            side = min(64, width * 2 // 5)
            preview = Region(width - side, 0, side, room.height)
            room = Region(0, 0, width - side, room.height)
        query = Region(room.x + 4, 1, max(1, room.width - (12 if room.width < NARROW else 22)), 1)
        return {"results": room, "preview": preview, "query": query, "bottom": Region(0, height - 1, width, 1)}

    def on_mount(self) -> None:
        if not self._messages:  # what is said may come before there is a line to say it in
            self._hints()
        self.query_line.focus()
        self._search()

    # Searching.

    @on(Input.Changed)
    def _search(self) -> None:
        self._request += 1
        query, asked = self.query_line.value, self._request
        if self._source.slow:
            self._search_aside(query, asked)
        else:
            self._show(self._find(query, lambda: False), asked)

    def _find(self, query: str, outdated: Callable[[], bool]) -> FinderResults:
        try:
            return self._source.find(query, self._kind, outdated)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is said where the results would be
            return FinderResults((), 0, internal_error(error))

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _search_aside(self, query: str, asked: int) -> None:
        def outdated() -> bool:
            return asked != self._request

        results = self._find(query, outdated)
        if not outdated():
            self.app.call_from_thread(self._show, results, asked)

    def _show(self, results: FinderResults, asked: int) -> None:
        if asked == self._request:
            self._results = results
            self.results.show(results, self._source.of, self._kind or ("all" if self._source.kinds else ""))
            self._update_preview()

    def _update_preview(self) -> None:
        row = self.results.current()
        if row and row.kind == "command":
            command = BY_ID[row.target]
            keys = keymap(self.app).get(command.id) or command.keys
            self.preview.show_page(command_page(command, "  ".join(map(shown, keys.split(",")))))
        elif row and row.kind == "manual":
            self.preview.show_page(manual_card(read_page(row.target)))
        else:
            self.preview.show(row.target if row and row.kind in ITEM_KINDS else "")

    # Keys.

    @on(Input.Submitted)
    def action_open_result(self) -> None:
        row = self.results.current()
        if row is not None:
            self.dismiss(Chosen(row.kind, row.target, self.query_line.value, self._results, self.results.cursor))

    @on(ResultsPane.Picked)
    def _picked(self) -> None:
        self.action_open_result()

    def action_close_finder(self) -> None:
        self.dismiss(Chosen("", "", self.query_line.value, self._results, 0))

    def action_cite_result(self) -> None:
        row = self.results.current()
        if row is not None and row.kind in ITEM_KINDS:
            self._cite(row.target)

    def action_next_kind(self) -> None:
        self._turn_kind(1)

    def action_previous_kind(self) -> None:
        self._turn_kind(-1)

    def _turn_kind(self, step: int) -> None:
        kinds: tuple[ItemKind | None, ...] = (None, *self._source.kinds)
        self._kind = kinds[(kinds.index(self._kind) + step) % len(kinds)]
        self._search()

    def action_next_row(self) -> None:
        self._move(1)

    def action_previous_row(self) -> None:
        if (
            self.results.cursor == 0
            and self._history_index > 0
            and self.query_line.value in ("", self._recalled_query())
        ):
            self._history_index -= 1
            self.query_line.value = self._queries[self._history_index]
            self.query_line.cursor_position = len(self.query_line.value)
        else:
            self._move(-1)

    def _recalled_query(self) -> str:
        return self._queries[self._history_index] if self._history_index < len(self._queries) else ""

    def action_results_page_down(self) -> None:
        self._move(max(1, self.results.inner.height // 2))

    def action_results_page_up(self) -> None:
        self._move(-max(1, self.results.inner.height // 2))

    def _move(self, step: int) -> None:
        self.results.move(step)
        self._update_preview()

    # The status bar.

    def _run_command(self, command: str) -> None:
        self.call_later(getattr(self, f"action_{command}"))

    def _hints(self) -> None:
        keys = [(c.id, self.key_of(c.id), c.name) for c in COMMANDS if c.scope == "finder" and c.footer]
        self.bottom.hints(self.theme, keys, [])

    def say(self, text: str, warn: bool = False) -> None:
        """Show a message for a while in place of the key hints."""
        self._messages += 1
        said = self._messages
        self.bottom.say(self.theme, text, warn)
        self.set_timer(
            WARNING_SECONDS if warn else MESSAGE_SECONDS, lambda: self._hints() if said == self._messages else None
        )
