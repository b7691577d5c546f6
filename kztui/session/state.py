"""The reader's state that is kept from one session to the next, and each change of it as a value from a value.

A change is a function from `State` to `State`, so that it can be made again on top of what another kztui has
written meanwhile. The state of an article is kept under its id and its path: two articles with one id stay apart.

Every version of the state file that has ever been written is read as today's state. Version 1 kept articles by id
alone, and said `behind` and `ahead` for what is `back` and `forward` since version 2.
"""

import os
from pathlib import Path
from typing import Annotated, ClassVar, NamedTuple

import msgspec
from msgspec import Meta, Struct, field
from msgspec.structs import asdict, replace

from kztui.files.folders import bundled
from kztui.files.sanitize import sanitize_line
from kztui.files.source_files import MAIN_FILE
from kztui.session.history import Location

UNKNOWN_PATH = ""
"""The path of state that was written before paths were kept."""
LONGEST_PATH = 4096
"""Characters; Linux has no longer paths."""


class ArticleKey(NamedTuple):
    """An article as the state knows it: its id, and its path as `path_key` writes it."""

    id: str
    path: str


def path_key(path: Path | None) -> str:
    """The path of an article as it is kept: absolute, links resolved, a folder's `article.toml` as the folder.

    Bundled articles are `bundled:NAME`, wherever the program is installed. A path that is too long, or cannot be
    shown safely, is kept as `sha256:…`: it is found again, but nobody can tell whether it is gone.
    """
    if path is None:
        return UNKNOWN_PATH
    real = Path(os.path.realpath(path))
    if real.name == MAIN_FILE:
        real = real.parent
    if real in bundled():
        return f"bundled:{real.name}"
    text = str(real)
    if len(text) <= LONGEST_PATH and sanitize_line(text) == text:
        return text
    import hashlib  # noqa: PLC0415 - few paths need it

    return f"sha256:{hashlib.sha256(os.fsencode(text)).hexdigest()}"


def kept_path(path: str) -> Path | None:
    """Where the article with a kept path is; None where nothing is there, or nobody can tell."""
    name = path.removeprefix("bundled:")
    if name != path:
        return next((known for known in bundled() if known.name == name), None)
    return Path(path) if os.path.isabs(path) and not is_gone(path) else None  # noqa: PTH117 - a kept path need not be a path


def is_gone(path: str) -> bool:
    """Whether nothing is at a kept path any more. A path that cannot be looked at is not taken for gone."""
    if not os.path.isabs(path):  # noqa: PTH117 - a kept path is text that need not be a path at all
        return path == UNKNOWN_PATH
    try:
        os.stat(path)  # noqa: PTH116 - the same
    except (OSError, ValueError) as error:
        return isinstance(error, (FileNotFoundError, NotADirectoryError))
    return False


VERSION = 2
HISTORY = 100
"""How many positions back, and how many forward, are kept of an article."""
HISTORIES = 200
"""How many articles, those read last, keep their positions back and forward."""
QUERIES = 50
RECENT = 50

Cells = Annotated[int, Meta(ge=0, le=10_000)]
Seconds = Annotated[int, Meta(ge=0, le=1 << 53, description="seconds since 1970")]


class Bookmark(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A bookmarked target; the label names it should the target be gone."""

    label: str = ""
    made: Seconds = 0


class AttachedOriginal(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The reader's own copy of an article's original: its path, and the SHA-256 of its bytes when it was attached."""

    file: str
    sha256: str = ""


class ArticleState(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The state of one article. Bookmarks and history are oldest first, `queries` and `recent` newest first."""

    position: Location | None = None
    back: tuple[Location, ...] = ()
    forward: tuple[Location, ...] = ()
    bookmarks: dict[str, Bookmark] = {}
    marks: tuple[str, ...] = ()
    """The selection, in the order of adding."""
    queries: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    used: Seconds = 0
    title: str = ""
    original: AttachedOriginal | None = None


class RecentArticle(NamedTuple):
    """An article that was read: its key, and its title."""

    key: ArticleKey
    title: str


class State(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The whole state: of each article by its id and path, and what holds for all of them."""

    UNREAD: ClassVar[ArticleState] = ArticleState()

    version: int
    style: str = ""
    theme: str = ""
    greeted: bool = False
    """Whether the line for newcomers has been shown."""
    columns: tuple[Cells, Cells] = (0, 0)
    """The widths chosen for the columns at the left and at the right of the text; 0 for the default."""
    grouping: str = ""
    """By what the reader had lists group their items; empty for each kind's own way."""
    articles: dict[str, dict[str, ArticleState]] = {}

    def article(self, key: ArticleKey) -> ArticleState:
        """The state of one article; an empty one where it was never read."""
        return self.articles.get(key.id, {}).get(key.path, self.UNREAD)

    def with_style(self, style: str) -> "State":
        """With the citation style that the reader chose."""
        return replace(self, style=style)

    def with_theme(self, theme: str) -> "State":
        """With the theme that the reader chose."""
        return replace(self, theme=theme)

    def with_columns(self, columns: tuple[int, int]) -> "State":
        """With the widths that the reader chose for the columns, in cells."""
        return replace(self, columns=columns)

    def with_grouping(self, grouping: str) -> "State":
        """With lists grouped as the reader chose."""
        return replace(self, grouping=grouping)

    def with_greeting(self) -> "State":
        """With the line for newcomers shown."""
        return replace(self, greeted=True)

    def with_position(
        self, key: ArticleKey, position: Location, back: tuple[Location, ...], forward: tuple[Location, ...], now: int
    ) -> "State":
        """With the reader's position and history in an article, at the time `now` (seconds since 1970)."""
        return self._with(key, position=position, back=back[-HISTORY:], forward=forward[-HISTORY:], used=now)

    def with_bookmark(self, key: ArticleKey, target: str, label: str, now: int) -> "State":
        """With a bookmark, made at the time `now` (seconds since 1970), as the newest one."""
        bookmarks = self.without_bookmark(key, target).article(key).bookmarks
        return self._with(key, bookmarks={**bookmarks, target: Bookmark(label=label, made=now)})

    def without_bookmark(self, key: ArticleKey, target: str) -> "State":
        """Without the bookmark of that target, if there is one."""
        bookmarks = self.article(key).bookmarks
        if target not in bookmarks:
            return self
        return self._with(key, bookmarks={other: mark for other, mark in bookmarks.items() if other != target})

    def with_marks(self, key: ArticleKey, marks: tuple[str, ...]) -> "State":
        """With the selection of an article."""
        return self._with(key, marks=marks)

    def with_opened(self, key: ArticleKey, title: str, now: int) -> "State":
        """With an article of that title opened at the time `now` (seconds since 1970)."""
        return self._with(key, title=title, used=now)

    def with_original(self, key: ArticleKey, original: AttachedOriginal) -> "State":
        """With the reader's own copy of the article's original attached."""
        return self._with(key, original=original)

    def recent_articles(self) -> list[RecentArticle]:
        """The articles that were read, the last one first; those of an unknown path or title are left out."""
        found = [
            (state.used, RecentArticle(ArticleKey(article_id, path), state.title))
            for article_id, readings in self.articles.items()
            for path, state in readings.items()
            if path and state.title
        ]
        return [article for _, article in sorted(found, key=lambda pair: -pair[0])]

    def with_query(self, key: ArticleKey, query: str) -> "State":
        """With a query as the newest one in the history of queries."""
        return self._with(key, queries=newest(query, self.article(key).queries, QUERIES))

    def with_visit(self, key: ArticleKey, target: str) -> "State":
        """With a target as the one visited last."""
        return self._with(key, recent=newest(target, self.article(key).recent, RECENT))

    def inherited(self, key: ArticleKey, path: str) -> "State":
        """With the state of the same article under another path, where `key` has none of its own yet.

        State of an unknown path goes over; any other path keeps its own too, except for its history.
        """
        readings = self.articles.get(key.id, {})
        if key.path in readings or path not in readings:
            return self
        others = {other: state for other, state in readings.items() if other != path}
        if path != UNKNOWN_PATH:
            others[path] = replace(readings[path], back=(), forward=())
        return replace(self, articles={**self.articles, key.id: {**others, key.path: readings[path]}})

    def bounded(self) -> "State":
        """With histories of no more than their bounds. Articles, positions and bookmarks are never dropped."""
        states = [state for readings in self.articles.values() for state in readings.values()]
        used = sorted((state.used for state in states if state.back or state.forward), reverse=True)
        oldest = used[HISTORIES - 1] if len(used) > HISTORIES else 0
        articles = {
            article_id: {
                path: _bounded(state, HISTORY if state.used >= oldest else 0) for path, state in readings.items()
            }
            for article_id, readings in self.articles.items()
            if readings
        }
        return replace(self, articles=articles)

    def _with(self, key: ArticleKey, **changes: object) -> "State":
        state = replace(self.article(key), **changes)
        return replace(self, articles={**self.articles, key.id: {**self.articles.get(key.id, {}), key.path: state}})


EMPTY = State(version=VERSION)


def newest(entry: str, entries: tuple[str, ...], most: int) -> tuple[str, ...]:
    """`entries` with `entry` in front, once."""
    return (entry, *(other for other in entries if other != entry))[:most]


def _bounded(state: ArticleState, history: int) -> ArticleState:
    """The state with at most `history` locations back and forward, and bounded queries and recent targets."""
    back, forward = (steps[max(len(steps) - history, 0) :] for steps in (state.back, state.forward))
    return replace(state, back=back, forward=forward, queries=state.queries[:QUERIES], recent=state.recent[:RECENT])


class _Article1(ArticleState, frozen=True, kw_only=True):
    back: tuple[Location, ...] = field(default=(), name="behind")
    forward: tuple[Location, ...] = field(default=(), name="ahead")


class _State1(Struct, frozen=True, kw_only=True):
    style: str = ""
    theme: str = ""
    greeted: bool = False
    articles: dict[str, _Article1] = {}


def read_version(raw: bytes, version: int) -> State:
    """The state in JSON of that version, 1 to `VERSION`.

    Raises msgspec.ValidationError when it is not such a state.
    """
    if version == 1:
        return _from_version_1(msgspec.json.decode(raw, type=_State1))
    return msgspec.json.decode(raw, type=State)


def _from_version_1(old: _State1) -> State:
    articles = {article_id: {UNKNOWN_PATH: ArticleState(**asdict(state))} for article_id, state in old.articles.items()}
    return State(version=VERSION, style=old.style, theme=old.theme, greeted=old.greeted, articles=articles)
