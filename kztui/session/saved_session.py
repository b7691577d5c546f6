"""Restores a session from its saved state, and makes the changes of that state that a move of the reader causes."""

from msgspec.structs import replace

from kztui.article.article import Article
from kztui.session.history import History
from kztui.session.session import Session
from kztui.session.state import ArticleKey, ArticleState
from kztui.session.state_file import Change


def restored(session: Session, saved: ArticleState, article: Article) -> Session:
    """`session` with the history, bookmarks, selection, visits and queries that were saved of its article."""
    history, bookmarks = History(saved.back, saved.forward), tuple(saved.bookmarks)
    marks = tuple(target for target in saved.marks if target in article.items)
    return replace(
        session, history=history, bookmarks=bookmarks, marks=marks, recent=saved.recent, queries=saved.queries
    )


def visits(before: Session, after: Session, key: ArticleKey) -> list[Change]:
    """The change that records a visited target, if any; it need not be written to disk at once."""
    if not after.recent or after.recent[0] in before.recent[:1]:
        return []
    return [lambda state: state.with_visit(key, after.recent[0])]


def changes(before: Session, after: Session, key: ArticleKey, article: Article, now: int) -> list[Change]:
    """The changes that record how style, columns, grouping, queries, selection, bookmarks differ.

    `now` is in seconds since 1970.
    """
    found: list[Change] = []
    if after.style != before.style:
        found.append(lambda state: state.with_style(after.style))
    if after.columns != before.columns:
        found.append(lambda state: state.with_columns(after.columns))
    if after.grouping != before.grouping:
        found.append(lambda state: state.with_grouping(after.grouping))
    if after.queries and after.queries[0] not in before.queries[:1]:
        found.append(lambda state: state.with_query(key, after.queries[0]))
    if after.marks != before.marks:
        found.append(lambda state: state.with_marks(key, after.marks))
    if after.bookmarks != before.bookmarks:
        found += [_without(key, target) for target in before.bookmarks if target not in after.bookmarks]
        added = (target for target in after.bookmarks if target not in before.bookmarks)
        found += [_with(key, target, article.label(target), now) for target in added]
    return found


def _with(key: ArticleKey, target: str, label: str, now: int) -> Change:
    return lambda state: state.with_bookmark(key, target, label, now)


def _without(key: ArticleKey, target: str) -> Change:
    return lambda state: state.without_bookmark(key, target)
