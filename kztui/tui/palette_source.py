"""The source of the command palette: commands, what people look for first, pages of the manual, recent articles."""

from collections.abc import Callable, Sequence

from kztui.article.table import ItemKind
from kztui.manual.pages import TOPICS, read_page
from kztui.session.state import RecentArticle
from kztui.tui.commands import COMMANDS, MOVE, Command
from kztui.tui.finder_sources import FinderResults, FinderRow, FinderSource, article_rows, matches_of

MAIN_SCOPES = ("app", "screen", "pane", "reader", "claims", "timeline")
"""The scopes whose commands the palette offers: those of the main screen."""
SOUGHT = (
    *("cite", "copy_as", "copy_quote", "save_page", "change_theme", "notes", "my_note", "articles", "bookmarks"),
    *("timeline", "path", "find", "filter", "add_to_selection", "original", "attach_original", "open_web_page", "help"),
)
"""The commands that people look for by name, in the order in which the palette begins; movement comes last."""


def commands(
    key_of: Callable[[Command], str], everything: FinderSource, recent: Sequence[RecentArticle] = ()
) -> FinderSource:
    """The commands, the pages of the manual and the recent articles by name; then, with a query, the items too."""
    ranks = {command: rank for rank, command in enumerate(SOUGHT)}
    offered = sorted(
        (command for command in COMMANDS if command.scope in MAIN_SCOPES),
        key=lambda command: ranks.get(command.id, len(ranks) + (command.group == MOVE)),
    )
    pages = [read_page(topic) for topic in TOPICS]

    def find(query: str, kind: ItemKind | None, cancelled: Callable[[], bool]) -> FinderResults:
        """The commands and pages that have every word of the query, then the items that match it."""
        words = query.casefold().split()
        rows = [
            FinderRow("command", c.id, c.help, matches_of(c.help, words), key_of(c))
            for c in offered
            if all(word in f"{c.name} {c.help} {c.id}".casefold() for word in words)
        ]
        found = [
            FinderRow("manual", page.topic, page.title, matches_of(page.title, words))
            for page in pages
            if all(word in f"manual {page.topic} {page.title} {page.summary}".casefold() for word in words)
        ]
        # Pages with a matching title come before pages with a matching summary.
        rows += sorted(found, key=lambda row: not row.spans)
        rows += article_rows(recent, words)
        if not words:
            return FinderResults(rows, len(rows))
        more = everything.find(query, kind, cancelled)
        message = "" if rows else more.message
        return more._replace(rows=[*rows, *more.rows], total=len(rows) + more.total, message=message)

    count = len(offered) + len(pages) + len(recent) + everything.of
    return FinderSource("Commands", ("what to do",), count, find, (), slow=everything.slow)
