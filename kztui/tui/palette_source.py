"""The source of the command palette: commands, what people look for first, pages of the manual, recent articles."""

from collections.abc import Callable, Sequence

from kztui.article.table import ItemKind
from kztui.manual.pages import TOPICS, read_page
from kztui.session.state import RecentArticle
from kztui.tui.commands import COMMANDS, MOVE, Command
from kztui.tui.finder_sources import FinderResults, FinderRow, FinderSource, article_rows, listing

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
    source = FinderSource("Commands", ("what to do",), slow=everything.slow)
    listed = (command_rows(offered, key_of), _page_rows(), article_rows(recent))
    parts = [listing(source, rows, "") for rows in listed]

    def find(query: str, kind: ItemKind | None, cancelled: Callable[[], bool]) -> FinderResults:
        """The commands and pages that have every word of the query, then the items that match it."""
        commands, found, articles = (each.find(query, kind, cancelled).rows for each in parts)
        # Pages with a matching title come before pages with a matching summary.
        rows = [*commands, *sorted(found, key=lambda row: not row.spans), *articles]
        if not query.split():
            return FinderResults(rows, len(rows))
        more = everything.find(query, kind, cancelled)
        message = "" if rows else more.message
        return more._replace(rows=[*rows, *more.rows], total=len(rows) + more.total, message=message)

    return source._replace(of=sum(part.of for part in (*parts, everything)), find=find, kinds=())


def command_rows(offered: Sequence[Command], key_of: Callable[[Command], str]) -> list[tuple[FinderRow, str]]:
    """The rows of commands, each with what is searched."""
    return [(FinderRow("command", c.id, c.help, right=key_of(c)), f"{c.name} {c.help} {c.id}") for c in offered]


def _page_rows() -> list[tuple[FinderRow, str]]:
    return [
        (FinderRow("manual", page.topic, page.title), f"manual {page.topic} {page.title} {page.summary}")
        for page in map(read_page, TOPICS)
    ]
