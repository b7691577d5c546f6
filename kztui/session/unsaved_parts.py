"""Names what of the reader's state is in memory alone, for the message when it cannot be saved."""

from kztui.article.plurals import counted
from kztui.session.state import ArticleState, State

_ONE_OF_A_KIND = (("marks", "the selection"), ("original", "which original is attached"), ("queries", "queries"))
_OF_ALL = (
    *(("style", "the citation style"), ("theme", "the theme"), ("columns", "the widths of the columns")),
    ("grouping", "how lists are grouped"),
)


def unsaved_parts(saved: State, state: State) -> list[str]:
    """What of `state` differs from what is on disk, the most valuable first; each a few words."""
    pairs = [
        (saved.articles.get(article, {}).get(path, State.UNREAD), now)
        for article, readings in state.articles.items()
        for path, now in readings.items()
    ]
    bookmarks = sum(len(before.bookmarks.keys() ^ now.bookmarks.keys()) for before, now in pairs)
    parts = [f"{counted(bookmarks, 'change')} of bookmarks"] if bookmarks else []
    parts += [name for key, name in _ONE_OF_A_KIND if any(_differs(key, *pair) for pair in pairs)]
    parts += [name for key, name in _OF_ALL if getattr(saved, key) != getattr(state, key)]
    if any(_differs(key, *pair) for key in ("position", "back", "forward", "recent") for pair in pairs):
        parts.append("where you were")
    return parts


def _differs(key: str, before: ArticleState, now: ArticleState) -> bool:
    return bool(getattr(before, key) != getattr(now, key))
