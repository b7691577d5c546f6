"""What is remembered from one session to the next, and each way in which it changes, as a value from a value.

A change is a function from `State` to `State`, so that it can be made again on top of what another kztui has
written meanwhile.
"""

from typing import Annotated, ClassVar

from msgspec import Meta, Struct
from msgspec.structs import replace

VERSION = 1
TRAIL = 100
QUERIES = 50
RECENT = 50
ARTICLES = 200
BOOKMARKS = 10_000
TEXT = 500
"""Characters of any remembered text; no id, query or label is as long."""

_Count = Annotated[int, Meta(ge=-1, le=1_000_000_000)]
_Moment = Annotated[int, Meta(ge=0, le=1 << 53, description="seconds since 1970")]


class Position(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A place in the screen: the pane with the focus, the selected target, and where in which page one reads.

    `subject` and `entry` say whose links the Links pane lists and which of them is current, if it has the focus.
    """

    pane: str = ""
    selected: str = ""
    page: str = ""
    block: _Count = 0
    offset: _Count = 0
    top_block: _Count = 0
    top_offset: _Count = 0
    link: _Count = -1
    subject: str = ""
    entry: _Count = 0


class Bookmark(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A target to come back to; its label says which, should the target be gone."""

    label: str = ""
    made: _Moment = 0


class Reading(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is remembered of one article. Lists are newest last in `behind` and `ahead`, else newest first."""

    position: Position | None = None
    behind: tuple[Position, ...] = ()
    ahead: tuple[Position, ...] = ()
    bookmarks: dict[str, Bookmark] = {}
    queries: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    used: _Moment = 0


class State(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All that is remembered: per article, by its id, and for all of them."""

    UNREAD: ClassVar[Reading] = Reading()

    version: int
    style: str = ""
    theme: str = ""
    greeted: bool = False
    """Whether the line for newcomers has been shown."""
    articles: dict[str, Reading] = {}

    def of(self, article: str) -> Reading:
        """What is remembered of the article with that id."""
        return self.articles.get(article, self.UNREAD)

    def with_style(self, style: str) -> "State":
        return replace(self, style=style)

    def with_theme(self, theme: str) -> "State":
        return replace(self, theme=theme)

    def with_greeting(self) -> "State":
        return replace(self, greeted=True)

    def at(
        self,
        article: str,
        position: Position,
        behind: tuple[Position, ...],
        ahead: tuple[Position, ...],
        now: int,
    ) -> "State":
        """The reader is there, with that trail, at that moment (seconds since 1970)."""
        return self._with(article, position=position, behind=behind[-TRAIL:], ahead=ahead[-TRAIL:], used=now)

    def bookmarked(self, article: str, target: str, label: str, now: int) -> "State":
        kept = {key: mark for key, mark in self.of(article).bookmarks.items() if key != target}
        return self._with(article, bookmarks={**kept, target: Bookmark(label=label, made=now)})

    def unbookmarked(self, article: str, target: str) -> "State":
        kept = {key: mark for key, mark in self.of(article).bookmarks.items() if key != target}
        return self._with(article, bookmarks=kept)

    def searched(self, article: str, query: str) -> "State":
        return self._with(article, queries=_newest(query, self.of(article).queries, QUERIES))

    def visited(self, article: str, target: str) -> "State":
        return self._with(article, recent=_newest(target, self.of(article).recent, RECENT))

    def bounded(self) -> "State":
        """No more than is worth keeping; of the articles, those read last and those with bookmarks stay longest."""
        articles = {name: _bounded(reading) for name, reading in self.articles.items()}
        if len(articles) > ARTICLES:
            order = sorted(articles, key=lambda name: (bool(articles[name].bookmarks), articles[name].used))
            articles = {name: articles[name] for name in order[-ARTICLES:]}
        return replace(self, articles=articles)

    def _with(self, article: str, **changes: object) -> "State":
        return replace(self, articles={**self.articles, article: replace(self.of(article), **changes)})


NOTHING = State(version=VERSION)


def _newest(entry: str, entries: tuple[str, ...], most: int) -> tuple[str, ...]:
    """`entries` with `entry` in front, once."""
    return (entry, *(other for other in entries if other != entry))[:most]


def _bounded(reading: Reading) -> Reading:
    return replace(
        reading,
        behind=reading.behind[-TRAIL:],
        ahead=reading.ahead[-TRAIL:],
        queries=reading.queries[:QUERIES],
        recent=reading.recent[:RECENT],
        bookmarks=dict(list(reading.bookmarks.items())[-BOOKMARKS:]),
    )
