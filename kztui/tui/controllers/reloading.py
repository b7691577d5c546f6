"""Reloads the article when its files change, and prepares search index and citations in the background.

With `--watch` the files are watched by polling: their times and sizes are compared every now and then.
"""

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from kztui.files.load import Loaded, load
from kztui.files.problems import LoadError
from kztui.tui.textual_compat.region_layout import lay_out_now

if TYPE_CHECKING:
    from kztui.files.file_stamps import FileStamps
    from kztui.session.history import Location
    from kztui.tui.controllers.search import SearchController
    from kztui.tui.main_screen import MainScreen

AFTER_FIRST_PAINT = 0.15
"""Seconds from the start until the preparation begins."""
WATCH_SECONDS = 0.5
GONE_SECONDS = 2.0
"""How long a file may be gone or empty before the article is read without it: programs save in several steps."""
TURN = 0.0005
"""Seconds after which a thread that prepares something lets another one go on."""
QUIET = 0.7
"""Seconds before citations are warmed up: their import keeps other threads waiting, and keys come first."""


class ReloadingController:
    """Reloads the article of the screen."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen
        self._stamps: FileStamps | None = None
        """Those of the files as they were read last; None before they were looked at."""
        self._gone_since: float | None = None

    def start(self) -> None:
        """Watch the files, if that was asked for; prepare what can wait for the first screen."""
        screen = self._screen
        if screen.options.watch:
            self._watch()
            screen.set_interval(WATCH_SECONDS, self._watch)
        screen.set_timer(AFTER_FIRST_PAINT, self.set_article)

    def set_article(self) -> None:
        """Prepare problems, search index and citations of the article in the background."""
        work = partial(self._prepare, self._screen.search)
        self._screen.run_worker(work, group="prepare", thread=True, exit_on_error=False)

    def _prepare(self, search: "SearchController") -> None:
        """Count the problems, make the search index and warm up the citations, one after the other."""
        from kztui.files.check import count  # noqa: PLC0415 - the first screen does not wait for the rules

        screen = self._screen
        _collect_article_before()
        screen.notes.read()
        # Of a draft that is in no file there is nothing to check.
        problems = 0 if screen.options.unkept else sum(count(screen.loaded))
        if problems:
            screen.app.call_from_thread(screen.status.show_problems, problems)
        with _short_turns():
            search.prepare()
        gc.freeze()  # what is kept until the end: to look through it for garbage would take 60 ms of a key's time
        sleep(QUIET)
        screen.citations.citer.warm(screen.session.style)
        gc.freeze()
        if not screen.originals and any(item.quotes for item in screen.loaded.article.items.values()):
            screen.views.read_copy()

    def _watch(self) -> None:
        """Look whether the article was saved since, and read it again if so."""
        from kztui.files.file_stamps import file_stamps, is_incomplete  # noqa: PLC0415 - only with --watch

        path = self._screen.options.path
        if path is None:
            return
        stamps, before = file_stamps(path), self._stamps
        if before is None or stamps == before:
            self._stamps, self._gone_since = stamps, None
            return
        if is_incomplete(before, stamps):
            self._gone_since = self._gone_since or monotonic()
            if monotonic() - self._gone_since < GONE_SECONDS:
                return
        self._stamps, self._gone_since = stamps, None
        self.reload()

    def reload(self) -> None:
        """Read the article's files again, in the background."""
        self._screen.run_worker(self._read, group="reload", exclusive=True, thread=True, exit_on_error=False)

    def _read(self) -> None:
        screen = self._screen
        if screen.options.path is None:
            screen.app.call_from_thread(screen.status.say, "Nothing to reload: this draft is written nowhere yet")
            return
        try:
            loaded, message = self._loaded(screen.options.path)
        except LoadError as error:
            first = error.problems[0]
            more = f" (and {len(error.problems) - 1} more)" if len(error.problems) > 1 else ""
            where = f"{Path(first.file).name}:{first.line}:{first.column}"
            screen.app.call_from_thread(screen.status.show_stale, f"{where}: {first.message}{more}")
            return
        loaded.article.prepare()
        # In turn with the keys: none may arrive while the panes are replaced.
        screen.app.call_from_thread(screen.call_next, self._show, loaded, message)

    def _loaded(self, path: Path) -> tuple[Loaded, str]:
        """The article, and why it may be an older one, or nothing. Raises LoadError."""
        if self._screen.options.library is None:
            return load(path), ""
        from kztui.library.database_url import SharedLibraryError  # noqa: PLC0415 - most articles are in no library
        from kztui.library.opening import load_at  # noqa: PLC0415 - the same

        try:
            return load_at(self._screen.options.library, path)
        except SharedLibraryError as error:
            return self._screen.loaded, f"Kept the last good view. {error}"

    async def _show(self, loaded: Loaded, message: str) -> None:
        await self.show(loaded)
        self._screen.status.say(message or "Reloaded the article", warn=bool(message))

    async def show(self, loaded: Loaded) -> None:
        """Change to another version of the article: the panes are replaced, the session is kept."""
        location = self._screen.here
        self._screen.persistence.record_position()
        self._screen.set_article(loaded)
        await self._replace_panes(lambda: self._screen.navigation.show(self._screen.session, location))
        if self._screen.options.library:
            self._screen.library.start()

    async def open(self, loaded: Loaded, at: "Location | None" = None) -> None:
        """Change to another article: `at` a location, else where it was left."""
        self._screen.set_article(loaded)
        location = self._screen.persistence.open()
        location = at or location
        self._stamps = self._gone_since = None
        await self._replace_panes(lambda: self._screen.navigation.open(location))

    async def _replace_panes(self, navigate: Callable[[], None]) -> None:
        """Mount new panes for the screen's article, and go to a location in them."""
        screen = self._screen
        screen.ready.clear()
        try:
            await screen.recompose()
            navigate()
            # Until the new panes have their places, the mouse would find the old ones there.
            lay_out_now(screen)
        finally:
            screen.ready.set()


@contextmanager
def _short_turns() -> Iterator[None]:
    """Let threads take turns more often than every 5 ms: a key is passed between threads, and would wait for each."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def _collect_article_before() -> None:
    """Free what was kept of an article that has been read anew."""
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
