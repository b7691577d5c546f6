"""A session from what was saved of it, and what saves the difference that a move of the reader has made."""

from msgspec.structs import replace

from kztui.article.article import Article
from kztui.session.article_key import ArticleKey
from kztui.session.history import History
from kztui.session.session import Session
from kztui.session.state import ArticleState
from kztui.session.state_file import Change


def restored(session: Session, saved: ArticleState) -> Session:
    """`session` with the history, bookmarks, visits and queries that were saved of its article."""
    return replace(
        session,
        history=History(saved.back, saved.forward),
        bookmarks=tuple(saved.bookmarks),
        recent=saved.recent,
        queries=saved.queries,
    )


def visits(before: Session, after: Session, key: ArticleKey) -> list[Change]:
    """What saves that a target was visited: nothing that must be on the disk at once."""
    if not after.recent or after.recent[0] in before.recent[:1]:
        return []
    target = after.recent[0]
    return [lambda state: state.with_visit(key, target)]


def changes(before: Session, after: Session, key: ArticleKey, article: Article, now: int) -> list[Change]:
    """What saves how the citation style, the queries and the bookmarks differ; `now` in seconds since 1970."""
    found: list[Change] = []
    if after.style != before.style:
        style = after.style
        found.append(lambda state: state.with_style(style))
    if after.queries and after.queries[0] not in before.queries[:1]:
        query = after.queries[0]
        found.append(lambda state: state.with_query(key, query))
    if after.bookmarks != before.bookmarks:
        found += [_without(key, target) for target in before.bookmarks if target not in after.bookmarks]
        added = (target for target in after.bookmarks if target not in before.bookmarks)
        found += [_with(key, target, article.label(target), now) for target in added]
    return found


def _with(key: ArticleKey, target: str, label: str, now: int) -> Change:
    return lambda state: state.with_bookmark(key, target, label, now)


def _without(key: ArticleKey, target: str) -> Change:
    return lambda state: state.without_bookmark(key, target)
